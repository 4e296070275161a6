"""The REST interface over real HTTP: signing in by token and by cookie, lockout, keys that make a write happen once,
rates, problems, and the description."""

import http.client
import json
import subprocess
import unittest
import urllib.parse

from payer_world import ENVIRONMENT, PROGRAM, Payer, run

WINDOW = ("demo.window", "demo-only-password-window")
ADMIN = ("demo.admin", "demo-only-password-admin")
CASE = "examples/guide-shijiazhuang.json"


class Client:
    """With a server of its own for each class."""

    @classmethod
    def setUpClass(cls):
        cls.payer = Payer(cls.addClassCleanup)
        cls.payer.start()
        cls.tokens = {}

    def ask(self, method, path, body=None, headers=None, text=None):
        """Status, headers, and the JSON of the answer."""
        url = urllib.parse.urlsplit(self.payer.url)
        line = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
        sent = dict(headers or {})
        data = text if text is not None else None if body is None else json.dumps(body)
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        line.request(method, path, data.encode() if data is not None else None, sent)
        answer = line.getresponse()
        content = answer.read().decode()
        line.close()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, answer.headers, json.loads(content) if is_json else content

    def api(self, method, path, body=None, token=None, key=None, **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Authorization"] = "Bearer " + token
        if key:
            sent["Idempotency-Key"] = key
        return self.ask(method, "/api/v1" + path, body, sent)

    def sign_in(self, account):
        status, _, answer = self.api("POST", "/sessions", {"login": account[0], "password": account[1]})
        self.assertEqual(status, 201, answer)
        return answer["token"]

    def token(self, account):
        """The same for every test: signing in costs much of what an address may ask for."""
        if account not in self.tokens:
            self.tokens[account] = self.sign_in(account)
        return self.tokens[account]


class Rest(Client, unittest.TestCase):

    def test_demo_accounts_are_listed_and_sign_in_with_their_role(self):
        listed = json.loads(run("demo", "list", "--json").stdout)["accounts"]
        self.assertEqual({one["role"].split("@")[0] for one in listed},
                         {"citizen", "proxy", "window", "agency_reviewer", "policy_officer", "administrator", "auditor", "claim_approver",
                          "finance", "clearing_officer"})
        one = next(each for each in listed if each["role"] == "citizen")
        token = self.token((one["login"], one["password"]))
        status, _, me = self.api("GET", "/sessions", token=token)
        self.assertEqual((status, me["login"], me["psn_no"]), (200, one["login"], one["psn_no"]))

    def test_a_token_ends_when_it_is_given_back(self):
        token = self.sign_in(WINDOW)
        self.assertEqual(self.api("GET", "/sessions", token=token)[0], 200)
        self.assertEqual(self.api("DELETE", "/sessions", token=token)[0], 200)
        status, headers, problem = self.api("GET", "/sessions", token=token)
        self.assertEqual((status, headers["WWW-Authenticate"]), (401, "Bearer"))
        self.assertEqual(headers["Content-Type"], "application/problem+json")
        self.assertEqual((problem["status"], problem["code"], problem["type"]), (401, "not_signed_in", "about:blank"))

    def test_a_cookie_needs_the_pages_header_for_writes(self):
        status, headers, answer = self.api("POST", "/sessions",
                                           {"login": WINDOW[0], "password": WINDOW[1], "cookie": True})
        self.assertEqual((status, answer["token"]), (201, None))
        cookie = headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(part, cookie)
        sent = {"Cookie": cookie.split(";")[0]}
        self.assertEqual(self.ask("GET", "/api/v1/sessions", headers=sent)[0], 200)
        self.assertEqual(self.ask("DELETE", "/api/v1/sessions", headers=sent)[0], 403)
        self.assertEqual(self.ask("DELETE", "/api/v1/sessions", headers={**sent, "X-Yidi-Page": "1"})[0], 200)
        self.assertEqual(self.ask("GET", "/api/v1/sessions", headers=sent)[0], 401)

    def test_the_same_estimate_as_the_command_gives(self):
        with open(CASE, encoding="utf-8") as file:
            text = file.read()
        status, _, answer = self.ask("POST", "/api/v1/estimate", text=text, headers={"Accept-Language": "en"})
        self.assertEqual(status, 200)
        self.assertEqual(answer, json.loads(run("estimate", CASE, "--json", "--lang", "en").stdout))
        status, _, columns = self.ask("POST", "/api/v1/compare", text=text, headers={"Accept-Language": "en"})
        told = json.loads(run("compare", CASE, "--json", "--lang", "en").stdout)
        self.assertEqual((status, columns["columns"]), (200, told["columns"]))

    def test_a_write_under_one_key_is_done_once(self):
        admin = self.token(ADMIN)
        first = self.api("POST", "/keys", {"name": "once"}, admin, "key-1")
        again = self.api("POST", "/keys", {"name": "once"}, admin, "key-1")
        self.assertEqual((first[0], again[0], again[2]), (201, 201, first[2]))
        self.assertEqual(again[1]["Idempotency-Replayed"], "true")
        self.assertEqual(self.api("POST", "/keys", {"name": "other"}, admin, "key-1")[0], 422)
        self.assertEqual(self.api("POST", "/keys", {"name": "none"}, admin)[2]["pointer"], "Idempotency-Key")
        named = [one["name"] for one in self.api("GET", "/keys", token=admin)[2]["keys"]]
        self.assertEqual(named.count("once"), 1)

    def test_roles_are_held(self):
        window = self.token(WINDOW)
        status, _, problem = self.api("GET", "/accounts", token=window)
        self.assertEqual((status, problem["code"]), (403, "forbidden"))
        self.assertEqual(self.api("GET", "/accounts")[0], 401)

    def test_an_account_from_its_first_token_to_its_lock(self):
        admin = self.token(ADMIN)
        status, _, made = self.api("POST", "/accounts", {"login": "new.window", "roles": ["window@1301"]}, admin, "new")
        self.assertEqual(status, 201, made)
        password = "a new and long password"
        reset = {"login": "new.window", "reset_token": made["reset_token"], "password": password}
        self.assertEqual(self.api("POST", "/password/reset", reset)[0], 200)
        token = self.token(("new.window", password))
        path = f"/accounts/{made['account']['account_id']}/state"
        self.assertEqual(self.api("PUT", path, {"state": "locked"}, admin, "lock")[0], 200)
        self.assertEqual(self.api("GET", "/sessions", token=token)[0], 401)

    def test_the_description_is_served(self):
        status, _, description = self.ask("GET", "/openapi.json")
        self.assertEqual((status, description["openapi"]), (200, "3.1.0"))
        self.assertIn("insuplc_admdvs", description["components"]["schemas"]["Case"]["properties"])
        self.assertIn("/sessions", description["paths"])
        status, headers, page = self.ask("GET", "/docs")
        self.assertEqual((status, headers["Content-Type"]), (200, "text/html; charset=utf-8"))
        self.assertIn("/api/v1", page)


class Limits(Client, unittest.TestCase):
    def test_a_login_is_paused_after_five_wrong_passwords(self):
        wrong = {"login": "demo.auditor", "password": "wrong"}
        self.assertEqual([self.api("POST", "/sessions", wrong)[0] for _ in range(5)], [401] * 5)
        status, headers, _ = self.api("POST", "/sessions", {"login": "demo.auditor",
                                                            "password": "demo-only-password-auditor"})
        self.assertEqual(status, 429)
        self.assertIn(int(headers["Retry-After"]), range(20, 32))

    def test_too_many_requests_are_told_when_to_come_back(self):
        statuses = set()
        for _ in range(400):
            status, headers, _ = self.api("GET", "/policies")
            statuses.add(status)
            if status == 429:
                self.assertGreaterEqual(int(headers["Retry-After"]), 1)
                break
        self.assertEqual(statuses, {200, 429})


class Commands(unittest.TestCase):
    def test_accounts_and_keys_are_kept_from_the_shell(self):
        payer = Payer(self.addCleanup)
        payer.start()
        payer.stop()

        def command(*arguments):
            done = subprocess.run([PROGRAM, "account", *arguments, "--data", payer.data, "--json"], env=ENVIRONMENT,
                                  capture_output=True, text=True, timeout=120, check=False)
            return done.returncode, json.loads(done.stdout)

        self.assertEqual(command("add", "shell.one", "--role", "boss@*")[0], 2)
        code, made = command("add", "shell.one", "--role", "window@1301", "--role", "agency_reviewer@13")
        self.assertEqual((code, made["account"]["roles"]), (0, ["window@1301", "agency_reviewer@13"]))
        self.assertTrue(made["reset_token"].startswith("yr_"))
        self.assertEqual(command("add", "shell.one", "--role", "window@1301")[0], 5)
        self.assertEqual(command("lock", "shell.one")[1]["account"]["state"], "locked")
        self.assertEqual(command("lock", "nobody")[0], 2)
        self.assertTrue(command("key", "a program", "--role", "auditor@*")[1]["token"].startswith("yk_"))
        self.assertEqual([one["name"] for one in command("keys")[1]["keys"]], ["a program"])
        self.assertIn("shell.one", [one["login"] for one in command("list")[1]["accounts"]])
        self.assertNotEqual(command("reset", "shell.one")[1]["reset_token"], made["reset_token"])


if __name__ == "__main__":
    unittest.main()
