"""Faults on demand over real HTTP: what each does to the payer's state, and that the example client survives them all."""

import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

from payer_world import NOW, Hospital, Payer, run

PERSON = "31000000000000001016"
LOST = (OSError, http.client.HTTPException)
FAULTS = ("timeout-before-commit", "timeout-after-commit", "duplicate", "delay", "wrong-amount", "gateway-refusal",
          "maintenance", "one-sided", "catalogue-changed")


class Faulty(unittest.TestCase):
    options = ["--faults"]

    def setUp(self):
        self.payer = Payer(self.addCleanup).start(*self.options)
        self.hospital = self.payer.at_hospital_of(PERSON)
        self.addCleanup(self.hospital.close)

    def fault(self, name):
        return {**self.hospital.headers(), "X-Yidi-Fault": name}

    def batch(self):
        """A visit with lines, and the message that settles them."""
        visit = self.hospital.register(PERSON)
        number = f"B{next(Hospital.numbers)}"
        self.hospital.done(self.hospital.lines(visit, 100, number))
        return visit, self.hospital.bill("2207", visit, 100, number)

    def exchange(self, message, fault):
        """The answer's envelope, and the fault that its header names."""
        reply = self.hospital.exchange("POST", "/" + message.infno, self.hospital.body(message), self.fault(fault))
        return reply.status, json.loads(reply.body), reply.headers.get("X-Yidi-Fault")

    def settlements(self, *more):
        """(count, total) that 3201 finds equal, or why not."""
        outputs = list(more)
        sums = {name: sum(one["setlinfo"][name] for one in outputs)
                for name in ("medfee_sumamt", "fund_pay_sumamt", "acct_pay")}
        return self.hospital.call("3201", data={
            "insutype": "310", "clr_type": "11", "setl_optins": "310000", "stmt_begndate": NOW[:10],
            "stmt_enddate": NOW[:10], "fixmedins_setl_cnt": len(outputs),
            **{name: str(amount) for name, amount in sums.items()}})["stmtinfo"]["stmt_rslt"]

    def assert_settled(self, visit, *outputs):
        """3201 counts these settlements and no other; 5203 tells what was answered."""
        self.assertEqual(self.settlements(*outputs), "000000")
        for output in outputs:
            info = output["setlinfo"]
            found = self.hospital.look_up(visit, info["setl_id"])["setlinfo"]
            self.assertEqual((found["fund_pay_sumamt"], found["cash_payamt"]),
                             (info["fund_pay_sumamt"], info["psn_cash_pay"]))

    def counted(self, name):
        text = self.hospital.exchange("GET", "/metrics").body.decode()
        found = re.search(rf'^yidi_faults_total{{fault="{name}"}} (\d+)$', text, re.MULTILINE)
        return int(found.group(1)) if found else 0

    def assert_sound(self, settlements):
        self.payer.stop()
        self.assertEqual(self.payer.verified(), (settlements, []))


