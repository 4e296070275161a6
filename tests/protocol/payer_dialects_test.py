"""Conversations in the dialects of the provinces, over real HTTP: each settles a visit and a stay and takes them back.

The other side of the ciphers is the openssl of the system, not the code under test."""

import base64
import decimal
import hashlib
import hmac
import json
import subprocess
import tempfile
import time
import unittest
import urllib.parse

import payer_world as world

SM2_KEY = "data/demo/sm2-private-key.pem"


def openssl(*arguments, stdin=b""):
    return subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=True).stdout


def sm2_der(text, user):
    """An ASN.1 signature of the demo's private key."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(text)
        file.flush()
        return openssl("pkeyutl", "-sign", "-inkey", SM2_KEY, "-rawin", "-in", file.name, "-digest", "sm3",
                       "-pkeyopt", "distid:" + user)


def raw_of(der):
    """r and s, 32 bytes each, of an ASN.1 signature."""
    numbers, at = [], 2
    for _ in range(2):
        size = der[at + 1]
        numbers.append(int.from_bytes(der[at + 2:at + 2 + size], "big").to_bytes(32, "big"))
        at += 2 + size
    return b"".join(numbers)


class Dialect(world.Hospital):
    """What a dialect does otherwise is in the methods that it has of its own."""

    code = ""
    patient = "12000000000000001079"  # from Tianjin, in Beijing: needs no filing

    def __init__(self, url):
        super().__init__(url, self.code)

    def path(self, infno):
        return "/" + infno

    def signed(self, _infno):
        return {}

    def envelope(self, envelope):
        return envelope

    def opened(self, answer):
        return answer

    def send(self, message, headers=None):
        envelope = self.envelope(json.loads(self.body(message)))
        body = envelope if isinstance(envelope, bytes) else json.dumps(envelope, ensure_ascii=False).encode()
        reply = self.exchange("POST", self.path(message.infno), body, headers or self.signed(message.infno))
        answer = self.opened(json.loads(reply.body, parse_float=decimal.Decimal))
        answer["status"] = reply.status
        return answer


class TifSeconds(Dialect):
    """A: base address and number; seconds, nonce and secret in a SHA-256; infcode as a text."""

    code = "H99420100014"
    patient = "12000000000000001021"  # posted to Wuhan

    def path(self, infno):
        return "/ebus/demo/hgs/" + infno

    def signed(self, _infno):
        return self.tif_headers()


class CsbMilliseconds(Dialect):
    """B: HMAC-SHA-1 over sorted headers; numbers as texts, one object for a list of one."""

    code = "H99110000036"

    def signed(self, infno):
        headers = {"_api_name": "api_" + infno, "_api_version": "1.0.0",
                   "_api_timestamp": str(int(time.time() * 1000)), "_api_access_key": self.row["paas_id"]}
        text = "&".join(f"{name}={headers[name]}" for name in sorted(headers))
        code = hmac.new(self.row["secret"].encode(), text.encode(), hashlib.sha1).digest()
        return headers | {"_api_signature": base64.b64encode(code).decode()}

    def envelope(self, envelope):
        for name, node in envelope["input"].items():
            if isinstance(node, list) and len(node) == 1:
                envelope["input"][name] = node[0]
            if isinstance(node, dict):
                envelope["input"][name] = {key: str(value) for key, value in node.items()}
        return envelope


class TokenSm2Sm4(Dialect):
    """C: a token, input signed with SM2 (raw, the client's id for a user) and encrypted with SM4, one address."""

    code = "H99110000037"
    token = ""

    def path(self, _infno):
        return "/mbs/fmi/fsi/api/callFsiService/callService"

    def signed(self, _infno):
        if not self.token:
            client = base64.b64encode(f"{self.row['paas_id']}:{self.row['secret']}".encode()).decode()
            form = urllib.parse.urlencode({"username": "u", "password": "p", "scope": "all", "grant_type": "password"})
            reply = self.exchange("POST", "/mbs/auth/oauth/token", form.encode(), {"Authorization": "Basic " + client})
            assert reply.status == 200, reply.body
            self.token = json.loads(reply.body)["access_token"]
        return {"Authorization": "Bearer " + self.token}

    def cipher(self, direction, text):
        return openssl("enc", "-sm4-ecb", direction, "-K", self.row["paas_id"].encode().hex(), stdin=text)

    def envelope(self, envelope):
        plain = json.dumps(envelope["input"], ensure_ascii=False).encode()
        signature = raw_of(sm2_der(plain, self.row["paas_id"]))
        return envelope | {"cainfo": base64.b64encode(signature).decode(), "signtype": "SM2", "encType": "SM4",
                           "input": base64.b64encode(self.cipher("-e", plain)).decode()}

    def opened(self, answer):
        if answer.get("encType") == "SM4":
            plain = self.cipher("-d", base64.b64decode(answer["output"]))
            answer["output"] = json.loads(plain, parse_float=decimal.Decimal)
        return answer


class OneAddress(Dialect):
    """One address and a key in a header; input is a text that holds the object, the body is GBK."""

    code = "H99110000038"

    def path(self, _infno):
        return "/uif-hsaf-med-api/api/medical/service"

    def signed(self, _infno):
        return {"apikey": self.row["secret"], "Content-Type": "text/plain; charset=gbk"}

    def envelope(self, envelope):
        envelope["input"] = json.dumps(envelope["input"], ensure_ascii=False)
        return json.dumps(envelope, ensure_ascii=False).encode("gbk")


class TextCodes(Dialect):
    """A path for each service; infcode as a text; nothing spelt in the ways that occur; SM3 of the input."""

    code = "H99110000039"
    services = {"2201": "outpatientDocInfoService/outpatientRregistration", "2204": "outpatientDocInfoService/feeUp",
                "2207": "outpatientSettleService/saveSettletmentV2", "2304": "hospSettService/settV2"}

    def path(self, infno):
        return "/fsi/api/" + self.services.get(infno, "fsiIntegratedQueryService/service")

    def envelope(self, envelope):
        plain = json.dumps(envelope["input"], separators=(",", ":"), ensure_ascii=False)
        digest = openssl("dgst", "-sm3", "-r", stdin=plain.encode()).split()[0].decode()
        head = envelope | {"insuplc_admdvs": "null", "dev_no": None, "sign_no": "null", "cainfo": digest,
                           "signtype": "SM3", "inf_time": envelope["inf_time"].replace(" ", "T")}
        del head["input"]
        return (json.dumps(head, ensure_ascii=False)[:-1] + ',"input":' + plain + "}").encode()


class SignedEnvelope(Dialect):
    """Gateway A, and SM2 in ASN.1 over the other fields of the envelope, under the standard's user id."""

    code = "H99110000040"

    def signed(self, _infno):
        return self.tif_headers()

    def envelope(self, envelope):
        envelope.pop("cainfo", None)
        text = "&".join(f"{name}={envelope[name]}" for name in sorted(envelope) if name != "input")
        return envelope | {"cainfo": base64.b64encode(sm2_der(text.encode(), "1234567812345678")).decode()}


DIALECTS = [TifSeconds, CsbMilliseconds, TokenSm2Sm4, OneAddress, TextCodes, SignedEnvelope]


class Dialects(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.payer = world.Payer(cls.addClassCleanup).start()

    def settle_both(self, dialect):
        psn_no = dialect.patient
        before = dialect.accumulators(psn_no)
        visit, settled = dialect.settle_visit(psn_no)
        self.assertEqual(dialect.look_up(visit, settled["setlinfo"]["setl_id"])["setlinfo"]["medfee_sumamt"],
                         settled["setlinfo"]["medfee_sumamt"])
        dialect.done(dialect.undo("2208", visit, settled["setlinfo"]["setl_id"]))
        stay, settled = dialect.settle_stay(psn_no)
        self.assertGreater(settled["setlinfo"]["fund_pay_sumamt"], 0)
        again = dialect.done(dialect.bill("2304", stay, 1000))
        self.assertIn("already settled", again["warn_msg"])
        dialect.done(dialect.undo("2305", stay, settled["setlinfo"]["setl_id"]))
        self.assertEqual(dialect.accumulators(psn_no), before)

    def test_each_dialect_settles_a_visit_and_a_stay(self):
        for kind in DIALECTS:
            with self.subTest(kind.__name__):
                dialect = kind(self.payer.url)
                self.addCleanup(dialect.close)
                self.settle_both(dialect)

    def test_infcode_is_what_each_institution_reads(self):
        for kind in DIALECTS:
            dialect = kind(self.payer.url)
            self.addCleanup(dialect.close)
            answer = dialect.send(dialect.message("5206", data={"psn_no": dialect.patient}))
            self.assertEqual(answer["infcode"], "0" if kind in (TextCodes, TifSeconds) else 0, kind.__name__)

    def test_what_is_not_signed_is_refused_in_each(self):
        for kind in DIALECTS:
            if kind is TextCodes:
                continue
            with self.subTest(kind.__name__):
                dialect = kind(self.payer.url)
                self.addCleanup(dialect.close)
                answer = dialect.send(dialect.message("5206", data={"psn_no": dialect.patient}), {"X-Nothing": "1"})
                self.assertEqual(answer["status"], 401)
                self.assertEqual(str(answer["infcode"]), "-1")

    def test_a_changed_message_does_not_fit_its_signature(self):
        for kind, step in ((TokenSm2Sm4, "SM2"), (TextCodes, "SM3"), (SignedEnvelope, "SM2")):
            with self.subTest(kind.__name__):
                dialect = kind(self.payer.url)
                self.addCleanup(dialect.close)
                right = dialect.envelope
                wrong = "AAAA" if kind is not TextCodes else "0" * 64

                def changed(envelope, right=right, wrong=wrong):
                    done = right(envelope)
                    if isinstance(done, bytes):
                        done = json.loads(done)
                    return done | {"cainfo": wrong}

                dialect.envelope = changed
                answer = dialect.send(dialect.message("5206", data={"psn_no": dialect.patient}))
                self.assertEqual(answer["status"], 200)
                self.assertEqual(str(answer["infcode"]), "-1")
                self.assertIn(step, answer["err_msg"])


class ProfileTest(unittest.TestCase):
    """yidi institution profile test."""

    def setUp(self):
        self.payer = world.Payer(self.addCleanup)
        self.secret = self.payer.home / "secret"

    def saved(self, dialect, change=lambda headers, body: (headers, body)):
        """A request of a dialect as it goes over the line, in a file."""
        message = dialect.message("5206", data={"psn_no": dialect.patient})
        envelope = dialect.envelope(json.loads(dialect.body(message)))
        body = envelope if isinstance(envelope, bytes) else json.dumps(envelope, ensure_ascii=False).encode()
        headers, body = change(dialect.signed("5206"), body)
        file = self.payer.home / "request"
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        file.write_bytes(f"POST {dialect.path('5206')} HTTP/1.1\r\n{head}\r\n".encode() + body)
        self.secret.write_text(dialect.row["secret"] + "\n", "utf-8")
        return file

    def steps(self, dialect, file, code):
        result = world.run("institution", "profile", "test", file, "--profile", dialect.row["profile"], "--paas-id",
                           dialect.row["paas_id"], "--secret-file", self.secret, "--sm2-public-key",
                           dialect.row["sm2_public_key"], "--json")
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        return {step["step"]: step for step in json.loads(result.stdout)["steps"]}

    def test_a_right_request_passes_every_step(self):
        for kind in (TifSeconds, CsbMilliseconds, OneAddress, TextCodes, SignedEnvelope):
            with self.subTest(kind.__name__):
                dialect = kind("http://127.0.0.1")
                steps = self.steps(dialect, self.saved(dialect), 0)
                self.assertTrue(all(step["passes"] for step in steps.values()))
                self.assertLessEqual({"body", "gateway", "envelope", "cipher", "cainfo", "transaction", "fields"},
                                     set(steps))

    def test_a_wrong_one_is_told_with_the_digest_that_would_be_right(self):
        dialect = TifSeconds("http://127.0.0.1")
        right = {}

        def wrong(headers, body):
            right.update(headers)
            return headers | {"x-tif-signature": "0" * 64}, body

        gateway = self.steps(dialect, self.saved(dialect, wrong), 2)["gateway"]
        self.assertFalse(gateway["passes"])
        self.assertEqual(gateway["expected"], right["x-tif-signature"])
        self.assertNotIn(dialect.row["secret"], gateway["signed"])

    def test_a_registered_institution_is_tested_by_what_the_register_holds(self):
        self.payer.start()
        dialect = TokenSm2Sm4(self.payer.url)
        self.addCleanup(dialect.close)
        file = self.saved(dialect)
        self.payer.stop()
        result = self.payer.command("institution", "profile", "test", file, "--institution", dialect.code)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_what_is_no_saved_request_is_refused(self):
        file = self.payer.home / "request"
        for text in ("GET / HTTP/1.1\n\n", "", "POST / HTTP/1.1\nno header\n\n{}"):
            file.write_text(text, "utf-8")
            result = world.run("institution", "profile", "test", file)
            self.assertEqual(result.returncode, 2, text)
            self.assertIn("saved request", result.stderr)


if __name__ == "__main__":
    unittest.main()
