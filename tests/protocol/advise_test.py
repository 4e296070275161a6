"""`yidi advise` as a user meets it: a file of answers, the interview, exit codes, and what it prints.

YIDI names the program; the working directory is the repository."""

import json
import os
import subprocess
import unittest

PROGRAM = os.environ.get("YIDI", "build/release/bin/yidi")
ANSWERS = {
    "stage": "before", "insuplc_admdvs": "360100", "mdtrtarea_admvs": "440100", "insured_as": "11",
    "reason": "live", "care": "inpatient", "medfee_sumamt": 30000, "hosp_lv": "02", "ipt_cnt": 1,
    "psn_idet": [], "inst_attr": [], "today": "2026-03-03",
}


def run(*arguments, stdin=""):
    environment = {**os.environ, "YIDI_HOME": os.getcwd(), "LANG": "C", "LC_ALL": "C"}
    return subprocess.run([os.path.abspath(PROGRAM), "advise", *arguments], input=stdin, capture_output=True,
                          text=True, encoding="utf-8", env=environment, check=False)


def advise(**changes):
    """The advice on some answers; None leaves a key out."""
    answers = {key: value for key, value in {**ANSWERS, **changes}.items() if value is not None}
    done = run("--answers", "-", "--json", stdin=json.dumps(answers))
    return done.returncode, json.loads(done.stdout)


class AnswersFromAFile(unittest.TestCase):
    def test_give_the_filing_and_what_it_is_worth_as_compare_computes_it(self):
        code, advice = advise()
        self.assertEqual((code, advice["action"]), (0, "file"))
        self.assertEqual(advice["filing"]["kind"], "long_term_resident")
        self.assertEqual(advice["filing"]["begndate"], "2026-03-03")
        case = {
            "insuplc_admdvs": "360100", "mdtrtarea_admvs": "440100", "insutype": "310", "psn_type": "11",
            "med_type": "21", "hosp_lv": "02", "ipt_cnt": 1, "psn_idet": [], "inst_attr": [], "er_flag": False,
            "begndate": "2026-03-03", "enddate": "2026-03-03", "setl_date": "2026-03-03",
            "fee": {"medfee_sumamt": 30000},
        }
        environment = {**os.environ, "YIDI_HOME": os.getcwd(), "LC_ALL": "C"}
        done = subprocess.run([os.path.abspath(PROGRAM), "compare", "-", "--json"], input=json.dumps(case),
                              capture_output=True, text=True, env=environment, check=False)
        compared = {one["filing"]: one for one in json.loads(done.stdout)["columns"]}
        for column in advice["columns"]:
            if column["filing"] in ("long_term_resident", "referral", "other_temporary"):
                with self.subTest(filing=column["filing"]):
                    other = compared[column["filing"]]
                    self.assertEqual(column["status"], other["status"])
                    ends = [other["setlinfo"]["psn_part_amt"]] * 2
                    if other["status"] == "range":
                        ends = other["range"]["psn_part_amt"]
                    self.assertEqual(column["psn_part_amt"], ends)

    def test_that_leave_the_reason_open_give_the_question_with_its_worth(self):
        code, advice = advise(reason="?", hosp_lv="02")
        self.assertEqual((code, advice["filing"]["kind"]), (0, "other_temporary"))
        self.assertEqual(advice["ask"]["key"], "reason")
        self.assertGreater(advice["ask"]["worth"], 0)

    def test_without_a_cost_give_no_number_and_ask_for_it(self):
        code, advice = advise(medfee_sumamt=None)
        self.assertEqual((code, advice["columns"], advice["ask"]["key"]), (0, [], "medfee_sumamt"))
        self.assertIsNone(advice["worth"]["fund_pay_sumamt"])

    def test_of_a_region_without_rules_are_told_that_nothing_is_known(self):
        code, advice = advise(insuplc_admdvs="620100")
        self.assertEqual(code, 3)
        self.assertIsNone(advice["worth"]["fund_pay_sumamt"])
        self.assertTrue(all(column["fund_pay_sumamt"] is None for column in advice["columns"]))

    def test_have_a_clause_for_every_statement(self):
        for stage in ("before", "in_hospital", "discharged"):
            _, advice = advise(stage=stage)
            for part in ("papers", "deadlines", "warnings"):
                for one in advice[part]:
                    with self.subTest(stage=stage, text=one["text"]):
                        self.assertTrue(one["clause"])
                        self.assertIn(one["grade"], ("O", "P", "D", "K", "I", None))

    def test_of_the_corridor_need_no_filing(self):
        code, advice = advise(insuplc_admdvs="130100", mdtrtarea_admvs="110000")
        self.assertEqual((code, advice["action"], advice["filing"]), (0, "nothing", None))

    def test_that_are_wrong_are_refused_at_their_place(self):
        for text, code, pointer in (
                ('{"stage": "later"}', "bad_value", "/stage"), ('{"stagee": "before"}', "unknown_key", "/stagee"),
                ('{"medfee_sumamt": 0}', "bad_amount", "/medfee_sumamt"), ('{"insuplc_admdvs": "139999"}', "bad_region",
                                                                           "/insuplc_admdvs"),
                ('{"begndate": "2026-02-30"}', "bad_date", "/begndate"), ("[]", "malformed_json", ""),
                ('{"ipt_cnt": 0}', "bad_value", "/ipt_cnt"), ('{"reason": ', "malformed_json", None)):
            with self.subTest(text=text):
                done = run("--answers", "-", "--json", stdin=text)
                error = json.loads(done.stdout)["error"]
                self.assertEqual((done.returncode, error["code"]), (2, code))
                if pointer is not None:
                    self.assertEqual(error["pointer"], pointer)

    def test_are_told_on_one_page_in_both_languages(self):
        for language, words in (("zh", "窗口这样说："), ("en", "Say at the window: ")):
            done = run("--answers", "-", "--lang", language, stdin=json.dumps(ANSWERS))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(words, done.stdout)
            self.assertLess(len(done.stdout.splitlines()), 50)


class TheInterview(unittest.TestCase):
    def test_takes_numbers_names_and_nothing(self):
        done = run("--json", stdin="1\n南昌\n440100\n1\n1\n1\n30000\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        advice = json.loads(done.stdout)
        self.assertEqual(advice["filing"]["kind"], "long_term_resident")
        self.assertEqual(advice["filing"]["place"], "440100")
        self.assertIn("1. Where does the care stand?", done.stderr)

    def test_asks_again_after_what_is_no_answer(self):
        done = run("--json", stdin="9\nbefore\n\n\n\n\n\n\n")
        self.assertEqual(done.stderr.count("That is no answer to it"), 1)
        self.assertEqual(json.loads(done.stdout)["ask"]["key"], "insuplc_admdvs")

    def test_ends_with_the_input(self):
        done = run("--json")
        self.assertEqual((done.returncode, json.loads(done.stdout)["ask"]["key"]), (0, "insuplc_admdvs"))

    def test_lists_its_questions_as_data(self):
        done = run("--questions", "--lang", "zh")
        questions = json.loads(done.stdout)["questions"]
        self.assertEqual(len(questions), 7)
        self.assertEqual([one["value"] for one in questions[0]["options"]], ["before", "in_hospital", "discharged"])


if __name__ == "__main__":
    unittest.main()
