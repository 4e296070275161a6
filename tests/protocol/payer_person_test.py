"""What is known of one person, from the command line: filings, their paper, why, entitlement, wallet. Each look is kept."""

import sqlite3
import unittest

from payer_world import Payer, people, rows

UNKNOWN = "42010000000000099999"


class Person(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup)
        self.payer.start()
        self.payer.stop()
        self.person = people("filed-retiree")[0]
        self.filing = next(row for row in rows("filings") if row["psn_no"] == self.person)

    def noted(self):
        """What the audit says was looked at, by the command line."""
        with sqlite3.connect(self.payer.data / "yidi.db") as store:
            return [what for (what,) in store.execute("SELECT what FROM audit WHERE by = 'command line' ORDER BY day, id")]

    def test_every_look_at_a_person_is_kept(self):
        before = len(self.noted())
        number = self.filing["trt_dcla_detl_sn"]
        filings = self.payer.json("filing", "list", self.person)["filings"]
        self.assertEqual([one["places"] for one in filings], [[self.filing["mdtrtarea_admdvs"]]])
        self.payer.json("filing", "why", self.person, "--place", self.filing["mdtrtarea_admdvs"])
        page = self.payer.command("filing", "form", self.person, number).stdout
        self.assertIn("异地就医备案登记表", page)
        self.assertIn(self.filing["begndate"], page)
        self.payer.json("person", "entitlement", self.person)
        self.payer.json("aid", "wallet", self.person)
        self.assertEqual(self.noted()[before:], ["filings read", "why", f"filing form {number}", "entitlement read", "wallet read"])

    def test_nobody_has_an_unknown_number_and_nothing_is_kept(self):
        before = self.noted()
        for words in (["filing", "list"], ["person", "entitlement"], ["aid", "wallet"], ["filing", "form"]):
            with self.subTest(words=words):
                more = ["900001"] if words[-1] == "form" else []
                error = self.payer.json(*words, UNKNOWN, *more, code=2)["error"]
                self.assertEqual(error["code"], "bad_value")
                self.assertTrue(error["remedy"])
        self.assertEqual(self.noted(), before)

    def test_a_form_is_written_to_a_file_that_is_not_there_yet(self):
        file = self.payer.home / "form.html"
        words = ["filing", "form", self.person, self.filing["trt_dcla_detl_sn"], "--out", file]
        self.assertEqual(self.payer.command(*words).returncode, 0)
        self.assertIn("Yidi is not official", file.read_text("utf-8"))

    def test_a_letter_is_of_a_filing_by_promise_only(self):
        number = self.filing["trt_dcla_detl_sn"]
        refused = self.payer.json("filing", "form", self.person, number, "--letter", code=4)["error"]
        self.assertTrue(refused["remedy"], refused)


if __name__ == "__main__":
    unittest.main()
