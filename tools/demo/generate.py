#!/usr/bin/env python3
"""Writes the demo world: `generate.py` fills data/demo and the tables of docs/operating/demo.md, `generate.py --check` says whether
they are what it would write.

Nothing is drawn by chance: limits and shares follow from the hash of a name, so that every run gives the same files.
"""

import csv
import hashlib
import io
import sys
from decimal import Decimal
from pathlib import Path

import people
import world

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = ROOT / "data" / "demo"
PAGE = ROOT / "docs" / "operating" / "demo.md"

# Codes of the national shape that name nothing: western medicines are XA to XV and patent medicines ZA to ZI, so there is neither XY
# nor ZY; decoction pieces have no class 99; services begin with 0011 to 0048 and materials with C01 to C17.
CODES = {
    "X": lambda number: f"XY99YYY{number:03d}Y001010109999",
    "Z": lambda number: f"ZY99YYY{number:04d}010109999900"[:20],
    "T": lambda number: f"T99{number:07d}",
    "S": lambda number: f"0099{number:06d}00000",
    "C": lambda number: f"C99{number:06d}99999999999",
}
LIST_TYPES = {"X": "101", "Z": "101", "T": "102", "S": "201", "C": "301"}
INSTITUTION_COLUMNS = ["fixmedins_code", "fixmedins_name", "admdvs", "fixmedins_type", "hosp_lv", "inst_attr", "local_open",
                       "remote_open", "profile", "paas_id", "secret", "sm2_public_key", "must_sign_in", "infcode_as_text",
                       "remote_diseases", "note"]
CATALOGUE_COLUMNS = ["admdvs", "med_list_codg", "begndate", "enddate", "name", "list_type", "med_chrgitm_type", "chrgitm_lv",
                     "selfpay_prop", "pric_uplmt_amt", "lmt_used_flag"]
# First-pay shares of class 02 by group of regions.
SHARES = (("0.05", "0.10", "0.15"), ("0.10", "0.10", "0.20"), ("0.10", "0.15", "0.30"))


