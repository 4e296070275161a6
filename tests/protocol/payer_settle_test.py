"""Settling through real HTTP: who gets what, who is refused and why, and what becomes of messages that go astray."""

import concurrent.futures
import decimal
import json
import unittest

from payer_world import DRUG, NOW, PRICE, TODAY, Hospital, Payer, Refused, people, run, sum_of


def amounts_of(case):
    """What `yidi estimate` says of a stay of 1000 pieces, in the employees' scheme, at a hospital of level 02."""
    case = {"insutype": "310", "psn_type": "11", "med_type": "21", "hosp_lv": "02", "inst_attr": [], "ipt_cnt": 1,
            "begndate": TODAY[:10], "enddate": TODAY[:10], "setl_date": TODAY[:10],
            "feedetail": [{"med_list_codg": DRUG, "cnt": 1000, "pric": PRICE, "chrgitm_lv": "01",
                           "pric_uplmt_amt": PRICE, "det_item_fee_sumamt": sum_of(1000)}], **case}
    info = json.loads(run("estimate", "-", "--json", stdin=json.dumps(case)).stdout, parse_float=decimal.Decimal)["setlinfo"]
    return {name: info[name] for name in ("fund_pay_sumamt", "psn_part_amt", "act_pay_dedc", "inscp_scp_amt")}


class Served(unittest.TestCase):
    """Each class has a payer of its own."""

    @classmethod
    def setUpClass(cls):
        cls.payer = Payer(cls.addClassCleanup).start()

    @classmethod
    def tearDownClass(cls):
        cls.payer.stop()
        found = cls.payer.json("verify")
        assert found["mismatches"] == [], found

    def at_hospital_of(self, psn_no):
        hospital = self.payer.at_hospital_of(psn_no)
        self.addCleanup(hospital.close)
        return hospital

    def assert_amounts(self, info, expected):
        self.assertEqual({name: info[name] for name in expected}, expected)


class Filed(Served):
    def test_an_outpatient_visit_of_a_posted_worker(self):
        person = "31000000000000001016"
        hospital = self.at_hospital_of(person)
        _, output = hospital.settle_visit(person)
        # (1030 - 500) * 70 %; the account has enough for the rest.
        self.assert_amounts(output["setlinfo"], {"medfee_sumamt": 1030, "act_pay_dedc": 500, "fund_pay_sumamt": 371,
                                                 "acct_pay": 659, "psn_cash_pay": 0})
        self.assertEqual({payer["fund_pay_type"]: payer["fund_payamt"] for payer in output["setldetail"]},
                         {"310100": 371, "310200": 659})
        self.assertIn("(1030.00 − 500.00) × 70% = 371.00", output["setldetail"][0]["setl_proc_info"])
        self.assertEqual(hospital.accumulators(person),
                         {"otp_dedc": 500, "otp_scope": 1030, "otp_pool": 371})

    def test_a_stay_of_a_posted_worker_and_its_reversal(self):
        person = "12000000000000001021"
        hospital = self.at_hospital_of(person)
        self.assertEqual(hospital.row["profile"], "signature_a")
        visit, output = hospital.settle_stay(person)
        # (10300 - 1700) * 80 %
        self.assert_amounts(output["setlinfo"], {"medfee_sumamt": 10300, "act_pay_dedc": 1700, "fund_pay_sumamt": 6880,
                                                 "psn_part_amt": 3420, "acct_pay": 2415, "psn_cash_pay": 1005})
        self.assertEqual(hospital.accumulators(person), {"ipt_cnt": 1, "dedc": 1700, "scope": 10300, "pool": 6880})
        back = hospital.done(hospital.undo("2305", visit, output["setlinfo"]["setl_id"]))["output"]["setlinfo"]
        self.assert_amounts(back, {"fund_pay_sumamt": -6880, "acct_pay": -2415, "psn_cash_pay": -1005})
        self.assertEqual(hospital.accumulators(person), {})
        again = hospital.done(hospital.bill("2304", visit, 1000))["output"]["setlinfo"]
        self.assert_amounts(again, {"fund_pay_sumamt": 6880, "acct_pay": 2415})
        self.assertNotEqual(again["setl_id"], output["setlinfo"]["setl_id"])

    def test_a_trial_settles_nothing_and_says_what_the_settlement_will(self):
        person = "61010000000000001017"
        hospital = self.at_hospital_of(person)
        visit = hospital.admit(person)
        hospital.done(hospital.lines(visit, 500))
        trial = hospital.done(hospital.bill("2303", visit, 500))["output"]
        self.assertEqual(hospital.accumulators(person), {})
        hospital.discharge(visit)
        final = hospital.done(hospital.bill("2304", visit, 500))["output"]
        self.assertIsNone(trial["setlinfo"]["setl_id"])
        self.assertEqual(trial["setldetail"], final["setldetail"])
        self.assertEqual(trial["setlinfo"]["psn_cash_pay"], final["setlinfo"]["psn_cash_pay"])

    def test_a_part_of_a_long_stay_is_settled_before_its_end(self):
        person = people("long-stay")[0]
        hospital = self.at_hospital_of(person)
        visit = hospital.admit(person)
        hospital.done(hospital.lines(visit, 500))
        part = hospital.done(hospital.bill("2304", visit, 500, mid_setl_flag="1"))["output"]["setlinfo"]
        # (5150 - 1000) * 80 %
        self.assert_amounts(part, {"act_pay_dedc": 1000, "fund_pay_sumamt": 3320})
        hospital.done(hospital.lines(visit, 300))
        hospital.discharge(visit)
        rest = hospital.done(hospital.bill("2304", visit, 300))["output"]["setlinfo"]
        # The deductible of this admission is paid: 3090 * 80 %.
        self.assert_amounts(rest, {"medfee_sumamt": 3090, "act_pay_dedc": 0, "fund_pay_sumamt": 2472})
        self.assertEqual(hospital.accumulators(person)["ipt_cnt"], 1)
        with self.assertRaisesRegex(Refused, "规则"):  # The later part comes off first.
            hospital.done(hospital.undo("2305", visit, part["setl_id"]))
        for setl_id in (rest["setl_id"], part["setl_id"]):
            hospital.done(hospital.undo("2305", visit, setl_id))
        self.assertEqual(hospital.accumulators(person), {})


