#!/usr/bin/env python3
"""Plants bugs (planted/planted.toml) and expects `yidi sim` to find each with a seed.

Each edit is made in a copy of its file, compiled as the build folder compiles the file, and linked before the libraries
that hold the original. Without YIDI_FULL=1 only the edits are held against the source, and a few histories are run.
"""
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
IS_FULL = os.environ.get("YIDI_FULL") == "1"
SEEDS = 200
DAYS = 3
SETTLEMENTS_MIN = 10_000
EACH_FAULT_MIN = 100


def program() -> Path:
    found = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("YIDI", ROOT / "yidi"))
    if not found.exists():
        sys.exit(f"the program is not built: {found}")
    return found.resolve()


def simulate(binary: Path, seeds: int, days: int) -> tuple[int, dict]:
    done = subprocess.run([binary, "sim", "--seeds", str(seeds), "--days", str(days), "--json"], cwd=ROOT, text=True,
                          capture_output=True, timeout=900, check=False)
    try:
        return done.returncode, json.loads(done.stdout)
    except json.JSONDecodeError:
        sys.exit(f"no JSON from {binary}: exit {done.returncode}, {done.stderr[-500:]}")


def check_unpatched(binary: Path):
    seeds, days = (SEEDS, DAYS) if IS_FULL else (10, 1)
    code, report = simulate(binary, seeds, days)
    print(f"unpatched: {report}")
    assert code == 0, f"exit {code}"
    assert report["seeds"] == seeds
    assert report["failed"] == []
    if IS_FULL:
        assert report["settlements"] >= SETTLEMENTS_MIN
        assert min(report["faults_fired"].values()) >= EACH_FAULT_MIN


def edited(bug: dict) -> str:
    text = (ROOT / "src" / bug["file"]).read_text("utf-8")
    for edit in bug["edits"]:
        # Newlines beside the quotes of the table are for its layout.
        origin, target = edit["from"].strip("\n"), edit["to"].strip("\n")
        found = text.count(origin)
        assert found == 1, f"{bug['id']}: `{origin}` stands {found} times in {bug['file']}"
        text = text.replace(origin, target)
    return text


class Build:
    """Compiles and links as the build folder of the program does."""

    def __init__(self, binary: Path):
        self.folder = binary.parent.parent
        commands = json.loads((self.folder / "compile_commands.json").read_text("utf-8"))
        self.compile_commands = {command["file"]: command for command in commands}
        listed = subprocess.run(["ninja", "-C", str(self.folder), "-t", "commands", "yidi"], text=True, capture_output=True,
                                check=True).stdout
        self.link_command = next(line for line in reversed(listed.splitlines()) if " -o bin/yidi " in line)

    def compile(self, bug: dict, source: Path, output: Path):
        origin = str(ROOT / "src" / bug["file"])
        command = self.compile_commands[origin]
        words = [str(source) if word == origin else word for word in shlex.split(command["command"])]
        words[words.index("-o") + 1] = str(output)
        # Nobody steps through it.
        subprocess.run([*words, "-g0"], cwd=command["directory"], check=True)

    def link(self, planted: Path, output: Path):
        # Objects come before the libraries, so that the library's own is never looked for.
        line = re.sub(r" -o bin/yidi ", f" -o {shlex.quote(str(output))} {shlex.quote(str(planted))} ", self.link_command)
        subprocess.run(line, shell=True, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


def check_found(build: Build, bug: dict, folder: Path):
    source = folder / f"{bug['id']}.cpp"
    source.write_text(edited(bug), "utf-8")
    planted, binary = folder / f"{bug['id']}.o", folder / bug["id"]
    build.compile(bug, source, planted)
    build.link(planted, binary)
    code, report = simulate(binary, 20, DAYS)
    assert code == 1, f"{bug['id']}: exit {code}"
    assert report["failed"], f"{bug['id']} was not found: {bug['what']}"
    first = report["failed"][0]
    print(f"{bug['id']}: {len(report['failed'])} of {report['seeds']}; seed {first['seed']} step {first['step']}: "
          f"{first['invariant']}", flush=True)
    binary.unlink()


def main() -> int:
    binary = program()
    bugs = tomllib.loads((HERE / "planted" / "planted.toml").read_text("utf-8"))["bug"]
    assert len(bugs) >= 6
    check_unpatched(binary)
    with tempfile.TemporaryDirectory() as name:
        for bug in bugs:
            edited(bug)
            if IS_FULL:
                check_found(Build(binary), bug, Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
