#!/usr/bin/env python3
"""Two books of the same settlements with planted differences, as the files that two sides would hand over.

usage: settlement_books.py FOLDER [--rows N] [--differences N] [--seed N]

writes hospital-gbk.csv (GBK, Chinese heads, a title and a total row), agency.csv (UTF-8, national names), hospital.xlsx (numbers
and dates as a spreadsheet holds them) and planted.json. The workbook is written here byte by byte, so that what reads it is not
tested by what writes it.
"""
import argparse
import copy
import datetime
import io
import json
import random
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

CLASSES = ("only_a", "only_b", "amount", "fund_split", "period", "reversed_one_side", "duplicate")
NATIONAL = ("setl_id", "mdtrt_id", "psn_no", "certno", "setl_time", "clr_ym", "medfee_sumamt", "fund_pay_sumamt", "hifp_pay",
            "hifmi_pay", "acct_pay", "psn_cash_pay", "refd_setl_flag", "init_setl_id")
CHINESE = ("结算ID", "就诊ID", "人员编号", "证件号码", "结算时间", "清算年月", "医疗费总额（元）", "基金支付总额（元）", "统筹基金支出",
           "大病保险支付", "个人账户支出", "现金支付", "退费标志", "原结算ID")
AMOUNTS = ("medfee_sumamt", "fund_pay_sumamt", "hifp_pay", "hifmi_pay", "acct_pay", "psn_cash_pay")
FIRST_DAY = datetime.date(2026, 5, 1)
EXCEL_ZERO = datetime.date(1899, 12, 30)


def settlement(chance: random.Random, number: int, persons: int) -> dict:
    total = chance.randrange(1_000, 5_000_000)
    fund = total * chance.randrange(30, 90) // 100
    large = fund * chance.choice((0, 0, 0, 10)) // 100
    account = (total - fund) * chance.choice((0, 20, 50)) // 100
    person = chance.randrange(persons)
    day = FIRST_DAY + datetime.timedelta(days=chance.randrange(30))
    return {"setl_id": f"{990000_000000_000000 + number * 7}", "mdtrt_id": f"M{number:015d}",
            "psn_no": f"990100{person:014d}", "certno": f"99010019{person % 100:02d}0101{person // 100 % 10000:04d}",
            "setl_time": day, "second": chance.randrange(86_400), "clr_ym": "2026-05", "refd_setl_flag": 0, "init_setl_id": "",
            "medfee_sumamt": total, "fund_pay_sumamt": fund, "hifp_pay": fund - large, "hifmi_pay": large,
            "acct_pay": account, "psn_cash_pay": total - fund - account}


def reversal_of(row: dict, number: str) -> dict:
    out = copy.copy(row)
    out.update({name: -row[name] for name in AMOUNTS})
    out.update(setl_id=number, init_setl_id=row["setl_id"], refd_setl_flag=1)
    return out


def plant(chance: random.Random, what: str, row: dict, a: list, b: list, twice: dict) -> dict:
    """Changes one settlement in one of the books; what `reconcile` has to say of it."""
    here = chance.choice(("a", "b"))
    book = {"a": a, "b": b}[here]
    mine = twice[here]
    if what in ("only_a", "only_b"):
        del (b if what == "only_a" else a)[row["at"]]
    elif what == "amount":
        mine["medfee_sumamt"] += chance.choice((-1, 1, 100, 12_345))
    elif what == "fund_split":
        moved = chance.choice((1, 50, 999))
        part = chance.choice((("fund_pay_sumamt", "psn_cash_pay"), ("hifp_pay", "hifmi_pay")))
        mine[part[0]] -= moved
        mine[part[1]] += moved
    elif what == "period":
        mine["clr_ym"] = "2026-06"
    elif what == "reversed_one_side":
        if chance.random() < 0.5:
            mine["refd_setl_flag"] = 1
        else:
            book[f"reversal {row['at']}"] = reversal_of(mine, str(int(mine["setl_id"]) + 1))
    elif chance.random() < 0.5:
        book[f"again {row['at']}"] = copy.copy(mine)
    else:
        book[f"again {row['at']}"] = {**mine, "setl_id": str(int(mine["setl_id"]) + 2)}
        return {"class": what, "key": str(int(mine["setl_id"]) + 2)}
    return {"class": what, "key": row["setl_id"]}


