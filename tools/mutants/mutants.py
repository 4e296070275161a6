#!/usr/bin/env python3
"""Checks the tests: breaks the calculation in one small way after another and looks whether a test notices.

mutants.toml lists the edits. A copy of the tree lies below build/; for each edit the tests of the two domain
layers are built and run there, and the golden vectors where these see nothing. A mutant that no test kills,
an edit that no longer fits the source, and one that does not compile are faults: the exit code is 1.

  tools/mutants/mutants.py                 all of them
  tools/mutants/mutants.py 3-minus 7-cap   those whose id begins so
  tools/mutants/mutants.py --list          what there is, and whether each edit fits
"""
import argparse
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# What the domain's tests and the golden vectors are built from and read.
COPIED = ["CMakeLists.txt", "CMakePresets.json", "cmake", "data", "examples", "policies", "schemas", "src/adapters",
          "src/app", "src/base", "src/domain", "src/ports", "tests/golden", "tests/reference", "tests/support"]
UNIT = ["yidi_domain_policy_test", "yidi_domain_adjudication_test"]
GOLDEN = "yidi_tests_golden_test"
# Sizes are no rule of the calculation, and slow.
NOT_RUN = "--gtest_filter=-BookSize.*"
SECONDS_MAX = 300
FAILED = re.compile(r"^\[  FAILED  \] (\S+)", re.MULTILINE)


class Tree:
    """The copy in which edits are made and built."""

    def __init__(self, folder: Path, jobs: int):
        self.source = folder / "tree"
        self.build_folder = folder / "build"
        self.jobs = jobs
        self.golden_passed = False  # Looked at when a mutant needs them.

    def refresh(self):
        """Copies what has changed, so that a second run builds little."""
        wanted = set()
        for name in COPIED:
            origin = ROOT / name
            for path in [origin] if origin.is_file() else sorted(origin.rglob("*")):
                if path.is_file() and "node_modules" not in path.parts:
                    inside = path.relative_to(ROOT)
                    wanted.add(inside)
                    self.copy(path, self.source / inside)
        for path in sorted(self.source.rglob("*")):
            if path.is_file() and path.relative_to(self.source) not in wanted:
                path.unlink()

    @staticmethod
    def copy(origin: Path, target: Path):
        if not target.exists() or target.read_bytes() != origin.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin, target)

    def configure(self):
        command = ["cmake", "--preset", "dev", "-B", str(self.build_folder), "-DYIDI_LINT=OFF",
                   # Nobody steps through a mutant.
                   "-DCMAKE_CXX_FLAGS_DEBUG="]
        subprocess.run(command, cwd=self.source, check=True, stdout=subprocess.DEVNULL)

    def build(self, *targets: str) -> str:
        """What the compiler said, empty if everything was built."""
        result = subprocess.run(["cmake", "--build", str(self.build_folder), "--target", *targets, "--", f"-j{self.jobs}"],
                                capture_output=True, text=True, check=False)
        return result.stdout + result.stderr if result.returncode else ""

    def run(self, program: str) -> str:
        """The test that failed, empty if none did."""
        command = [str(self.build_folder / "bin" / program), NOT_RUN, "--gtest_fail_fast", "--gtest_brief=1"]
        try:
            result = subprocess.run(command, cwd=self.source, capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
        except subprocess.TimeoutExpired:
            return f"no end in {SECONDS_MAX} s"
        if result.returncode == 0:
            return ""
        failed = FAILED.search(result.stdout)
        return failed.group(1) if failed else "stopped by an assertion"

    def killer(self, programs: list[str]) -> tuple[str, str]:
        """The test that noticed; or why there is no telling."""
        problem = self.build(*programs)
        if problem:
            return "", problem
        return next((failed for program in programs if (failed := self.run(program))), ""), ""

    def must_pass(self, programs: list[str]):
        """Tests that fail without any edit would seem to kill everything."""
        failed, problem = self.killer(programs)
        if failed or problem:
            raise SystemExit(f"the tests must pass before they can be checked: {failed or problem[-2000:]}")

    def golden_must_pass(self):
        if not self.golden_passed:
            self.must_pass([GOLDEN])
            self.golden_passed = True


def edited(root: Path, mutant: dict) -> tuple[str, str]:
    """The mutant's source; or why the edit does not fit."""
    path = root / "src" / "domain" / mutant["file"]
    if not path.exists():
        return "", "there is no such file"
    text = path.read_text("utf-8")
    found = text.count(mutant["from"])
    if found != 1:
        return "", f"`from` stands there {found} times"
    return text.replace(mutant["from"], mutant["to"]), ""


def try_mutant(tree: Tree, mutant: dict, golden: bool) -> str:
    """One line of the report; a fault begins with a capital."""
    text, problem = edited(tree.source, mutant)
    if problem:
        return f"DOES NOT FIT: {problem}"
    path = tree.source / "src" / "domain" / mutant["file"]
    original = path.read_text("utf-8")
    unit = UNIT if mutant["file"].startswith("policy/") else UNIT[1:]
    path.write_text(text, "utf-8")
    try:
        killer, problem = tree.killer(unit)
        if not killer and not problem and golden:
            path.write_text(original, "utf-8")
            tree.golden_must_pass()
            path.write_text(text, "utf-8")
            killer, problem = tree.killer([GOLDEN])
            killer = killer and f"golden: {killer}"
    finally:
        path.write_text(original, "utf-8")
    if problem:
        return "DOES NOT COMPILE: " + next((line for line in problem.splitlines() if ": error" in line), "")
    return f"killed by {killer}" if killer else "SURVIVED"


def chosen(mutants: list[dict], prefixes: list[str]) -> list[dict]:
    return [mutant for mutant in mutants if not prefixes or mutant["id"].startswith(tuple(prefixes))]


def summary(results: dict[str, list[str]]) -> str:
    rows = ["| step | mutants | killed by unit tests | by golden vectors | not killed |", "|---|---|---|---|---|"]
    total = [0, 0, 0, 0]
    for step, lines in results.items():
        golden = sum(line.startswith("killed by golden") for line in lines)
        killed = sum(line.startswith("killed") for line in lines) - golden
        counts = [len(lines), killed, golden, len(lines) - killed - golden]
        total = [a + b for a, b in zip(total, counts)]
        rows.append(f"| {step} | " + " | ".join(map(str, counts)) + " |")
    return "\n".join(rows + ["| all | " + " | ".join(map(str, total)) + " |"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefix", nargs="*", help="only mutants whose id begins so")
    parser.add_argument("--list", action="store_true", help="build nothing")
    parser.add_argument("--unit", action="store_true", help="leave the golden vectors out")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "mutants", help="where the copy lies")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    mutants = chosen(tomllib.loads((HERE / "mutants.toml").read_text("utf-8"))["mutant"], arguments.prefix)

    if arguments.list:
        unfit = 0
        for mutant in mutants:
            problem = edited(ROOT, mutant)[1]
            unfit += bool(problem)
            print(f"{mutant['id']:40} {mutant['file']:36} {problem or 'fits'}")
        return 1 if unfit else 0

    tree = Tree(arguments.folder.resolve(), arguments.jobs)
    tree.refresh()
    tree.configure()
    tree.must_pass(UNIT)

    results: dict[str, list[str]] = {}
    start = time.monotonic()
    for mutant in mutants:
        line = try_mutant(tree, mutant, not arguments.unit)
        results.setdefault(mutant["step"], []).append(line)
        print(f"{time.monotonic() - start:6.0f} s  {mutant['id']:40} {line}", flush=True)
    print("\n" + summary(results))
    return 0 if all(line.startswith("killed") for lines in results.values() for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
