"""What an operator does with a payer's data: start, stop, back up, restore, rotate, examine, look messages up."""

import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import ssl
import stat
import subprocess
import threading
import time
import unittest
import urllib.error
import urllib.request

from payer_world import PERSONS, Payer, Refused, people, run

PERSON = "31000000000000001016"


class Operated(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup)

    def at_hospital(self):
        hospital = self.payer.at_hospital_of(PERSON)
        self.addCleanup(hospital.close)
        return hospital

    @contextlib.contextmanager
    def load(self, persons):
        """Each settles visit after visit while the block lasts, or until the server has gone; gives what was answered."""
        settled, over = [], threading.Event()

        def work(person):
            hospital = self.payer.at_hospital_of(person)
            try:
                while not over.is_set():
                    visit, output = hospital.settle_visit(person, 3)
                    settled.append((hospital.code, visit, output["setlinfo"]["setl_id"]))
            except (OSError, http.client.HTTPException, Refused):
                pass  # No more connections are taken, or "busy": the day is over.
            finally:
                hospital.close()

        threads = [threading.Thread(target=work, args=(person,)) for person in persons]
        for thread in threads:
            thread.start()
        try:
            yield settled
        finally:
            over.set()
            for thread in threads:
                thread.join()


class Running(Operated):
    def test_sigterm_under_load_answers_what_has_begun_and_keeps_what_it_answered(self):
        self.payer.start()
        with self.load(people("filed-retiree")[:6]) as answered:
            time.sleep(0.7)
            self.payer.stop()
        self.assertGreater(len(answered), 10)
        self.assertEqual(self.payer.json("verify")["mismatches"], [])
        self.payer.start()
        for code, visit, setl_id in answered:
            hospital = self.payer.hospital(code)
            self.assertEqual(hospital.look_up(visit, setl_id)["setlinfo"]["setl_id"], setl_id)
            hospital.close()

    def test_ctrl_c_ends_it_as_well_and_a_second_start_keeps_the_data(self):
        self.payer.start()
        visit, output = self.at_hospital().settle_visit(PERSON)
        code, rest = self.payer.end(signal.SIGINT)
        self.assertEqual((code, "all that was answered is on disk" in rest), (0, True))
        self.payer.start()
        hospital = self.at_hospital()
        found = hospital.look_up(visit, output["setlinfo"]["setl_id"])
        self.assertEqual(found["setldetail"], output["setldetail"])
        self.assertEqual(hospital.accumulators(PERSON)["otp_pool"], output["setlinfo"]["fund_pay_sumamt"])

    def test_a_folder_has_one_process(self):
        self.payer.start()
        second = self.payer.command("serve", "--demo", "--listen", "127.0.0.1:0")
        self.assertEqual(second.returncode, 5)
        self.assertIn("another process works in this folder", second.stderr)
        keys = self.payer.key.read_text("utf-8")
        for command in (["verify"], ["ledger", "unresolved"], ["message", "show", "X" * 30], ["demo", "reset"],
                        ["key", "rotate"], ["import", "data/demo/institutions.csv"]):
            failure = self.payer.json(*command, code=5)
            self.assertEqual(failure["error"]["code"], "busy")
        self.assertEqual(self.payer.key.read_text("utf-8"), keys)
        self.at_hospital().settle_visit(PERSON)

    def test_a_clock_of_the_demonstration_does_not_go_back(self):
        self.payer.start()
        self.payer.stop()  # At once after the start it is as orderly as ever.
        back = self.payer.command("serve", "--demo", "--listen", "127.0.0.1:0", "--now", "2026-03-01")
        self.assertEqual(back.returncode, 2)
        self.assertIn("clock would go back", back.stderr)

    def test_what_it_cannot_listen_on_is_told(self):
        for listen in ("127.0.0.1:99999", "nobody.invalid:8460", "127.0.0.1:"):
            failed = self.payer.command("serve", "--demo", "--listen", listen)
            self.assertEqual(failed.returncode, 2, failed.stderr)
            self.assertNotEqual(failed.stderr, "")
        self.payer.start()
        taken = Payer(self.addCleanup)
        failed = taken.command("serve", "--demo", "--listen", self.payer.url.removeprefix("http://"))
        self.assertIn(failed.returncode, (2, 5))
        self.assertIn("in use", failed.stderr)