class EachFault(Faulty):
    def test_a_timeout_before_commit_does_nothing_and_the_repeat_settles(self):
        visit, bill = self.batch()
        with self.assertRaises(LOST):
            self.exchange(bill, "timeout-before-commit")
        self.assert_settled(visit)
        output = self.hospital.done(bill)["output"]
        self.assert_settled(visit, output)
        self.assertEqual(self.counted("timeout-before-commit"), 1)
        self.assert_sound(1)

    def test_a_timeout_after_commit_has_settled_and_the_repeat_tells_it(self):
        visit, bill = self.batch()
        with self.assertRaises(LOST):
            self.exchange(bill, "timeout-after-commit=50")
        self.assertNotEqual(self.settlements(), "000000", "it is done already")
        output = self.hospital.done(bill)["output"]
        self.assertEqual(output["setlinfo"]["medins_setl_id"], bill.msgid)
        self.assert_settled(visit, output)
        self.assert_sound(1)

    def test_a_timeout_after_commit_can_be_given_up_by_2601(self):
        visit, bill = self.batch()
        with self.assertRaises(LOST):
            self.exchange(bill, "timeout-after-commit")
        undo = self.hospital.message("2601", data={"psn_no": PERSON, "omsgid": bill.msgid, "oinfno": "2207"})
        self.assertIn("已冲正", self.hospital.done(undo)["warn_msg"])
        self.assert_settled(visit)

    def test_a_duplicate_settles_once(self):
        visit, bill = self.batch()
        status, answer, fault = self.exchange(bill, "duplicate")
        self.assertEqual((status, answer["infcode"], fault), (200, 0, "duplicate"))
        self.assertNotIn("already settled", answer["warn_msg"] or "", "the same message, and not a second one")
        self.assert_settled(visit, answer["output"])
        self.assert_sound(1)

    def test_a_delayed_message_comes_after_its_own_repeat_and_settles_nothing_twice(self):
        visit, bill = self.batch()
        late = self.payer.at_hospital_of(PERSON)
        self.addCleanup(late.close)
        late.exchange("GET", "/healthz")  # connects
        late.connection.request("POST", "/2207", late.body(bill), self.fault("delay=400"))
        output = self.hospital.done(bill)["output"]
        response = late.connection.getresponse()
        answer = json.loads(response.read())
        self.assertEqual(response.headers["X-Yidi-Fault"], "delay")
        self.assertEqual(answer["output"]["setlinfo"]["setl_id"], output["setlinfo"]["setl_id"])
        self.assert_settled(visit, output)
        self.assert_sound(1)

    def test_a_delayed_message_that_was_given_up_by_2601_is_refused_when_it_comes(self):
        visit, bill = self.batch()
        late = self.payer.at_hospital_of(PERSON)
        self.addCleanup(late.close)
        late.exchange("GET", "/healthz")
        late.connection.request("POST", "/2207", late.body(bill), self.fault("delay=400"))
        undo = self.hospital.message("2601", data={"psn_no": PERSON, "omsgid": bill.msgid, "oinfno": "2207"})
        self.assertIn("没有到达过", self.hospital.done(undo)["warn_msg"])
        self.assertEqual(json.loads(late.connection.getresponse().read())["infcode"], -1)
        self.assert_settled(visit)

    def test_a_wrong_amount_breaks_an_identity_and_the_repeat_and_5203_tell_the_right_one(self):
        visit, bill = self.batch()
        status, answer, fault = self.exchange(bill, "wrong-amount")
        self.assertEqual((status, answer["infcode"], fault), (200, 0, "wrong-amount"))
        wrong = answer["output"]["setlinfo"]
        self.assertNotEqual(wrong["medfee_sumamt"], wrong["fund_pay_sumamt"] + wrong["psn_part_amt"])
        output = self.hospital.done(bill)["output"]
        right = output["setlinfo"]
        self.assertEqual(right["medfee_sumamt"], right["fund_pay_sumamt"] + right["psn_part_amt"])
        self.assertEqual(round(wrong["fund_pay_sumamt"] * 100) - int(right["fund_pay_sumamt"] * 100), 1)
        self.assert_settled(visit, output)
        self.assert_sound(1)

    def test_a_gateway_refusal_is_401_and_does_nothing(self):
        visit, bill = self.batch()
        status, answer, fault = self.exchange(bill, "gateway-refusal")
        self.assertEqual((status, answer["infcode"], fault), (401, -1, "gateway-refusal"))
        self.assert_settled(visit)
        self.assert_settled(visit, self.hospital.done(bill)["output"])
        self.assert_sound(1)

    def test_maintenance_refuses_for_a_while_and_does_nothing(self):
        visit, bill = self.batch()
        for fault in ("maintenance=2", "maintenance=1"):  # the second is refused by the first's window
            status, answer, told = self.exchange(bill, fault)
            self.assertEqual((status, answer["infcode"], told), (200, -1, "maintenance"))
            self.assertIn("请稍后用同一报文 ID 重发", answer["err_msg"])
        self.assert_settled(visit)
        self.assert_settled(visit, self.hospital.done(bill)["output"])
        self.assertEqual(self.counted("maintenance"), 2)
        self.assert_sound(1)

    def test_a_one_sided_settlement_is_there_although_it_was_told_to_have_failed(self):
        visit, bill = self.batch()
        status, answer, fault = self.exchange(bill, "one-sided")
        self.assertEqual((status, answer["infcode"], answer["output"], fault), (200, -1, None, "one-sided"))
        self.assertNotEqual(self.settlements(), "000000", "the payer has what the hospital has not")
        self.assert_settled(visit, self.hospital.done(bill)["output"])
        self.assert_sound(1)

    def test_a_changed_catalogue_refuses_uploads_until_it_is_asked_for(self):
        visit = self.hospital.register(PERSON)
        lines = self.hospital.lines(visit, 100, "B1")
        status, answer, fault = self.exchange(lines, "catalogue-changed")
        self.assertEqual((status, answer["infcode"], fault), (200, -1, "catalogue-changed"))
        self.assertIn("catalogue-changed", self.hospital.send(lines)["err_msg"], "without the header too")
        self.hospital.send(self.hospital.message("1301", data={"ver": "0"}))
        self.hospital.done(lines)
        self.assert_settled(visit, self.hospital.done(self.hospital.bill("2207", visit, 100, "B1"))["output"])
        self.assert_sound(1)

    def test_a_fault_that_is_none_is_refused_with_the_known_ones(self):
        _, bill = self.batch()
        status, answer, fault = self.exchange(bill, "lost")
        self.assertEqual((status, answer["infcode"], fault), (400, -1, None))
        for name in FAULTS:
            self.assertIn(name, answer["err_msg"])
        self.assertEqual(self.settlements(), "000000")


