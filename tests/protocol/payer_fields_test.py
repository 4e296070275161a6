"""What a message says besides its amounts, through real HTTP: kept and answered again, or refused with its field."""

import unittest

from payer_world import PERSONS, TODAY, Hospital, Payer, Refused, hospital_of, people, sum_of

ADDED = {"acord_dept_codg": "02", "acord_dept_name": "药房", "orders_dr_code": "D2", "orders_dr_name": "演示药师",
         "hosp_appr_flag": "1", "tcmdrug_used_way": "1", "etip_flag": "1", "etip_hosp_code": "H2",
         "dscg_tkdrug_flag": "0", "matn_fee_flag": "0", "exp_content": '{"er_flag":"0"}'}
ORDERED = {"bilg_dept_codg": "01", "bilg_dept_name": "内科", "bilg_dr_codg": "D1", "bilg_dr_name": "演示医师"}
USED = {"dise_codg": "M1", "rx_circ_flag": "0", "sin_dos_dscr": "5mg", "used_frqu_dscr": "每日一次", "medc_way_dscr": "口服"}


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

    def assert_fields(self, row, expected):
        self.assertEqual({name: row.get(name) for name in expected}, expected)

    def assert_refused(self, field, hospital, message):
        """Names the field, the rule and what to do, and leaves nothing behind."""
        with self.assertRaises(Refused) as refused:
            hospital.done(message)
        told = str(refused.exception)
        self.assertRegex(told, f"^(input[.]data[.])?{field}：.+。规则：.+。处理：.+")
        return told


class Kept(Served):
    person = "31000000000000001016"

    def lines_of(self, hospital, visit, setl_id=""):
        return hospital.call("5204", data={"psn_no": visit.psn_no, "setl_id": setl_id, "mdtrt_id": visit.mdtrt_id})

    def test_a_visits_lines_are_answered_as_they_were_said(self):
        hospital = self.at_hospital_of(self.person)
        visit = hospital.register(self.person)
        hospital.done(hospital.lines(visit, 100, "B1", **ADDED, **USED, rxno="R1", prd_days="7.5"))
        hospital.done(hospital.lines(visit, 10, "B2"))
        output = hospital.done(hospital.bill("2207", visit, 100, "B1"))["output"]["setlinfo"]
        first, second = self.lines_of(hospital, visit)
        self.assert_fields(first, {**ADDED, **USED, **ORDERED, "rx_drord_no": "R1", "setl_id": output["setl_id"],
                                   "opter_id": "0001", "opter_name": "收费员"})
        self.assertEqual(str(first["prd_days"]), "7.50")
        self.assertTrue(first["opt_time"])
        self.assert_fields(second, {**ORDERED, "acord_dept_codg": None, "memo": None, "setl_id": None, "prd_days": None})
        self.assertEqual(self.lines_of(hospital, visit, output["setl_id"]), [first])

    def test_a_stays_lines_are_answered_as_they_were_said(self):
        person = "61010000000000001017"
        hospital = self.at_hospital_of(person)
        visit = hospital.admit(person)
        hospital.done(hospital.lines(visit, 10, **ADDED, drord_no="Y1", memo="加急"))
        line, = self.lines_of(hospital, visit)
        self.assert_fields(line, {**ADDED, **ORDERED, "rx_drord_no": "Y1", "memo": "加急", "med_type": "21"})

    def test_a_settlement_is_told_with_invoice_certificate_employer_and_operator(self):
        hospital = self.at_hospital_of(self.person)
        visit, output = hospital.settle_visit(self.person)
        told = hospital.look_up(visit, output["setlinfo"]["setl_id"])["setlinfo"]
        said = {"invono": "INV1", "mdtrt_cert_type": "02", "opter_id": "0001", "opter_name": "收费员",
                "emp_name": "演示单位", "flxempe_flag": "0", "nwb_flag": "0"}
        self.assert_fields(told, said)
        back = hospital.done(hospital.undo("2208", visit, output["setlinfo"]["setl_id"]))["output"]["setlinfo"]
        self.assert_fields(hospital.look_up(visit, back["setl_id"])["setlinfo"], {**said, "refd_setl_flag": "1"})

    def test_names_stand_in_no_file_of_the_store(self):
        hospital = self.at_hospital_of(self.person)
        visit = hospital.register(self.person)
        hospital.done(hospital.lines(visit, 1, "B1", bilg_dr_name="藏名医师", memo="藏名备注"))
        for file in self.payer.data.glob("yidi.db*"):
            for name in ("藏名医师", "藏名备注"):
                self.assertNotIn(name.encode(), file.read_bytes(), file)


