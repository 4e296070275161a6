#!/usr/bin/env python3
"""Follows docs/policies/adding-a-region.md to the letter.

Blocks are carried out in the order in which they stand: one with `file=PATH` writes that file, one marked `sh` is run by bash, one
marked `output` must be found in what the last run printed, line by line. All of it happens in a copy of the data.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/policies/adding-a-region.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def program() -> Path:
    found = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("YIDI", ROOT / "yidi"))
    if not found.exists():
        sys.exit(f"the program is not built: {found}")
    return found.resolve()


def copy_of_the_data(folder: Path) -> None:
    for name in ("policies", "data", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    # The program finds its data beside itself, so the copy gets a copy of the program too.
    shutil.copy2(program(), folder / "yidi")


def follow(folder: Path) -> int:
    printed = ""
    checked = 0
    for kind, file, body in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        if file:
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, encoding="utf-8")
        elif kind == "sh":
            environment = {**os.environ, "YIDI_HOME": str(folder), "LANG": "C.UTF-8"}
            done = subprocess.run(["bash", "-e", "-c", body], cwd=folder, env=environment, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
            printed = done.stdout
            if done.returncode != 0:
                sys.exit(f"this step failed with exit {done.returncode}:\n{body}\n{printed}")
        elif kind == "output":
            for line in body.splitlines():
                if line not in printed:
                    sys.exit(f"the guide promises\n  {line}\nbut the step printed\n{printed}")
                checked += 1
    return checked


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_of_the_data(folder)
        checked = follow(folder)
    if checked < 6:
        sys.exit(f"only {checked} promised outputs were found in the guide: has its form changed?")
    print(f"adding-a-region.md: {checked} promised outputs hold")


if __name__ == "__main__":
    main()