class Sealed(Operated):
    """TLS."""

    def setUp(self):
        super().setUp()
        self.certificate, self.private = self.payer.home / "cert.pem", self.payer.home / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
                        "-out", self.certificate, "-keyout", self.private], check=True, capture_output=True)

    def test_it_serves_with_a_certificate(self):
        self.payer.start("--tls-cert", self.certificate, "--tls-key", self.private)
        self.assertTrue(self.payer.url.startswith("https://"))
        trust = ssl.create_default_context(cafile=self.certificate)
        with urllib.request.urlopen(self.payer.url + "/readyz", context=trust, timeout=60) as answer:
            self.assertEqual(answer.status, 200)
        with self.assertRaises(urllib.error.URLError):
            urllib.request.urlopen(self.payer.url + "/readyz", context=ssl.create_default_context(), timeout=60)
        with self.assertRaises((OSError, http.client.HTTPException)):
            self.at_hospital().exchange("GET", "/readyz")

    def test_half_a_pair_or_a_wrong_one_is_told(self):
        for options, named in ((["--tls-cert", self.certificate], "--tls-cert"),
                               (["--tls-cert", self.private, "--tls-key", self.private], str(self.private)),
                               (["--tls-cert", self.certificate, "--tls-key", "nothing.pem"], "nothing.pem")):
            failed = self.payer.command("serve", "--demo", "--listen", "127.0.0.1:0", *options)
            self.assertEqual(failed.returncode, 2)
            self.assertIn(named, failed.stderr)


class Kept(Operated):
    """Backup, restore, keys."""

    def setUp(self):
        super().setUp()
        self.payer.start()
        self.visit, self.output = self.at_hospital().settle_visit(PERSON)
        self.copy = self.payer.home / "copy"

    def elsewhere(self, with_key=True):
        """A second payer, whose folder is made of the backup."""
        other = Payer(self.addCleanup)
        if with_key:
            shutil.copy2(self.payer.key, other.key)
        return other

    def test_a_backup_of_a_running_server_is_restored_elsewhere(self):
        with self.load(people("filed-retiree")[:4]) as settled:
            told = self.payer.json("backup", self.copy)
        self.assertGreater(len(settled), 0)
        self.assertEqual((told["key_included"], told["key"]), (False, str(self.payer.key)))
        self.assertEqual(sorted(file.name for file in self.copy.iterdir()), ["SHA256SUMS", "demo", "ids", "yidi.db"])
        self.assertEqual(stat.S_IMODE(self.copy.stat().st_mode), 0o700)
        # What comes after the backup is not in it.
        self.at_hospital().settle_visit(PERSON)
        other = self.elsewhere()
        self.assertEqual(other.command("restore", self.copy).returncode, 0)
        count, mismatches = other.verified()
        self.assertEqual(mismatches, [])
        self.assertIn(count, range(1, 2 + len(settled)))
        other.start()
        hospital = other.at_hospital_of(PERSON)
        self.assertEqual(hospital.look_up(self.visit, self.output["setlinfo"]["setl_id"])["setldetail"],
                         self.output["setldetail"])
        hospital.settle_visit(PERSON)
        hospital.close()

    def test_a_backup_is_never_written_over(self):
        self.assertEqual(self.payer.command("backup", self.copy).returncode, 0)
        self.assertEqual(self.payer.json("backup", self.copy, code=5)["error"]["code"], "changed_meanwhile")
        self.payer.stop()
        self.assertEqual(self.payer.json("restore", self.copy, code=5)["error"]["code"], "changed_meanwhile")

    def test_a_backup_that_has_changed_is_not_restored(self):
        self.payer.command("backup", self.copy)
        with open(self.copy / "yidi.db", "r+b") as file:
            file.seek(100_000)
            file.write(b"?")
        other = self.elsewhere()
        self.assertEqual(other.json("restore", self.copy, code=2)["error"]["code"], "inconsistent")
        self.assertFalse((other.data / "yidi.db").exists())

    def test_nothing_is_restored_without_the_key(self):
        self.payer.command("backup", self.copy)
        other = self.elsewhere(with_key=False)
        failed = other.command("restore", self.copy)
        self.assertEqual(failed.returncode, 2)
        self.assertIn(str(other.key), failed.stderr)
        self.assertIn("kept apart", failed.stderr)
        self.assertFalse(other.key.exists(), "a new key would hide that the old one is missing")
        self.assertFalse(other.data.exists())
        shutil.copy2(self.payer.key, other.key)
        self.assertEqual(other.command("restore", self.copy).returncode, 0)
        self.assertEqual(other.verified(), (1, []))

    def test_a_key_of_another_installation_is_found_out(self):
        self.payer.command("backup", self.copy)
        other = self.elsewhere(with_key=False)
        stranger = Payer(self.addCleanup).start()
        stranger.stop()
        shutil.copy2(stranger.key, other.key)
        other.command("restore", self.copy)
        findings = [one["what"] for one in other.json("doctor", code=1)["findings"] if not one["well"]]
        self.assertIn("key", findings)

    def test_after_a_rotation_everything_is_still_readable(self):
        self.payer.stop()
        before = self.payer.key.read_text("utf-8")
        told = self.payer.json("key", "rotate")
        self.assertEqual((told["key"], told["persons"]), (2, len(PERSONS)))
        self.assertNotEqual(self.payer.key.read_text("utf-8"), before)
        self.assertEqual(stat.S_IMODE(self.payer.key.stat().st_mode), 0o600)
        self.payer.start()
        hospital = self.at_hospital()
        person = hospital.call("1101", data={key: value for key, value in hospital.certificate(PERSON).items()
                                             if key != "psn_no"})["baseinfo"]
        self.assertEqual((person["psn_no"], person["psn_name"]), (PERSON, "演示己卯"))
        self.assertIn("演示己卯", hospital.statement(self.visit, self.output["setlinfo"]["setl_id"]).body.decode())
        # A stored answer, sealed under the first key.
        msgid = self.output["setlinfo"]["medins_setl_id"]
        self.payer.stop()
        answer = self.payer.json("message", "show", msgid)["done"]["answer"]
        self.assertEqual(answer["output"]["setlinfo"]["setl_id"], self.output["setlinfo"]["setl_id"])


