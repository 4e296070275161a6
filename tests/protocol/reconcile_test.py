"""`yidi reconcile` as somebody at a hospital's insurance office meets it: files of every kind, columns of every name, what is
printed and written, and that it finds exactly the differences that were planted.

YIDI names the program; the working directory is the repository."""

import csv
import io
import json
import os
import subprocess
import tempfile
import time
import unittest
import zipfile
from pathlib import Path

import settlement_books

PROGRAM = os.path.abspath(os.environ.get("YIDI", "build/release/bin/yidi"))
EXAMPLE = ("examples/reconcile/hospital.csv", "examples/reconcile/agency.csv")
A_ROW = "setl_id,psn_no,setl_time,medfee_sumamt,fund_pay_sumamt\n"


class Desk(unittest.TestCase):
    """A folder of files and a user of their own."""

    def setUp(self):
        self.kept = tempfile.TemporaryDirectory()
        self.addCleanup(self.kept.cleanup)
        self.folder = Path(self.kept.name)

    def file(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    def run_yidi(self, *arguments, stdin=None):
        environment = {**os.environ, "YIDI_HOME": os.getcwd(), "LC_ALL": "C", "XDG_CONFIG_HOME": str(self.folder / "config")}
        return subprocess.run([PROGRAM, "reconcile", *arguments], input=stdin, capture_output=True, env=environment,
                              check=False)

    def reconcile(self, *arguments, stdin=None):
        done = self.run_yidi(*arguments, "--json", stdin=stdin)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def refusal(self, *arguments):
        done = self.run_yidi(*arguments, "--json")
        self.assertEqual(done.returncode, 2, done.stdout)
        return json.loads(done.stdout)["error"]


class PlantedDifferences(Desk):
    def test_are_found_exactly_in_files_of_every_form(self):
        planted = settlement_books.write(self.folder, rows=20_000, differences=50, seed=20260601)
        self.assertEqual(len(planted), 50)
        self.assertEqual({one["class"] for one in planted}, set(settlement_books.CLASSES))
        agency = str(self.folder / "agency.csv")
        for name in ("hospital-gbk.csv", "hospital.xlsx"):
            with self.subTest(file=name):
                answer = self.reconcile(str(self.folder / name), agency)
                found = sorted(({"class": one["class"], "key": one["key"]} for one in answer["differences"]),
                               key=lambda one: (one["class"], one["key"]))
                self.assertEqual(found, planted)
                self.assertEqual(answer["only_a"] + answer["only_b"] + answer["differs"], 50)
                self.assertEqual(answer["files"]["a"]["skipped"], [])
        self.assertTrue(self.reconcile(str(self.folder / "hospital-gbk.csv"), agency)["files"]["a"]["total_row"]["agrees"])


class TheExample(Desk):
    def test_has_each_class_once(self):
        answer = self.reconcile(*EXAMPLE)
        self.assertEqual(sorted(one["class"] for one in answer["differences"]), sorted(settlement_books.CLASSES))
        self.assertEqual((answer["matched"], answer["only_a"], answer["only_b"], answer["differs"]), (4, 1, 1, 5))

    def test_is_printed_as_the_page_shows(self):
        page = Path("docs/using/reconcile.md").read_text("utf-8")
        command, shown = (page.split("```" + kind + "\n")[1].split("```")[0] for kind in ("sh", "output"))
        self.assertEqual(command.split(), ["./yidi", "reconcile", *EXAMPLE])
        self.assertEqual(self.run_yidi(*EXAMPLE).stdout.decode(), shown)

    def test_is_printed_in_chinese_too(self):
        text = self.run_yidi(*EXAMPLE, "--lang", "zh").stdout.decode()
        for word in ("单边冲销", "支付构成不符", "期间不符", "与各行相符", "相符 4"):
            self.assertIn(word, text)

    def test_gives_a_difference_its_rows_and_repairs(self):
        one = next(one for one in self.reconcile(*EXAMPLE)["differences"] if one["class"] == "reversed_one_side")
        self.assertEqual(one["key"], "990100260505000105")
        self.assertEqual((one["a"]["line"], one["a"]["reversal"]["medfee_sumamt"]), (8, -7300.00))
        self.assertEqual(one["b"]["state"], "standing")
        self.assertEqual(one["repairs"], ["resend", "reverse", "adopt"])


class TheLedger(Desk):
    def test_is_written_as_csv(self):
        out = self.folder / "differences.csv"
        self.reconcile(*EXAMPLE, "--out", str(out), "--lang", "zh")
        rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
        self.assertEqual(len(rows), 8)
        self.assertEqual(rows[0][:2], ["差异类别", "编号"])
        by_class = {row[0]: row for row in rows[1:]}
        self.assertEqual(by_class["总额不符"][18], "-18.00")  # 5,102.80 - 5,120.80
        self.assertEqual(by_class["仅 B 方有"][5], "无")

    def test_is_written_as_a_workbook(self):
        out = self.folder / "differences.xlsx"
        self.reconcile(*EXAMPLE, "--out", str(out))
        with zipfile.ZipFile(out) as book:
            self.assertIn("taken back on one side", book.read("xl/sharedStrings.xml").decode())
            self.assertIn("differences", book.read("xl/workbook.xml").decode())

    def test_is_written_as_a_page_of_which_nothing_is_markup(self):
        a = self.file("<b>a.csv", A_ROW + "<script>1,P&,2026-05-01,1,1\n")
        b = self.file("b.csv", A_ROW + "S2,P2,2026-05-01,1,1\n")
        out = self.folder / "differences.html"
        self.reconcile(a, b, "--out", str(out))
        page = out.read_text("utf-8")
        self.assertIn("&lt;script&gt;1", page)
        self.assertIn("&lt;b&gt;a.csv", page)
        self.assertNotIn("<script", page)
        self.assertIn("@media print", page)

    def test_that_cannot_be_written_leaves_what_is_there(self):
        error = self.refusal(*EXAMPLE, "--out", str(self.folder / "missing" / "x.csv"))
        self.assertEqual(error["code"], "unreadable_file")
        self.assertEqual(self.refusal(*EXAMPLE, "--out", str(self.folder / "x.pdf"))["code"], "usage")


class Columns(Desk):
    A = "流水,甲,乙\nS1,10,3\n"
    B = "setl_id,medfee_sumamt,acct_pay\nS1,10,3\n"

    def test_are_named_by_options_and_remembered(self):
        a, b = self.file("a.csv", self.A), self.file("b.csv", self.B)
        self.assertEqual(self.refusal(a, b)["code"], "missing_key")
        said = ("--map", "setl_id=流水", "--map", "医疗费总额=甲", "--map-a", "acct_pay=乙")
        first = self.reconcile(a, b, *said)
        self.assertEqual(first["files"]["a"]["columns"]["acct_pay"], {"head": "乙", "known_by": "option"})
        again = self.reconcile(self.file("c.csv", "乙,甲,流水\n3,10,S1\n", "gbk"), b)
        self.assertEqual((again["matched"], again["files"]["a"]["encoding"]), (1, "gbk"))
        self.assertEqual(again["files"]["a"]["columns"]["setl_id"]["known_by"], "memory")

    def test_are_remembered_in_a_file_that_is_named(self):
        a, b = self.file("a.csv", self.A), self.file("b.csv", self.B)
        memory = str(self.folder / "columns.json")
        self.reconcile(a, b, "--map", "setl_id=流水", "--map", "medfee_sumamt=甲", "--mapping", memory)
        self.assertEqual(self.reconcile(a, b, "--mapping", memory)["matched"], 1)
        self.assertEqual(self.refusal(a, b)["code"], "missing_key")
        Path(memory).write_text("[]", encoding="utf-8")
        self.assertEqual(self.refusal(a, b, "--mapping", memory)["code"], "bad_value")

    def test_that_are_not_there_are_refused(self):
        b = self.file("b.csv", self.B)
        self.assertEqual(self.refusal(b, b, "--map", "oth_pay=丙")["message"], 'no column has the head "丙"')
        self.assertEqual(self.refusal(b, b, "--map-a", "fee=甲")["code"], "usage")
        self.assertEqual(self.refusal(b, b, "--map", "oth_pay")["code"], "usage")


class Cells(Desk):
    def test_that_are_wrong_are_named_with_line_head_and_value(self):
        a = self.file("a.csv", A_ROW + "S1,P1,2026-05-01,1,1\nS2,P2,2026-05-01,1O,1\n")
        error = self.refusal(a, a)
        self.assertTrue(error["pointer"].endswith("a.csv:3:medfee_sumamt"), error)
        self.assertIn('"1O"', error["message"])
        answer = self.reconcile(a, a, "--skip-bad")
        self.assertEqual((answer["matched"], len(answer["files"]["a"]["skipped"])), (1, 1))
        text = self.run_yidi(a, a, "--skip-bad").stdout.decode()
        self.assertIn("1 rows left out", text)

    def test_of_a_workbook_whose_number_was_cut_are_refused(self):
        planted = [{**settlement_books.books(1, 0, 1)[0][0]}]
        book = settlement_books.workbook(planted)
        # The same number as a number: a workbook then holds seventeen digits of it.
        with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(self.folder / "a.xlsx", "w") as new:
            for name in old.namelist():
                text = old.read(name).decode()
                if name.endswith("sheet1.xml"):
                    begin = text.index('<c r="A2"')
                    end = text.index("</c>", begin)
                    text = text[:begin] + '<c r="A2"><v>990000000000000007</v>' + text[end:]
                new.writestr(name, text)
        error = self.refusal(str(self.folder / "a.xlsx"), EXAMPLE[1])
        self.assertIn("has cut this number", error["message"])

    def test_may_come_over_standard_input(self):
        a = self.file("a.csv", A_ROW + "S1,P1,2026-05-01,1,1\n")
        self.assertEqual(self.reconcile("-", a, stdin=Path(a).read_bytes())["matched"], 1)
        self.assertEqual(self.run_yidi("-", "-", stdin=b"").returncode, 2)

    def test_without_numbers_are_paired_by_person_and_day_with_a_confidence(self):
        a = self.file("a.csv", "certno,setl_time,medfee_sumamt\nC1,2026-05-01,100\nC1,2026-05-01,200\nC2,2026-05-01,50\n")
        b = self.file("b.csv", "certno,setl_time,medfee_sumamt\nC1,2026-05-01,202\nC1,2026-05-01,100\nC2,2026-05-01,50\n")
        answer = self.reconcile(a, b)
        self.assertEqual((answer["matched"], answer["number_alike"]), (2, False))
        one = answer["differences"][0]
        self.assertEqual((one["class"], one["key"], one["confidence"]), ("amount", "C1 2026-05-01", 69))

    def test_of_many_rows_of_one_person_and_day_are_paired_in_time(self):
        # Every row may be every other: what pairs them may not compare each with each.
        rows = "".join(f"P,2026-05-01,{100 + number}.{{0}}\n" for number in range(20_000))
        head = "psn_no,setl_time,medfee_sumamt\n"
        a, b = self.file("a.csv", head + rows.format(*["10"])), self.file("b.csv", head + rows.format(*["20"]))
        begin = time.monotonic()
        self.assertEqual(self.reconcile(a, b)["differs"], 20_000)
        self.assertLess(time.monotonic() - begin, 60)


if __name__ == "__main__":
    unittest.main()
