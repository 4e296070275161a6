"""A payer's server with its demo world, and hospitals that speak the national interface to it over real HTTP.

YIDI names the program; the working directory is the repository. Everything is made in a temporary folder."""

import collections
import csv
import decimal
import hashlib
import http.client
import itertools
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

PROGRAM = os.path.abspath(os.environ.get("YIDI", "build/release/bin/yidi"))
IS_FULL = os.environ.get("YIDI_FULL") == "1"
ENVIRONMENT = {**os.environ, "YIDI_HOME": os.getcwd(), "LANG": "C", "LC_ALL": "C"}

# The demonstration's clock starts here, whatever the machine's says.
NOW = "2026-06-15 09:00:00"
TODAY = "2026-06-15 08:00:00"

SECRET = "yidi-demo-signature-a"
PRICE = "10.30"  # of DRUG everywhere in the demo's catalogue; class A
DRUG = "XY99YYY001Y001010109999"


def run(*arguments, stdin=""):
    """One command to its end."""
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, env=ENVIRONMENT, text=True, encoding="utf-8",
                          capture_output=True, timeout=300, check=False)


def rows(name):
    with open(f"data/demo/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


PERSONS = {row["psn_no"]: row for row in rows("persons")}
INSURANCES = {row["psn_no"]: row for row in reversed(rows("insurances"))}
INSTITUTIONS = {row["fixmedins_code"]: row for row in rows("institutions")}


def people(situation):
    """Numbers of the persons in a situation of docs/operating/demo.md."""
    return [number for number, row in PERSONS.items() if row["note"].startswith(situation + "：")]


def hospital_of(psn_no):
    """The institution that the person's situation names."""
    return PERSONS[psn_no]["note"].rsplit(" ", 1)[1]


class Payer:
    """A data folder with its key file, the server on it, and the commands that work on it."""

    def __init__(self, test):
        folder = tempfile.TemporaryDirectory(prefix="yidi-payer-")
        # Cleanups run last first: the server ends before its folder goes.
        test(folder.cleanup)
        test(self.kill)
        self.home = pathlib.Path(folder.name)
        self.data = self.home / "data"
        self.key = self.home / "data.key"
        self.process = None
        self.url = ""
        self.begun = NOW  # of the demonstration

    def start(self, *options):
        """Serves on a port that is free, and returns when requests are taken."""
        is_new = not (self.data / "demo").exists()
        if is_new and "--now" in options:
            self.begun = options[options.index("--now") + 1]
        begin = ["--now", NOW] if is_new and "--now" not in options else []
        self.log = open(self.home / "log", "ab")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--demo", "--data", self.data, "--listen", "127.0.0.1:0", *begin, *options],
            env=ENVIRONMENT, text=True, stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline()
        if not line.startswith("Yidi is at "):
            self.process.wait()
            raise AssertionError(f"no server: {line}{(self.home / 'log').read_text('utf-8')}")
        self.url = line.split()[-1]
        return self

    def end(self, number):
        """Sends a signal; returns the exit code and what was printed last."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        self.log.close()
        code, self.process = self.process.returncode, None
        return code, rest

    def stop(self):
        code, rest = self.end(signal.SIGTERM)
        assert code == 0 and "all that was answered is on disk" in rest, (code, rest)

    def kill(self):
        if self.process:
            self.end(signal.SIGKILL)

    def command(self, *arguments):
        return run(*arguments, "--data", self.data)

    def json(self, *arguments, code=0):
        """What a command prints with --json."""
        result = self.command(*arguments, "--json")
        assert result.returncode == code, (result.returncode, result.stdout, result.stderr)
        return json.loads(result.stdout)

    def verified(self):
        """How many settlements there are beyond those with which the demonstration begins, and what `verify` finds amiss."""
        found = self.json("verify")
        began_with = sum(stay["enddate"] < self.begun[:10] for stay in rows("stays"))
        return found["settlements"] - began_with, found["mismatches"]

    def hospital(self, code):
        return Hospital(self.url, code)

    def at_hospital_of(self, psn_no):
        return self.hospital(hospital_of(psn_no))


class Refused(Exception):
    """infcode -1, or an HTTP status other than 200."""


Visit = collections.namedtuple("Visit", "psn_no mdtrt_id insutype")
Reply = collections.namedtuple("Reply", "status headers body")
Message = collections.namedtuple("Message", "infno msgid input")


class Hospital:
    """One institution's system, with one connection. Not for several threads."""

    numbers = itertools.count(1)

    def __init__(self, url, code):
        self.place = urllib.parse.urlsplit(url).netloc
        self.row = INSTITUTIONS[code]
        self.code = code
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    # Messages

    def new_msgid(self):
        # next() of a count is one step, so threads share it.
        return f"{self.code}{next(Hospital.numbers):018d}"

    def message(self, infno, **nodes):
        return Message(infno, self.new_msgid(), nodes)

    def body(self, message):
        return json.dumps({
            "infno": message.infno, "msgid": message.msgid, "mdtrtarea_admvs": self.row["admdvs"], "insuplc_admdvs": "",
            "recer_sys_code": "HIS", "infver": "V1.0", "opter_type": "1", "opter": "0001", "opter_name": "收费员",
            "inf_time": TODAY, "fixmedins_code": self.code, "fixmedins_name": self.row["fixmedins_name"],
            "sign_no": "", "input": message.input}).encode()

    def headers(self, secret=None):
        # Others than these speak in payer_dialects_test.py.
        return self.tif_headers(secret) if self.row["profile"] == "signature_a" else {}

    def tif_headers(self, secret=None):
        seconds, nonce = str(int(time.time())), os.urandom(8).hex()
        signed = seconds + (secret or self.row["secret"]) + nonce + seconds
        return {"x-tif-paasid": self.row["paas_id"], "x-tif-timestamp": seconds, "x-tif-nonce": nonce,
                "x-tif-signature": hashlib.sha256(signed.encode()).hexdigest()}

    def exchange(self, method, path, body=None, headers=None):
        """A request over the connection that stands, or over a new one."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.place, timeout=60)
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.connection.request(method, path, body, self.headers() if headers is None else headers)
            response = self.connection.getresponse()
            reply = Reply(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if response.will_close:
            self.close()
        return reply

    def send(self, message, headers=None):
        """The answer's envelope, done or refused."""
        reply = self.exchange("POST", "/" + message.infno, self.body(message), headers)
        answer = json.loads(reply.body, parse_float=decimal.Decimal)
        answer["status"] = reply.status
        return answer

    def send_and_leave(self, message, wait_s=0):
        """Sends the message and closes the connection without reading the answer."""
        host, port = self.place.rsplit(":", 1)
        body = self.body(message)
        head = "".join(f"{name}: {value}\r\n" for name, value in self.headers().items())
        with socket.create_connection((host, int(port)), timeout=60) as sock:
            sock.sendall(f"POST / HTTP/1.1\r\nHost: {self.place}\r\nContent-Length: {len(body)}\r\n{head}\r\n"
                         .encode() + body)
            time.sleep(wait_s)

    def done(self, message):
        """The whole answer of a message that has to succeed."""
        answer = self.send(message)
        if answer["status"] != 200 or str(answer.get("infcode")) != "0":
            raise Refused(answer.get("err_msg", answer))
        return answer

    def call(self, infno, **nodes):
        """The output of a new message that has to succeed."""
        return self.done(self.message(infno, **nodes))["output"]

    # What a window does

    def certificate(self, psn_no):
        return {"psn_no": psn_no, "mdtrt_cert_type": "02", "mdtrt_cert_no": PERSONS[psn_no]["certno"]}

    def register(self, psn_no):
        """2201."""
        insutype = INSURANCES[psn_no]["insutype"]
        data = {**self.certificate(psn_no), "insutype": insutype, "begntime": TODAY, "ipt_otp_no": "O1",
                "atddr_no": "D1", "dr_name": "演示医师", "dept_code": "01", "dept_name": "内科", "caty": "A03"}
        return Visit(psn_no, self.call("2201", data=data)["data"]["mdtrt_id"], insutype)

    def admit(self, psn_no, **more):
        """2401."""
        insutype = INSURANCES[psn_no]["insutype"]
        info = {**self.certificate(psn_no), "insutype": insutype, "begntime": TODAY, "med_type": "21", "ipt_no": "I1",
                "atddr_no": "D1", "chfpdr_name": "演示医师", "adm_diag_dscr": "胃炎", "adm_dept_codg": "01",
                "adm_dept_name": "内科", "adm_bed": "1", "dscg_maindiag_code": "K29.500", "dscg_maindiag_name": "胃炎",
                **more}
        return Visit(psn_no, self.call("2401", mdtrtinfo=info)["result"]["mdtrt_id"], insutype)

    def discharge(self, visit):
        """2402."""
        self.call("2402", dscginfo={"mdtrt_id": visit.mdtrt_id, "psn_no": visit.psn_no, "insutype": visit.insutype,
                                    "endtime": TODAY, "dscg_dept_codg": "01", "dscg_dept_name": "内科",
                                    "dscg_way": "1"})

    def lines(self, visit, count, batch=None, **more):
        """One line of `count` pieces, for 2204 with a batch and for 2301 without."""
        line = {"feedetl_sn": f"L{next(Hospital.numbers)}", "mdtrt_id": visit.mdtrt_id, "psn_no": visit.psn_no,
                "fee_ocur_time": TODAY, "med_list_codg": DRUG, "medins_list_codg": "HIS1", "cnt": count, "pric": PRICE,
                "det_item_fee_sumamt": sum_of(count), "bilg_dept_codg": "01", "bilg_dept_name": "内科",
                "bilg_dr_codg": "D1", "bilg_dr_name": "演示医师", **more}
        line |= {"chrg_bchno": batch, "rx_circ_flag": "0"} if batch else {"med_type": "21"}
        return self.message("2204" if batch else "2301", feedetail=[line])

    def bill(self, infno, visit, count, batch=None, **more):
        """2206, 2207 with a batch; 2303, 2304 without."""
        data = {**self.certificate(visit.psn_no), "medfee_sumamt": sum_of(count), "psn_setlway": "01",
                "mdtrt_id": visit.mdtrt_id, "insutype": visit.insutype, "acct_used_flag": "1", "invono": "INV1"}
        data |= {"med_type": "11", "chrg_bchno": batch} if batch else {"mid_setl_flag": "0"}
        return self.message(infno, data={**data, **more})

    def undo(self, infno, visit, setl_id):
        """2208 or 2305."""
        return self.message(infno, data={"setl_id": setl_id, "mdtrt_id": visit.mdtrt_id, "psn_no": visit.psn_no})

    def look_up(self, visit, setl_id):
        """5203."""
        return self.call("5203", data={"psn_no": visit.psn_no, "setl_id": setl_id, "mdtrt_id": visit.mdtrt_id})

    def accumulators(self, psn_no):
        """5206 without zeros."""
        found = self.call("5206", data={"psn_no": psn_no})["cuminfo"]
        return {row["cum_type_code"]: row["cum"] for row in found if row["cum"]}

    def statement(self, visit, setl_id, headers=None):
        return self.exchange("GET", f"/api/v1/settlements/{setl_id}/statement?psn_no={visit.psn_no}"
                                    f"&fixmedins_code={self.code}", headers=headers)

    def settle_stay(self, psn_no, count=1000, **more):
        """2401 to 2304: the visit and the settlement's output."""
        visit = self.admit(psn_no, **more)
        self.done(self.lines(visit, count))
        self.discharge(visit)
        return visit, self.done(self.bill("2304", visit, count))["output"]

    def settle_visit(self, psn_no, count=100):
        """2201 to 2207."""
        visit = self.register(psn_no)
        batch = f"B{next(Hospital.numbers)}"
        self.done(self.lines(visit, count, batch))
        return visit, self.done(self.bill("2207", visit, count, batch))["output"]


def sum_of(count):
    """Whole pieces of DRUG, exactly."""
    fen = 1030 * count
    return f"{fen // 100}.{fen % 100:02d}"
