"""Record and replay over real HTTP: a visit and a stay, against the same server new, and against one that answers otherwise."""

import json
import os
import re
import signal
import stat
import unittest

from payer_world import Payer, hospital_of, run

OUTPATIENT = "31000000000000001016"
INPATIENT = "42010000000000001001"
# The form of a real certificate: no demonstration has it.
STRANGER = "110101199003078515"


class Replayed(unittest.TestCase):
    def setUp(self):
        self.recorded = Payer(self.addCleanup)
        self.file = self.recorded.home / "said.ndjson"

    def record(self, *options):
        self.recorded.start("--record", self.file, *options)
        return self.hospital(self.recorded, OUTPATIENT)

    def hospital(self, payer, person):
        hospital = payer.at_hospital_of(person)
        self.addCleanup(hospital.close)
        return hospital

    def fresh(self, *options):
        return Payer(self.addCleanup).start(*options)

    def replay(self, payer, *options):
        return run("replay", self.file, "--url", payer.url, *options)

    def visit(self):
        """A visit that is settled, sent again, found, and taken back; and sign-in, whose number is used."""
        hospital = self.record()
        hospital.call("9001", signIn={"opter_no": "0001", "mac": "0", "ip": "127.0.0.1"})
        hospital.call("1101", data={"mdtrt_cert_type": "02", "mdtrt_cert_no": "993100199111020329",
                                    "psn_cert_type": "01", "certno": "993100199111020329"})
        visit = hospital.register(OUTPATIENT)
        hospital.done(hospital.lines(visit, 100, "B1"))
        hospital.done(hospital.bill("2206", visit, 100, "B1"))
        bill = hospital.bill("2207", visit, 100, "B1")
        setl_id = hospital.done(bill)["output"]["setlinfo"]["setl_id"]
        hospital.done(bill)
        hospital.look_up(visit, setl_id)
        hospital.accumulators(OUTPATIENT)
        hospital.send(hospital.bill("2207", visit, 99, "B1"))
        hospital.done(hospital.undo("2208", visit, setl_id))

    def lines(self):
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines()]


class Equal(Replayed):
    def test_a_visit_and_a_stay_against_a_new_server_of_the_same_world_are_equal(self):
        self.visit()
        inpatient = self.hospital(self.recorded, INPATIENT)
        visit, output = inpatient.settle_stay(INPATIENT)
        inpatient.look_up(visit, output["setlinfo"]["setl_id"])
        self.recorded.stop()
        payer = self.fresh()
        replayed = self.replay(payer)
        self.assertEqual((replayed.returncode, replayed.stderr), (0, ""), replayed.stdout)
        self.assertRegex(replayed.stdout, r"^\d+ exchanges, 0 differences\n$")
        told = json.loads(self.replay(self.fresh(), "--json").stdout)
        self.assertEqual((told["exchanges"], told["differences"], told["left_out"]),
                         (len(self.lines()) - 1, [], 0))
        payer.stop()
        self.assertEqual(payer.verified(), (3, []), "it did settle, and took one back")

    def test_new_msgids_play_it_a_second_time_on_the_same_server(self):
        self.visit()
        self.recorded.stop()
        self.assertEqual(self.recorded.verified(), (2, []))
        self.recorded.start()
        anew = self.replay(self.recorded, "--new-msgids")
        # What was taken back changes no amount.
        self.assertEqual(anew.returncode, 0, anew.stdout)
        self.recorded.stop()
        self.assertEqual(self.recorded.verified(), (4, []))

    def test_an_answer_that_nobody_saw_is_not_compared_and_its_repeat_is(self):
        hospital = self.record("--faults")
        visit = hospital.register(OUTPATIENT)
        hospital.done(hospital.lines(visit, 100, "B1"))
        bill = hospital.bill("2207", visit, 100, "B1")
        with self.assertRaises(Exception):
            hospital.exchange("POST", "/2207", hospital.body(bill), {"X-Yidi-Fault": "timeout-after-commit"})
        hospital.done(bill)
        self.recorded.stop()
        [_, _, _, lost, repeat] = self.lines()
        self.assertEqual((lost["status"], lost["answer"], lost["headers"]),
                         (0, None, {"X-Yidi-Fault": "timeout-after-commit"}))
        self.assertEqual(repeat["answer"]["infcode"], 0)
        replayed = self.replay(self.fresh())
        self.assertEqual(replayed.returncode, 0, replayed.stdout)

    def test_a_hospital_that_signs_is_replayed_with_its_secret(self):
        person = "12000000000000001021"
        self.record()
        signing = self.hospital(self.recorded, person)
        signing.settle_stay(person)
        self.recorded.stop()
        self.assertNotIn("x-tif", self.file.read_text("utf-8").lower())
        secret = self.recorded.home / "secret"
        secret.write_text(signing.row["secret"] + "\n", encoding="utf-8")
        payer = self.fresh()
        unsigned = self.replay(payer)
        self.assertEqual(unsigned.returncode, 1)
        self.assertIn("#1 2401 status: 200 → 401", unsigned.stdout)
        signed = self.replay(payer, "--paas-id", signing.row["paas_id"], "--secret-file", secret)
        self.assertEqual((signed.returncode, signed.stderr), (0, ""), signed.stdout)