class Unfiled(Served):
    def test_an_emergency_is_deemed_filed(self):
        person = "44030000000000001072"
        hospital = self.at_hospital_of(person)
        with self.assertRaisesRegex(Refused, "没有到武昌区的备案"):
            hospital.settle_stay(person)
        _, output = hospital.settle_stay(person, er_flag="1")
        expected = amounts_of({"insuplc_admdvs": "440300", "mdtrtarea_admvs": "420106", "filing": None, "er_flag": True})
        self.assertGreater(expected["fund_pay_sumamt"], 0)
        self.assert_amounts(output["setlinfo"], expected)

    def test_a_filing_made_before_discharge_counts_for_the_whole_stay(self):
        person = "44030000000000001074"
        hospital = self.at_hospital_of(person)
        visit = hospital.admit(person)
        hospital.done(hospital.lines(visit, 1000))
        with self.assertRaisesRegex(Refused, "没有到武昌区的备案.*出院结算前补办"):
            hospital.done(hospital.bill("2303", visit, 1000))
        # The agency brings the filing while the server is stopped, as its files say it.
        self.payer.stop()
        filings = self.payer.home / "filings.csv"
        filings.write_text("psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,enddate,proof,cancelled\n"
                           f"{person},990001,long_term_resident,420100,{NOW[:10]},,complete,0\n", encoding="utf-8")
        self.assertEqual(self.payer.json("import", filings)["filings"]["added"], 1)
        self.payer.start()
        hospital = self.at_hospital_of(person)
        hospital.discharge(visit)
        output = hospital.done(hospital.bill("2304", visit, 1000))["output"]
        expected = amounts_of({"insuplc_admdvs": "440300", "mdtrtarea_admvs": "420106",
                               "filing": {"kind": "long_term_resident", "place": "420100", "begndate": TODAY[:10]}})
        self.assertGreater(expected["fund_pay_sumamt"], 0)
        self.assert_amounts(output["setlinfo"], expected)

    def test_who_is_refused_is_told_why_and_what_to_do(self):
        for situation, reason, remedy in (
                ("never-filed", "未备案（not_filed）", "补办"),
                ("filed-elsewhere", "备案地不符（filing_elsewhere）", "变更备案地"),
                ("not-connected", "未开通直接结算（not_connected）", "手工报销"),
                ("paused", "参保暂停（insurance_paused）", "补缴"),
                ("ended", "参保终止（insurance_ended）", "核对"),
                ("waiting", "在待遇等待期内（waiting_period）", "期满"),
                ("died", "begntime：该日不能就诊", "更正日期"),
                ("two-readings", "规定不明（rule_unknown）", "")):
            person = people(situation)[0]
            hospital = self.at_hospital_of(person)
            with self.subTest(situation=situation), self.assertRaises(Refused) as refused:
                hospital.settle_stay(person)
            told = str(refused.exception)
            # What it is, with a code for programs where it is a rule's; the rule, the remedy.
            self.assertRegex(told, f"^{reason}。规则：.+。处理：.*{remedy}")

    def test_a_hospital_that_is_open_for_stays_only_settles_no_visit(self):
        person = people("inpatient-only")[0]
        hospital = self.at_hospital_of(person)
        with self.assertRaisesRegex(Refused, "未开通此类异地直接结算"):
            hospital.settle_visit(person)
        self.assertGreater(hospital.settle_stay(person)[1]["setlinfo"]["fund_pay_sumamt"], 0)


