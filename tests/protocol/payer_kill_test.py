"""Exactly once, whatever happens between the hospital and the disk: the process is killed under load, answers get lost.

YIDI_FULL=1 kills a hundred times instead of five."""

import collections
import http.client
import random
import threading
import time
import unittest

from payer_world import IS_FULL, NOW, Hospital, Payer, hospital_of, people

ROUNDS = 100 if IS_FULL else 5
CLIENTS = 20
BILLS = 60 if IS_FULL else 8
NO_ANSWER = (OSError, http.client.HTTPException)

# Who can settle visits at the hospital that their situation names, however many. The rules of these two regions can be
# read in two ways once a limit comes near.
OPEN_RULES = ("110000", "440100")
PERSONS = [person for situation in ("filed-retiree", "filed-posted", "filed-resident", "retiree", "flexible", "corridor")
           for person in people(situation) if not person.startswith(OPEN_RULES)]


class Intention:
    """One message that moves money, and what the client knows of it."""

    def __init__(self, hospital, visit, message):
        self.hospital = hospital
        self.visit = visit
        self.message = message
        self.output = None  # once there was an answer
        self.undone = None  # the intention to take it back

    @property
    def info(self):
        return self.output["setlinfo"]


class Client:
    """Settles bill after bill for one person, and keeps its own books."""

    def __init__(self, url, person, seed):
        self.person = person
        self.hospital = Hospital(url, hospital_of(person))
        self.chance = random.Random(f"{person} {seed}")
        self.intentions = []

    def settlement(self, visit):
        """Lines of a new batch, and the intention to settle it."""
        batch, count = f"B{next(Hospital.numbers)}", self.chance.randrange(1, 40)
        self.send(self.hospital.lines(visit, count, batch))
        self.intentions.append(Intention(self.hospital.code, visit, self.hospital.bill("2207", visit, count, batch)))
        return self.intentions[-1]

    def send(self, message):
        return self.hospital.done(message)["output"]

    def work(self):
        raise NotImplementedError

    def run(self):
        try:
            self.work()
        finally:
            self.hospital.close()


class UntilKilled(Client):
    def work(self):
        try:
            visit = self.hospital.register(self.person)
            while True:
                intention = self.settlement(visit)
                intention.output = self.send(intention.message)
        except NO_ANSWER:
            pass  # What the last message did is not known here.


class Impatient(Client):
    """Loses the answer of every tenth message, and sends some again although they were answered."""

    lost = repeated = 0

    def send(self, message):
        while self.chance.random() < 0.1:
            self.lost += 1
            self.hospital.send_and_leave(message, self.chance.choice((0, 0, 0.002, 0.02)))
        output = super().send(message)
        if self.chance.random() < 0.1:
            self.repeated += 1
            again = super().send(message)
            if again != output:
                raise AssertionError(f"a repeat of {message} has another answer")
        return output

    def work(self):
        visit = self.hospital.register(self.person)
        for _ in range(BILLS):
            intention = self.settlement(visit)
            intention.output = self.send(intention.message)
            if self.chance.random() < 0.2:
                back = self.hospital.undo("2208", visit, intention.info["setl_id"])
                intention.undone = Intention(self.hospital.code, visit, back)
                intention.undone.output = self.send(back)


class Crowd:
    """Clients at work, each in a thread."""

    def __init__(self, clients):
        self.failures = []
        self.threads = [threading.Thread(target=self.guard, args=(client,)) for client in clients]
        for thread in self.threads:
            thread.start()

    def guard(self, client):
        try:
            client.run()
        except Exception as failure:  # told to the test in its own thread
            self.failures.append(failure)

    def join(self):
        for thread in self.threads:
            thread.join()
        if self.failures:
            raise self.failures[0]


