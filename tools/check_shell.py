#!/usr/bin/env python3
"""Runs shellcheck over every shell script of the tree, and asks for strict mode in those that are run."""
import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from source import tracked_files  # noqa: E402


def is_shell(root: Path, path: Path) -> bool:
    if path.suffix == ".sh":
        return True
    if path.suffix:
        return False
    first = (root / path).read_bytes()[:80].split(b"\n")[0]
    return first.startswith(b"#!") and b"sh" in first.split(b"/")[-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    root = parser.parse_args().root
    scripts = [path for path in tracked_files(root) if is_shell(root, path)]
    faults = [f"{path}:1: needs set -euo pipefail" for path in scripts
              if (root / path).read_text("utf-8").startswith("#!")
              and "set -euo pipefail" not in (root / path).read_text("utf-8")]
    if faults:
        print("\n".join(faults))
    found = subprocess.run(["shellcheck", "--external-sources", *map(str, scripts)], cwd=root, check=False)
    return 1 if faults or found.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