def books(rows: int, differences: int, seed: int) -> tuple[list[dict], list[dict], list[dict]]:
    chance = random.Random(seed)
    common = [settlement(chance, number, max(1, rows // 3)) for number in range(rows)]
    for at, row in enumerate(common):
        row["at"] = at
    a = {row["at"]: row for row in common}
    b = dict(a)
    # Settlements that both have taken back, in either way of saying so.
    chosen = chance.sample(common, differences + rows // 200)
    planted = []
    for number, row in enumerate(chosen):
        mine = {"a": copy.copy(row), "b": copy.copy(row)}
        a[row["at"]], b[row["at"]] = mine["a"], mine["b"]
        if number < differences:
            planted.append(plant(chance, CLASSES[number % len(CLASSES)], row, a, b, mine))
            continue
        b[f"reversal {row['at']}"] = reversal_of(mine["b"], str(int(row["setl_id"]) + 1))
        if number % 2:
            mine["a"]["refd_setl_flag"] = 1
        else:
            a[f"reversal {row['at']}"] = reversal_of(mine["a"], str(int(row["setl_id"]) + 1))
    book_a, book_b = list(a.values()), list(b.values())
    chance.shuffle(book_b)
    return book_a, book_b, sorted(planted, key=lambda one: (one["class"], one["key"]))


def yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def in_chinese(fen: int) -> str:
    """As a hospital's report prints it: thousands with commas, below zero in parentheses."""
    text = f"{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
    return f"({text})" if fen < 0 else text


def time_of(row: dict) -> str:
    second = row["second"]
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell else cell


def national_csv(book: list[dict]) -> bytes:
    out = io.StringIO()
    out.write(",".join(NATIONAL) + "\n")
    for row in book:
        cells = [f"{row[name]:%Y-%m-%d} {time_of(row)}" if name == "setl_time" else
                 yuan(row[name]) if name in AMOUNTS else str(row[name]) for name in NATIONAL]
        out.write(",".join(cells) + "\n")
    return out.getvalue().encode()


def chinese_csv(book: list[dict]) -> bytes:
    out = io.StringIO()
    out.write("异地就医结算对账表" + "," * (len(CHINESE) - 1) + "\r\n" + ",".join(CHINESE) + "\r\n")
    for row in book:
        cells = [f"{row[name]:%Y/%m/%d} {time_of(row)}" if name == "setl_time" else
                 row[name].replace("-", "") if name == "clr_ym" else
                 quoted(in_chinese(row[name])) if name in AMOUNTS else
                 ("退费" if row[name] else "正常") if name == "refd_setl_flag" else str(row[name]) for name in NATIONAL]
        out.write(",".join(cells) + "\r\n")
    sums = {name: sum(row[name] for row in book) for name in AMOUNTS}
    out.write(",".join(["合计"] + [quoted(in_chinese(sums[name])) if name in AMOUNTS else "" for name in NATIONAL[1:]]) + "\r\n")
    return out.getvalue().encode("gbk")


def letters(column: int) -> str:
    return chr(ord("A") + column)


def workbook(book: list[dict]) -> bytes:
    """A workbook with Chinese heads, amounts as numbers, times as serial numbers, codes as shared strings."""
    strings: dict[str, int] = {}

    def text(row: int, column: int, value: str) -> str:
        index = strings.setdefault(value, len(strings))
        return f'<c r="{letters(column)}{row}" t="s"><v>{index}</v></c>'

    parts = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
             '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
             f'<dimension ref="A1:{letters(len(NATIONAL) - 1)}{len(book) + 1}"/><sheetData><row r="1">',
             "".join(text(1, column, head) for column, head in enumerate(CHINESE)), "</row>"]
    for number, row in enumerate(book, start=2):
        cells = []
        for column, name in enumerate(NATIONAL):
            place = f"{letters(column)}{number}"
            value = row[name]
            if name == "setl_time":
                serial = (value - EXCEL_ZERO).days + row["second"] / 86_400
                cells.append(f'<c r="{place}" s="1"><v>{serial!r}</v></c>')
            elif name in AMOUNTS:
                cells.append(f'<c r="{place}"><v>{value / 100!r}</v></c>')
            elif name == "refd_setl_flag":
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
            elif value != "":
                cells.append(text(number, column, str(value)))
        parts.append(f'<row r="{number}">{"".join(cells)}</row>')
    parts.append("</sheetData></worksheet>")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    files = {
        "[Content_Types].xml":
            f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/></Types>',
        "_rels/.rels":
            f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml":
            f'{head}<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
            '</sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{relations}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml":
            f'{head}<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml":
            f'{head}<sst xmlns="{main}" uniqueCount="{len(strings)}">'
            + "".join(f"<si><t>{escape(one)}</t></si>" for one in strings) + "</sst>",
        "xl/worksheets/sheet1.xml": "".join(parts),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def write(folder: Path, rows: int, differences: int, seed: int) -> list[dict]:
    a, b, planted = books(rows, differences, seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hospital-gbk.csv").write_bytes(chinese_csv(a))
    (folder / "hospital.xlsx").write_bytes(workbook(a))
    (folder / "agency.csv").write_bytes(national_csv(b))
    (folder / "planted.json").write_text(json.dumps(planted, indent=1), encoding="utf-8")
    return planted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--differences", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    print(f"{len(write(said.folder, said.rows, said.differences, said.seed))} differences planted")


if __name__ == "__main__":
    main()
