#!/usr/bin/env python3
"""Runs clang-tidy 16 (.clang-tidy) over src/, tests/ and bench/, one file on each core.

A file is skipped if it was clean before with the same content, headers, flags and checks; the record is in the
build folder. Headers are seen through the files that include them.

The standard library's headers are read once for each set of compile flags and kept precompiled: reading them anew for
each file takes a third of the time.

The analyzer (clang-analyzer-*) follows paths through every function and takes more time than all other checks
together, so it runs with --full, or YIDI_FULL in the environment, and not over tests: their paths are all run.
"""
import argparse
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from source import cpp_files  # noqa: E402

LINTER = "clang-tidy-16"
COMPILER = "clang++-16"
LLVM_HEADERS = Path("/usr/lib/llvm-16/include")
PLUGIN = Path(__file__).resolve().parent / "clang_tidy" / "own_code.cpp"
SECONDS_EACH = 600
FLAGS = ["--extra-arg=-Wno-unknown-warning-option"]  # The compile commands are those of g++.
WITHOUT_ANALYZER = ["--checks=yidi-own-code,-clang-analyzer-*"]
# Nodes of paths that the analyzer visits in a function. Its default takes five times as long and found no more.
WITH_ANALYZER = ["--checks=yidi-own-code", "--extra-arg=-Xclang", "--extra-arg=-analyzer-config",
                 "--extra-arg=-Xclang", "--extra-arg=max-nodes=30000"]
FOLDERS = ["src", "tests", "bench"]
NOT_COMPILED = Path("tests/compile_fail")
# What most of our files include; the second for files that are compiled for GoogleTest.
STANDARD = ["algorithm", "array", "cstdint", "filesystem", "functional", "map", "memory", "optional", "set", "span", "string",
            "string_view", "tuple", "utility", "variant", "vector"]
TESTED = [*STANDARD, "gtest/gtest.h"]
FINDING = re.compile(r"^(?=\S+:\d+:\d+: (?:error|warning): )", re.MULTILINE)


def is_test(path: Path) -> bool:
    return path.parts[0] != "src" or path.stem.endswith("_test")