class Examined(Operated):
    """doctor, verify, message show, ledger."""

    def ill(self, code=1):
        return {one["what"]: one for one in self.payer.json("doctor", code=code)["findings"] if not one["well"]}

    def test_the_doctor_finds_a_new_installation_and_a_served_one_well(self):
        self.assertEqual(self.ill(code=0), {})
        self.payer.start()
        self.assertEqual(self.ill(code=0), {})
        self.payer.stop()
        self.assertEqual(self.ill(code=0), {})
        self.assertEqual(stat.S_IMODE(self.payer.data.stat().st_mode), 0o700)
        self.assertEqual(stat.S_IMODE(self.payer.key.stat().st_mode), 0o600)

    def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(self):
        self.payer.start()
        self.payer.stop()
        os.chmod(self.payer.data, 0o755)
        self.assertIn("chmod 700", self.ill()["data"]["remedy"])
        os.chmod(self.payer.data, 0o700)
        os.chmod(self.payer.key, 0o644)
        self.assertIn("600", self.ill()["key"]["remedy"])
        os.chmod(self.payer.key, 0o600)
        away = self.payer.home / "away"
        self.payer.key.rename(away)
        ill = self.ill()
        self.assertEqual(list(ill), ["key"], "one finding for one trouble")
        self.assertIn(str(self.payer.key), ill["key"]["state"])
        self.assertIn("kept apart", ill["key"]["remedy"])
        self.assertFalse(self.payer.key.exists())
        failed = self.payer.command("serve", "--demo", "--listen", "127.0.0.1:0")
        self.assertEqual(failed.returncode, 2, "a store whose key is gone gets no new one")
        inside = self.payer.data / "key"
        shutil.copy2(away, inside)
        failed = self.payer.command("verify", "--key", inside)
        self.assertEqual(failed.returncode, 2)
        self.assertIn("outside", failed.stderr)
        away.rename(self.payer.key)
        self.assertEqual(self.ill(code=0), {})

    def test_the_doctor_and_verify_find_a_broken_file(self):
        self.payer.start()
        self.at_hospital().settle_visit(PERSON)
        self.payer.stop()
        with open(self.payer.data / "yidi.db", "r+b") as file:
            chance = random.Random(5)
            for _ in range(200):
                file.seek(chance.randrange(8192, self.payer.data.joinpath("yidi.db").stat().st_size - 8))
                file.write(b"\xff" * 8)
        self.assertIn("store", self.ill())
        self.assertNotEqual(self.payer.command("verify").returncode, 0)

    def test_a_message_shows_what_came_what_failed_and_what_was_answered(self):
        self.payer.start("--log-messages")
        hospital = self.at_hospital()
        visit = hospital.register(PERSON)
        hospital.done(hospital.lines(visit, 100, "B1"))
        good = hospital.bill("2207", visit, 100, "B1")
        wrong = good._replace(input={"data": {**good.input["data"], "medfee_sumamt": "300.001"}})
        with self.assertRaises(Refused):
            hospital.done(wrong)
        output = hospital.done(good)["output"]
        self.payer.stop()
        shown = self.payer.json("message", "show", good.msgid)
        self.assertEqual(shown["fixmedins_code"], hospital.code)
        [refusal] = shown["refusals"]
        self.assertEqual((refusal["infno"], refusal["code"], refusal["where"]),
                         ("2207", "bad_amount", "input.data.medfee_sumamt"))
        self.assertEqual(json.loads(refusal["body"])["input"]["data"]["medfee_sumamt"], "300.001")
        self.assertEqual(shown["done"]["made"], output["setlinfo"]["setl_id"])
        self.assertEqual(shown["done"]["answer"]["output"]["setlinfo"]["setl_id"], output["setlinfo"]["setl_id"])
        self.assertIsNone(shown["undone"])
        text = self.payer.command("message", "show", good.msgid)
        self.assertIn("refused: bad_amount at input.data.medfee_sumamt", text.stdout)
        self.assertEqual(self.payer.json("message", "show", "X" * 30, code=2)["error"]["code"], "bad_value")
        log = (self.payer.home / "log").read_text("utf-8")
        self.assertIn(good.msgid, log)
        for personal in (PERSON, "演示己卯", "993100199111020329"):
            self.assertNotIn(personal, log)

    def test_the_ledger_names_what_has_one_side_only(self):
        self.payer.start()
        hospital = self.at_hospital()
        hospital.settle_visit(PERSON)
        visit = hospital.register(PERSON)
        hospital.done(hospital.message("2601", data={"psn_no": PERSON, "omsgid": "NEVERCAME1", "oinfno": "2207"}))
        stay = hospital.admit(PERSON)
        hospital.done(hospital.lines(stay, 10))
        hospital.discharge(stay)
        self.payer.stop()
        found = self.payer.json("ledger", "unresolved")["unresolved"]
        self.assertEqual({one["kind"] for one in found}, {"never_came", "not_settled"})
        never = next(one for one in found if one["kind"] == "never_came")
        self.assertEqual((never["msgid"], never["fixmedins_code"]), ("NEVERCAME1", hospital.code))
        self.assertGreaterEqual(never["age_ms"], 0)
        self.assertIn(stay.mdtrt_id, [one["id"] for one in found])
        self.assertNotIn(visit.mdtrt_id, [one["id"] for one in found])
        self.assertIn("NEVERCAME1", self.payer.command("ledger", "unresolved").stdout)
        shown = self.payer.json("message", "show", "NEVERCAME1", "--institution", hospital.code)
        self.assertEqual((shown["done"], shown["undone"]["came"]), (None, False))


