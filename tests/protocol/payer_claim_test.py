"""A claim by hand in the shell, on a data folder whose server is stopped: from the first paper to the money's arrival."""

import json
import unittest

from payer_world import Payer, run

PERSON = "44010000000000001180"
SHOWN = ["identity_document", "bank_card", "receipt", "itemised_list", "discharge_summary", "settlement_list"]
ACCOUNT = {"holder": "演示癸亥二", "bank": "演示银行", "number": "000011112222"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def statement(number, **more):
    line = {"med_list_codg": "XY99YYY003Y001010109999", "medins_list_name": "头孢氨苄胶囊", "cnt": "130", "pric": "15",
            "det_item_fee_sumamt": "1950"}
    unlisted = {"medins_list_name": "外购敷料", "det_item_fee_sumamt": "50"}
    return {"insutype": "390", "med_type": "21", "begndate": "2026-04-10", "enddate": "2026-04-13", "er_flag": False,
            "manl_reim_rea": "99",
            "place": {"mdtrtarea_admvs": "440100", "fixmedins_code": "H99440100016", "fixmedins_name": "演示广州综合医院"},
            "lines": [line, unlisted], "invoices": [{"number": number, "day": "2026-04-13", "amount": "2000"}],
            "account": ACCOUNT, **more}


class Claims(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.payer = Payer(cls.addClassCleanup)
        cls.payer.start()
        cls.payer.stop()

    def claim(self, verb, *arguments, code=0, by=None):
        more = ["--by", by] if by else []
        return self.payer.json("claim", verb, PERSON, *map(str, arguments), *more, code=code)

    def made(self, said, *more):
        file = self.payer.home / "claim.json"
        file.write_text(json.dumps(said), "utf-8")
        papers = [part for kind in SHOWN for part in ("--paper", kind)]
        return self.claim("new", file, *papers, *more)["claim"]

    def test_goes_its_whole_way_by_three_people(self):
        draft = self.made(statement("99440100000000170001"), "--draft")
        self.assertEqual(draft["phase"], "draft")
        one = draft["claim"]
        photograph = self.payer.home / "receipt.png"
        photograph.write_bytes(PNG)
        self.claim("add", one, photograph, "--kind", "receipt")
        self.assertEqual(self.claim("submit", one)["claim"]["phase"], "received")
        waiting = self.payer.json("claim", "queue", "--area", "440100")["claims"]
        self.assertIn(one, [entry["claim"]["claim"] for entry in waiting])
        self.assertEqual(self.claim("accept", one, by="reviewer")["claim"]["phase"], "accepted")

        refused = self.claim("decide", one, "--try", code=2, by="approver")
        self.assertEqual(refused["error"]["code"], "inconsistent", "a line is not read")
        tried = self.claim("decide", one, "--try", "--refuse", "1=restriction")
        self.assertEqual(self.claim("show", one)["claim"]["phase"], "accepted", "nothing of a trial stays")
        whole = self.claim("decide", one, "--try", "--read", "1=01")
        self.assertEqual(whole["medfee_sumamt"] - tried["medfee_sumamt"], 50)
        self.assertEqual(self.claim("check", one, "--read", "one=01", code=2)["error"]["pointer"], "--read")
        self.assertEqual(self.claim("check", one, "--read", "1=02,0.1", by="reviewer")["claim"]["phase"], "checked")

        self.claim("decide", one, code=4, by="reviewer")  # who checked it does not decide it
        decided = self.claim("decide", one, by="approver")
        self.assertEqual(decided["claim"]["phase"], "decided")
        to_pay = decided["claim"]["decision"]["to_pay"]
        self.assertGreater(to_pay, 0)
        area = self.claim("owed")["areas"][0]
        self.assertEqual((area["area"], area["owed"], area["unclaimed"]), ("440100", to_pay, 0))
        self.assertEqual([entry["kind"] for entry in area["entries"]], ["claimed"])
        nothing = self.claim("difference", "--holder", "演示癸亥二", "--bank", "演示银行", "--number", "000011112222", code=2)
        self.assertEqual(nothing["error"]["code"], "inconsistent", "the claim waits for all of it")

        self.assertEqual(self.claim("pay", one, by="finance")["claim"]["ordered"], to_pay)
        self.claim("sent", one, code=2)  # without the bank's reference
        self.claim("sent", one, "--reference", "B1", by="finance")
        self.assertEqual(self.claim("arrived", one, by="finance")["claim"]["phase"], "paid")
        self.assertEqual(self.claim("owed")["areas"][0]["owed"], 0)
        way = self.claim("show", one)["way"]
        self.assertTrue(all(step["at"] for step in way), way)
        self.assertEqual(self.payer.json("verify")["mismatches"], [])

    def test_an_invoice_stands_on_one_claim(self):
        first = self.made(statement("99440100000000170002", begndate="2026-03-02", enddate="2026-03-05"))
        # Of other days, so that nothing but the invoice is the same.
        file = self.payer.home / "again.json"
        file.write_text(json.dumps(statement("99440100000000170002", begndate="2026-02-02", enddate="2026-02-05")), "utf-8")
        told = self.claim("new", file, code=2)["error"]
        self.assertIn(str(first["claim"]), told["message"])
        self.assertEqual(self.claim("withdraw", first["claim"])["claim"]["phase"], "withdrawn")
        self.assertEqual(self.claim("new", file)["claim"]["phase"], "received")

    def test_what_it_prints_is_for_people_too(self):
        said = run("claim", "list", PERSON, "--data", self.payer.data, "--lang", "zh")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertRegex(said.stdout, r"\d+  received  2026-")


if __name__ == "__main__":
    unittest.main()