class Astray(Served):
    """Messages that come twice, late, changed, or never."""

    def setUp(self):
        self.person = "33010000000000001018"
        self.hospital = self.at_hospital_of(self.person)
        self.visit = self.hospital.register(self.person)
        self.batch = f"B{next(Hospital.numbers)}"
        self.hospital.done(self.hospital.lines(self.visit, 100, self.batch))
        self.settle = self.hospital.bill("2207", self.visit, 100, self.batch)

    def undo_message(self, message):
        return self.hospital.done(self.hospital.message("2601", data={
            "psn_no": self.person, "omsgid": message.msgid, "oinfno": message.infno}))["warn_msg"]

    def counts(self, setl_id):
        return self.hospital.send(self.hospital.message("5203", data={
            "psn_no": self.person, "setl_id": setl_id, "mdtrt_id": self.visit.mdtrt_id}))["infcode"] == 0

    def test_the_same_message_gets_the_same_answer(self):
        first = self.hospital.done(self.settle)
        again = self.hospital.done(self.settle)
        self.assertEqual(first["output"], again["output"])
        self.assertNotEqual(first["inf_refmsgid"], again["inf_refmsgid"])

    def test_another_message_for_a_settled_batch_gets_the_first_result(self):
        first = self.hospital.done(self.settle)
        again = self.hospital.done(self.hospital.bill("2207", self.visit, 100, self.batch))
        self.assertIn("already settled", again["warn_msg"])
        self.assertEqual(first["output"], again["output"])
        taken = self.hospital.undo("2208", self.visit, first["output"]["setlinfo"]["setl_id"])
        back = self.hospital.done(taken)
        second = self.hospital.done(taken._replace(msgid=self.hospital.new_msgid()))
        self.assertEqual(back["output"], second["output"])

    def test_ten_windows_that_settle_one_batch_at_once_get_one_settlement(self):
        messages = [self.settle] * 5 + [self.settle._replace(msgid=self.hospital.new_msgid()) for _ in range(5)]

        def send(message):
            window = self.payer.at_hospital_of(self.person)
            try:
                return window.done(message)
            finally:
                window.close()

        with concurrent.futures.ThreadPoolExecutor(len(messages)) as pool:
            answers = list(pool.map(send, messages))
        self.assertEqual(len({answer["output"]["setlinfo"]["setl_id"] for answer in answers}), 1)
        # Of the six numbers all but the first are told, and the repeats of a number are told what it was.
        self.assertIn(sum("already settled" in answer["warn_msg"] for answer in answers), (5, 9))

    def test_another_content_under_the_same_number_is_refused(self):
        self.hospital.done(self.settle)
        other = self.settle._replace(input={"data": {**self.settle.input["data"], "invono": "INV2"}})
        with self.assertRaisesRegex(Refused, "^msgid"):
            self.hospital.done(other)

    def test_a_refused_message_may_come_again_mended(self):
        wrong = self.settle._replace(input={"data": {**self.settle.input["data"], "medfee_sumamt": "1.00"}})
        with self.assertRaisesRegex(Refused, "medfee_sumamt"):
            self.hospital.done(wrong)
        self.hospital.done(self.settle)

    def test_2601_undoes_what_was_done_and_may_be_repeated(self):
        setl_id = self.hospital.done(self.settle)["output"]["setlinfo"]["setl_id"]
        self.assertTrue(self.counts(setl_id))
        self.assertEqual(self.undo_message(self.settle), "已冲正")
        self.assertFalse(self.counts(setl_id))
        self.assertIn("此前已经冲正", self.undo_message(self.settle))
        with self.assertRaisesRegex(Refused, "2601"):  # The original comes again.
            self.hospital.done(self.settle)
        again = self.hospital.done(self.settle._replace(msgid=self.hospital.new_msgid()))
        self.assertNotEqual(again["output"]["setlinfo"]["setl_id"], setl_id)

    def test_2601_keeps_out_what_comes_late(self):
        self.assertIn("没有到达过", self.undo_message(self.settle))
        with self.assertRaisesRegex(Refused, "2601"):
            self.hospital.done(self.settle)
        self.hospital.done(self.settle._replace(msgid=self.hospital.new_msgid()))

    def test_2601_finds_a_message_whose_answer_nobody_read(self):
        self.hospital.send_and_leave(self.settle)
        self.assertIn(self.undo_message(self.settle),
                      ("已冲正", "原报文没有到达过，无须冲正；此后到达的原报文将被拒绝"))
        with self.assertRaisesRegex(Refused, "2601"):
            self.hospital.done(self.settle)


