"""`yidi interface`: the description of the national interface, and collections whose requests a server takes."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

from payer_world import Payer, run

CHAIN = ("9001", "1101", "2201", "2203A", "2204", "2206", "2207", "5203", "5204", "2208", "2205", "2202", "9002")
NUMBERED = {"msgid": "", "inf_time": "2026-06-15 09:00:00"}
KEEP = re.compile(r'keep\("(\w+)", output\.(?:(\w+)\?\.)?(\w+)\);')


def listed():
    return [form["infno"] for form in json.loads(run("interface", "list", "--json").stdout)["transactions"]]


class Description(unittest.TestCase):
    def test_lists_every_transaction_that_has_a_sample(self):
        samples = sorted(path.stem for path in pathlib.Path("data/samples").glob("[0-9]*.json"))
        self.assertEqual(listed(), samples)
        text = run("interface", "list").stdout
        self.assertRegex(text, r"(?m)^2207 +门诊结算$")

    def test_shows_a_transaction_as_the_server_reads_it(self):
        text = run("interface", "show", "2207").stdout
        self.assertRegex(text, r"(?m)^  medfee_sumamt +医疗费总额 +N 16,2 +Y$")
        self.assertRegex(text, r"(?m)^  med_type +医疗类别 +C 6 +Y +dictionary med_type$")
        self.assertIn("\n  med_type (regions may add codes): 11 普通门诊, 12 门诊挂号", text)
        self.assertIn("\noutput.setldetail[]\n", text)
        self.assertIn("必填", run("interface", "show", "2207", "--lang", "zh").stdout)
        shown = json.loads(run("interface", "show", "2207", "--json").stdout)
        self.assertEqual((shown["infno"], shown["label"]), ("2207", "门诊结算"))
        fields = {field["name"]: field for field in shown["input"][0]["fields"]}
        self.assertEqual(fields["medfee_sumamt"], {"name": "medfee_sumamt", "label": "医疗费总额", "type": "number",
                                                   "length": 16, "scale": 2, "required": True})
        self.assertEqual(fields["insutype"]["dictionary"], "insutype")
        insutype = next(one for one in shown["dictionaries"] if one["name"] == "insutype")
        self.assertIn({"value": "310", "label": "职工基本医疗保险"}, insutype["codes"])

    def test_shows_the_envelope(self):
        self.assertRegex(run("interface", "show", "envelope").stdout, r"(?m)^  msgid +\S+ +C 30 +Y$")
        names = [field["name"] for field in json.loads(run("interface", "show", "envelope", "--json").stdout)["fields"]]
        self.assertIn("fixmedins_code", names)

    def test_knows_no_other_transaction(self):
        result = run("interface", "show", "9999", "--json")
        self.assertEqual((result.returncode, json.loads(result.stdout)["error"]["code"]), (2, "bad_value"))
        self.assertIn("interface list", result.stderr)

    def test_exported_holds_every_transaction_and_every_dictionary_that_a_field_names(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "interface.json"
            self.assertEqual(run("interface", "export", "--format", "json", "--out", file).returncode, 0)
            whole = json.loads(file.read_text("utf-8"))
        self.assertEqual([form["infno"] for form in whole["transactions"]], listed())
        known = {one["name"] for one in whole["dictionaries"]}
        for form in whole["transactions"]:
            alone = json.loads(run("interface", "show", form["infno"], "--json").stdout)
            alone.pop("dictionaries")
            self.assertEqual(alone, form)
            for node in form["input"] + form["output"]:
                for field in node["fields"]:
                    self.assertIn(field.get("dictionary") or "insutype", known)

    def test_that_cannot_be_written_is_told(self):
        for form in ("json", "postman", "bruno"):
            result = run("interface", "export", "--format", form, "--out", "/proc/none/x")
            self.assertEqual(result.returncode, 2)
            self.assertIn("/proc/none/x", result.stderr)
        self.assertEqual(run("interface", "export", "--format", "xml", "--out", "x").returncode, 2)


class Collection:
    """The requests of an exported collection: its variables, and for each transaction a body and a script."""

    def __init__(self):
        self.variables, self.bodies, self.scripts, self.before = {}, {}, {}, ""

    @classmethod
    def postman(cls, folder):
        file = pathlib.Path(folder) / "postman.json"
        assert run("interface", "export", "--format", "postman", "--out", file).returncode == 0
        text, self = json.loads(file.read_text("utf-8")), cls()
        self.variables = {one["key"]: one["value"] for one in text["variable"]}
        self.before = "\n".join(text["event"][0]["script"]["exec"])
        for item in text["item"]:
            infno = item["name"].split()[0]
            assert item["request"]["url"] == "{{YIDI_URL}}/" + infno, item["request"]["url"]
            self.bodies[infno] = item["request"]["body"]["raw"]
            self.scripts[infno] = "\n".join(line for event in item.get("event", []) for line in event["script"]["exec"])
        return self

    @classmethod
    def bruno(cls, folder):
        place, self = pathlib.Path(folder) / "bruno", cls()
        assert run("interface", "export", "--format", "bruno", "--out", place).returncode == 0
        assert json.loads((place / "bruno.json").read_text("utf-8"))["type"] == "collection"
        variables = cls.blocks(place / "environments/demo.bru")["vars"]
        self.variables = dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in variables.splitlines())
        self.before = cls.blocks(place / "collection.bru")["script:pre-request"]
        for path in place.glob("[0-9]*.bru"):
            blocks = cls.blocks(path)
            assert f"url: {{{{YIDI_URL}}}}/{path.stem}\n" in blocks["post"], blocks["post"]
            self.bodies[path.stem] = blocks["body:json"]
            self.scripts[path.stem] = blocks.get("script:post-response", "")
        return self

    @staticmethod
    def blocks(path):
        found = {}
        for name, content in re.findall(r"(?ms)^(\S+) \{\n(.*?)^\}$", path.read_text("utf-8")):
            found[name] = re.sub(r"(?m)^  ", "", content)
        return found

    def body(self, infno, number):
        """As the program sends it: the variables of the moment are those that its script makes."""
        now = self.variables["sign_time"] or NUMBERED["inf_time"]
        values = {**self.variables, "msgid": f"M{number}", "inf_time": NUMBERED["inf_time"], "now": now, "today": now[:10]}
        return re.sub(r"\{\{(\w+)\}\}", lambda name: values[name.group(1)], self.bodies[infno])

    def keep(self, infno, output):
        for name, node, member in KEEP.findall(self.scripts[infno]):
            value = (output.get(node) if node else output)[member]
            if value:
                self.variables[name] = value


class Collections(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.collections = {"postman": Collection.postman(folder.name), "bruno": Collection.bruno(folder.name)}

    def send(self, url, infno, body):
        request = urllib.request.Request(f"{url}/{infno}", data=body.encode("utf-8"), method="POST")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def test_have_a_request_for_each_transaction(self):
        for name, collection in self.collections.items():
            with self.subTest(name=name):
                self.assertEqual(sorted(collection.bodies), listed())
                for body in collection.bodies.values():
                    json.loads(body)

    def test_settle_a_visit_in_the_demo_world_and_take_it_back(self):
        for name, collection in self.collections.items():
            payer = Payer(self.addCleanup).start()
            for number, infno in enumerate(CHAIN):
                with self.subTest(name=name, infno=infno):
                    answer = self.send(payer.url, infno, collection.body(infno, number))
                    self.assertEqual(answer["infcode"], 0, answer["err_msg"])
                    collection.keep(infno, answer["output"] if isinstance(answer["output"], dict) else {})
            self.assertTrue(collection.variables["setl_id"])
            payer.stop()

    def test_of_which_every_request_has_the_fields_that_are_asked_for(self):
        collection = self.collections["postman"]
        payer = Payer(self.addCleanup).start()
        for name in ("mdtrt_id", "setl_id", "trt_dcla_detl_sn", "sign_no"):
            collection.variables[name] = "1"
        for number, infno in enumerate(listed()):
            with self.subTest(infno=infno):
                answer = self.send(payer.url, infno, collection.body(infno, number))
                # Refused by what there is in this world, never by a form.
                self.assertNotIn("规则：必填", answer["err_msg"] or "")
                self.assertNotIn("{{", answer["err_msg"] or "")
        payer.stop()

    @unittest.skipUnless(shutil.which("node"), "no JavaScript here")
    def test_number_and_sign_each_request_by_their_script(self):
        tools = """
