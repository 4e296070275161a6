#!/usr/bin/env python3
"""Checks the tests: breaks the calculation in one small way after another and looks whether a test notices.

mutants.toml lists the edits. A copy of the tree lies below build/; for each edit the unit tests of its part of the
domain are built and run there, and wider ones (golden vectors, use cases) where these see nothing. A mutant that no
test kills, an edit that no longer fits the source, and one that does not compile are faults: the exit code is 1.

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
# What these tests are built from and read.
COPIED = ["CMakeLists.txt", "CMakePresets.json", "cmake", "data", "examples", "policies", "schemas", "src/adapters",
          "src/app", "src/base", "src/domain", "src/ports", "tests/claim", "tests/clearing", "tests/golden",
          "tests/payer", "tests/reference", "tests/support"]
# By the folder of the domain: its unit tests, and the wider ones.
SUITES = {
    "policy": (["yidi_domain_policy_test", "yidi_domain_adjudication_test"], "yidi_tests_golden_test"),
    "adjudication": (["yidi_domain_adjudication_test"], "yidi_tests_golden_test"),
    "claim": (["yidi_domain_claim_test"], "yidi_tests_claim_test"),
    "clearing": (["yidi_domain_clearing_test"], "yidi_tests_clearing_test"),
}
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
        self.passed: set[str] = set()  # Programs that were seen to pass without an edit.

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
        unseen = [program for program in programs if program not in self.passed]
        if not unseen:
            return
        failed, problem = self.killer(unseen)
        if failed or problem:
            raise SystemExit(f"the tests must pass before they can be checked: {failed or problem[-2000:]}")
        self.passed.update(unseen)


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


def try_mutant(tree: Tree, mutant: dict, wider: bool) -> str:
    """One line of the report; a fault begins with a capital."""
    text, problem = edited(tree.source, mutant)
    if problem:
        return f"DOES NOT FIT: {problem}"
    path = tree.source / "src" / "domain" / mutant["file"]
    original = path.read_text("utf-8")
    unit, wide = SUITES[mutant["file"].split("/")[0]]
    tree.must_pass(unit)
    path.write_text(text, "utf-8")
    try:
        killer, problem = tree.killer(unit)
        if not killer and not problem and wider:
            path.write_text(original, "utf-8")
            tree.must_pass([wide])
            path.write_text(text, "utf-8")
            killer, problem = tree.killer([wide])
            killer = killer and f"wider: {killer}"
    finally:
        path.write_text(original, "utf-8")
    if problem:
        return "DOES NOT COMPILE: " + next((line for line in problem.splitlines() if ": error" in line), "")
    return f"killed by {killer}" if killer else "SURVIVED"


def chosen(mutants: list[dict], prefixes: list[str]) -> list[dict]:
    return [mutant for mutant in mutants if not prefixes or mutant["id"].startswith(tuple(prefixes))]


def summary(results: dict[str, list[str]]) -> str:
    rows = ["| step | mutants | killed by unit tests | by wider ones | not killed |", "|---|---|---|---|---|"]
    total = [0, 0, 0, 0]
    for step, lines in results.items():
        wider = sum(line.startswith("killed by wider") for line in lines)
        killed = sum(line.startswith("killed") for line in lines) - wider
        counts = [len(lines), killed, wider, len(lines) - killed - wider]
        total = [a + b for a, b in zip(total, counts)]
        rows.append(f"| {step} | " + " | ".join(map(str, counts)) + " |")
    return "\n".join(rows + ["| all | " + " | ".join(map(str, total)) + " |"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prefix", nargs="*", help="only mutants whose id begins so")
    parser.add_argument("--list", action="store_true", help="build nothing")
    parser.add_argument("--unit", action="store_true", help="leave the wider tests out")
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