class ExactlyOnce(unittest.TestCase):
    def setUp(self):
        self.payer = Payer(self.addCleanup).start()

    def assert_books_are_kept(self, intentions):
        """Each settlement that a client was told of is there, with its amounts."""
        hospitals = {}
        for one in intentions:
            if one.hospital not in hospitals:
                hospitals[one.hospital] = self.payer.hospital(one.hospital)
                self.addCleanup(hospitals[one.hospital].close)
            found = hospitals[one.hospital].look_up(one.visit, one.info["setl_id"])["setlinfo"]
            for ours, theirs in (("medfee_sumamt", "medfee_sumamt"), ("fund_pay_sumamt", "fund_pay_sumamt"),
                                 ("acct_pay", "acct_pay"), ("psn_cash_pay", "cash_payamt")):
                self.assertEqual(one.info[ours], found[theirs], (one.message, ours))

    def assert_totals_agree(self, intentions):
        """3201 of each hospital and insured region, and the whole of the store."""
        sums = collections.defaultdict(collections.Counter)
        for one in intentions:
            totals = sums[one.hospital, one.visit.insutype, one.info["clr_optins"]]
            totals["fixmedins_setl_cnt"] += 1
            for name in ("medfee_sumamt", "fund_pay_sumamt", "acct_pay"):
                totals[name] += one.info[name]
        for (code, insutype, optins), totals in sums.items():
            hospital = self.payer.hospital(code)
            data = {"insutype": insutype, "clr_type": "11", "setl_optins": optins, "stmt_begndate": NOW[:10],
                    "stmt_enddate": "2026-06-16", "fixmedins_setl_cnt": totals["fixmedins_setl_cnt"],
                    **{name: str(totals[name]) for name in ("medfee_sumamt", "fund_pay_sumamt", "acct_pay")}}
            told = hospital.call("3201", data=data)["stmtinfo"]
            hospital.close()
            self.assertEqual(told["stmt_rslt"], "000000", (code, told))
        self.payer.stop()
        self.assertEqual(self.payer.verified(), (len(intentions), []))

    def test_killed_under_load_it_has_all_that_it_answered_and_nothing_twice(self):
        chance = random.Random(3)
        known, unanswered = [], 0
        for round_number in range(ROUNDS):
            clients = [UntilKilled(self.payer.url, person, round_number) for person in PERSONS[:6]]
            crowd = Crowd(clients)
            time.sleep(chance.uniform(0.3, 1.2))
            self.payer.kill()
            crowd.join()
            self.assertEqual(self.payer.json("verify")["mismatches"], [])
            self.payer.start()
            fresh = [one for client in clients for one in client.intentions]
            for one in fresh:
                if one.output is None:
                    # The same message again, as after any lost answer: done now, or the answer that nobody saw.
                    unanswered += 1
                    hospital = self.payer.hospital(one.hospital)
                    one.output = hospital.done(one.message)["output"]
                    hospital.close()
            self.assert_books_are_kept(fresh)
            known += fresh
        self.assertGreater(len(known), 20 * ROUNDS)
        self.assertGreater(unanswered, 0)
        self.assert_books_are_kept(random.Random(4).sample(known, 20 * ROUNDS))
        self.assert_totals_agree(known)

    def test_impatient_clients_end_with_one_settlement_for_each_they_wanted(self):
        clients = [Impatient(self.payer.url, person, 1) for person in PERSONS[:CLIENTS]]
        self.assertEqual(len({client.person for client in clients}), CLIENTS)
        Crowd(clients).join()
        self.assertGreater(sum(client.lost for client in clients), 5)
        self.assertGreater(sum(client.repeated for client in clients), 5)
        wanted = [one for client in clients for one in client.intentions]
        self.assertEqual(len(wanted), CLIENTS * BILLS)
        self.assertEqual(len({one.info["setl_id"] for one in wanted}), len(wanted))
        taken_back = [one.undone for one in wanted if one.undone]
        self.assertGreater(len(taken_back), 5)
        self.assert_books_are_kept(wanted)
        self.assert_totals_agree(wanted + taken_back)


if __name__ == "__main__":
    unittest.main()
