"""The example clients, run as their readers would, against a real server on its first and on its last day."""

import os
import re
import subprocess
import unittest

from payer_world import PROGRAM, Payer


class Examples(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup)

    def play(self, name, **environment):
        """Runs an example in a folder of its own; its exit code, its lines, and the statement it saved."""
        statement = self.payer.home / f"{name}.html"
        statement.unlink(missing_ok=True)
        done = subprocess.run([os.path.abspath(f"examples/{name}.sh")], cwd=self.payer.home, text=True, encoding="utf-8",
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
