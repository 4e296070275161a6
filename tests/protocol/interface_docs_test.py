#!/usr/bin/env python3
"""The generated pages of docs/integrating/ are what tools/interface_docs.py would write."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(os.environ.get("YIDI", ROOT / "build/dev/bin/yidi")).resolve().parent


def main() -> int:
    if not (PROGRAMS / "yidi_interface_refusals").exists():
        sys.exit(f"not built: {PROGRAMS / 'yidi_interface_refusals'}")
    environment = {**os.environ, "YIDI_HOME": str(ROOT)}
    return subprocess.run([sys.executable, "-B", ROOT / "tools/interface_docs.py", "--programs", PROGRAMS],
                          env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
