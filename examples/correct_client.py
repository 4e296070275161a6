#!/usr/bin/env python3
"""A hospital's client that stays right on a line that goes wrong: settles outpatient visits, keeps its own books, and ends
with books that equal the payer's, whatever `yidi serve --faults` does to its messages.

    yidi serve --demo --faults --fault-script examples/faults/script.json    # in another terminal
    examples/correct_client.py --visits 20

What it does, and docs/integrating/faults.md says against which fault:

 1. One intention, one msgid, kept over every repeat. A message is sent until there is an answer that can be believed.
 2. A time-out, a lost connection, a 401 or a maintenance notice is no answer: wait, longer each time, and repeat.
 3. A failure is believed only when a repeat says the same: the first may be one-sided, with the bill settled after all.
 4. Amounts are booked only when their identities hold and 5203 tells the same; else the answer is asked for again.
 5. What stays unknown is undone by 2601 before the bill is settled under a new msgid. Never settle anew without that.
 6. A catalogue that has changed is downloaded before lines are uploaded again.

Python 3, standard library only."""

import argparse
import decimal
import http.client
import itertools
import json
import sys
import time
import urllib.parse

Decimal = decimal.Decimal

# The demo world's hospital in Hangzhou, which does not sign its requests, and a person who has filed to go there.
HOSPITAL = {"fixmedins_code": "H99330100011", "fixmedins_name": "演示杭州综合医院", "mdtrtarea_admvs": "330106"}
PERSON = {"psn_no": "31000000000000001016", "mdtrt_cert_type": "02", "mdtrt_cert_no": "993100199111020329"}
INSUTYPE = "310"
DRUG, PRICE = "XY99YYY001Y001010109999", Decimal("10.30")


class NoAnswer(Exception):
    """Nobody can tell whether the message was done."""


class Refused(Exception):
    """The payer says no, and said it twice: nothing was done."""


class Unsettled(Exception):
    """The outcome stayed unknown for as long as we cared to wait."""


