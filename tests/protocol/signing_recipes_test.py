#!/usr/bin/env python3
"""Runs every command of docs/integrating/signing.md, in order and in one shell, and holds what each prints against the page."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/integrating/signing.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "--- end of a command ---"


def commands() -> list[tuple[str, str]]:
    """(command, what it prints) in the order of the page."""
    found = []
    for block in BLOCK.findall(PAGE.read_text("utf-8")):
        for line in block.splitlines(keepends=True):
            if line.startswith("$ "):
                found.append((line[2:].rstrip("\n"), ""))
            else:
                command, printed = found[-1]
                found[-1] = (command, printed + line)
    return found


def main() -> int:
    if not shutil.which("openssl") or not shutil.which("perl"):
        print("signing recipes: no openssl or perl here")
        return 0
    recipes = commands()
    script = "".join(f"{command}\necho '{MARK}'\n" for command, _ in recipes)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["bash", "-s"], input=script, capture_output=True, text=True, encoding="utf-8", cwd=folder,
                              check=False)
    printed = done.stdout.split(f"{MARK}\n")
    faults = [f"{command}\n  the page: {wanted!r}\n  printed:  {told!r}"
              for (command, wanted), told in zip(recipes, printed, strict=False) if wanted != told]
    if len(printed) != len(recipes) + 1 or len(recipes) < 30:
        faults.append(f"{len(recipes)} commands, {len(printed) - 1} ended")
    if done.stderr:
        faults.append(f"on standard error: {done.stderr}")
    print("\n".join(faults) if faults else f"signing recipes: {len(recipes)} commands print what the page says")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
