#!/usr/bin/env python3
"""How long the program takes from its start: a server until it says where it is, a look-up until it has answered.

usage: start.py YIDI_PROGRAM DATA_FOLDER
"""

import subprocess
import sys
import time

RUNS = 5


def serve(program: str, data: str) -> float:
    start = time.perf_counter()
    with subprocess.Popen([program, "serve", "--data", data, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE) as server:
        server.stdout.readline()
        took = time.perf_counter() - start
        server.terminate()
        server.stdout.read()
    return took


def find(program: str, data: str) -> float:
    start = time.perf_counter()
    subprocess.run([program, "institution", "find", "xhyy", "--data", data, "--json"], check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - start


def main() -> None:
    program, data = sys.argv[1:]
    for name, measure in (("yidi serve, until it serves", serve), ("yidi institution find xhyy, the whole process", find)):
        took = sorted(measure(program, data) for _ in range(RUNS))
        print(f"{name:<48}median {took[RUNS // 2] * 1000:.0f} ms, most {took[-1] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
