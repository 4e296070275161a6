#!/usr/bin/env python3
"""Runs the benchmarks and their peers one after the other and prints one table, with ratios from this same run.

usage: report.py BENCHMARK_PROGRAM YIDI_PROGRAM PEERS_FOLDER [benchmark arguments]
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BATCH_CASES = 1_000_000
BATCH_THREADS = 2

# What the core is held to, per second and core; batch on two threads.
AIMS = {"adjudicate_totals": 2_000_000, "adjudicate_20_lines": 200_000, "adjudicate_20_lines_traced": 100_000,
        "batch, totals, 2 threads": 200_000}


def ours(program: str, arguments: list[str]) -> dict[str, float]:
    command = [program, "--benchmark_format=json", "--benchmark_repetitions=15", "--benchmark_min_time=0.2",
               "--benchmark_enable_random_interleaving=true", *arguments]
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    # The best of the repetitions, as for the peers: other work on a shared machine only ever slows a run down.
    best: dict[str, float] = {}
    for row in report["benchmarks"]:
        if row.get("run_type") == "iteration":
            best[row["run_name"]] = max(best.get(row["run_name"], 0), row["items_per_second"])
    return best


def write_cases(path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        for i in range(BATCH_CASES):
            scope = 500_000 + i * 7919 % 30_000_000
            total = scope + i * 31 % 900_000
            out.write('{"insuplc_admdvs":"130100","mdtrtarea_admvs":"120000","insutype":"310","psn_type":"11",'
                      '"med_type":"21","hosp_lv":"02","inst_attr":[],"ipt_cnt":1,'
                      '"filing":{"kind":"long_term_resident","place":"120000","begndate":"2025-01-01"},'
                      '"begndate":"2025-03-01","enddate":"2025-03-12",'
                      f'"fee":{{"medfee_sumamt":"{total // 100}.{total % 100:02d}",'
                      f'"inscp_scp_amt":"{scope // 100}.{scope % 100:02d}"}}}}\n')


def batch(program: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        cases, answers = Path(name) / "cases.ndjson", Path(name) / "answers.ndjson"
        write_cases(cases)
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run([program, "batch", cases, answers, "--threads", str(BATCH_THREADS)], check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            best = min(best, time.perf_counter() - start)
    return {f"batch, totals, {BATCH_THREADS} threads": BATCH_CASES / best}


def peers(folder: str) -> dict[str, float]:
    done = subprocess.run(["node", "benefit.mjs"], cwd=folder, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def main() -> None:
    bench, yidi, folder, *arguments = sys.argv[1:]
    rates = ours(bench, arguments)
    rates |= batch(yidi)
    others = peers(folder)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")
    print(f"{'what':<34}{'per second':>14}{'aim':>14}")
    for name, rate in rates.items():
        aim = f"{AIMS[name]:,}" if name in AIMS else ""
        print(f"{name:<34}{rate:>14,.0f}{aim:>14}")
    for name, rate in others.items():
        ratio = f"   yidi does {rates['simple_benefit'] / rate:,.0f} times as many of simple_benefit" \
            if "simple_benefit" in rates else ""
        print(f"{name:<34}{rate:>14,.0f}{'':>14}{ratio}")


if __name__ == "__main__":
    main()
