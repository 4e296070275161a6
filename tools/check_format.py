#!/usr/bin/env python3
"""Compares every C++ file with what clang-format 16 makes of it; --fix rewrites the files instead.

The version is pinned, because each version of the formatter has its own idea of some lines.
"""
import argparse
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from source import cpp_files  # noqa: E402

FORMATTER = "clang-format-16"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--fix", action="store_true", help="rewrite the files")
    parser.add_argument("paths", nargs="*", help="files or folders; everything if there are none")
    arguments = parser.parse_args()
    if shutil.which(FORMATTER) is None:
        print(f"{FORMATTER} is not installed: scripts/test installs it")
        return 1
    wanted = [Path(path) for path in arguments.paths]
    files = [path for path in cpp_files(arguments.root)
             if not wanted or any(path.is_relative_to(prefix) for prefix in wanted)]
    if not files:
        print("format: no such C++ files")
        return 1
    mode = ["-i"] if arguments.fix else ["--dry-run", "-Werror", "--ferror-limit=3"]
    return subprocess.run([FORMATTER, *mode, *map(str, files)], cwd=arguments.root, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