class Told(Operated):
    """Errors follow --lang."""

    def test_failures_of_these_commands_are_told_in_chinese(self):
        persons = self.payer.home / "persons.csv"
        persons.write_text("psn_no,psn_cert_type,certno,psn_name,gend,brdy\n"
                           "1,77,x,演示甲子,5,2026-13-01\n", encoding="utf-8")
        filings = self.payer.home / "filings.csv"
        filings.write_text("psn_no,colour\n", encoding="utf-8")
        nothing = ["--data", self.payer.home / "nothing"]
        here = ["--data", self.payer.data]
        self.payer.start()
        for command in (["serve", "--demo", "--listen", "127.0.0.1:0", *here], ["verify", *nothing],
                        ["backup", self.payer.home / "copy", *nothing], ["restore", self.payer.home / "none", *here],
                        ["restore", self.payer.home / "none", *nothing], ["demo", "reset", *nothing],
                        ["serve", "--now", "2026-06-15", *nothing], ["serve", "--listen", "x:y", *nothing],
                        ["serve", "--tls-cert", "x", *nothing], ["serve", "--demo", "--now", "noon", *nothing],
                        ["serve", "--demo", "--listen", self.payer.url.removeprefix("http://"), *nothing],
                        ["import", persons, filings, "--data", self.payer.home / "new"], ["import", "x.csv", *here]):
            with self.subTest(command=command):
                failed = run(*command, "--lang", "zh")
                self.assertIn(failed.returncode, (2, 5))
                self.assertIn("怎么办：", failed.stderr)
                # What the system itself says of a file or an address is in its own language.
                told = re.sub(r"No such file or directory|Address already in use", "", failed.stderr)
                self.assertIsNone(re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", told), told)


class Demo(Operated):
    def test_the_list_has_the_shape_that_programs_rely_on(self):
        world = self.payer.json("demo", "list")
        self.assertEqual(list(world), ["persons", "institutions", "filings", "accounts"])
        self.assertGreaterEqual(len(world["persons"]), 200)
        self.assertGreaterEqual(len(world["institutions"]), 30)
        for person in world["persons"]:
            self.assertLessEqual({"psn_no", "certno", "psn_name", "insuplc_admdvs", "insutype", "psn_type", "story"},
                                 set(person))
        for one in world["institutions"]:
            self.assertLessEqual({"fixmedins_code", "fixmedins_name", "mdtrtarea_admvs", "hosp_lv", "profile", "secret"},
                                 set(one))
        signing = next(one for one in world["institutions"] if one["profile"] == "signature_a")
        self.assertEqual(signing["secret"], "yidi-demo-signature-a")
        self.assertEqual({one["psn_no"] for one in world["filings"]} - {one["psn_no"] for one in world["persons"]}, set())

    def test_a_side_file_that_is_not_the_months_is_told(self):
        self.payer.start()
        self.payer.stop()
        self.assertGreater(len(self.payer.json("clearing", "allocation", "2026-03")["allocation"]), 3)
        self.payer.json("clearing", "allocation", "2026-04")
        folder = self.payer.data / "clearing"
        shutil.copy(folder / "2026-03.columns", folder / "2026-04.columns")
        failed = self.payer.json("clearing", "allocation", "2026-04", code=1)["error"]
        self.assertEqual(failed["code"], "invariant_violated")
        self.assertIn("2026-04.columns", str(failed))
        self.assertEqual(self.payer.json("clearing", "allocation", "2026-05", code=4)["error"]["code"], "not_allowed")

    def test_a_reset_begins_anew(self):
        self.payer.start()
        self.at_hospital().settle_visit(PERSON)
        self.payer.stop()
        self.assertEqual(self.payer.verified(), (1, []))
        owed = self.payer.json("clearing", "allocation", "2026-04")["allocation"]
        self.payer.json("demo", "reset")
        self.assertFalse((self.payer.data / "clearing").exists(), "the side file was of what is gone")
        self.assertEqual(self.payer.json("clearing", "allocation", "2026-04")["allocation"], owed)
        self.assertEqual(self.payer.verified(), (0, []))
        self.payer.start()
        self.assertEqual(self.at_hospital().accumulators(PERSON), {})

    def test_a_folder_that_is_no_demonstrations_is_left_alone(self):
        row = pathlib.Path("data/demo/institutions.csv")
        self.payer.json("import", row)
        for command in (["demo", "reset"], ["serve", "--demo", "--listen", "127.0.0.1:0"]):
            failed = self.payer.command(*command)
            self.assertEqual(failed.returncode, 2)
            self.assertIn("demonstration", failed.stderr)
        self.assertEqual(self.payer.json("import", row)["institutions"]["added"], 0)


if __name__ == "__main__":
    unittest.main()