def invented(name, below):
    """A number in [0, below) that follows from the name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:6], "big") % below


def institutions():
    for number, one in enumerate(world.INSTITUTIONS, start=1):
        letter = "P" if one["fixmedins_type"] == "2" else "H"
        one["fixmedins_code"] = f"{letter}99{one['area'][:4]}{number:05d}"
        yield {column: one.get(column, "") for column in INSTITUTION_COLUMNS} | {
            "must_sign_in": one.get("must_sign_in", "0"), "infcode_as_text": one.get("infcode_as_text", "0")}


def items():
    number = 0
    for line in (HERE / "items.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or line.startswith("kind\t"):
            continue
        kind, grade, charge, limit, names = line.split("\t")
        low, high = (int(Decimal(part) * 100) for part in limit.split("-"))
        for name in names.split("、"):
            number += 1
            fen = low + invented(name, high - low + 1) if high else 0
            yield {"kind": kind, "chrgitm_lv": grade, "med_chrgitm_type": charge, "name": name, "limit": fen,
                   "med_list_codg": CODES[kind](number)}


def routes():
    for insured, care, business, begin, end, is_open in world.ROUTES:
        yield {"insuplc_admdvs": insured, "mdtrtarea_admvs": care, "business": business, "begndate": begin, "enddate": end,
               "open": is_open, "source": world.ROUTE_SOURCE, "grade": "K", "note": ""}


def dualdrugs():
    codes = {item["name"]: item["med_list_codg"] for item in items()}
    for name, end in world.DUAL_DRUGS:
        yield {"admdvs": world.DUAL_REGION, "med_list_codg": codes[name], "begndate": world.FIRST_DAY, "enddate": end,
               "name": name, "source": world.ROUTE_SOURCE, "grade": "K", "note": ""}


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}" if fen else ""


def row(item, areas, begin, end, share, limit):
    return {"admdvs": ";".join(areas), "med_list_codg": item["med_list_codg"], "begndate": begin, "enddate": end,
            "name": item["name"], "list_type": LIST_TYPES[item["kind"]], "med_chrgitm_type": item["med_chrgitm_type"],
            "chrgitm_lv": item["chrgitm_lv"], "selfpay_prop": share, "pric_uplmt_amt": yuan(limit),
            "lmt_used_flag": "1" if item["chrgitm_lv"] == "02" and invented(item["name"] + "#", 12) == 0 else "0"}


def catalogue():
    """Class 01 and 03 are alike everywhere, class 02 has a share for each group of regions. Some shares fall on 2025-01-01."""
    areas = sorted({one["area"] for one in world.INSTITUTIONS})
    groups = [areas[part::3] for part in range(3)]
    for item in items():
        if item["chrgitm_lv"] != "02":
            share = "1" if item["chrgitm_lv"] == "03" else "0"
            yield row(item, areas, "2024-01-01", "2026-12-31", share, item["limit"])
            continue
        for part, group in enumerate(groups):
            share = SHARES[part][invented(item["name"], 3)]
            # Limits differ from group to group by a tenth.
            limit = item["limit"] * (10 + part) // 10
            if invented(item["name"] + "year", 10) == 0:
                yield row(item, group, "2024-01-01", "2024-12-31", "0.50", limit * 2)
                yield row(item, group, "2025-01-01", "2026-12-31", share, limit)
            else:
                yield row(item, group, "2024-01-01", "2026-12-31", share, limit)


# What a stay's bill has, and how many of each at least; the second kind of bill is above the sum from which an inquiry may be made.
BILLS = (
    (("二级护理", 6), ("血常规", 3), ("注射用哌拉西林钠他唑巴坦钠", 24), ("腹腔镜胆囊切除术", 1)),
    (("一级护理", 10), ("心脏超声", 2), ("低分子量肝素钙注射液", 20), ("经皮冠状动脉支架植入术", 2), ("冠状动脉药物洗脱支架", 4)),
)
STAY_MONTHS = (3, 4, 5, 6)
# What becomes of the n-th person's stay of a month; src/cli/demo_months.cpp knows these words.
STAY_NOTES = {(5, 2): "disputed", (5, 4): "lost_proposed", (6, 2): "lost", (6, 0): "lost", (5, 3): "inquired", (5, 5): "deducted",
              (3, 6): "deducted"}


def stays(persons):
    """Care in other provinces from spring on: a stay a month for each of those people."""
    listed = {item["name"]: item for item in items()}
    there = [one for one in persons if one["note"].startswith("between-provinces")]
    for month in STAY_MONTHS:
        for place, one in enumerate(there):
            dear = (place + month) % 4 == 0
            bill = []
            for name, least in BILLS[dear]:
                item = listed[name]
                count = least + invented(f"{one['psn_no']} {month} {name}", least + 1)
                bill.append(f"{item['med_list_codg']}*{count}*{yuan(item['limit'])}")
            begin = 1 + (place * 5 + month) % 12
            yield {"psn_no": one["psn_no"], "fixmedins_code": one["note"].rsplit(" ", 1)[1], "begndate": f"2026-{month:02d}-{begin:02d}",
                   "enddate": f"2026-{month:02d}-{begin + 2 + place % 9:02d}", "lines": ";".join(bill),
                   "note": STAY_NOTES.get((month, place), "")}


def text_of(rows, columns=None):
    rows = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def situations_table(persons):
    examples = {}
    for one in persons:
        examples.setdefault(one["note"].split("：")[0], []).append(one["psn_no"])
    lines = ["| situation | | what it shows | people | first |", "|---|---|---|---|---|"]
    for slug, (chinese, english) in world.SITUATIONS.items():
        lines.append(f"| `{slug}` | {chinese} | {english} | {len(examples[slug])} | {examples[slug][0]} |")
    return "\n".join(lines) + "\n"


def opened(one):
    diseases = f" ({one['remote_diseases'].replace(';', ', ')})" if one["remote_diseases"] else ""
    return (one["remote_open"].replace(";", ", ") or "nothing") + diseases


def institutions_table(rows):
    lines = ["| code | name | place | level | attributes | open to remote patients | profile |", "|---|---|---|---|---|---|---|"]
    for one in rows:
        lines.append(f"| {one['fixmedins_code']} | {one['fixmedins_name']} | {one['admdvs']} | {one['hosp_lv'] or 'pharmacy'} | "
                     f"{one['inst_attr'].replace(';', ', ')} | {opened(one)} | "
                     f"{one['profile']} |")
    return "\n".join(lines) + "\n"


def with_tables(page, tables):
    """The page with what stands between `<!-- NAME -->` and `<!-- end -->` made anew."""
    for name, table in tables.items():
        head, rest = page.split(f"<!-- {name} -->\n", 1)
        page = head + f"<!-- {name} -->\n" + table + "<!-- end -->" + rest.split("<!-- end -->", 1)[1]
    return page


def files():
    places = list(institutions())
    rows = people.all_people()
    made = {DATA / f"{name}.csv": text_of(content) for name, content in rows.items()}
    made[DATA / "institutions.csv"] = text_of(places)
    made[DATA / "stays.csv"] = text_of(stays(rows["persons"]))
    made[DATA / "routes.csv"] = text_of(routes())
    made[DATA / "dualdrugs.csv"] = text_of(dualdrugs())
    made[DATA / "catalogue.csv"] = text_of(catalogue(), CATALOGUE_COLUMNS)
    made[PAGE] = with_tables(PAGE.read_text("utf-8"), {"situations": situations_table(rows["persons"]),
                                                       "institutions": institutions_table(places)})
    return made


def main():
    stale = [path for path, text in files().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what tools/demo/generate.py writes")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files()[path], "utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
