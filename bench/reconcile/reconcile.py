#!/usr/bin/env python3
"""Times `yidi reconcile` on two generated books and says its peak memory, and that it finds exactly what was planted.

usage: reconcile.py YIDI_PROGRAM [--rows N] [--differences N] [--runs N]
"""

import argparse
import json
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests/protocol"))
import settlement_books  # noqa: E402

SECONDS_MAX = 10
MIB_MAX = 1024


def measured(command: list[str], out: Path) -> tuple[float, float]:
    """Seconds and MiB of one run; the program's own peak, whatever ran before it."""
    begin = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)])
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{' '.join(command)} failed: {os.waitstatus_to_exitcode(status)}")
    return seconds, used.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--differences", type=int, default=50)
    parser.add_argument("--runs", type=int, default=3)
    said = parser.parse_args()
    program = os.path.abspath(said.program)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own: a child's peak begins with what the process that starts it holds.
        with ProcessPoolExecutor(max_workers=1) as maker:
            planted = maker.submit(settlement_books.write, folder, said.rows, said.differences, seed=1).result()
        print(f"{said.rows:,} settlements, {len(planted)} differences planted, best of {said.runs} runs, "
              f"load {os.getloadavg()[0]:.1f}")
        for file in ("hospital-gbk.csv", "hospital.xlsx"):
            command = [program, "reconcile", str(folder / file), str(folder / "agency.csv"), "--json"]
            runs = [measured(command, folder / "answer.json") for _ in range(said.runs)]
            answer = json.loads((folder / "answer.json").read_bytes())
            found = sorted(({"class": one["class"], "key": one["key"]} for one in answer["differences"]),
                           key=lambda one: (one["class"], one["key"]))
            exact = "exactly what was planted" if found == planted else "NOT WHAT WAS PLANTED"
            seconds, mib = min(run[0] for run in runs), max(run[1] for run in runs)
            print(f"{file:<18} with agency.csv (UTF-8): {seconds:6.2f} s (at most {SECONDS_MAX}), {mib:5.0f} MiB "
                  f"(at most {MIB_MAX}), {exact}")
            if found != planted or seconds > SECONDS_MAX or mib > MIB_MAX:
                sys.exit("the bound is not kept")


if __name__ == "__main__":
    main()