class Line:
    """One connection to the payer. Sends bytes and gets bytes; what they mean is Client's."""

    def __init__(self, url, timeout_s):
        self.place = urllib.parse.urlsplit(url).netloc
        self.timeout_s = timeout_s
        self.connection = None

    def exchange(self, path, body):
        """HTTP status and body. Never repeats by itself: only who knows the msgid may do that."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.place, timeout=self.timeout_s)
            self.connection.request("POST", path, body, {"Content-Type": "application/json"})
            response = self.connection.getresponse()
            status, answer = response.status, response.read()
        except (OSError, http.client.HTTPException) as error:
            # A connection on which an answer is missing is of no use: a late answer must not be taken for the next.
            self.close()
            raise NoAnswer(str(error)) from error
        if response.will_close:
            self.close()
        return status, answer

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


class Client:
    """Sends messages until their answers can be believed."""

    ATTEMPTS = 40          # of one message, before we give up
    AGREEING_REFUSALS = 3  # so many failures with the same words are believed
    FIRST_WAIT_S = 0.02

    def __init__(self, line, longest_wait_s=1.0):
        self.line = line
        self.longest_wait_s = longest_wait_s  # a real client waits up to minutes
        self.numbers = itertools.count(1)
        self.started = time.strftime("%Y%m%d%H%M%S")
        self.now = ""
        self.repeats = 0

    def new_msgid(self):
        """Institution, time, number: 30 characters that we have never used before."""
        return f"{HOSPITAL['fixmedins_code']}{self.started}{next(self.numbers):04d}"

    def call(self, infno, is_right=lambda output: True, **nodes):
        """The output of a new message that has to be done."""
        return self.send(infno, self.new_msgid(), nodes, is_right)

    def send(self, infno, msgid, nodes, is_right=lambda output: True):
        """Sends one message, always under its one msgid, until its outcome is known.

        `is_right` says whether an output can be believed. Raises Refused (not done) or Unsettled (unknown)."""
        body = json.dumps({
            **HOSPITAL, "infno": infno, "msgid": msgid, "insuplc_admdvs": "310000", "recer_sys_code": "HIS",
            "infver": "V1.0", "opter_type": "1", "opter": "0001", "opter_name": "收费员",
            "inf_time": time.strftime("%Y-%m-%d %H:%M:%S"), "sign_no": "", "input": nodes}).encode()
        refusals, wait_s = [], self.FIRST_WAIT_S
        for attempt in range(self.ATTEMPTS):
            if attempt > 0:
                self.repeats += 1
                time.sleep(wait_s)
                wait_s = min(2 * wait_s, self.longest_wait_s)
            try:
                status, text = self.line.exchange("/" + infno, body)
            except NoAnswer:
                continue  # Done or not: only a repeat can tell.
            if status == 401:
                # Not done. A client that signs would look at its clock and sign anew here.
                continue
            try:
                answer = json.loads(text, parse_float=Decimal)
            except ValueError:
                continue
            if str(answer["infcode"]) == "0":
                if is_right(answer["output"]):
                    return answer["output"]
                continue  # Done, but falsified on the way: the repeat tells what was really done.
            why = answer["err_msg"]
            if "稍后" in why or "maintenance" in why:
                continue  # Not done, and told so: the same message later.
            if "catalogue-changed" in why:
                self.download_catalogue()
                continue
            refusals.append(why)
            if refusals.count(why) >= self.AGREEING_REFUSALS:
                raise Refused(f"{infno}: {why}")
        raise Unsettled(f"{infno} {msgid}")

    def download_catalogue(self):
        """1301 to 1319; this client keeps no catalogue, so it asks for one and looks no further."""
        try:
            self.line.exchange("/1301", json.dumps({
                **HOSPITAL, "infno": "1301", "msgid": self.new_msgid(), "insuplc_admdvs": "310000",
                "recer_sys_code": "HIS", "infver": "V1.0", "opter_type": "1", "opter": "0001", "opter_name": "收费员",
                "inf_time": time.strftime("%Y-%m-%d %H:%M:%S"), "sign_no": "",
                "input": {"data": {"ver": "0"}}}).encode())
        except NoAnswer:
            pass  # The upload is refused again, and we come here again.

    def sign_in(self):
        """9001: its answer has the payer's time, which in a demonstration is not ours."""
        output = self.call("9001", signIn={"opter_no": "0001", "mac": "00-00-00-00-00-00", "ip": "127.0.0.1"})
        self.now = output["signinoutb"]["sign_time"]


def adds_up(info):
    """The identities that hold in every settlement (fund_pay_sumamt is the sum of its parts)."""
    parts = ("hifp_pay", "cvlserv_pay", "hifes_pay", "hifmi_pay", "hifob_pay", "maf_pay", "hifdm_pay", "oth_pay")
    cash = info["psn_cash_pay"] if "psn_cash_pay" in info else info["cash_payamt"]
    personal = info["psn_part_amt"] if "psn_part_amt" in info else info["psn_pay"]
    return (info["medfee_sumamt"] == info["fund_pay_sumamt"] + personal
            and info["fund_pay_sumamt"] == sum(info[name] or 0 for name in parts)
            and personal == info["acct_pay"] + cash)


def is_settlement(output):
    return adds_up(output["setlinfo"]) and all(payer["fund_payamt"] >= 0 for payer in output["setldetail"])