class LoudAndOff(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup)

    def printed(self):
        """What the server prints at its start, up to how it is stopped."""
        lines = []
        while not lines or "Ctrl-C" not in lines[-1]:
            lines.append(self.payer.process.stdout.readline())
            self.assertNotEqual(lines[-1], "", lines)
        return "".join(lines)

    def test_without_the_option_no_header_does_anything(self):
        self.payer.start()
        hospital = self.payer.at_hospital_of(PERSON)
        self.addCleanup(hospital.close)
        message = hospital.message("1101", data={"mdtrt_cert_type": "02", "mdtrt_cert_no": "993100199111020329"})
        reply = hospital.exchange("POST", "/1101", hospital.body(message), {"X-Yidi-Fault": "gateway-refusal"})
        self.assertEqual((reply.status, reply.headers.get("X-Yidi-Fault")), (200, None))
        self.assertNotIn(b"yidi_faults_total", hospital.exchange("GET", "/metrics").body)
        self.assertNotIn("FAULTS", self.printed())
        self.payer.stop()

    def test_with_it_the_start_and_the_log_say_so(self):
        self.payer.start("--faults", "--fault", "H99330100011=one-sided:1")
        hospital = self.payer.hospital("H99330100011")
        self.addCleanup(hospital.close)
        message = hospital.message("9001", signIn={"opter_no": "0001", "mac": "0", "ip": "127.0.0.1"})
        self.assertEqual(hospital.send(message)["infcode"], -1, "the institution's rule, once")
        self.assertEqual(hospital.send(message)["infcode"], 0)
        self.assertIn("FAULTS ARE ON", self.printed())
        self.payer.stop()
        log = (self.payer.home / "log").read_text("utf-8")
        self.assertIn("faults on demand are on", log)
        self.assertIn('"fault":"one-sided","infno":"9001"', log)

    def test_rules_and_scripts_that_cannot_be_used_are_told(self):
        script = self.payer.home / "script.json"
        script.write_text('{"seed": 1, "percent": {"2207": {"lost": 5}}}', encoding="utf-8")
        for options, where in ((["--fault", "H1=delay"], "--faults"), (["--faults", "--fault", "H1=lost"], "--fault"),
                               (["--faults", "--fault", "delay"], "--fault"),
                               (["--faults", "--fault-script", script], "/percent/2207/lost")):
            for lang in ("en", "zh"):
                with self.subTest(options=options, lang=lang):
                    failed = run("serve", *options, "--lang", lang, "--data", self.payer.data)
                    self.assertEqual(failed.returncode, 2)
                    self.assertIn(where + ":", failed.stderr)
                    is_english = re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", failed.stderr) is not None
                    self.assertEqual(is_english, lang == "en", failed.stderr)


class Catalogue(unittest.TestCase):
    def test_names_every_fault_and_the_page_too(self):
        for lang, words in (("en", "a correct client"), ("zh", "正确的客户端")):
            printed = run("faults", "--lang", lang)
            self.assertEqual(printed.returncode, 0)
            told = json.loads(run("faults", "--json", "--lang", lang).stdout)["faults"]
            self.assertEqual(tuple(one["fault"] for one in told), FAULTS)
            self.assertEqual(printed.stdout.count(words), len(FAULTS))
        page = pathlib.Path("docs/integrating/faults.md").read_text("utf-8")
        for one in json.loads(run("faults", "--json").stdout)["faults"]:
            self.assertIn(f"| `{one['fault']}{one['argument']}` |", page)
        script = json.loads(pathlib.Path("examples/faults/script.json").read_text("utf-8"))
        named = {fault.split("=")[0] for odds in script["percent"].values() for fault in odds}
        self.assertEqual(named, set(FAULTS), "the example's script has every kind")


class CorrectClient(Faulty):
    options = ["--faults", "--fault-script", "examples/faults/script.json"]

    def test_its_books_are_the_payers_while_every_kind_of_fault_goes_on(self):
        visits = 20
        done = subprocess.run(
            [sys.executable, os.path.abspath("examples/correct_client.py"), "--url", self.payer.url, "--visits",
             str(visits), "--timeout", "0.5", "--longest-wait", "0.05"],
            text=True, encoding="utf-8", capture_output=True, timeout=300, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        self.assertIn(f"{visits} settlements, ", done.stdout)
        self.assertIn("the books are equal", done.stdout)
        for name in FAULTS:
            self.assertGreater(self.counted(name), 0, name)
        self.assert_sound(visits)


if __name__ == "__main__":
    unittest.main()
