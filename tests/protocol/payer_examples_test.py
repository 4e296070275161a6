"""The example clients, run as their readers would, against a real server on its first and on its last day."""

import json
import os
import re
import subprocess
import unittest
import urllib.request

from payer_world import PROGRAM, Payer


class Examples(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup)

    def play(self, name, *arguments, **environment):
        """Runs an example in a folder of its own; its exit code, its lines, and the statement it saved."""
        statement = self.payer.home / f"{name}.html"
        statement.unlink(missing_ok=True)
        done = subprocess.run([os.path.abspath(f"examples/{name}.sh"), *arguments], cwd=self.payer.home, text=True, encoding="utf-8",
                              capture_output=True, timeout=300, check=False,
                              env={**os.environ, "YIDI": PROGRAM, "YIDI_HOME": os.getcwd(), "YIDI_URL": self.payer.url,
                                   "STATEMENT": str(statement), **environment})
        page = statement.read_text("utf-8") if statement.exists() else ""
        return done, page

    def test_both_settle_print_settle_again_and_leave_the_world_as_it_was(self):
        inpatient, outpatient = ("settle-inpatient", "4,415.94", True), ("settle-outpatient", "91.16", False)
        for now, examples in (("2026-01-01 00:00:10", (inpatient, outpatient)), ("2026-12-30 23:50:00", (inpatient,))):
            self.payer.start("--now", now)
            for name, cash, equal in examples:
                with self.subTest(now=now, name=name):
                    done, page = self.play(name)
                    self.assertEqual((done.returncode, done.stderr), (0, ""))
                    self.assertRegex(done.stdout, rf"(?m)^  cash +{re.escape(cash)}$")
                    self.assertEqual("equal to the estimate in 2" in done.stdout, equal)
                    self.assertIn("the same message: the same answer", done.stdout)
                    self.assertIn("a new message: 已结算（already settled）", done.stdout)
                    self.assertIn("the accumulators are as before", done.stdout)
                    self.assertIn(cash, page)
            self.payer.stop()
            self.assertEqual(self.payer.json("verify")["mismatches"], [])
        # Three settlements, each with its reversal.
        self.assertEqual(self.payer.verified(), (6, []))

    def post(self, path, body, **headers):
        request = urllib.request.Request(self.payer.url + "/api/v1" + path, json.dumps(body).encode(),
                                         {"Content-Type": "application/json", **headers})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def test_a_month_is_fetched_confirmed_and_taken_back(self):
        self.payer.start("--now", "2026-05-20 09:00:00")
        done, _ = self.play("settle-inpatient")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.payer.stop()
        self.payer.start("--now", "2026-06-05 09:00:00")
        # The demonstration has stays of its own at this hospital: one of May, and one of April that no table has taken.
        missing, _ = self.play("confirm-month", "2026-05", "back")
        self.assertEqual((missing.returncode, missing.stderr), (0, ""))
        self.assertEqual(missing.stdout.count("insured in 120000"), 2, "the settlement and its reversal")
        self.assertRegex(missing.stdout, r"(?m)^  2 confirmed under 420106\d{24} $")

        token = self.post("/sessions", {"login": "demo.centre", "password": "demo-only-password-centre"})["token"]
        taken = self.post("/clearing/bills", {"from": "2026-05-20", "to": "2026-05-20"},
                          **{"Authorization": f"Bearer {token}", "Idempotency-Key": "bills-of-may-2026"})
        self.assertEqual(taken["taken"], 2)
        done, _ = self.play("confirm-month", "2026-05", "back")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertNotIn("insured in", done.stdout)
        self.assertRegex(done.stdout, r"(?m)^  3 \d+ 2026-05-20 \S+ 18105\.02 11274\.08$")
        self.assertRegex(done.stdout, r"(?m)^  4 \d+ 2026-05-20 \S+ -18105\.02 -11274\.08$")
        self.assertRegex(done.stdout, r"(?m)^  4 confirmed under 420106\d{24} $")
        self.assertRegex(done.stdout, r"(?m)^  420106\d{24} is taken back$")
        confirmed, _ = self.play("confirm-month", "2026-05")
        self.assertEqual(confirmed.returncode, 0, confirmed.stderr)
        self.payer.stop()
        wuhan = next(one for one in self.payer.json("clearing", "institutions", "2026-05", "420000")
                     if one["fixmedins_code"] == "H99420100014")
        self.assertEqual({name: wuhan[name] for name in ("bills", "confirmed", "left_out", "open")},
                         {"bills": 4, "confirmed": 4, "left_out": 0, "open": 0})

    def test_an_estimate_that_differs_is_told(self):
        self.payer.start()
        liar = self.payer.home / "liar"
        liar.write_text(f"#!/bin/sh\n'{PROGRAM}' \"$@\" | sed 's/11274.08/11274.07/g'\n", encoding="utf-8")
        liar.chmod(0o755)
        done, _ = self.play("settle-inpatient", YIDI=str(liar))
        self.assertEqual(done.returncode, 1)
        self.assertIn("fund_pay_sumamt: settled 11274.08, estimated 11274.07", done.stdout)
        again, _ = self.play("settle-inpatient")
        self.assertIn("used already", again.stderr)

    def test_a_server_that_is_not_there_is_told(self):
        done, page = self.play("settle-outpatient", YIDI_URL="http://127.0.0.1:1")
        self.assertEqual((done.returncode, page), (1, ""))
        self.assertIn("is `yidi serve --demo` running?", done.stderr)


if __name__ == "__main__":
    unittest.main()