class Gate(Served):
    """What stands before the transactions."""

    def setUp(self):
        self.signing = self.at_hospital_of("12000000000000001021")
        self.plain = self.at_hospital_of("31000000000000001016")

    def test_a_wrong_signature_is_401_and_names_the_step(self):
        message = self.signing.message("5206", data={"psn_no": "12000000000000001021"})
        self.assertEqual(self.signing.send(message)["status"], 200)
        good = self.signing.headers()
        for headers, named in ((self.signing.headers("another secret"), "x-tif-signature"),
                               ({**good, "x-tif-timestamp": "1000000000"}, "x-tif-timestamp"),
                               ({**good, "x-tif-paasid": "somebody"}, "x-tif-paasid"),
                               ({**good, "x-tif-nonce": ""}, "x-tif-nonce"), ({}, "x-tif-")):
            with self.subTest(named=named):
                answer = self.signing.send(message, headers)
                self.assertEqual((answer["status"], str(answer["infcode"]), answer["output"]), (401, "-1", None))
                self.assertIn(named, answer["err_msg"])

    def test_what_is_too_large_is_413_before_anything_is_done(self):
        message = self.plain.message("5206", data={"psn_no": "1" * (9 << 20)})
        with self.subTest("told before the body is sent"):
            reply = self.plain.exchange("POST", "/", headers={"Content-Length": str(9 << 20), "Expect": "100-continue"})
            self.assertEqual(reply.status, 413)
            self.plain.close()
        with self.subTest("told while the body comes"):
            try:
                self.assertEqual(self.plain.exchange("POST", "/", self.plain.body(message)).status, 413)
            except OSError:
                pass  # The server may close while we still send.
            self.plain.close()
        self.assertEqual(self.plain.exchange("GET", "/healthz").status, 200)

    def test_an_unknown_transaction_is_named(self):
        answer = self.plain.send(self.plain.message("9999", data={}))
        self.assertEqual((answer["status"], answer["infcode"]), (200, -1))
        self.assertIn("9999", answer["err_msg"])

    def test_what_is_no_message_is_answered_as_one(self):
        for body in (b"", b"{", b"[]", b"\xff", b'{"infno": "2207"}', b'{"infno": "2207", "input": 1}'):
            with self.subTest(body=body):
                reply = self.plain.exchange("POST", "/", body)
                answer = json.loads(reply.body)
                self.assertEqual((reply.status, answer["infcode"], answer["output"]), (200, -1, None))
                self.assertIn("处理：", answer["err_msg"])

    def test_the_path_is_free_unless_it_names_another_transaction(self):
        message = self.plain.message("5206", data={"psn_no": "31000000000000001016"})
        for path, infcode in (("/", 0), ("/fsi/api/x/callService", 0), ("/hsa/5206", 0), ("/2207", -1)):
            reply = self.plain.exchange("POST", path, self.plain.body(message))
            self.assertEqual((reply.status, json.loads(reply.body)["infcode"]), (200, infcode), path)
        self.assertEqual(self.plain.exchange("POST", "/api/v1/none", self.plain.body(message)).status, 404)

    def test_the_statement_is_for_the_hospital_that_settled(self):
        visit, output = self.signing.settle_stay("12000000000000001009")
        setl_id = output["setlinfo"]["setl_id"]
        page = self.signing.statement(visit, setl_id)
        self.assertEqual((page.status, page.headers["Content-Type"]), (200, "text/html; charset=utf-8"))
        text = page.body.decode()
        for part in ("演示壬申", "10,300.00", setl_id, "统筹基金"):
            self.assertIn(part, text)
        self.assertNotIn("991200195603080171", text, "the certificate is masked")
        self.assertEqual(self.signing.statement(visit, setl_id, headers={}).status, 401)
        self.assertEqual(self.plain.statement(visit, setl_id).status, 404)
        back = self.signing.done(self.signing.undo("2305", visit, setl_id))["output"]["setlinfo"]["setl_id"]
        self.assertIn("已撤销", self.signing.statement(visit, setl_id).body.decode())
        self.assertIn("撤销结算", self.signing.statement(visit, back).body.decode())

    def test_health_readiness_and_metrics(self):
        self.plain.call("5206", data={"psn_no": "31000000000000001016"})
        self.assertEqual(json.loads(self.plain.exchange("GET", "/healthz").body), {"status": "ok"})
        self.assertEqual(self.plain.exchange("GET", "/readyz").status, 200)
        metrics = self.plain.exchange("GET", "/metrics").body.decode()
        self.assertRegex(metrics, r'yidi_messages_total\{infno="5206",result="done"\} [1-9]')
        self.assertNotIn("31000000000000001016", metrics)


if __name__ == "__main__":
    unittest.main()
