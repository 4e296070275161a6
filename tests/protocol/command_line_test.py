"""The shipped program as a user meets it: command, exit code, what it prints, and where.

Every case is one row of a table. YIDI names the program; the working directory is the repository."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("YIDI", "build/release/bin/yidi")
EXAMPLES = pathlib.Path("examples")
SOME_BILL = '"fee":{"medfee_sumamt":1000,"inscp_scp_amt":800}'


def run(*arguments, stdin="", cwd=None, **environment):
    environment = {**os.environ, "YIDI_HOME": os.getcwd(), "LANG": "C", "LC_ALL": "C", **environment}
    return subprocess.run(
        [os.path.abspath(PROGRAM), *map(str, arguments)],
        input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd, check=False)


def case(*members):
    """A case file with the given members and a small bill."""
    return "{" + ",".join([*members, SOME_BILL]) + "}"


def wuhan(**changes):
    """A remote stay of a Wuhan employee in Guangzhou, filed as long-term resident, with changes."""
    facts = {
        "insuplc_admdvs": "420100", "mdtrtarea_admvs": "440100", "insutype": "310", "psn_type": "11",
        "med_type": "21", "hosp_lv": "02", "inst_attr": [], "er_flag": False, "ipt_cnt": 1,
        "filing": {"kind": "long_term_resident", "place": "440100"},
        "begndate": "2025-03-01", "enddate": "2025-03-10", "setl_date": "2025-03-10",
        "fee": {"medfee_sumamt": 46000, "inscp_scp_amt": 40000, "fulamt_ownpay_amt": 6000},
    }
    facts.update(changes)
    return json.dumps(facts)


# What stands in the case, the error's code, and the place that it names.
BAD_CASES = [
    ("", "malformed_json", ""),
    ("[]", "malformed_json", ""),
    ('{"age": 4', "malformed_json", ""),
    ('{"fee": {"medfee_sumamt": 1,}}', "malformed_json", "/fee"),
    (case('"agee": 4'), "unknown_key", "/agee"),
    ('{"fee": {"medfee_sum": 4}}', "unknown_key", "/fee/medfee_sum"),
    (case('"age": 4', '"age": 4'), "duplicate_key", "/age"),
    ('{"fee": {"medfee_sumamt": 4, "medfee_sumamt": 4}}', "duplicate_key", "/fee/medfee_sumamt"),
    ('{"fee": {"medfee_sumamt": -1}}', "bad_amount", "/fee/medfee_sumamt"),
    ('{"fee": {"medfee_sumamt": 1.005}}', "bad_amount", "/fee/medfee_sumamt"),
    ('{"fee": {"medfee_sumamt": "1.005"}}', "bad_amount", "/fee/medfee_sumamt"),
    ('{"fee": {"medfee_sumamt": 1e3}}', "bad_amount", "/fee/medfee_sumamt"),
    ('{"fee": {"medfee_sumamt": 007}}', "bad_amount", "/fee/medfee_sumamt"),
    (case('"insuplc_admdvs": "139999"'), "bad_region", "/insuplc_admdvs"),
    (case('"begndate": "2025-02-30"'), "bad_date", "/begndate"),
    (case('"begndate": "2025-03-02"', '"enddate": "2025-03-01"'), "inconsistent", "/enddate"),
    ('{"fee": {"medfee_sumamt": 100, "inscp_scp_amt": 100.01}}', "inconsistent", "/fee"),
    (case('"ipt_cnt": 3', '"cum": {"ipt_cnt": 1}'), "inconsistent", "/ipt_cnt"),
    (case('"psn_type": "?"'), "bad_value", "/psn_type"),
    (case('"insutype": "390"', '"psn_type": "11"'), "inconsistent", "/insutype"),
    ('{"age": 4}', "missing_key", "/fee"),
    (case('"feedetail": [{"pric": 1}]'), "inconsistent", "/fee"),
    ('{"feedetail": [{"cnt": 2, "pric": 1, "det_item_fee_sumamt": 3}]}', "inconsistent",
     "/feedetail/0/det_item_fee_sumamt"),
    ('{"feedetail": [{"pric": 1, "selfpay_prop": 0.1}]}', "bad_value", "/feedetail/0/selfpay_prop"),
    (case('"begndate": "2025-06-02"', '"enddate": "2025-06-13"', '"setl_date": "2025-06-12"'), "inconsistent", "/setl_date"),
    (case('"insutype": "340"'), "bad_value", "/insutype"),
    (case('"psn_idet": ["A b"]'), "bad_value", "/psn_idet/0"),
    ('{"fee": {"medfee_sumamt": "?"}}', "bad_amount", "/fee/medfee_sumamt"),
]
CHINESE = re.compile("[\u4e00-\u9fff]")


class BadInput(unittest.TestCase):
    def test_exits_with_2_and_names_the_place_as_text_and_as_json(self):
        for text, code, pointer in BAD_CASES:
            for command in ("estimate", "compare", "check-example"):
                with self.subTest(case=text, command=command):
                    plain = run(command, "-", stdin=text)
                    self.assertEqual((plain.returncode, plain.stdout), (2, ""))
                    self.assertIn(pointer, plain.stderr)
                    self.assertIn("remedy", plain.stderr)
                    as_json = run(command, "-", "--json", stdin=text)
                    error = json.loads(as_json.stdout)["error"]
                    self.assertEqual((as_json.returncode, error["code"], error["pointer"]), (2, code, pointer))
                    self.assertTrue(error["rule"] and error["remedy"] and error["message"])

    def test_is_told_in_the_language_asked_for(self):
        for text, code, pointer in BAD_CASES:
            with self.subTest(case=text):
                result = run("estimate", "-", "--json", "--lang", "zh", stdin=text)
                error = json.loads(result.stdout)["error"]
                self.assertEqual((error["code"], error["pointer"]), (code, pointer))
                for part in ("rule", "remedy", "message"):
                    self.assertRegex(error[part], CHINESE)
                self.assertIn("怎么办：" + error["remedy"], result.stderr)
        for arguments in (["estimate", "/nowhere"], ["estimate"], ["policy", "show", "620100"], ["policy", "check", "/nowhere"],
                          ["batch", "/nowhere", "-"], ["policy", "import", "README.md"]):
            with self.subTest(arguments=arguments):
                told = run(*arguments, "--lang", "zh").stderr
                self.assertRegex(told.splitlines()[0], CHINESE)
        line = json.loads(run("batch", "-", "-", "--lang", "zh", stdin="{\n").stdout)
        self.assertRegex(line["error"]["message"], CHINESE)

    def test_of_broken_json_names_the_line_and_column(self):
        for text, place in (('{\n "age": 4,\n "fee": {"medfee_sumamt": 1', "line 3, column 9"),
                            ('{"age": 4,\n "hosp_lv": "02\n}', "line 2, column 13"),
                            ('{"age": 4}\n x', "line 2, column 2"),
                            ('{"dise_codg": "石" 1}', "(column 19)")):
            with self.subTest(text=text):
                message = json.loads(run("estimate", "-", "--json", stdin=text).stdout)["error"]["message"]
                self.assertIn(place, message)

    def test_that_is_no_utf_8_is_told_in_utf_8(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.fsencode(folder) + b"/no\xff.json"
            missing = subprocess.run([os.path.abspath(PROGRAM), "estimate", name, "--json"], capture_output=True, check=False,
                                     env={**os.environ, "YIDI_HOME": os.getcwd(), "LC_ALL": "C"})
            self.assertEqual(missing.returncode, 2)
            self.assertIn("no\ufffd.json", json.loads(missing.stdout.decode("utf-8"))["error"]["pointer"])
            self.assertIn("no\ufffd.json", missing.stderr.decode("utf-8"))
            table = pathlib.Path(folder) / "table.csv"
            for content in ("記録,参保".encode("utf-16"), "记录,参保地\n".encode("gbk")):
                table.write_bytes(content)
                error = json.loads(run("policy", "import", table, "--json").stdout)["error"]
                self.assertIn("UTF-8", error["message"] + error["remedy"])

    def test_takes_no_other_code_for_the_one_that_was_meant(self):
        for member in ('"insutype": "340"', '"hosp_lv": "12"', '"psn_insu_stas": "3"'):
            error = json.loads(run("estimate", "-", "--json", stdin=case(member)).stdout)["error"]
            self.assertEqual(error["remedy"], "write one of these")
        for member in ('"psn_insu_stas": "?"', '"med_type": "?"', '"catalog": "?"', '"balc": "?"'):
            error = json.loads(run("estimate", "-", "--json", stdin=case(member)).stdout)["error"]
            self.assertEqual(error["remedy"], "leave the key out if it is not known")

    def test_suggests_the_key_that_was_meant(self):
        self.assertIn('did you mean "hosp_lv"?', run("estimate", "-", stdin=case('"hosplv": "02"')).stderr)

    def test_of_the_command_line_exits_with_2(self):
        for arguments in ([], ["estimat"], ["estimate"], ["estimate", "a", "b"], ["estimate", "-", "--lang", "fr"],
                          ["estimate", "/nowhere.json"], ["estimate", "."], ["batch", "/nowhere", "-"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(run(*arguments).returncode, 2)
                as_json = run(*arguments, "--json")
                self.assertEqual(as_json.returncode, 2)
                self.assertIn(json.loads(as_json.stdout)["error"]["code"], ("usage", "unreadable_file"))

    def test_names_a_command_that_there_is_not(self):
        self.assertIn('there is no command "frobnicate"', run("frobnicate").stderr)
        self.assertIn('there is no command "lits"', run("policy", "lits", "--json").stderr)
        self.assertIn("没有名为“frobnicate”的命令", run("frobnicate", "--lang", "zh", LC_ALL="zh_CN.UTF-8").stderr)

    def test_refuses_to_write_over_the_cases(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "cases.ndjson"
            path.write_text(wuhan() + "\n", encoding="utf-8")
            result = run("batch", path, path)
            self.assertEqual(result.returncode, 2)
            self.assertIn("IN and OUT are the same file", result.stderr)
            self.assertEqual(path.read_text(encoding="utf-8"), wuhan() + "\n")

    def test_of_a_folder_without_packs_is_no_empty_list(self):
        with tempfile.TemporaryDirectory() as folder:
            result = run("policy", "list", "--json", "--policy", folder)
            self.assertEqual((result.returncode, json.loads(result.stdout)["error"]["code"]), (2, "unreadable_file"))
            self.assertIn("这里没有政策包", run("policy", "list", "--lang", "zh", "--policy", folder).stderr)

    def test_writes_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out"
            self.assertEqual(run("batch", "/nowhere", out).returncode, 2)
            self.assertFalse(out.exists())


class Estimate(unittest.TestCase):
    def test_of_the_guide_page_is_exact_and_says_where_the_page_goes_wrong(self):
        text = run("estimate", EXAMPLES / "guide-shijiazhuang.json", "--explain")
        self.assertEqual((text.returncode, text.stderr), (0, ""))
        for fragment in ("70,650.00", "29,350.00", "WRONG", "band_pay", "64,862.00", "67,490.00",
                         "(80000.00 − 1500.00) × 90% = 70650.00"):
            self.assertIn(fragment, text.stdout)
        self.assertLess(text.stdout.index("70,650.00"), text.stdout.index("band_pay"), "the answer comes first")

        answer = json.loads(run("estimate", EXAMPLES / "guide-shijiazhuang.json", "--json").stdout)
        self.assertEqual(answer["setlinfo"]["fund_pay_sumamt"], 70650)
        self.assertEqual(answer["setlinfo"]["psn_part_amt"], 29350)
        fund, person = answer["published"]
        self.assertEqual((fund["name"], fund["right"], fund["step"]), ("fund_pay_sumamt", False, "band_pay"))
        self.assertEqual((person["stated"], person["computed"]), (29650, 29350))
        pack = answer["pack_result"]
        self.assertEqual((pack["status"], pack["policy"]["id"]), ("range", "130100"))
        self.assertEqual(pack["range"]["fund_pay_sumamt"], [64862, 67490])
        self.assertEqual(pack["range"]["ask"], "inst_attr")
        self.assertIn("64,862.00", pack["range"]["because"][0])
        self.assertIn("67,490.00", pack["range"]["because"][0])

    def test_invents_no_day_and_no_grade_for_stated_terms(self):
        text = run("estimate", EXAMPLES / "guide-shijiazhuang.json", "--explain").stdout
        self.assertIn("stated terms of the case, /terms/dedc  [", text)
        self.assertNotIn("1900", text)
        self.assertNotIn("not confirmed", text)
        answer = json.loads(run("estimate", EXAMPLES / "guide-shijiazhuang.json", "--json").stdout)
        clauses = [step["clause"] for step in answer["trace"] if step["clause"]]
        self.assertTrue(clauses)
        self.assertEqual({(clause["from"], clause["grade"]) for clause in clauses}, {(None, None)})
        self.assertEqual((answer["policy"]["effective"], answer["policy"]["grade"], answer["warnings"]), (None, None, []))

    def test_cites_the_document_of_the_deductible_itself(self):
        lines = run("estimate", EXAMPLES / "beijing-inpatient.json", "--explain").stdout.splitlines()
        charged = next(line for line in lines if "deductible charged  " in line)
        standard = next(i for i, line in enumerate(lines) if "standard deductible:" in line)
        self.assertIn(charged.split()[-3].rstrip(","), lines[standard + 1])

    def test_writes_amounts_with_two_decimals_and_ratios_as_strings(self):
        out = run("estimate", EXAMPLES / "guide-shijiazhuang.json", "--json").stdout
        self.assertIn('"hifp_pay":70650.00,', out)
        self.assertIn('"pool_prop_selfpay":"0.9"', out)
        self.assertNotRegex(out, r"\d[eE][+-]?\d+[,}\]]")

    def test_without_a_pack_or_a_rule_exits_with_3_and_prints_the_answer(self):
        for changes, code in (({"insuplc_admdvs": "620100"}, "no_pack"),
                              ({"begndate": "1999-03-01", "enddate": "1999-03-02", "setl_date": "1999-03-02"},
                               "before_first_rule")):
            with self.subTest(changes=changes):
                result = run("estimate", "-", "--json", stdin=wuhan(**changes))
                answer = json.loads(result.stdout)
                self.assertEqual((result.returncode, answer["status"]), (3, "unknown"))
                self.assertEqual(answer["refusal"]["code"], code)
                self.assertIsNone(answer["setlinfo"])
                self.assertTrue(answer["refusal"]["remedy"])
                self.assertEqual(run("estimate", "-", stdin=wuhan(**changes)).returncode, 3)

    def test_without_a_filing_exits_with_4_and_says_what_each_would_give(self):
        result = run("estimate", "-", "--json", stdin=wuhan(filing=None))
        answer = json.loads(result.stdout)
        self.assertEqual((result.returncode, answer["status"]), (4, "rejected"))
        self.assertEqual(answer["refusal"]["code"], "not_filed")
        self.assertEqual([filing["filing"] for filing in answer["refusal"]["filings"]],
                         ["resettled_retiree", "long_term_resident", "posted_worker", "referral", "emergency",
                          "other_temporary"])
        self.assertEqual(answer["refusal"]["filings"][1]["fund_pay_sumamt"], 33712)
        self.assertIn("33,712.00", run("estimate", "-", stdin=wuhan(filing=None)).stdout)

    def test_does_not_know_without_a_filing_stated_and_asks_for_it(self):
        facts = json.loads(wuhan())
        del facts["filing"]
        answer = json.loads(run("estimate", "-", "--json", stdin=json.dumps(facts)).stdout)
        self.assertEqual((answer["status"], answer["range"]["ask"]), ("range", "filing"))
        self.assertEqual(answer["range"]["fund_pay_sumamt"], [0, 33712])

    def test_answers_in_the_language_asked_for(self):
        self.assertIn("基金支付", run("estimate", "-", "--lang", "zh", stdin=wuhan()).stdout)
        self.assertIn("基金支付", run("estimate", "-", stdin=wuhan(), LC_ALL="zh_CN.UTF-8").stdout)
        self.assertIn("The funds pay", run("estimate", "-", "--lang", "en", stdin=wuhan(),
                                           LC_ALL="zh_CN.UTF-8").stdout)

    def test_holds_the_identities_on_every_example(self):
        for path in sorted(EXAMPLES.glob("*.json")):
            answer = json.loads(run("estimate", path, "--json").stdout)
            info = answer["setlinfo"]
            if info is None:
                continue
            with self.subTest(example=path.name):
                fen = {key: round(value * 100) for key, value in info.items() if not isinstance(value, str)}
                self.assertEqual(fen["medfee_sumamt"], fen["fulamt_ownpay_amt"] + fen["overlmt_selfpay"] +
                                 fen["preselfpay_amt"] + fen["inscp_scp_amt"])
                self.assertEqual(fen["medfee_sumamt"],
                                 fen["fund_pay_sumamt"] + fen["hosp_part_amt"] + fen["psn_part_amt"])
                self.assertEqual(fen["psn_part_amt"],
                                 fen["acct_pay"] + fen["acct_mulaid_pay"] + fen["psn_cash_pay"])

    def test_takes_the_year_that_an_answer_leaves_as_the_next_case_s_year(self):
        first = json.loads(run("estimate", "-", "--json", stdin=wuhan()).stdout)
        second = run("estimate", "-", "--json", stdin=wuhan(cum=first["cum"], ipt_cnt=2))
        self.assertEqual(second.returncode, 0, second.stderr)

    def test_says_what_a_bill_s_lines_leave_out(self):
        lines = [{"pric": 100}, {"pric": 50, "chrgitm_lv": "02", "fee_ocur_time": "2020-01-01"},
                 {"pric": 50, "chrgitm_lv": "02", "selfpay_prop": "0"}, {"pric": 50, "chrgitm_lv": "01"}]
        case_of_lines = json.loads(wuhan(feedetail=lines))
        del case_of_lines["fee"]
        answer = json.loads(run("estimate", "-", "--json", stdin=json.dumps(case_of_lines)).stdout)
        assumed = " ".join(answer["assumptions"])
        self.assertIn("without a class (chrgitm_lv): 1;", assumed)
        self.assertIn("without a first-pay share (selfpay_prop): 1;", assumed)
        self.assertIn("outside this stay: 1.", " ".join(answer["warnings"]))

    def test_warns_of_names_that_nobody_knows(self):
        answer = json.loads(run("estimate", "-", "--json", stdin=wuhan(
            inst_attr=["primary_car"], psn_idet=["foo", "low_income"])).stdout)
        warnings = " ".join(answer["warnings"])
        self.assertIn('"primary_car", so it changes nothing; did you mean "primary_care"?', warnings)
        self.assertIn('"foo", so it changes nothing.', warnings)
        self.assertNotIn("low_income", warnings)
        known = json.loads(run("estimate", "-", "--json", stdin=wuhan(inst_attr=["primary_care"])).stdout)
        self.assertNotIn("changes nothing", " ".join(known["warnings"]))

    def assert_found(self, program, cwd):
        """Of itself: nothing in the environment says where the packs are."""
        environment = {name: value for name, value in os.environ.items() if name != "YIDI_HOME"} | {"LC_ALL": "C"}

        def start(*arguments, stdin=""):
            return subprocess.run([str(program), *arguments], input=stdin, capture_output=True, text=True, encoding="utf-8",
                                  env=environment, cwd=cwd, check=False)

        estimated = start("estimate", "-", "--json", stdin=wuhan())
        self.assertEqual(estimated.returncode, 0, estimated.stderr)
        self.assertEqual(json.loads(estimated.stdout)["setlinfo"]["fund_pay_sumamt"], 33712)
        listed = start("policy", "list", "--json")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertIn("420100", [pack["id"] for pack in json.loads(listed.stdout)["packs"]])

    def test_finds_its_packs_from_any_directory(self):
        # A folder of the same name where one stands, and above the program, is not the packs.
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            (place / "policies").mkdir()
            tree = place / "tree"
            (tree / "build" / "bin" / "policies").mkdir(parents=True)
            for name in ("policies", "data"):
                (tree / name).symlink_to(pathlib.Path(name).resolve())
            program = tree / "build" / "bin" / "yidi"
            shutil.copy2(PROGRAM, program)
            (place / "link").symlink_to(program)
            for cwd in ("/", folder, tree / "build"):
                for started in (program, place / "link"):
                    with self.subTest(cwd=cwd, program=started.name):
                        self.assert_found(started, cwd)

    def test_finds_the_packs_that_were_installed_with_it(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "bin").mkdir()
            program = pathlib.Path(folder) / "bin" / "yidi"
            shutil.copy2(PROGRAM, program)
            home = pathlib.Path(folder) / "share" / "yidi"
            home.mkdir(parents=True)
            for name in ("policies", "data"):
                (home / name).symlink_to(pathlib.Path(name).resolve())
            (pathlib.Path(folder) / "link").symlink_to(program)
            for started in (program, pathlib.Path(folder) / "link"):
                with self.subTest(program=started.name):
                    self.assert_found(started, "/")

    def test_asks_for_nothing_where_only_the_region_could_answer(self):
        answer = json.loads(run("estimate", "-", "--json", stdin=wuhan(filing={"kind": "referral", "place": "440100"})).stdout)
        self.assertEqual(answer["status"], "range")
        self.assertIn("ask", answer["range"])
        self.assertIsNone(answer["range"]["ask"])

    def test_says_that_a_visit_type_is_not_known(self):
        refusal = json.loads(run("estimate", "-", "--json", stdin=wuhan(med_type="99")).stdout)["refusal"]
        self.assertEqual(refusal["code"], "rule_unknown")
        self.assertIn("no such visit type is known", refusal["message"])
        self.assertIn("check med_type", refusal["remedy"])

    def test_asks_for_the_attribute_that_is_open(self):
        page = json.loads((EXAMPLES / "guide-shijiazhuang.json").read_text(encoding="utf-8"))
        del page["terms"]
        del page["published"]
        text = run("estimate", "-", stdin=json.dumps(page)).stdout
        self.assertIn("narrows it most: Is the institution a province-owned hospital? (inst_attr)", text)

    def test_takes_packs_from_a_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            result = run("estimate", "-", "--policy", folder, stdin=wuhan())
            self.assertEqual(result.returncode, 3, result.stdout)


class Compare(unittest.TestCase):
    def test_sets_the_columns_side_by_side_in_their_order(self):
        table = json.loads(run("compare", "-", "--json", stdin=wuhan()).stdout)
        self.assertEqual([column["filing"] for column in table["columns"]],
                         ["as_given", "none", "long_term_resident", "referral", "emergency", "other_temporary",
                          "local"])
        columns = {column["filing"]: column for column in table["columns"]}
        self.assertEqual((columns["as_given"]["status"], columns["as_given"]["diff"]), ("computed", 0))
        self.assertEqual(columns["none"]["status"], "rejected")
        self.assertIsNone(columns["none"]["setlinfo"])
        # Referral: 0 to 10 points off; the worse end is 39,200 × 10 % = 3,920.00 more.
        self.assertEqual((columns["referral"]["status"], columns["referral"]["diff"]), ("range", 3920))
        self.assertEqual(columns["local"]["diff"], 0)

    def test_tells_both_ends_of_a_column_that_is_a_range(self):
        unfiled = run("compare", EXAMPLES / "unfiled-wuhan-to-guangzhou.json").stdout
        self.assertIn("With a referral before admission: you pay 12,288.00 to 16,208.00 yuan.", unfiled)
        self.assertIn("按异地急诊抢救：个人负担 12,288.00 至 16,208.00 元。",
                      run("compare", EXAMPLES / "unfiled-wuhan-to-guangzhou.json", "--lang", "zh").stdout)
        self.assertIn("As an emergency, 0.00 to 3,920.00 yuan more.", run("compare", "-", stdin=wuhan()).stdout)

    def test_says_why_columns_are_alike(self):
        by_terms = wuhan(terms={"dedc": 500, "ratio": "0.65"})
        self.assertIn("terms do not tell filings apart", run("compare", "-", stdin=by_terms).stdout)
        self.assertIn("条款不区分备案", run("compare", "-", "--lang", "zh", stdin=by_terms).stdout)
        at_home = json.loads(run("compare", "-", "--json", stdin=wuhan(mdtrtarea_admvs="420100", filing=None)).stdout)
        self.assertIn("needs no filing", at_home["notes"][0])
        self.assertNotIn("notes", json.loads(run("compare", "-", "--json", stdin=wuhan()).stdout))

    def test_ends_with_the_reason_where_there_is_nothing_to_compare(self):
        result = run("compare", "-", "--json", stdin=wuhan(insuplc_admdvs="620100"))
        self.assertEqual((result.returncode, json.loads(result.stdout)["error"]["code"]), (3, "no_pack"))


def example(terms, published, **fee):
    return json.dumps({"terms": terms, "published": published, "fee": fee or {"medfee_sumamt": 10000}})


class CheckExample(unittest.TestCase):
    def test_finds_the_slip_that_gives_the_stated_figure(self):
        bands = [[0, 3000, "0.88"], [3000, 5000, "0.90"], [5000, None, "0.92"]]
        rows = [
            ({"dedc": 500, "ratio": "0.65"}, 6500, "act_pay_dedc", "deductible is not taken off"),
            ({"dedc": 500, "ratio": "0.65"}, 5850, "act_pay_dedc", "taken off twice"),
            ({"dedc": 0, "bands": bands}, 8800, "band_ratio", "ratio of band 1"),
            ({"dedc": 0, "bands": bands}, 8940, "band_slice", "above band 2"),
            ({"dedc": 100, "ratio": "0.9", "cap": 5000}, 8910, "hifp_pay", "cap is ignored"),
            ({"dedc": 0, "ratio": "0.70650"}, 7056, None, "off by"),
            ({"dedc": 0, "ratio": "0.7065"}, 7605, "band_pay", "swapped"),
        ]
        for terms, stated, step, why in rows:
            with self.subTest(terms=terms, stated=stated):
                result = run("check-example", "-", "--json", stdin=example(terms, {"fund_pay_sumamt": stated}))
                verdict = json.loads(result.stdout)["published"][0]
                self.assertFalse(verdict["right"])
                self.assertIn(why, verdict["why"])
                if step:
                    self.assertEqual(verdict["step"], step)

    def test_tells_in_scope_from_the_whole_bill(self):
        stdin = example({"dedc": 1000, "ratio": "0.7"}, {"fund_pay_sumamt": 13300},
                        medfee_sumamt=20000, inscp_scp_amt=15000, fulamt_ownpay_amt=5000)
        verdict = json.loads(run("check-example", "-", "--json", stdin=stdin).stdout)["published"][0]
        self.assertEqual((verdict["computed"], verdict["step"]), (9800, "inscp_scp_amt"))

    def test_says_what_is_right_and_exits_with_0(self):
        right = example({"dedc": 500, "ratio": "0.65"}, {"fund_pay_sumamt": 6175, "psn_part_amt": "3825.00"})
        result = run("check-example", "-", "--strict", "--json", stdin=right)
        self.assertEqual(result.returncode, 0)
        self.assertTrue(all(verdict["right"] for verdict in json.loads(result.stdout)["published"]))

    def test_exits_with_4_only_if_asked_to(self):
        wrong = example({"dedc": 500, "ratio": "0.65"}, {"fund_pay_sumamt": 5850})
        self.assertEqual(run("check-example", "-", stdin=wrong).returncode, 0)
        self.assertEqual(run("check-example", "-", "--strict", stdin=wrong).returncode, 4)

    def test_checks_one_case_a_line_and_goes_on_after_a_bad_one(self):
        lines = [example({"ratio": "0.65"}, {"fund_pay_sumamt": 6500}), "{", "",
                 example({"ratio": "0.65"}, {"fund_pay_sumamt": 6501})]
        result = run("check-example", "-", "--json", stdin="\n".join(lines))
        table = json.loads(result.stdout)
        self.assertEqual(result.returncode, 2)
        self.assertEqual([entry["line"] for entry in table["examples"]], [1, 2, 4])
        self.assertEqual((table["checked"], table["wrong"], table["unreadable"]), (2, 1, 1))
        self.assertEqual((table["error"]["code"], table["error"]), ("malformed_json", table["examples"][1]["error"]))
        # A wrong figure beside it changes nothing: what could not be read comes first.
        self.assertEqual(run("check-example", "-", "--strict", stdin="\n".join(lines)).returncode, 2)
        readable = run("check-example", "-", "--json", "--strict", stdin="\n".join([lines[0], lines[3]]))
        self.assertEqual(readable.returncode, 4)
        self.assertNotIn("error", json.loads(readable.stdout))

    def test_checks_parts_by_the_names_of_steps_and_layers(self):
        stdin = json.dumps({
            "terms": {"ratio": "0.4", "serious": {"threshold": 20000,
                      "bands": [[0, 20000, "0.3"], [20000, None, "0.4"]]}},
            "fee": {"medfee_sumamt": 100000, "inscp_scp_amt": 90000, "fulamt_ownpay_amt": 10000},
            "published": {"serious": 11600, "serious.layer_band_pay.1": 6000, "net": 90000, "hifmi_pay": 11600}})
        verdicts = json.loads(run("check-example", "-", "--json", stdin=stdin).stdout)["published"]
        self.assertTrue(all(verdict["right"] for verdict in verdicts), verdicts)
        unknown = stdin.replace('"net"', '"nett"')
        self.assertEqual(run("check-example", "-", stdin=unknown).returncode, 2)

    def test_calls_nothing_wrong_where_no_rule_is_known_or_the_bill_is_refused(self):
        for changes, code, why in (({"insuplc_admdvs": "620100"}, 3, "no policy pack"),
                                   ({"filing": None}, 4, "no filing was made")):
            with self.subTest(changes=changes):
                stdin = wuhan(**changes, published={"fund_pay_sumamt": 70650})
                result = run("check-example", "-", "--json", "--strict", stdin=stdin)
                verdict = json.loads(result.stdout)["published"][0]
                self.assertEqual((result.returncode, verdict["right"], verdict["computed"]), (code, None, None))
                self.assertIn(why, verdict["why"])
                text = run("check-example", "-", stdin=stdin)
                self.assertIn("cannot be checked", text.stdout)
                self.assertIn(why, text.stdout)
                self.assertIn("0 wrong, 1 cannot be checked", text.stdout)
                self.assertNotIn("WRONG", text.stdout)

    def test_holds_every_figure_against_each_reading_of_a_range(self):
        page = json.loads((EXAMPLES / "guide-shijiazhuang.json").read_text(encoding="utf-8"))
        del page["terms"]
        # The province owns the hospital: 900 and 82 %; else 600 and 85 %.
        page["published"] = {"fund_pay_sumamt": 67490, "act_pay_dedc": 900, "psn_part_amt": 32510, "band_ratio.1": "0.82",
                             "hifp_pay": 66000, "medfee_sumamt": 100001, "fulamt_ownpay_amt": 20000}
        result = run("check-example", "-", "--json", "--strict", stdin=json.dumps(page))
        self.assertEqual(result.returncode, 4)
        found = {verdict["name"]: verdict for verdict in json.loads(result.stdout)["published"]}
        self.assertEqual({name: verdict["right"] for name, verdict in found.items()},
                         {"fund_pay_sumamt": True, "act_pay_dedc": True, "psn_part_amt": True, "band_ratio.1": True,
                          "hifp_pay": False, "medfee_sumamt": False, "fulamt_ownpay_amt": True})
        self.assertIn("province-owned hospital: yes", found["act_pay_dedc"]["why"])
        self.assertIn("province-owned hospital: no", found["fund_pay_sumamt"]["why"])
        self.assertIn("64862.00 or 67490.00", found["hifp_pay"]["why"])
        self.assertEqual((found["hifp_pay"]["computed"], found["medfee_sumamt"]["computed"]), (None, 100000))
        self.assertIsNone(found["fulamt_ownpay_amt"]["why"])

    def test_decides_nothing_between_the_ends_of_what_the_national_frame_leaves_open(self):
        # A referral of a Wuhan employee: 86 % less 0 to 10 points of 39,200.
        filing = {"kind": "referral", "place": "440100"}
        stdin = wuhan(filing=filing, published={"fund_pay_sumamt": 31000, "psn_part_amt": 12288, "hifp_pay": 33712.01})
        found = json.loads(run("check-example", "-", "--json", stdin=stdin).stdout)["published"]
        self.assertEqual([verdict["right"] for verdict in found], [None, True, False])

    def test_reads_the_ratio_of_a_band(self):
        stdin = example({"dedc": 500, "ratio": "0.65"}, {"band_ratio.1": "0.65", "pool_prop_selfpay": "0.6"})
        found = json.loads(run("check-example", "-", "--json", stdin=stdin).stdout)["published"]
        self.assertEqual([(verdict["right"], verdict["computed"]) for verdict in found], [(True, "0.65"), (False, "0.65")])
        as_amount = stdin.replace('"0.65", "pool', '0.65, "pool')
        self.assertEqual(run("check-example", "-", stdin=as_amount).returncode, 2)

    def test_computes_the_four_readings_of_20_percent_less(self):
        readings = [({"form": "points", "value": "0.20"}, 49250), ({"form": "factor", "value": "0.80"}, 55160),
                    ({"form": "first_pay", "value": "0.20", "order": "before_deductible"}, 54950),
                    ({"form": "first_pay", "value": "0.20", "order": "after_deductible"}, 55160)]
        for remote, fund in readings:
            with self.subTest(remote=remote):
                stdin = example({"dedc": 1500, "ratio": "0.70", "remote": remote}, {"fund_pay_sumamt": fund},
                                medfee_sumamt=100000)
                verdict = json.loads(run("check-example", "-", "--json", stdin=stdin).stdout)["published"][0]
                self.assertTrue(verdict["right"], verdict)


class Batch(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def test_writes_one_line_for_each_case_in_order_and_goes_on_after_a_bad_one(self):
        lines = [wuhan(), "{", wuhan(filing=None), '{"fee": {"medfee_sumamt": -1}}', wuhan(insuplc_admdvs="620100")]
        (self.path / "in.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
        result = run("batch", self.path / "in.ndjson", self.path / "out.ndjson")
        self.assertEqual((result.returncode, result.stdout), (0, ""))
        self.assertIn("5 cases", result.stderr)
        self.assertNotIn("\r", result.stderr, "no progress bar in a pipe")
        out = [json.loads(line) for line in (self.path / "out.ndjson").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([line.get("status") for line in out], ["computed", None, "rejected", None, "unknown"])
        self.assertEqual((out[1]["line"], out[1]["error"]["code"]), (2, "malformed_json"))
        self.assertEqual((out[3]["line"], out[3]["error"]["pointer"]), (4, "/fee/medfee_sumamt"))

    def test_gives_the_same_bytes_with_any_number_of_threads(self):
        lines = []
        for i in range(4000):
            lines.append(wuhan(fee={"medfee_sumamt": 1000 + i}) if i % 7 else "{bad")
        (self.path / "in.ndjson").write_text("\n".join(lines), encoding="utf-8")
        outputs = set()
        for threads in (1, 2, 5):
            out = self.path / f"out{threads}"
            self.assertEqual(run("batch", self.path / "in.ndjson", out, "--threads", threads).returncode, 0)
            outputs.add(out.read_bytes())
        self.assertEqual(len(outputs), 1)
        self.assertEqual(outputs.pop().count(b"\n"), 4000)

    def test_answers_each_line_with_a_line(self):
        lines = [wuhan(), "", wuhan(), "  ", wuhan()]
        out = run("batch", "-", "-", stdin="\n".join(lines) + "\n").stdout.splitlines()
        answers = [json.loads(line) for line in out]
        self.assertEqual([answer.get("status") for answer in answers], ["computed", None, "computed", None, "computed"])
        self.assertEqual([answer["line"] for answer in answers if "error" in answer], [2, 4])

    def test_passes_over_a_record_that_is_too_long(self):
        (self.path / "in.ndjson").write_bytes(b"{}\n" + b"[" * 20_000_000 + b"\n" + wuhan().encode() + b"\n")
        result = run("batch", self.path / "in.ndjson", "-")
        out = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual((result.returncode, len(out)), (0, 3))
        self.assertEqual((out[1]["line"], out[1]["error"]["code"]), (2, "limit_exceeded"))
        self.assertEqual(out[2]["status"], "computed")

    def test_reads_lines_of_a_bill_and_filings_from_a_table(self):
        (self.path / "in.csv").write_text(
            "insuplc_admdvs,mdtrtarea_admvs,insutype,psn_type,med_type,hosp_lv,inst_attr,er_flag,ipt_cnt,setl_date,filing,"
            "filing.kind,feedetail.0.pric,feedetail.0.chrgitm_lv,feedetail.1.pric,feedetail.1.chrgitm_lv\n"
            "420100,440100,310,11,21,02,[],false,1,2025-03-10,,long_term_resident,40000,01,6000,03\n"
            "420100,440100,310,11,21,02,[],false,1,2025-03-10,none,,40000,01,,\n"
            "420100,440100,310,11,21,02,[],false,1,2025-03-10,none,,40000,01,,,extra\n"
            "420100,440100,310\n", encoding="utf-8")
        result = run("batch", self.path / "in.csv", "-")
        first, second, third, last = [json.loads(line) for line in result.stdout.splitlines()]
        self.assertEqual((first["status"], first["setlinfo"]["fund_pay_sumamt"]), ("computed", 33712))
        self.assertEqual(first["setlinfo"]["medfee_sumamt"], 46000)
        self.assertEqual((second["status"], second["refusal"]["code"]), ("rejected", "not_filed"))
        for line, answer, cells in ((4, third, "17 cells"), (5, last, "3 cells")):
            self.assertEqual((answer["line"], answer["error"]["code"]), (line, "bad_value"))
            self.assertIn(cells, answer["error"]["message"])

    def test_answers_as_estimate_does(self):
        with_trace = run("batch", "-", "-", "--trace", stdin=wuhan() + "\n").stdout
        self.assertEqual(with_trace, run("estimate", "-", "--json", stdin=wuhan()).stdout)
        without = json.loads(run("batch", "-", "-", stdin=wuhan()).stdout)
        self.assertEqual((without["trace"], without["setlinfo"]), ([], json.loads(with_trace)["setlinfo"]))

    def test_reads_a_table_with_dotted_keys(self):
        heads = ("insuplc_admdvs,mdtrtarea_admvs,insutype,psn_type,med_type,hosp_lv,inst_attr,er_flag,ipt_cnt,"
                 "filing.kind,filing.place,begndate,enddate,setl_date,fee.medfee_sumamt,fee.inscp_scp_amt,"
                 "fee.fulamt_ownpay_amt")
        row = "420100,440100,310,11,21,02,[],false,1,long_term_resident,440100,2025-03-01,2025-03-10,2025-03-10," \
              "46000,40000,6000"
        bad = row.replace("46000", "46000.001")
        (self.path / "in.csv").write_text("\ufeff" + heads + "\r\n" + row + "\r\n" + bad + "\r\n", encoding="utf-8")
        self.assertEqual(run("batch", self.path / "in.csv", self.path / "out.ndjson").returncode, 0)
        first, second = (self.path / "out.ndjson").read_text(encoding="utf-8").splitlines()
        expected = json.loads(run("estimate", "-", "--json", stdin=wuhan()).stdout)
        self.assertEqual(json.loads(first)["setlinfo"], expected["setlinfo"])
        self.assertEqual(json.loads(second)["line"], 3)
        self.assertEqual(json.loads(second)["error"]["pointer"], "/fee/medfee_sumamt")

        self.assertEqual(run("batch", self.path / "in.csv", self.path / "out.csv").returncode, 0)
        table = (self.path / "out.csv").read_text(encoding="utf-8").splitlines()
        columns = dict(zip(table[0].split(","), table[1].split(","), strict=True))
        self.assertEqual((columns["status"], columns["setlinfo.fund_pay_sumamt"]), ("computed", "33712.00"))
        wrong = dict(zip(table[0].split(","), table[2].split(","), strict=True))
        self.assertEqual((wrong["line"], wrong["status"], wrong["error.code"]), ("3", "error", "bad_amount"))

    def test_refuses_a_table_whose_heads_contradict_each_other(self):
        for heads in ("fee,fee.medfee_sumamt", "age,age", "a,,b", ""):
            with self.subTest(heads=heads):
                (self.path / "in.csv").write_text(heads + "\n1,2,3\n", encoding="utf-8")
                self.assertEqual(run("batch", self.path / "in.csv", "-").returncode, 2)

    def test_sums_up_as_json(self):
        (self.path / "in.ndjson").write_text(wuhan() + "\n{\n", encoding="utf-8")
        summary = json.loads(run("batch", self.path / "in.ndjson", self.path / "out", "--json").stdout)
        self.assertEqual((summary["cases"], summary["computed"], summary["errors"]), (2, 1, 1))


class Program(unittest.TestCase):
    def test_has_help_for_every_command(self):
        top = run("--help")
        self.assertEqual(top.returncode, 0)
        for command in (["estimate"], ["compare"], ["check-example"], ["batch"], ["policy"], ["policy", "list"],
                        ["policy", "show"], ["policy", "check"], ["policy", "diff"], ["policy", "import"],
                        ["policy", "export"], ["interface"], ["interface", "list"], ["interface", "show"],
                        ["interface", "export"], ["completion"]):
            with self.subTest(command=command):
                result = run(*command, "--help")
                self.assertEqual((result.returncode, result.stderr), (0, ""))
                self.assertIn("Usage:", result.stdout)
            if len(command) == 1:
                self.assertIn(command[0], top.stdout)

    def test_says_its_version(self):
        self.assertRegex(run("--version").stdout, r"^yidi \d+\.\d+\.\d+\n$")

    def test_prints_the_same_whatever_its_output_is(self):
        with tempfile.NamedTemporaryFile() as file:
            subprocess.run([os.path.abspath(PROGRAM), "estimate", str(EXAMPLES / "beijing-inpatient.json")],
                           stdout=file, env={**os.environ, "YIDI_HOME": os.getcwd(), "LC_ALL": "C"}, check=True)
            written = pathlib.Path(file.name).read_text(encoding="utf-8")
        self.assertEqual(written, run("estimate", EXAMPLES / "beijing-inpatient.json").stdout)
        self.assertNotIn("\x1b", written)

    def shell(self, script):
        return subprocess.run(["bash", "-c", script, os.path.abspath(PROGRAM)], capture_output=True, text=True, check=False,
                              env={**os.environ, "YIDI_HOME": os.getcwd(), "LC_ALL": "C"})

    def test_says_when_its_output_is_lost(self):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as file:
            file.write((wuhan() + "\n") * 5000)
            file.flush()
            gone = self.shell(f'"$0" batch {file.name} - | head -n 1 >/dev/null; exit "${{PIPESTATUS[0]}}"')
            self.assertEqual(gone.returncode, 2)
            self.assertIn("cannot be written", gone.stderr)
            self.assertNotIn("cases:", gone.stderr, "a summary of a part looks like that of all")
            full = self.shell(f'"$0" batch {file.name} - >/dev/full')
            self.assertEqual(full.returncode, 2)
        for command in ("estimate examples/beijing-inpatient.json", "policy list", "--help", "completion"):
            with self.subTest(command=command):
                full = self.shell(f'"$0" {command} >/dev/full')
                self.assertEqual(full.returncode, 2)
                self.assertIn("could not be written", full.stderr)

    def test_ends_quietly_when_the_reader_of_a_text_has_gone(self):
        result = self.shell('"$0" policy show 130100 | true; exit "${PIPESTATUS[0]}"')
        self.assertIn(result.returncode, (0, 2))  # The pipe may have taken all of it before it was closed.
        self.assertEqual(result.stderr, "")

    def test_says_when_standard_input_is_closed(self):
        for command in ("estimate - --json", "check-example - --json", "batch - - --json", "policy show - --json"):
            with self.subTest(command=command):
                result = self.shell(f'"$0" {command} <&-')
                self.assertEqual(result.returncode, 2, result.stderr)
                self.assertEqual(json.loads(result.stdout)["error"]["code"], "unreadable_file")

    def test_completes_commands_and_options_in_bash(self):
        completion = run("completion").stdout
        for words, expected in ((["yidi", "est"], "estimate"), (["yidi", "estimate", "--exp"], "--explain"),
                                (["yidi", "policy", "sh"], "show"), (["yidi", "interface", "exp"], "export"),
                                (["yidi", "batch", "a.ndjson", "--th"], "--threads")):
            with self.subTest(words=words):
                script = completion + f"\nCOMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _yidi;" \
                                      ' printf "%s\\n" "${COMPREPLY[@]}"'
                result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
                self.assertEqual(result.stdout.split(), [expected], result.stderr)


if __name__ == "__main__":
    unittest.main()
