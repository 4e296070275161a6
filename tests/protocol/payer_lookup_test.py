"""Institutions, routes and dual-channel drugs from the command line, and the index that the first depend on."""

import sqlite3
import unittest

from payer_world import Payer


class Lookup(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup)
        tables = [f"data/demo/{name}.csv" for name in ("institutions", "routes", "dualdrugs")]
        self.payer.json("import", *tables)

    def codes(self, *words):
        return [one["fixmedins_code"] for one in self.payer.json("institution", "find", *words)["institutions"]]

    def test_names_are_found_by_initials_pinyin_and_characters(self):
        for words in (["cqzhyy"], ["chongqing", "--level", "02"], ["重庆zhyy"], ["cq 综合"]):
            self.assertEqual(self.codes(*words), ["H99500000021"], words)
        self.assertEqual(self.codes("yy", "--disease", "hypertension", "--place", "510000", "--level", "2"), ["H99510100041"])

    def test_pages_follow_each_other(self):
        whole = self.codes("yy", "--limit", "100")
        self.assertGreater(len(whole), 25)
        parts, after = [], []
        while True:
            page = self.payer.json("institution", "find", "yy", "--limit", "7", *after)
            parts += [one["fixmedins_code"] for one in page["institutions"]]
            if not page["after"]:
                break
            after = ["--after", page["after"]]
        self.assertEqual(parts, whole)

    def test_what_cannot_be_asked_is_bad_input(self):
        for words, where in (([], "name"), (["x", "--level", "9"], "hosp_lv"), (["x", "--limit", "101"], "limit"),
                             (["x", "--business", "surgery"], "--business"), (["x", "--place", "12"], "--place")):
            error = self.payer.json("institution", "find", *words, code=2)["error"]
            self.assertIn(where, error.get("pointer", ""), words)
            self.assertTrue(error["remedy"])

    def test_an_institution_says_what_it_has_opened(self):
        def states(*words, code=0):
            shown = self.payer.json("institution", "show", *words, code=code)
            return {one["business"]: one["state"] for one in shown["openings"]}

        self.assertEqual(states("H99420100015")["inpatient"], "open")
        self.assertEqual(states("H99420100015")["outpatient"], "business_closed")
        self.assertEqual(states("H99440300020", "--business", "inpatient", code=4), {"inpatient": "not_connected"})
        self.assertEqual(states("H99510100041", "--disease", "hypertension"), {"chronic": "open"})
        self.assertEqual(states("H99510100041", "--disease", "diabetes", code=4), {"chronic": "disease_closed"})
        self.assertEqual(states("H99110000001", "--disease", "diabetes", code=3), {"chronic": "disease_unstated"})
        self.assertEqual(self.payer.json("institution", "show", "H00000000000", code=2)["error"]["code"], "bad_value")

    def test_a_route_is_answered_apart_from_the_institution(self):
        for words, state, code in ((["992001", "110105"], "open", 0), (["992001", "310115"], "closed", 4),
                                   (["992001", "420106"], "not_yet", 4), (["992001", "330106"], "unknown", 3),
                                   (["992001", "992001"], "local", 0)):
            answer = self.payer.json("route", *words, "--business", "chronic", "--day", "2026-06-15", code=code)
            self.assertEqual(answer["state"], state, words)
            self.assertEqual(bool(answer["next"]), code != 0, words)
            self.assertEqual("source" in answer, state not in ("unknown", "local"))
        self.assertEqual(self.payer.json("route", "130000", "100009", code=2)["error"]["code"], "bad_region")

    def test_dual_channel_drugs_are_listed_by_region_and_day(self):
        found = self.payer.json("catalogue", "dual", "992003", "沙班", "--day", "2026-06-15")
        self.assertEqual([one["name"] for one in found["drugs"]], ["利伐沙班片"])
        self.assertEqual(len(self.payer.json("catalogue", "dual", "992003", "--day", "2026-03-31")["drugs"]), 3)
        self.assertEqual(self.payer.json("catalogue", "dual", "420100", "沙班", code=3)["drugs"], [])

    def test_a_store_without_the_index_gets_it(self):
        with sqlite3.connect(self.payer.data / "yidi.db") as store:
            store.execute("DELETE FROM institution_gram")
            store.execute("DELETE FROM institution_page")
        self.assertEqual(self.codes("cqzhyy"), ["H99500000021"])
        self.assertGreater(self.payer.json("institution", "index")["institutions"], 40)
        self.assertEqual(self.codes("cqzhyy"), ["H99500000021"])


if __name__ == "__main__":
    unittest.main()