class Different(Replayed):
    def test_an_amount_that_differs_is_shown_by_exchange_and_field(self):
        self.visit()
        self.recorded.stop()
        payer = self.fresh("--faults", "--fault", f"{hospital_of(OUTPATIENT)}=wrong-amount=fund_pay_sumamt")
        replayed = self.replay(payer)
        self.assertEqual(replayed.returncode, 1)
        self.assertIn("\n#6 2207 output.setlinfo.fund_pay_sumamt: 371.00 → 371.01\n", replayed.stdout)
        told = json.loads(self.replay(self.fresh("--faults", "--fault", f"{hospital_of(OUTPATIENT)}=one-sided"),
                                      "--json").stdout)
        first = told["differences"][0]
        self.assertEqual((first["exchange"], first["infno"], first["where"], first["recorded"], first["replayed"]),
                         (1, "9001", "infcode", "0", "-1"))

    def test_another_state_of_the_year_is_a_difference(self):
        self.visit()
        self.recorded.stop()
        payer = self.fresh()
        self.hospital(payer, OUTPATIENT).settle_visit(OUTPATIENT)
        replayed = self.replay(payer, "--new-msgids")
        self.assertEqual(replayed.returncode, 1)
        self.assertIn(" 2207 output.setlinfo.act_pay_dedc: 500.00 → 0.00\n", replayed.stdout)

    def test_a_lost_answer_is_a_difference_and_a_server_that_is_not_there_is_none(self):
        self.visit()
        self.recorded.stop()
        payer = self.fresh("--faults", "--fault", f"{hospital_of(OUTPATIENT)}=timeout-before-commit:1")
        replayed = self.replay(payer)
        self.assertEqual(replayed.returncode, 1)
        self.assertIn("#1 9001 answer: 200 → (nothing)\n", replayed.stdout)
        payer.stop()
        gone = self.replay(payer)
        self.assertEqual((gone.returncode, gone.stdout), (5, ""))


class WithoutPersons(Replayed):
    def ask_for_a_stranger(self):
        hospital = self.record()
        hospital.send(hospital.message("1101", data={"mdtrt_cert_type": "02", "mdtrt_cert_no": STRANGER,
                                                     "psn_cert_type": "01", "certno": STRANGER, "psn_name": "王某"}))
        self.recorded.stop()

    def test_whoever_is_not_of_the_demo_world_is_masked_and_needs_the_key_and_a_table(self):
        self.ask_for_a_stranger()
        text = self.file.read_text("utf-8")
        self.assertNotIn(STRANGER, text)
        self.assertNotIn("王某", text)
        data = self.lines()[1]["request"]["input"]["data"]
        self.assertRegex(data["certno"], r"^masked-[0-9a-f]{16}$")
        self.assertEqual(data["certno"], data["mdtrt_cert_no"], "equal values stay equal")
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(f"{self.file}.key").st_mode), 0o600)

        payer = self.fresh()
        unknown = self.replay(payer)
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("#1 1101: only a mask is known of mdtrt_cert_no", unknown.stderr)
        persons = self.recorded.home / "persons.csv"
        persons.write_text(f"name,certno\n王某,{STRANGER}\n", encoding="utf-8")
        replayed = self.replay(payer, "--persons", persons)
        self.assertEqual((replayed.returncode, replayed.stderr), (0, ""), replayed.stdout)

        other = self.recorded.home / "other.key"
        other.write_text("0" * 64 + "\n", encoding="utf-8")
        wrong = self.replay(payer, "--persons", persons, "--key", other)
        self.assertEqual(wrong.returncode, 2)
        os.rename(f"{self.file}.key", f"{self.file}.away")
        self.assertEqual(self.replay(payer, "--persons", persons).returncode, 2)
        failed = self.recorded.command("serve", "--demo", "--listen", "127.0.0.1:0", "--record", self.file)
        self.assertEqual(failed.returncode, 2, "no new key for an old recording")

    def test_a_second_start_goes_on_in_the_file_and_both_are_replayed(self):
        self.record().call("9001", signIn={"opter_no": "0001", "mac": "0", "ip": "127.0.0.1"})
        self.recorded.end(signal.SIGKILL)
        self.record().call("9001", signIn={"opter_no": "0002", "mac": "0", "ip": "127.0.0.1"})
        self.recorded.stop()
        self.assertEqual([line.get("infno") for line in self.lines()], [None, "9001", None, "9001"])
        self.assertIn("2 exchanges", self.replay(self.fresh()).stdout)

    def test_a_token_and_its_secret_are_never_kept(self):
        hospital = self.record()
        hospital.exchange("POST", "/oauth/token", b"grant_type=client_credentials&client_id=a&client_secret=topsecret",
                          {"Content-Type": "application/x-www-form-urlencoded", "Authorization": "Basic dG9wc2VjcmV0"})
        self.recorded.stop()
        text = self.file.read_text("utf-8")
        self.assertNotIn("topsecret", text)
        self.assertNotIn("dG9wc2VjcmV0", text)
        self.assertEqual(self.lines()[1]["request"], None)
        self.assertIn("not replayed: 1", self.replay(self.fresh()).stdout)


class Told(Replayed):
    def test_what_cannot_be_replayed_is_told_in_both_languages(self):
        self.file.write_text("{}\n", encoding="utf-8")
        empty, none = self.recorded.home / "empty", self.recorded.home / "none"
        empty.write_text("", encoding="utf-8")
        for file, options in ((self.file, []), (empty, []), (none, []), (self.file, ["--paas-id", "x"])):
            for lang in ("en", "zh"):
                with self.subTest(file=file.name, options=options, lang=lang):
                    failed = run("replay", file, "--url", "http://127.0.0.1:1", *options, "--lang", lang)
                    self.assertEqual(failed.returncode, 2)
                    is_english = re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", failed.stderr) is not None
                    self.assertEqual(is_english, lang == "en", failed.stderr)


if __name__ == "__main__":
    unittest.main()
