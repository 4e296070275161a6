"""What the server does every night for clearing between provinces: nobody asks, and what two books differ in is on the board."""

import json
import re
import time
import unittest
import urllib.request

from payer_world import Payer, rows

OFFICER = ("demo.clearing", "demo-only-password-clearing")
GUANGDONG = "440000"
BEGUN = "2026-06-15"


class Nights(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup)

    def get(self, path, token=None, body=None):
        request = urllib.request.Request(self.payer.url + path, json.dumps(body).encode() if body else None)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()

    def held(self):
        """Days that nights have held, by outcome."""
        found = re.findall(r'^yidi_reconciled_days_total\{result="(\w+)"\} (\d+)$', self.get("/metrics"), re.MULTILINE)
        return {result: int(count) for result, count in found}

    def differences(self):
        login, password = OFFICER
        token = json.loads(self.get("/api/v1/sessions", body={"login": login, "password": password}))["token"]
        found = json.loads(self.get(f"/api/v1/reconciliation/differences?party={GUANGDONG}", token))
        return [one for one in found["differences"] if one["by"] == "job:reconcile"]

    def test_the_night_finds_what_was_lost(self):
        self.payer.start("--now", f"{BEGUN} 08:59:58", "--clearing-hour", "9")
        until = time.monotonic() + 60
        while self.held()["differs"] == 0 or len(self.differences()) < 2:
            self.assertLess(time.monotonic(), until, self.held())
            time.sleep(0.5)
        lost = [stay for stay in rows("stays") if stay["note"] == "lost" and stay["enddate"] < BEGUN]
        found = {one["day"] for one in self.differences()}
        self.assertEqual(found, {stay["enddate"] for stay in lost})
        self.assertEqual(self.held()["left"], 0)
        self.payer.stop()
        self.assertEqual(self.payer.verified()[1], [])

    def test_a_demonstration_leaves_its_reader_what_the_night_before_it_would_have_found(self):
        self.payer.start("--now", f"{BEGUN} 09:00:00", "--clearing-hour", "8")
        # Longer than the pause after which the server looks again.
        time.sleep(6)
        self.assertEqual(self.held(), {"agreed": 0, "differs": 0, "left": 0})

    def test_an_hour_at_which_the_day_before_may_still_be_written_is_refused(self):
        for hour in ("0", "24"):
            failed = self.payer.command("serve", "--demo", "--listen", "127.0.0.1:0", "--clearing-hour", hour)
            self.assertEqual(failed.returncode, 2, hour)
            self.assertIn("--clearing-hour", failed.stderr)


if __name__ == "__main__":
    unittest.main()
