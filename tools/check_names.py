#!/usr/bin/env python3
"""Holds the pages beside the packs to them: every name that a pack asks for stands in docs/policies/names.md with the
packs that use it, and every rule table that a pack cites is a section of docs/policies/rule-tables.md.

The packs are read as text, so the conditions named here have to stand on one line, as a value or as [a, list].
"""
import argparse
import re
import sys
from pathlib import Path

CONDITION = re.compile(r"\b(?:not_)?(identity|attr|rank|tier):[ ]*(\[[^\]\n]*\]|\"[^\"\n]*\"|[\w]+)?")
OWNER = re.compile(r"\btop_level:[ ]*province_owned\b|\bvalue:[ ]*province_owned\b")
CITED = re.compile(r"\"Yidi rule tables, ([^\"]+)\"")
ID = re.compile(r"^id:[ ]*\"(\d{6})\"", re.MULTILINE)
SECTIONS = {"Identities": "identity", "Attributes": "attr", "Ranks": "rank", "Tiers": "tier"}
# What no row names; it is part of the format.
ANY_OTHER = "other"


def names_of(text: str, faults: list[str], where: str) -> set[tuple[str, str]]:
    """(kind, name) for every name that a pack's conditions hold."""
    text = re.sub(r"(?m)^[ ]*#.*$", "", text)
    found = set()
    for match in CONDITION.finditer(text):
        kind, value = match.groups()
        if not value:
            faults.append(f"{where}: {kind} is not followed by its names on the same line")
            continue
        found |= {(kind, name) for name in re.findall(r"\w+", value) if name != ANY_OTHER}
    if OWNER.search(text):
        found.add(("attr", "province_owned"))
    return found


def listed_in(page: str) -> dict[tuple[str, str], set[str]]:
    """(kind, name) and the packs named beside it, from the tables of names.md."""
    listed: dict[tuple[str, str], set[str]] = {}
    kind = ""
    for line in page.splitlines():
        if line.startswith("## "):
            kind = SECTIONS.get(line[3:].strip(), "")
        row = re.match(r"\| `(\w+)` \|", line)
        if kind and row:
            packs = set(re.findall(r"\b\d{6}\b", line.rsplit("|", 2)[1]))
            listed.setdefault((kind, row.group(1)), set()).update(packs)
    return listed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    root = parser.parse_args().root
    names_page = root / "docs/policies/names.md"
    tables_page = root / "docs/policies/rule-tables.md"
    listed = listed_in(names_page.read_text("utf-8"))
    tables = {line[3:].strip().lower() for line in tables_page.read_text("utf-8").splitlines() if line.startswith("## ")}
    faults: list[str] = []
    used: dict[tuple[str, str], set[str]] = {}
    for pack in sorted(root.glob("policies/*/v*.yaml")):
        text = pack.read_text("utf-8")
        where = str(pack.relative_to(root))
        pack_id = ID.search(text)
        if not pack_id:
            faults.append(f"{where}: no id")
            continue
        for entry in names_of(text, faults, where):
            used.setdefault(entry, set()).add(pack_id.group(1))
        faults += [f"{where}: cites the table \"{title}\", which docs/policies/rule-tables.md does not have"
                   for title in CITED.findall(text) if title.strip().lower() not in tables]
    for kind, name in sorted(used.keys() | listed.keys()):
        packs, told = used.get((kind, name), set()), listed.get((kind, name))
        if told is None:
            faults.append(f"docs/policies/names.md: {kind} {name} is missing; used by {', '.join(sorted(packs))}")
        elif told != packs:
            faults.append(f"docs/policies/names.md: {kind} {name}: packs {', '.join(sorted(told)) or 'none'} are listed, "
                          f"{', '.join(sorted(packs)) or 'none'} use it")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
