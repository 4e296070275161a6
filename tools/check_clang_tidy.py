#!/usr/bin/env python3
"""Runs clang-tidy 16 (.clang-tidy) over src/, two files at a time on two cores; tests beside the code are left out.

A file is skipped if it was clean before with the same content, headers, flags and checks; the record is in the
build folder. Headers are seen through the files that include them.
"""
import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from source import cpp_files  # noqa: E402

LINTER = "clang-tidy-16"
SECONDS_EACH = 600
FLAGS = [
    "--extra-arg=-Wno-unknown-warning-option",  # The compile commands are those of g++.
    # Paths through a function that the analyzer follows. Its default takes three quarters of the whole time.
    "--extra-arg=-Xclang", "--extra-arg=-analyzer-config", "--extra-arg=-Xclang", "--extra-arg=max-nodes=30000",
]


class Linter:
    def __init__(self, root: Path, build: Path):
        self.root = root
        self.build = build
        self.done = build / "clang_tidy"
        self.done.mkdir(parents=True, exist_ok=True)
        commands = json.loads((build / "compile_commands.json").read_text("utf-8"))
        self.flags = {Path(entry["file"]).resolve(): entry["command"] for entry in commands}
        self.config = (root / ".clang-tidy").read_bytes() + " ".join(FLAGS).encode()

    def headers_of(self, path: Path, seen: set[Path]) -> set[Path]:
        """The file and every header of ours that it reaches."""
        seen.add(path)
        for name in re.findall(r'^\s*#\s*include\s*"([^"]+)"', path.read_text("utf-8"), re.MULTILINE):
            header = self.root / "src" / name
            if header.exists() and header not in seen:
                self.headers_of(header, seen)
        return seen

    def fingerprint(self, path: Path) -> str:
        digest = hashlib.sha256(self.config + self.flags[path].encode())
        for part in sorted(self.headers_of(path, set())):
            digest.update(str(part.relative_to(self.root)).encode() + part.read_bytes())
        return digest.hexdigest()

    def check(self, path: Path) -> str:
        """Empty if the file is clean."""
        if path not in self.flags:
            return f"{path}:1: not compiled by any target"
        record = self.done / self.fingerprint(path)
        if record.exists():
            return ""
        try:
            found = subprocess.run([LINTER, "-p", str(self.build), "--quiet", *FLAGS, str(path)], cwd=self.root, check=False,
                                   capture_output=True, text=True, timeout=SECONDS_EACH)
        except subprocess.TimeoutExpired:
            return f"{path}:1: {LINTER} did not end in {SECONDS_EACH} s"
        if found.returncode != 0:
            return found.stdout.replace(f"{self.root}/", "") or found.stderr
        record.touch()
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--build", type=Path, default=Path("build/dev"), help="folder with compile_commands.json")
    parser.add_argument("paths", nargs="*", help="files or folders; all of src/ if there are none")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    if shutil.which(LINTER) is None:
        print(f"{LINTER} is not installed: scripts/test installs it")
        return 1
    linter = Linter(root, arguments.build.resolve())
    wanted = [Path(path) for path in arguments.paths]
    files = [root / path for path in cpp_files(root, "src")
             if path.suffix == ".cpp" and not path.stem.endswith("_test")
             and (not wanted or any(path.is_relative_to(prefix) for prefix in wanted))]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        faults = [fault for fault in pool.map(linter.check, files) if fault]
    print("\n".join(faults) if faults else f"clang-tidy: {len(files)} files are clean")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
