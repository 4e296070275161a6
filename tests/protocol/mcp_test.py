"""`yidi mcp` as an assistant's program meets it: a process spoken to over pipes, one message a line.

YIDI names the program; the working directory is the repository."""

import json
import re
import sqlite3
import subprocess
import unittest

from payer_world import ENVIRONMENT, PROGRAM, Payer, people, run

VERSIONS = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
CASE = "examples/guide-shijiazhuang.json"
UNFILED = "examples/unfiled-wuhan-to-guangzhou.json"
PAGE = "docs/integrating/mcp.md"
LINE_BYTES_MAX = 1024 * 1024


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Session:
    """One process. Each answer is waited for before the next message goes."""

    def __init__(self, test, *options, version=VERSIONS[-1]):
        self.process = subprocess.Popen([PROGRAM, "mcp", *map(str, options)], env=ENVIRONMENT, text=True,
                                        encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        test.addCleanup(self.process.communicate)
        test.addCleanup(self.process.kill)
        self.last = 0
        if version:
            self.begun = self.ask("initialize", protocolVersion=version, capabilities={},
                                  clientInfo={"name": "test", "version": "1"})["result"]
            self.tell("notifications/initialized")

    def send(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def answer(self):
        return json.loads(self.process.stdout.readline())

    def tell(self, method, **params):
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}))

    def ask(self, method, **params):
        self.last += 1
        self.send(json.dumps({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params},
                             ensure_ascii=False))
        answer = self.answer()
        assert answer["id"] == self.last, answer
        return answer

    def call(self, tool, **arguments):
        return self.ask("tools/call", name=tool, arguments=arguments)["result"]

    def members_of(self, tool):
        """What the tool says that it answers."""
        tools = self.ask("tools/list")["result"]["tools"]
        return next(set(one["outputSchema"]["properties"]) for one in tools if one["name"] == tool)

    def end(self):
        """Closes its input; the exit code and what it has written on standard error."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


class TheSession(unittest.TestCase):
    def test_begins_in_each_version_and_ends_with_its_input(self):
        for version in VERSIONS:
            with self.subTest(version=version):
                session = Session(self, version=version)
                self.assertEqual(session.begun["protocolVersion"], version)
                self.assertEqual(session.begun["serverInfo"]["version"],
                                 run("--version").stdout.split()[-1])
                tools = session.ask("tools/list")["result"]["tools"]
                self.assertEqual([one["name"] for one in tools],
                                 ["estimate", "compare", "check_example", "advise", "policy_lookup", "filing_rules",
                                  "find_region"])
                self.assertEqual(session.end(), (0, "", ""))

    def test_goes_on_after_whatever_is_no_message(self):
        session = Session(self)
        for line, code in (("{", -32700), ("[]", -32600), ('{"jsonrpc":"2.0","id":1,"method":"nothing"}', -32601),
                           ('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}', -32602),
                           ("\u0000", -32700), ("x" * (LINE_BYTES_MAX + 1), -32600)):
            with self.subTest(line=line[:60]):
                session.send(line)
                self.assertEqual(session.answer()["error"]["code"], code)
        session.tell("notifications/cancelled", requestId=1, reason="too slow")
        self.assertEqual(session.ask("ping")["result"], {})
        self.assertEqual(session.end()[0], 0)

    def test_takes_a_message_that_is_as_long_as_may_be(self):
        session = Session(self)
        message = '{"jsonrpc":"2.0","id":1,"method":"ping"}'
        session.send(message + " " * (LINE_BYTES_MAX - len(message)))
        self.assertEqual(session.answer(), {"jsonrpc": "2.0", "id": 1, "result": {}})

    def test_answers_what_came_before_the_input_ended(self):
        sent = [{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": VERSIONS[0]}},
                {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
                 "params": {"name": "find_region", "arguments": {"name": "武汉市"}}}]
        done = run("mcp", stdin="\n".join(map(json.dumps, sent)))  # without an end of its own
        self.assertEqual([json.loads(line)["id"] for line in done.stdout.splitlines()], [1, 2])

    def test_that_cannot_begin_says_so_on_standard_error_alone(self):
        done = run("mcp", "--data", "/nowhere/at/all")
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("remedy", done.stderr)


class Answers(unittest.TestCase):
    def equal(self, told, *command, stdin=""):
        """A tool answers what the command does."""
        self.assertEqual(told["structuredContent"], json.loads(run(*command, "--json", stdin=stdin).stdout))
        self.assertEqual(json.loads(told["content"][0]["text"]), told["structuredContent"])

    def test_are_those_of_the_commands(self):
        session = Session(self)
        for path in (CASE, UNFILED):
            self.equal(session.call("estimate", case=read(path)), "estimate", path)
        self.equal(session.call("estimate", case=read(CASE), language="zh"), "estimate", CASE, "--lang", "zh")
        self.equal(session.call("check_example", case=read(CASE)), "check-example", CASE)
        self.equal(session.call("compare", cases=[read(UNFILED)]), "compare", UNFILED)
        answers = {"stage": "before", "insuplc_admdvs": "360100", "mdtrtarea_admvs": "440100", "insured_as": "11",
                   "reason": "live", "care": "inpatient", "medfee_sumamt": 30000, "today": "2026-03-03"}
        self.equal(session.call("advise", answers=answers), "advise", "--answers", "-", stdin=json.dumps(answers))
        shown = json.loads(run("policy", "show", "330200", "--json").stdout)["filing"]
        self.assertEqual(session.call("filing_rules", region="330200", day="2026-03-03")["structuredContent"]["rules"]
                         .keys(), shown.keys())

    def test_have_a_clause_and_a_grade_for_every_step_that_a_rule_decides(self):
        case = {**read(UNFILED), "filing": {"kind": "long_term_resident"}}
        told = Session(self).call("estimate", case=case)["structuredContent"]
        self.assertEqual(told["status"], "computed")
        ruled = [step for step in told["trace"] if step["rule"]]
        self.assertTrue(ruled)
        for step in ruled:
            with self.subTest(step=step["step"]):
                self.assertTrue(step["clause"]["doc"])
                self.assertIn(step["clause"]["grade"], ("O", "P", "D", "K", "I"))

    def test_look_up_what_policy_show_prints(self):
        rows = Session(self).call("policy_lookup", region="130100", insutype="310", business="inpatient",
                                  day="2026-03-03")["structuredContent"]["rows"]
        shown = json.loads(run("policy", "show", "130100", "--at", "2026-03-03", "--json").stdout)
        scheme = next(one for one in shown["schemes"] if (one["insutype"], one["business"]) == ("310", "inpatient"))
        self.assertEqual(rows, scheme["rows"])

    def test_refuse_where_no_rule_is_known(self):
        session = Session(self)
        for tool, arguments, code in (
                ("estimate", {"case": {**read(UNFILED), "insuplc_admdvs": "620100"}}, "no_pack"),
                ("compare", {"cases": [{**read(UNFILED), "insuplc_admdvs": "620100"}]}, "no_pack"),
                ("policy_lookup", {"region": "620100", "insutype": "310", "business": "inpatient"}, "no_pack"),
                ("policy_lookup", {"region": "130100", "insutype": "310", "business": "inpatient",
                                   "parameter": "ratio", "day": "1999-01-01"}, "rule_unknown"),
                ("policy_lookup", {"region": "139999", "insutype": "310", "business": "inpatient"}, "bad_region")):
            with self.subTest(tool=tool, code=code):
                told = session.call(tool, **arguments)
                self.assertTrue(told["isError"])
                content = told["structuredContent"]
                refusal = content.get("refusal") or content["error"]
                self.assertEqual(refusal["code"], code)
                self.assertTrue(refusal["remedy"])

    def test_name_the_place_of_what_is_wrong(self):
        session = Session(self)
        for tool, arguments, pointer in (
                ("estimate", {}, "/case"), ("estimate", {"case": {"agee": 1}}, "/case/agee"),
                ("estimate", {"case": {"fee": {"medfee_sumamt": "1.234"}}}, "/case/fee/medfee_sumamt"),
                ("estimate", {"kase": {}}, "/kase"), ("advise", {"answers": {"stage": 3}}, "/answers/stage"),
                ("compare", {"cases": [read(CASE), {"age": -1}]}, "/cases/1/age")):
            with self.subTest(tool=tool, pointer=pointer):
                told = session.call(tool, **arguments)
                self.assertTrue(told["isError"])
                self.assertEqual(told["structuredContent"]["error"]["pointer"], pointer)

    def test_are_chinese_where_the_program_is(self):
        session = Session(self, "--lang", "zh")
        error = session.call("estimate")["structuredContent"]["error"]
        self.assertEqual(error["message"], "工具需要这个参数")
        self.assertEqual(session.ask("no/such")["error"]["message"], "没有这个方法")


class ThePage(unittest.TestCase):
    """docs/integrating/mcp.md shows a conversation; broken lines are joined, and … stands for anything."""

    def test_shows_what_is_answered(self):
        with open(PAGE, encoding="utf-8") as file:
            block = re.search(r"^```transcript\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)
        lines = re.sub(r"\n   (?=\S)", "", block.group(1)).splitlines()
        session = Session(self, version=None)
        answers = 0
        for line in lines:
            if line.startswith("→ "):
                session.send(line[2:])
                continue
            self.assertTrue(line.startswith("← "), line)
            shown = ".*".join(map(re.escape, line[2:].split("…")))
            self.assertRegex(session.process.stdout.readline(), re.compile(f"^{shown}$"))
            answers += 1
        self.assertEqual(answers, 4)


class WithADataFolder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.payer = Payer(cls.addClassCleanup)
        cls.payer.start()
        cls.payer.stop()

    def session(self):
        return Session(self, "--data", self.payer.data, "--key", self.payer.key)

    def test_it_offers_two_tools_more_that_say_whether_they_write(self):
        tools = {one["name"]: one for one in self.session().ask("tools/list")["result"]["tools"]}
        self.assertFalse(tools["why"]["annotations"]["readOnlyHint"])
        self.assertTrue(tools["find_institution"]["annotations"]["readOnlyHint"])

    def test_the_page_names_every_tool_with_its_arguments(self):
        with open(PAGE, encoding="utf-8") as file:
            rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \| ", file.read(), re.MULTILINE))
        tools = {one["name"]: one for one in self.session().ask("tools/list")["result"]["tools"]}
        self.assertEqual(set(tools), set(rows))
        for name, tool in tools.items():
            for argument in tool["inputSchema"]["properties"]:
                with self.subTest(tool=name, argument=argument):
                    self.assertTrue(argument == "language" or f"`{argument}`" in rows[name])

    def test_it_tells_which_link_is_broken_as_the_command_does(self):
        person = people("filed-retiree")[0]
        session = self.session()
        told = session.call("why", psn_no=person, place="110000")
        self.assertLessEqual(set(told["structuredContent"]), session.members_of("why"))
        session.end()
        with sqlite3.connect(self.payer.data / "yidi.db") as store:
            self.assertEqual(store.execute("SELECT what FROM audit WHERE by = 'mcp'").fetchall(), [("why",)])
        store.close()
        done = run("filing", "why", person, "--place", "110000", "--data", self.payer.data, "--key", self.payer.key,
                   "--json")
        self.assertEqual(told["structuredContent"], json.loads(done.stdout))
        self.assertEqual(len(told["structuredContent"]["links"]), 10)

    def test_it_finds_institutions_as_the_command_does(self):
        session = self.session()
        told = session.call("find_institution", place="110000", limit=3)
        self.assertLessEqual(set(told["structuredContent"]), session.members_of("find_institution"))
        session.end()
        done = run("institution", "find", "--place", "110000", "--limit", "3", "--data", self.payer.data, "--key",
                   self.payer.key, "--json")
        self.assertEqual(told["structuredContent"], json.loads(done.stdout))

    def test_it_refuses_who_and_where_it_is_not_told(self):
        session = self.session()
        for arguments, pointer in (({"place": "110000"}, "/psn_no"), ({"psn_no": "1", "place": "110000"}, "/psn_no"),
                                   ({"psn_no": people("filed-retiree")[0]}, "/place"),
                                   ({"psn_no": "1", "place": "Beijing"}, "/place")):
            with self.subTest(pointer=pointer):
                told = session.call("why", **arguments)
                self.assertTrue(told["isError"])
                self.assertEqual(told["structuredContent"]["error"]["pointer"], pointer)


if __name__ == "__main__":
    unittest.main()