class Person(Served):
    def setUp(self):
        self.person = "31000000000000001016"
        self.hospital = self.at_hospital_of(self.person)
        self.row = PERSONS[self.person]

    def ask(self, **more):
        return self.hospital.message("1101", data={
            "mdtrt_cert_type": "02", "mdtrt_cert_no": self.row["certno"], **more})

    def test_a_card_needs_its_card_sn(self):
        card = {"mdtrt_cert_type": "03", "mdtrt_cert_no": self.row["card_sn"]}
        self.assertIn("03", self.assert_refused("card_sn", self.hospital, self.ask(**card)))
        found = self.hospital.done(self.ask(**card, card_sn=self.row["card_sn"]))["output"]
        self.assertEqual(found["baseinfo"]["psn_no"], self.person)
        other = next(row["card_sn"] for number, row in PERSONS.items() if number != self.person)
        self.assert_refused("card_sn", self.hospital, self.ask(**card, card_sn=other))
        self.assert_refused("card_sn", self.hospital, self.ask(**card, card_sn="nobody's"))

    def test_what_is_sent_must_be_the_persons(self):
        other = next(row for number, row in PERSONS.items() if number != self.person)
        right = {"psn_cert_type": "01", "certno": self.row["certno"], "psn_name": self.row["psn_name"]}
        self.hospital.done(self.ask(**right))
        for field, value in (("certno", other["certno"]), ("psn_cert_type", "08"), ("psn_name", other["psn_name"])):
            with self.subTest(field=field):
                told = self.assert_refused(field, self.hospital, self.ask(**{**right, field: value}))
                for secret in (self.row["certno"], other["certno"], self.row["psn_name"], other["psn_name"]):
                    self.assertNotIn(secret, told)

    def test_the_insurance_is_told_of_the_day_that_is_asked_for(self):
        # Has moved from 130100 in March (docs/operating/demo.md).
        self.row = PERSONS["31000000000000001095"]

        def insured(**more):
            return [(one["insuplc_admdvs"], one["insutype"], one["psn_insu_date"], one["psn_insu_stas"])
                    for one in self.hospital.done(self.ask(**more))["output"]["insuinfo"]]
        self.assertEqual(insured(begntime="2014-12-31 08:00:00"), [])
        self.assertEqual(insured(begntime="2026-02-28 08:00:00"), [("130100", "310", "2015-01-01", "1")])
        self.assertEqual(insured(begntime=TODAY), [("310000", "310", "2026-03-01", "1")])
        self.assertEqual(insured(), insured(begntime=TODAY))


class Kind(Served):
    def test_a_number_of_the_other_kind_of_visit_is_refused(self):
        person = "33010000000000001018"
        hospital = self.at_hospital_of(person)
        visit, output = hospital.settle_visit(person)
        stay = hospital.admit(person)
        hospital.done(hospital.lines(stay, 10))
        setl_id = output["setlinfo"]["setl_id"]
        for message in (hospital.bill("2206", stay, 10, "B"), hospital.bill("2207", stay, 10, "B"),
                        hospital.undo("2208", stay, setl_id)):
            self.assertIn("住院", self.assert_refused("mdtrt_id", hospital, message))
        for message in (hospital.bill("2303", visit, 100), hospital.bill("2304", visit, 100),
                        hospital.undo("2305", visit, setl_id)):
            self.assertIn("门诊", self.assert_refused("mdtrt_id", hospital, message))
        self.assertEqual(hospital.look_up(visit, setl_id)["setlinfo"]["setl_id"], setl_id)

    def test_the_area_in_a_persons_number_must_be_the_persons(self):
        person = "33010000000000001018"
        hospital = self.at_hospital_of(person)
        visit = hospital.register(person)
        elsewhere = visit._replace(psn_no="110000" + person[6:])
        self.assertNotIn(elsewhere.psn_no, PERSONS)
        message = hospital.lines(elsewhere, 10, "B")
        self.assert_refused("psn_no", hospital, message)
        self.assert_refused("psn_no", hospital, hospital.message("5206", data={"psn_no": elsewhere.psn_no}))
        hospital.done(hospital.lines(visit, 10, "B"))

    def test_a_stay_that_its_parts_have_settled_is_closed_by_nothing(self):
        person = people("long-stay")[0]
        hospital = self.payer.hospital(hospital_of(person))
        self.addCleanup(hospital.close)
        visit = hospital.admit(person)
        hospital.done(hospital.lines(visit, 500))
        part = hospital.done(hospital.bill("2304", visit, 500, mid_setl_flag="1"))["output"]["setlinfo"]
        year = hospital.accumulators(person)
        hospital.discharge(visit)
        self.assert_refused("medfee_sumamt", hospital, hospital.bill("2304", visit, 500))
        self.assertEqual(sum_of(0), "0.00")
        closed = hospital.done(hospital.bill("2304", visit, 0))["output"]["setlinfo"]
        self.assert_fields(closed, {"medfee_sumamt": 0, "fund_pay_sumamt": 0, "psn_part_amt": 0, "act_pay_dedc": 0})
        self.assertEqual(hospital.accumulators(person), year)
        for setl_id in (closed["setl_id"], part["setl_id"]):
            hospital.done(hospital.undo("2305", visit, setl_id))
        self.assertEqual(hospital.accumulators(person), {})


if __name__ == "__main__":
    unittest.main()