class Window:
    """A cashier's window with books of its own: setl_id → what was settled."""

    def __init__(self, client):
        self.client = client
        self.books = {}
        self.undone = 0

    def visit(self, number):
        """2201 → 2204 → 2206 → 2207 → 5203: registers, uploads, tries, settles, and books what both answers tell."""
        client, person = self.client, PERSON["psn_no"]
        batch, count = f"B{client.started}{number:04d}", 5 + 7 * number % 40
        total = str(PRICE * count)
        mdtrt_id = client.call("2201", data={
            **PERSON, "insutype": INSUTYPE, "begntime": client.now, "ipt_otp_no": f"O{number:04d}", "atddr_no": "D0001",
            "dr_name": "演示医师", "dept_code": "01", "dept_name": "内科", "caty": "A03"})["data"]["mdtrt_id"]
        client.call("2204", feedetail=[{
            "feedetl_sn": f"{batch}-1", "mdtrt_id": mdtrt_id, "psn_no": person, "chrg_bchno": batch,
            "rx_circ_flag": "0", "fee_ocur_time": client.now, "med_list_codg": DRUG, "medins_list_codg": "HIS-1",
            "cnt": count, "pric": str(PRICE), "det_item_fee_sumamt": total, "bilg_dept_codg": "01",
            "bilg_dept_name": "内科", "bilg_dr_codg": "D0001", "bilg_dr_name": "演示医师"}])
        bill = {**PERSON, "med_type": "11", "medfee_sumamt": total, "psn_setlway": "01", "mdtrt_id": mdtrt_id,
                "chrg_bchno": batch, "insutype": INSUTYPE, "acct_used_flag": "1", "invono": f"INV{number:04d}"}
        trial = client.call("2206", is_settlement, data=bill)["setlinfo"]
        info = self.settle(bill)
        if info["psn_cash_pay"] != trial["psn_cash_pay"]:
            raise AssertionError(f"asked the person for {trial['psn_cash_pay']}, settled {info['psn_cash_pay']}")
        self.books[info["setl_id"]] = self.confirmed(info)

    def settle(self, bill):
        """2207 under one msgid; under another one only after 2601 has made sure that the first counts for nothing."""
        while True:
            msgid = self.client.new_msgid()
            try:
                return self.client.send("2207", msgid, {"data": bill}, is_settlement)["setlinfo"]
            except Unsettled:
                self.client.call("2601", data={"psn_no": bill["psn_no"], "omsgid": msgid, "oinfno": "2207"})
                self.undone += 1

    def confirmed(self, info):
        """The settlement as 5203 tells it, which must be what 2207 told."""
        def agrees(output):
            found = output["setlinfo"]
            return adds_up(found) and all(found[theirs] == info[ours] for ours, theirs in (
                ("medfee_sumamt", "medfee_sumamt"), ("fund_pay_sumamt", "fund_pay_sumamt"), ("acct_pay", "acct_pay"),
                ("psn_cash_pay", "cash_payamt"), ("psn_part_amt", "psn_pay")))

        self.client.call("5203", agrees, data={"psn_no": PERSON["psn_no"], "setl_id": info["setl_id"],
                                               "mdtrt_id": info["mdtrt_id"]})
        return info

    def reconcile(self):
        """3201: our totals of the day, against the payer's. Whether they agree, and what was said."""
        totals = {name: sum((info[name] for info in self.books.values()), Decimal(0))
                  for name in ("medfee_sumamt", "fund_pay_sumamt", "acct_pay")}
        told = self.client.call("3201", data={
            "insutype": INSUTYPE, "clr_type": "11", "setl_optins": "310000", "stmt_begndate": self.client.now[:10],
            "stmt_enddate": self.client.now[:10], "fixmedins_setl_cnt": len(self.books),
            **{name: str(amount) for name, amount in totals.items()}})["stmtinfo"]
        return told["stmt_rslt"] == "000000", totals, told


def main():
    parser = argparse.ArgumentParser(description="Settles outpatient visits on a line that goes wrong.")
    parser.add_argument("--url", default="http://127.0.0.1:8460")
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--timeout", type=float, default=2.0, metavar="SECONDS", help="for one answer")
    parser.add_argument("--longest-wait", type=float, default=1.0, metavar="SECONDS", help="between two repeats")
    options = parser.parse_args()
    client = Client(Line(options.url, options.timeout), options.longest_wait)
    window = Window(client)
    try:
        client.sign_in()
        for number in range(1, options.visits + 1):
            window.visit(number)
        is_equal, totals, told = window.reconcile()
    except (Refused, Unsettled) as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 1
    print(f"{len(window.books)} settlements, {totals['medfee_sumamt']} in all, {totals['fund_pay_sumamt']} by funds")
    print(f"{client.repeats} repeats, {window.undone} undone by 2601")
    print(f"3201: {told['stmt_rslt']} {told['stmt_rslt_dscr'] or ''}".rstrip())
    if not is_equal:
        print("the books differ", file=sys.stderr)
        return 1
    print("the books are equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