class Precompiled:
    """The headers that nearly every file reads, precompiled once for each set of flags that change what they mean."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.lock = threading.Lock()

    @staticmethod
    def flags_of(command: str) -> list[str]:
        """Those of a compile command that a precompiled header has to share with whoever includes it."""
        return [flag for flag in shlex.split(command)[1:] if flag.startswith(("-D", "-f", "-g", "-std=", "-pthread", "-O"))
                and not flag.startswith("-fmacro-prefix-map=")]

    def arguments_for(self, command: str) -> list[str]:
        """What makes clang-tidy use it."""
        flags = self.flags_of(command)
        headers = TESTED if any(flag.startswith("-DGTEST_") for flag in flags) else STANDARD
        text = "".join(f"#include <{header}>\n" for header in headers)
        key = hashlib.sha256("\n".join([*flags, text]).encode()).hexdigest()[:16]
        made = self.folder / f"standard-{key}.pch"
        with self.lock:
            if not made.exists():
                header = made.with_suffix(".h")
                header.write_text(text, "utf-8")
                unfinished = made.with_suffix(".part")
                subprocess.run([COMPILER, "-x", "c++-header", "-w", *flags, header, "-o", unfinished], check=True)
                unfinished.rename(made)
        return ["--extra-arg=-include-pch", f"--extra-arg={made}"]


class Linter:
    def __init__(self, root: Path, build: Path, full: bool):
        self.root = root
        self.build = build
        self.full = full
        self.done = build / "clang_tidy"
        self.done.mkdir(parents=True, exist_ok=True)
        commands = json.loads((build / "compile_commands.json").read_text("utf-8"))
        self.commands = {Path(entry["file"]).resolve(): entry["command"] for entry in commands}
        self.config = (root / ".clang-tidy").read_bytes() + PLUGIN.read_bytes()
        self.plugin = self.build_plugin()
        # Not kept from run to run: it is made in seconds, and the system's headers may have changed since.
        shutil.rmtree(self.done / "headers", ignore_errors=True)
        (self.done / "headers").mkdir()
        self.precompiled = Precompiled(self.done / "headers")

    def build_plugin(self) -> Path:
        made = self.done / f"own_code-{hashlib.sha256(PLUGIN.read_bytes()).hexdigest()[:16]}.so"
        if not made.exists():
            unfinished = made.with_suffix(".part")
            subprocess.run([COMPILER, "-std=c++17", "-O1", "-fPIC", "-fno-rtti", "-shared", "-isystem", LLVM_HEADERS,
                            PLUGIN, "-o", unfinished], check=True)
            unfinished.rename(made)
        return made

    def flags_of(self, path: Path) -> list[str]:
        return FLAGS + (WITH_ANALYZER if self.full and not is_test(path) else WITHOUT_ANALYZER)

    def headers_of(self, path: Path, seen: set[Path]) -> set[Path]:
        """The file and every header of ours that it reaches; paths from the root."""
        seen.add(path)
        text = (self.root / path).read_text("utf-8")
        for name in re.findall(r'^\s*#\s*include\s*"([^"]+)"', text, re.MULTILINE):
            for header in (Path("src") / name, Path(name)):
                if (self.root / header).exists() and header not in seen:
                    self.headers_of(header, seen)
        return seen

    def fingerprint(self, path: Path) -> str:
        digest = hashlib.sha256(self.config + " ".join([*self.flags_of(path), self.commands[self.root / path]]).encode())
        for part in sorted(self.headers_of(path, set())):
            digest.update(str(part).encode() + (self.root / part).read_bytes())
        return digest.hexdigest()

    def check(self, path: Path) -> list[str]:
        """What there is to mend; empty if the file is clean."""
        if self.root / path not in self.commands:
            return [f"{path}:1: not compiled by any target"]
        record = self.done / self.fingerprint(path)
        if record.exists():
            return []
        try:
            run = subprocess.run([LINTER, "-p", self.build, "--quiet", f"--load={self.plugin}", *self.flags_of(path),
                                  *self.precompiled.arguments_for(self.commands[self.root / path]), self.root / path],
                                 cwd=self.root, check=False, capture_output=True, text=True, timeout=SECONDS_EACH)
        except subprocess.TimeoutExpired:
            return [f"{path}:1: {LINTER} did not end in {SECONDS_EACH} s"]
        if run.returncode != 0:
            return FINDING.split(run.stdout.replace(f"{self.root}/", ""))[1:] or [f"{path}:1: {run.stdout}{run.stderr}"]
        record.touch()
        return []


def missing_tools() -> list[str]:
    faults = [f"{tool} is not installed: scripts/test installs it" for tool in (LINTER, COMPILER) if not shutil.which(tool)]
    for header in ("clang-tidy/ClangTidyCheck.h", "llvm/ADT/StringRef.h"):
        if not (LLVM_HEADERS / header).exists():
            faults.append(f"{header} of LLVM 16 is not installed: scripts/test installs it")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--build", type=Path, default=Path("build/dev"), help="folder with compile_commands.json")
    parser.add_argument("--full", action="store_true", default="YIDI_FULL" in os.environ, help="run the analyzer too")
    parser.add_argument("paths", nargs="*", help="files or folders; everything if there are none")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    faults = missing_tools()
    if faults:
        print("\n".join(faults))
        return 1
    linter = Linter(root, arguments.build.resolve(), arguments.full)
    wanted = [Path(path) for path in arguments.paths]
    files = [path for path in cpp_files(root, *FOLDERS)
             if path.suffix == ".cpp" and not path.is_relative_to(NOT_COMPILED)
             and (not wanted or any(path.is_relative_to(prefix) for prefix in wanted))]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = [fault.rstrip() for faults in pool.map(linter.check, files) for fault in faults]
    # A finding in a header is told once, not once for each file that includes it.
    faults = list(dict.fromkeys(found))
    print("\n".join(faults) if faults else f"clang-tidy: {len(files)} files are clean")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
