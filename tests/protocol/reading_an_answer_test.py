#!/usr/bin/env python3
"""Holds docs/using/reading-an-answer.md against the program.

The page's one `sh` block is run; each `output` block must stand in what it printed, in order and without gaps, except that a
line with `…` alone stands for any number of lines, and a line beside one may be a part of its line.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/using/reading-an-answer.md"
BLOCK = re.compile(r"^```(sh|output)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "…"


def program() -> Path:
    found = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("YIDI", ROOT / "yidi"))
    if not found.exists():
        sys.exit(f"the program is not built: {found}")
    return found.resolve()


def run(command: str) -> str:
    words = shlex.split(command)
    if words[0] != "./yidi":
        sys.exit(f"the page runs something else than ./yidi: {command}")
    environment = {**os.environ, "YIDI_HOME": str(ROOT), "LANG": "C.UTF-8"}
    done = subprocess.run([program(), *words[1:]], cwd=ROOT, env=environment, text=True, capture_output=True,
                          timeout=60, check=False)
    if done.returncode != 0:
        sys.exit(f"{command} failed with exit {done.returncode}:\n{done.stderr}")
    return done.stdout


def first_missing(block: str, printed: str) -> str:
    """The first line of the block that does not follow where it should; empty if all do."""
    at = 0
    for part in re.split(rf"^{GAP}$\n", block, flags=re.MULTILINE):
        part = part.removesuffix("\n")
        found = printed.find(part, at)
        if found < 0:
            return part
        at = found + len(part)
    return ""


def main() -> None:
    printed = ""
    checked = 0
    for kind, body in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "sh":
            printed = run(body)
            continue
        missing = first_missing(body, printed)
        if missing:
            sys.exit(f"the page shows\n{missing}\nbut the program printed\n{printed}")
        checked += 1
    if checked < 5:
        sys.exit(f"only {checked} blocks were checked")
    print(f"{checked} blocks stand in the program's output")


if __name__ == "__main__":
    main()
