"""Publishing a policy on a running server over REST and on a stopped one by commands, with starts in between."""

import glob
import json
import sqlite3
import unittest

from payer_world import run
from rest_test import Client

OFFICER = ("demo.officer", "demo-only-password-officer")
APPROVER = ("demo.approver", "demo-only-password-approver")
AREA = "120000"
CASE = "examples/settle-inpatient.json"


def text(version, ratio):
    """Tianjin's pack with another ratio for employees in large hospitals."""
    with open(glob.glob(f"policies/{AREA}-*/v1.yaml")[0], encoding="utf-8") as file:
        pack = file.read()
    pack = pack.replace("\nversion: 1\n", f"\nversion: {version}\n")
    return pack.replace('value: "0.80"}', f'value: "{ratio}"}}', 1)


class Publishing(Client, unittest.TestCase):

    def fund(self):
        with open(CASE, encoding="utf-8") as file:
            status, _, answer = self.ask("POST", "/api/v1/estimate", text=file.read())
        self.assertEqual(status, 200, answer)
        return answer["policy"]["version"], answer["setlinfo"]["fund_pay_sumamt"]

    def step(self, change, verb, account, **more):
        self.count = getattr(self, "count", 0) + 1
        return self.api("POST", f"/policy-changes/{change['change_id']}/{verb}", {"sha256": change["sha256"], **more},
                        self.token(account), f"{self.id()}-{self.count}")

    def command(self, *arguments):
        done = run("policy", *arguments, "--data", self.payer.data, "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def test_a_policy_is_published_without_a_restart_and_stays(self):
        version, before = self.fund()
        self.assertEqual(version, 1)
        status, _, drafted = self.api("POST", "/policy-changes", {"text": text(2, "0.90"), "reason": "new"},
                                      self.token(OFFICER), "draft")
        self.assertEqual((status, drafted["findings"]), (201, []), drafted)
        change = drafted["change"]
        status, _, effect = self.api("GET", f"/policy-changes/{change['change_id']}/effect", token=self.token(APPROVER))
        self.assertEqual((status, effect["cases"], effect["by"][0]["example"]["name"]), (200, 1, "settle-inpatient"))
        self.assertEqual(self.step(change, "submit", OFFICER)[0], 200)
        self.assertEqual(self.step(change, "approve", OFFICER)[2]["code"], "not_allowed")
        self.assertEqual(self.fund(), (1, before))
        self.assertEqual(self.step(change, "approve", APPROVER)[0], 200)
        after = self.fund()
        self.assertEqual((after[0], after[1] > before), (2, True))
        self.assertAlmostEqual(after[1] - before, effect["fund_difference"], places=2)

        self.payer.stop()
        # The other way on the stopped folder: back to the program's pack.
        back = self.command("rollback", AREA, "--by", OFFICER[0], "--reason", "wrong")["change"]
        self.assertEqual(run("policy", "approve", back["change_id"], "--sha256", back["sha256"], "--by", OFFICER[0],
                             "--data", self.payer.data).returncode, 4)
        self.payer.start()
        self.assertEqual(self.fund(), after, "nothing is approved yet")
        self.payer.stop()
        self.command("approve", back["change_id"], "--sha256", back["sha256"], "--by", APPROVER[0])
        self.payer.start()
        self.assertEqual(self.fund(), (1, before))
        listed = self.api("GET", f"/policy-changes?area={AREA}", token=self.token(OFFICER))[2]["changes"]
        self.assertEqual([one["state"] for one in listed], ["approved", "approved"])
        self.assertEqual([one["is_return"] for one in listed], [False, True])
        self.payer.stop()

        # A text that nobody approved stops the start.
        with sqlite3.connect(f"{self.payer.data}/yidi.db") as store:
            store.execute("UPDATE policy_change SET body = CAST(replace(CAST(body AS TEXT), '0.8', '0.9') AS BLOB) "
                          "WHERE body IS NOT NULL")
        refused = run("policy", "changes", "--data", self.payer.data)
        self.assertEqual(refused.returncode, 2, refused.stderr)
        self.assertIn("is not the one that was approved", refused.stderr)


if __name__ == "__main__":
    unittest.main()
