"""A settlement on paper, from the command line: text, page, PDF, JSON; and what is told where the font is missing."""

import json
import os
import subprocess
import unittest

from payer_world import ENVIRONMENT, PROGRAM, Payer

PERSON = "12000000000000001009"
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir></fontconfig>'


class Printed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.payer = Payer(cls.addClassCleanup)
        cls.payer.start()
        hospital = cls.payer.at_hospital_of(PERSON)
        cls.visit, output = hospital.settle_stay(PERSON)
        cls.info = output["setlinfo"]
        cls.setl_id = cls.info["setl_id"]
        cls.page = hospital.statement(cls.visit, cls.setl_id).body.decode()
        hospital.close()
        cls.payer.stop()

    def statement(self, *options, code=0):
        result = self.payer.command("statement", PERSON, self.setl_id, *options)
        self.assertEqual(result.returncode, code, result.stderr)
        return result

    def test_as_text_it_names_the_amounts(self):
        text = self.statement().stdout
        for part in ("医疗费用结算单", "演示壬申", "费用去向", "¥10,300.00", "fund_pay_sumamt", "费用分类", "胃炎", "异地安置退休人员"):
            self.assertIn(part, text)
        self.assertNotIn("991200195603080171", text, "the certificate is masked")
        self.assertNotIn("费用明细", text)
        self.assertIn("费用明细（1 行）", self.statement("--lines").stdout)

    def test_as_json_it_is_what_the_hospital_was_answered(self):
        told = json.loads(self.statement("--json").stdout)
        self.assertEqual((told["setl_id"], told["psn_no"], told["state"]), (self.setl_id, PERSON, "settled"))
        for name in ("medfee_sumamt", "fund_pay_sumamt", "psn_part_amt", "acct_pay", "psn_cash_pay", "act_pay_dedc"):
            self.assertEqual(told["setlinfo"][name], self.info[name], name)
        self.assertNotIn("演示壬申", json.dumps(told, ensure_ascii=False))

    def test_page_and_pdf_are_those_of_the_server_and_always_the_same_bytes(self):
        html, first, second = (self.payer.home / name for name in ("a.html", "a.pdf", "b.pdf"))
        self.assertEqual(self.statement("--html", html, "--pdf", first).stdout, "")
        self.statement("--pdf", second)
        self.assertEqual(html.read_text("utf-8"), self.page)
        self.assertEqual(first.read_bytes(), second.read_bytes())
        self.assertTrue(first.read_bytes().startswith(b"%PDF-"))

    def test_a_settlement_that_is_not_there_is_told(self):
        result = self.payer.command("statement", PERSON, "1")
        self.assertEqual(result.returncode, 2)
        self.assertIn("setl_id", result.stderr)

    def test_without_the_font_there_is_no_pdf_and_the_doctor_names_the_package(self):
        config = self.payer.home / "fonts.conf"
        config.write_text(NO_FONTS.format(self.payer.home), encoding="utf-8")

        def run(*arguments):
            return subprocess.run([PROGRAM, *map(str, arguments), "--data", self.payer.data], text=True, capture_output=True,
                                  env={**ENVIRONMENT, "FONTCONFIG_FILE": os.fspath(config)}, timeout=60, check=False)

        pdf = self.payer.home / "none.pdf"
        result = run("statement", PERSON, self.setl_id, "--pdf", pdf)
        self.assertEqual(result.returncode, 1)
        self.assertIn("there is no Chinese font to set a PDF with", result.stderr)
        self.assertIn("fonts-noto-cjk", result.stderr)
        self.assertFalse(pdf.exists())
        told = run("doctor", "--json")
        ill = [one for one in json.loads(told.stdout)["findings"] if not one["well"]]
        self.assertEqual([one["what"] for one in ill], ["font"])
        self.assertIn("fonts-noto-cjk", ill[0]["remedy"])
        self.assertEqual(run("statement", PERSON, self.setl_id).returncode, 0, "the text needs no font")


if __name__ == "__main__":
    unittest.main()