const values = {fixmedins_code: "H99330100011", paas_id: "p", secret: "s", sign_time: "2026-06-15 09:00:00"}, headers = {};
const pm = {variables: {get: (n) => values[n], set: (n, v) => { values[n] = v; }},
            request: {headers: {upsert: (one) => { headers[one.key] = one.value; }}}};
const bru = {getVar: (n) => values[n], getEnvVar: () => undefined, setVar: (n, v) => { values[n] = v; }};
const req = {setHeader: (n, v) => { headers[n] = v; }};
const sha = {SHA256: (text) => process.getBuiltinModule("crypto").createHash("sha256").update(text).digest("hex")};
"""
        for name, collection in self.collections.items():
            given = "const require = () => sha;" if name == "bruno" else "const CryptoJS = sha;"
            script = f"{tools}{{ {given}\n{collection.before}\n}}\nconsole.log(JSON.stringify({{values, headers}}));"
            with self.subTest(name=name):
                done = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=False)
                self.assertEqual(done.stderr, "")
                made = json.loads(done.stdout)
                self.assertRegex(made["values"]["msgid"], r"^H99330100011\d{18}$")
                self.assertEqual((made["values"]["now"], made["values"]["today"]), ("2026-06-15 09:00:00", "2026-06-15"))
                self.assertEqual(made["headers"]["x-tif-paasid"], "p")
                self.assertRegex(made["headers"]["x-tif-signature"], r"^[0-9a-f]{64}$")


if __name__ == "__main__":
    unittest.main()
