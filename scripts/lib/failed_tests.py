"""Prints each failed test of JUnit reports of ctest: its name, and the end of what it printed. Where only the end of a long log is
kept, it tells which test failed."""
import sys
import xml.etree.ElementTree as ElementTree

LINES_OF_EACH = 12
WIDTH = 240
# Beyond these the names alone.
SHOWN_WHOLE = 5


def failed_in(path: str) -> list[ElementTree.Element]:
    try:
        cases = ElementTree.parse(path).getroot().findall("testcase")
    except (OSError, ElementTree.ParseError):
        return []
    return [case for case in cases if case.get("status") == "fail"]


def end_of(case: ElementTree.Element) -> list[str]:
    lines = [line for line in (case.findtext("system-out") or "").splitlines() if line.strip()]
    return [line[:WIDTH] for line in lines[-LINES_OF_EACH:]]


def main(paths: list[str]) -> None:
    failed = [case for path in paths for case in failed_in(path)]
    for place, case in enumerate(failed):
        print(f"    {case.get('name')} ({float(case.get('time') or 0):.1f} s)")
        for line in end_of(case) if place < SHOWN_WHOLE else []:
            print(f"        {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
