"""Who lives in the demo world: for each situation of world.py, people in several home regions and places of care."""

import world

STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
DIGITS = "〇一二三四五六七八九"

# Weights and check characters of GB 11643. The numbers below pass this check, so that programs which look at it can be tried out;
# what makes them impossible is the region 99xxxx, where nobody is born.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def certificate(area, born, serial):
    body = "99" + area[:4] + born.replace("-", "") + f"{serial:03d}"
    return body + CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS)) % 11]


def invented_name(number):
    """演示甲子, 演示乙丑 … and from the sixty-first on 演示甲子一 …: plainly nobody's name."""
    cycle, place = divmod(number, 60)
    return "演示" + STEMS[place % 10] + BRANCHES[place % 12] + (DIGITS[cycle] if cycle else "")


class People:
    """Collects the rows of the files about people. Every person has a number, so that a second run gives the same files."""

    def __init__(self):
        self.rows = {name: [] for name in ("persons", "insurances", "identities", "accounts", "accumulators", "family", "filings")}
        self.count = 0
        self.filing_count = 0

    def add(self, slug, home, care=None, *, born="1980-05-20", insutype="310", psn_type="1101", story="", **more):
        """One person; `more` overrides single columns of persons.csv and insurances.csv. Returns the person's number."""
        number = self.count
        self.count += 1
        psn_no = home + f"{1001 + number:014d}"
        gend = more.pop("gend", "1" if number % 2 == 0 else "2")
        note = f"{slug}：{story or world.SITUATIONS[slug][0]}"
        if care:
            place = world.PLACE[care]
            note += f"；就医：{place['fixmedins_name']} {place['fixmedins_code']}"
        person = {
            "psn_no": psn_no, "psn_cert_type": "01",
            # The serial is odd for men and even for women, as in the country's numbers.
            "certno": certificate(home, born, number * 2 + (1 if gend == "1" else 2)),
            "psn_name": invented_name(number), "gend": gend, "naty": "01", "brdy": born, "tel": f"000{number:08d}",
            "card_sn": f"DEMO{number:06d}",
            "ec_token": f"DEMO-TOKEN-{number:06d}", "die_date": "", "note": note,
        }
        insurance = {
            "psn_no": psn_no, "seq": "1", "insuplc_admdvs": home, "insutype": insutype, "psn_type": psn_type,
            "psn_insu_stas": "1", "psn_insu_date": "2015-01-01", "paus_insu_date": "", "waiting_until": "",
            "retire_date": "", "insured_months": "", "insu_tier": "", "civil_rank": "",
            "enrolled": "", "missed_years": "", "repaid_years": "", "waiting_exempt": "",
            "emp_name": "演示单位" if psn_type in ("1101", "1102") else "", "note": "",
        }
        for column, value in more.items():
            (person if column in person else insurance)[column] = value
        self.rows["persons"].append(person)
        self.rows["insurances"].append(insurance)
        if insutype == "310":
            self.account(psn_no, 35 + number * 7919 % 6000)
        return psn_no

    def account(self, psn_no, yuan):
        """Sets the opening balance of a personal account."""
        self.rows["accounts"] = [row for row in self.rows["accounts"] if row["psn_no"] != psn_no]
        self.rows["accounts"].append({"psn_no": psn_no, "balc": f"{yuan}.00", "note": ""})

    def insure(self, psn_no, seq, **columns):
        row = dict.fromkeys(self.rows["insurances"][0], "")
        row.update(psn_no=psn_no, seq=str(seq), psn_insu_stas="1", **columns)
        self.rows["insurances"].append(row)

    def identify(self, psn_no, kind, level="", begin="2025-01-01", end=""):
        seq = sum(row["psn_no"] == psn_no for row in self.rows["identities"]) + 1
        self.rows["identities"].append({"psn_no": psn_no, "seq": str(seq), "psn_idet_type": kind, "psn_type_lv": level,
                                        "begndate": begin, "enddate": end, "note": ""})

    def file(self, psn_no, kind, places, begin=world.FIRST_DAY, end="", proof="complete", cancelled="0"):
        self.filing_count += 1
        self.rows["filings"].append({
            "psn_no": psn_no, "trt_dcla_detl_sn": str(900000 + self.filing_count), "kind": kind, "mdtrtarea_admdvs": places,
            "begndate": begin, "enddate": end, "proof": proof, "cancelled": cancelled, "note": ""})

    def used(self, psn_no, insutype="310", counter="year", key="", business="inpatient", **amounts):
        row = {"psn_no": psn_no, "year": "2026", "insutype": insutype, "counter": counter, "key": key, "business": business,
               "ipt_cnt": "", "dedc": "", "scope": "", "pool": "", "base": "", "paid": "", "note": ""}
        row.update({name: str(value) for name, value in amounts.items()})
        self.rows["accumulators"].append(row)

    def lend(self, psn_no, owner, limit="", begin="2025-01-01", end=""):
        self.rows["family"].append({"psn_no": psn_no, "seq": "1", "owner_psn_no": owner, "year_limit": limit,
                                    "begndate": begin, "enddate": end, "note": ""})


def area_of(care):
    return world.PLACE[care]["area"]


def settle_down(people, psn_no, home, care):
    """Files for good, where care is given away from home."""
    if area_of(care) != home:
        people.file(psn_no, "long_term_resident", area_of(care), "2025-01-01")


# Home regions whose own rules say what referral and other temporary filings give: an amount instead of the national range.
RULED = [("440300", "gz-top"), ("990902", "bj-top"), ("990903", "sh-top"), ("440300", "wh-top"), ("440300", "cd-top")]
# For long-term filings the national rule gives the local standard everywhere.
LONG = [("420100", "gz-top"), ("130100", "sh-top"), ("440100", "bj-top"), ("310000", "hz-top"), ("610100", "cd-top"),
        ("330100", "cq-top"), ("110000", "sz-top"), ("510100", "nc-top"), ("120000", "wh-top"), ("440300", "sjz-city")]


def filings(people):
    for home, care in LONG:
        psn = people.add("filed-retiree", home, care, born="1956-03-08", psn_type="1201", retire_date="2016-04-01",
                         insured_months="420")
        people.file(psn, "resettled_retiree", area_of(care), "2025-03-01")
    for home, care in (*LONG[:3], *LONG[5:6], *LONG[8:9]):
        psn = people.add("filed-resident", home, care, insutype="390", psn_type="1501", born="1972-07-19")
        people.file(psn, "long_term_resident", area_of(care), "2025-06-01")
    for home, care in LONG[3:9]:
        psn = people.add("filed-posted", home, care, born="1991-11-02")
        people.file(psn, "posted_worker", area_of(care), "2025-09-01")
    for slug, kind in (("filed-referral", "referral"), ("filed-temporary", "other_temporary")):
        for home, care in RULED:
            psn = people.add(slug, home, care, born="1985-02-14")
            people.file(psn, kind, area_of(care), end="2026-12-31")
    for home, care in RULED[:2]:
        psn = people.add("filed-emergency", home, care)
        people.file(psn, "emergency", area_of(care), end="2026-12-31")
    for home, care, province in (("420100", "gz-top", "440000"), ("110000", "nc-top", "360000"), ("310000", "cd-first", "510000")):
        people.file(people.add("filed-province", home, care), "long_term_resident", province, "2025-01-01")
    for home, care in LONG[:2]:
        people.file(people.add("filed-anywhere", home, care), "posted_worker", "", "2025-01-01")
    for home, care, place in (("420100", "gz-top", "310000"), ("440300", "bj-top", "120000"), ("510100", "sh-top", "330100")):
        people.file(people.add("filed-elsewhere", home, care), "long_term_resident", place, "2025-01-01")
    for home, care in RULED[:3]:
        people.file(people.add("expired", home, care), "other_temporary", area_of(care), "2025-06-01", "2025-12-31")
        people.file(people.add("expires-mid-stay", home, care), "referral", area_of(care), "2026-01-01", "2026-06-20")
        people.file(people.add("begins-later", home, care), "long_term_resident", area_of(care), world.LAST_DAY)
    for home, care in RULED[:2]:
        people.file(people.add("cancelled-filing", home, care), "long_term_resident", area_of(care), "2025-01-01", cancelled="1")
        psn = people.add("two-filings", home, care)
        people.file(psn, "long_term_resident", "500000", "2025-01-01")
        people.file(psn, "referral", area_of(care), end="2026-12-31")
        psn = people.add("promise-open", home, care)
        people.file(psn, "long_term_resident", area_of(care), "2025-01-01", proof="promised")
        psn = people.add("promise-lapsed", home, care)
        people.file(psn, "long_term_resident", area_of(care), "2025-01-01", proof="lapsed")
    for home, away, care in (("990902", "310000", "ex-home"), ("990903", "120000", "ex-home-factor")):
        people.file(people.add("back-home", home, care), "long_term_resident", away, "2025-01-01")
    psn = people.add("sent-on", "990902", "bj-top", story="转诊到上海后又转北京")
    people.file(psn, "referral", "310000", end="2026-12-31")
    psn = people.add("sent-on", "440300", "sh-top", story="转诊到广州后又转上海，已另办转诊备案")
    people.file(psn, "referral", "440100", end="2026-12-31")
    people.file(psn, "referral", "310000", "2026-03-01", "2026-12-31")


def unfiled(people):
    for home, care in (("420100", "gz-top"), ("310000", "bj-top"), ("440100", "cd-top"), ("610100", "sh-second"),
                       ("440300", "hz-top"), ("350200", "sh-top")):
        people.add("never-filed", home, care)
    for home, care in RULED:
        people.add("emergency-unfiled", home, care, born="1967-08-30")
    for home, care in (("440300", "wh-top"), ("990903", "bj-top")):
        people.add("files-before-discharge", home, care)
    for home, care in (("130100", "tj-top"), ("130200", "bj-top"), ("110000", "sjz-province"), ("120000", "bj-top"), ("130600", "tj-second")):
        people.add("corridor", home, care)
    for home, care in (("130600", "sjz-city"), ("440300", "gz-second")):
        psn = people.add("in-province", home, care)
        people.file(psn, "other_temporary", area_of(care), end="2026-12-31")


def insurance(people):
    for home, care in (("420100", "gz-top"), ("130100", "tj-top"), ("440300", "sz-top")):
        people.add("paused", home, care, psn_insu_stas="2", paus_insu_date="2026-01-01")
    people.add("ended", "310000", "hz-top", psn_insu_stas="4", paus_insu_date="2025-07-01")
    people.add("ended", "610100", "xa-top", insutype="390", psn_type="1501", psn_insu_stas="4", paus_insu_date="2026-01-01")
    for home, care in (("420100", "wh-inpatient"), ("130100", "tj-top"), ("510100", "cd-top")):
        people.add("waiting", home, care, insutype="390", psn_type="1501", psn_insu_date="2026-01-01", waiting_until="2026-12-30")
    for home, care in (("440100", "gz-top"), ("420100", "wh-top")):
        psn = people.add("changed-scheme", home, care, psn_insu_stas="4", paus_insu_date="2026-01-01")
        people.insure(psn, 2, insuplc_admdvs=home, insutype="390", psn_type="1501", psn_insu_date="2026-01-01")
    for home, other, care in (("440300", "611000", "sz-top"), ("110000", "130100", "bj-top")):
        psn = people.add("two-insurances", home, care)
        people.insure(psn, 2, insuplc_admdvs=other, insutype="390", psn_type="1501", psn_insu_date="2025-01-01")
    for before, home, care in (("130100", "310000", "sh-top"), ("420100", "440100", "gz-top")):
        psn = people.add("moved-region", home, care, insuplc_admdvs=before, psn_insu_stas="4", paus_insu_date="2026-03-01")
        people.insure(psn, 2, insuplc_admdvs=home, insutype="310", psn_type="1101", psn_insu_date="2026-03-01")
    people.add("died", "330100", "hz-top", born="1944-10-10", psn_type="1201", retire_date="2004-11-01", die_date="2026-02-01")
    people.add("died", "440100", "gz-top", born="1950-01-31", insutype="390", psn_type="1601", die_date="2026-02-01")
    people.add("foreign-passport", "310000", "sh-top", psn_cert_type="08", certno="DEMO-P-0001", psn_name="DEMO VISITOR ONE", naty="")
    people.add("residence-permit", "440300", "sz-top", psn_cert_type="17", naty="")
    people.add("rare-name", "510100", "cd-top", psn_name="演示𠮷㼆")
    people.add("long-name", "440100", "gz-top", psn_name="演示" + "长" * 48)


def people_themselves(people):
    for home, care in (("440100", "gz-top"), ("130100", "sjz-province"), ("610100", "xa-special"), ("310000", "sh-top")):
        people.add("retiree", home, care, born="1958-09-09", psn_type="1201", retire_date="2018-10-01", insured_months="400")
    people.add("young-retiree", "310000", "sh-top", born="1966-05-05", psn_type="1201", retire_date="2026-06-01", insured_months="200")
    people.add("young-retiree", "440300", "sz-top", born="1971-12-12", psn_type="1201", retire_date="2025-12-31", insured_months="130")
    for home, care in (("110000", "bj-top"), ("420100", "wh-top"), ("510100", "cd-first"), ("130100", "tj-top")):
        people.add("child", home, care, born="2018-06-01", insutype="390", psn_type="1403")
    for home, care, serial in (("110000", "bj-top", 1), ("330100", "hz-top", 2)):
        people.add("newborn", home, care, born="2026-01-05", insutype="390", psn_type="1401", psn_insu_date="2026-01-05",
                   psn_cert_type="99", certno=f"DEMO-B-{serial:04d}")
    for home, care in (("440100", "gz-top"), ("110000", "bj-top"), ("420100", "wh-top")):
        psn = people.add("student", home, care, born="2005-09-01", insutype="390", psn_type="1404")
        people.identify(psn, "student", end="2027-06-30")
    for home, care in (("420100", "wh-top"), ("120000", "tj-top"), ("330100", "hz-community")):
        people.add("adult-resident", home, care, insutype="390", psn_type="1501", born="1979-04-04")
    for home, care in (("440100", "gz-second"), ("130100", "sjz-village"), ("360100", "nc-top")):
        people.add("old-resident", home, care, insutype="390", psn_type="1601", born="1949-10-02")
    people.add("centenarian", "510100", "cd-top", born="1925-01-01", psn_type="1201", retire_date="1985-01-01", insured_months="480")
    people.add("leap-day", "440300", "sz-top", born="1996-02-29")
    # What 重庆 gives some of them, and 南昌 those just above the line, has two readings: no amount, see `two-readings`.
    kept_out = {("extreme-poverty", "500000"), ("poverty-relapse", "500000"), ("low-income-margin", "360100")}
    for slug, name in (("extreme-poverty", "extreme_poverty"), ("low-income", "low_income"),
                       ("low-income-margin", "low_income_margin"), ("poverty-relapse", "poverty_relapse")):
        for home, care in (("500000", "cq-top"), ("360100", "nc-top")):
            if (slug, home) not in kept_out:
                psn = people.add(slug, home, care, insutype="390", psn_type="1501", insu_tier="1" if home == "500000" else "")
                people.identify(psn, name)
    for slug, home, name in (("extreme-poverty", "990515", "extreme_poverty"), ("low-income", "991501", "low_income")):
        psn = people.add(slug, home, "ex-top")
        settle_down(people, psn, home, "ex-top")
        people.identify(psn, name)
    psn = people.add("identity-ended", "500000", "cq-top", insutype="390", psn_type="1501", insu_tier="1")
    people.identify(psn, "low_income", end="2025-12-31")
    for home, care, rank in (("360100", "nc-top", "section"), ("360100", "nc-top", "county"), ("360100", "bj-top", "bureau"),
                             ("992402", "ex-top", "county")):
        psn = people.add("civil-servant", home, care, psn_type="1102", civil_rank=rank,
                         insu_tier="2" if home == "992402" else "")
        people.identify(psn, "civil_servant")
        if area_of(care) != home:
            people.file(psn, "posted_worker", area_of(care), "2025-01-01")
    for home, care in (("330100", "hz-community"), ("360100", "nc-top")):
        psn = people.add("family-doctor", home, care)
        people.identify(psn, "signed_family_doctor")
    for home, care, tier in (("440300", "sz-top", "1"), ("500000", "cq-top", "1"), ("120000", "tj-second", "2")):
        scheme = {"insutype": "310", "psn_type": "1101"} if home == "440300" else {"insutype": "390", "psn_type": "1501"}
        people.add("tier", home, care, insu_tier=tier, story=f"分档参保，第 {tier} 档", **scheme)
    people.add("flexible", "420100", "wh-top", psn_type="1103")
    people.add("flexible", "610100", "xa-top", psn_type="1103")


def years(people):
    for home, care, dedc in (("110000", "bj-top", 1300), ("330100", "hz-top", 1000), ("440300", "sz-top", 500)):
        psn = people.add("deductible-used", home, care)
        people.used(psn, ipt_cnt=1, dedc=dedc, scope=12000, pool=9000)
    for home, care, pool in (("130100", "sjz-city", 349500), ("420100", "wh-top", 239000), ("990902", "bj-top", 199900)):
        psn = people.add("near-cap", home, care)
        settle_down(people, psn, home, care)
        people.used(psn, ipt_cnt=2, dedc=1500, scope=400000, pool=pool)
    for home, care, pool in (("130100", "sjz-city", 350000), ("610100", "xa-special", 400000)):
        psn = people.add("past-cap", home, care)
        people.used(psn, ipt_cnt=3, dedc=1800, scope=430000, pool=pool)
        people.used(psn, counter="layer", key="large", business="", base=20000, paid=18000)
    for home, care in (("420100", "wh-top"), ("130100", "sjz-city")):
        psn = people.add("serious-illness", home, care, insutype="390", psn_type="1501")
        people.used(psn, insutype="390", ipt_cnt=2, dedc=1600, scope=90000, pool=52000)
        people.used(psn, insutype="390", counter="layer", key="serious", business="", base=38000, paid=12000)
    for slug, times in (("second-admission", 1), ("third-admission", 2)):
        for home, care in (("130100", "sjz-city"), ("440100", "gz-top"), ("990511", "ex-top")):
            psn = people.add(slug, home, care)
            settle_down(people, psn, home, care)
            people.used(psn, ipt_cnt=times, dedc=600 * times, scope=8000 * times, pool=6000 * times)
    for disease in ("hypertension", "diabetes"):
        psn = people.add("chronic-recognised", "992001", "ex-chronic")
        people.identify(psn, "recognised_disease", disease)
        people.add("chronic-unrecognised", "992001", "ex-chronic")
    psn = people.add("chronic-limit", "992001", "ex-chronic")
    people.identify(psn, "recognised_disease", "hypertension")
    people.used(psn, business="chronic", dedc=300, scope=7500, pool=4950)
    people.used(psn, counter="disease", key="hypertension", business="chronic", pool=4950)


def purposes(people):
    for _ in range(2):
        people.add("maternity", "992004", "ex-maternity", born="1995-03-03", gend="2")
        people.add("dual-channel", "992003", "ex-dual")
    for home, care in (("992002", "ex-pharmacy"), ("510100", "sh-pharmacy"), ("360100", "gz-pharmacy")):
        psn = people.add("pharmacy-purchase", home, care)
        if home != "992002":
            people.file(psn, "long_term_resident", area_of(care), "2025-01-01")
    for home, care in (("440300", "sz-top"), ("130100", "tj-top")):
        people.add("third-party", home, care)
    for slug, yuan in (("account-full", 50000), ("account-empty", 0)):
        for home, care in (("440100", "gz-top"), ("310000", "sh-top")):
            people.account(people.add(slug, home, care), yuan)
    for slug, balance, limit in (("family-account", 8000, ""), ("family-account-empty", 0, ""), ("family-limit", 8000, "500")):
        for home, care in (("440100", "gz-top"), ("330100", "hz-top")):
            owner = people.add(slug, home, care, story=world.SITUATIONS[slug][0] + "：账户所有人")
            people.account(owner, balance)
            psn = people.add(slug, home, care, insutype="390", psn_type="1501", story=world.SITUATIONS[slug][0] + "：使用人")
            people.lend(psn, owner, limit)
    for slug, home, care in (("undo-block", "991701", "ex-block"), ("undo-recompute", "991702", "ex-recompute")):
        for _ in range(2):
            people.add(slug, home, care)
    for home, care in (("990602", "ex-top"), ("440100", "gz-top")):
        settle_down(people, people.add("long-stay", home, care), home, care)
    for home in ("992101", "992102", "992103"):
        settle_down(people, people.add("across-year", home, "ex-top"), home, "ex-top")
    for slug, care in (("inpatient-only", "wh-inpatient"), ("not-connected", "sz-offline")):
        for home in ("310000", "610100"):
            people.file(people.add(slug, home, care), "long_term_resident", area_of(care), "2025-01-01")
    people.add("not-designated", "992202", "ex-outside")
    psn = people.add("two-readings", "500000", "cq-top", insutype="390", psn_type="1501", insu_tier="1",
                     story="特困人员，参保地的救助比例有两种读法")
    people.identify(psn, "extreme_poverty")
    people.add("two-readings", "310000", "sh-top", insutype="390", psn_type="1501")
    settle_down(people, people.add("two-readings", "992401", "ex-top"), "992401", "ex-top")
    people.add("unknown-rule", "500000", "cq-top", insutype="390", psn_type="1501", insu_tier="2",
               story="参保地对二档没有已知规则")
    for home in ("530300", "210200"):
        people.file(people.add("unknown-rule", home, "bj-top"), "long_term_resident", "110000", "2025-01-01")


def entitlements(people):
    """Waiting periods that are computed, newborns, groups with rules of their own, and relatives with money to share."""
    resident = {"insutype": "390", "psn_type": "1501"}
    people.add("waiting-computed", "420100", "wh-top", psn_insu_date="2026-01-01", missed_years="1", **resident)
    people.add("waiting-computed", "130100", "sjz-city", psn_insu_date="2026-03-01", missed_years="3", **resident)
    people.add("waiting-repaid", "130100", "sjz-city", psn_insu_date="2026-03-01", missed_years="3", repaid_years="2", **resident)
    people.add("waiting-exempt", "420100", "wh-top", psn_insu_date="2026-03-01", missed_years="3", waiting_exempt="new_graduate",
               **resident)
    newborn = {"insutype": "390", "psn_type": "1401", "psn_cert_type": "99"}
    people.add("newborn-in-time", "360100", "nc-top", born="2026-01-05", psn_insu_date="2026-03-20", certno="DEMO-B-0003", **newborn)
    people.add("newborn-late", "360100", "nc-top", born="2025-09-01", psn_insu_date="2026-03-20", certno="DEMO-B-0004", **newborn)
    for name in ("prisoner", "active_military", "school_group"):
        people.identify(people.add("special-group", "420100", "wh-top", **resident), name)
    people.account(people.add("wallet", "440100", "gz-top", story="医保钱包：转出方"), 6500)
    people.add("wallet", "420100", "wh-top", born="1955-05-05", story="医保钱包：接收方，父母", **resident)
    people.add("wallet", "440100", "gz-top", born="2015-05-05", story="医保钱包：接收方，未满 16 周岁", insutype="390",
               psn_type="1403")


def filing_rules(people):
    """Insured where the filing rules are known: what a region decides at once, locks, files by itself."""
    for home, slug in (("993001", "rules-at-once"), ("993002", "rules-by-person")):
        for _ in range(2):
            people.add(slug, home, "gz-top")


# Home and place of care of those whose care the demonstration's clearing months are made of.
BETWEEN = [("440100", "wh-top"), ("440300", "nc-top"), ("420100", "sz-top"), ("510100", "sz-top"), ("360100", "sz-top"),
           ("110000", "sz-top"), ("210100", "sjz-city"), ("110000", "tj-top"), ("330100", "sh-top"), ("310000", "xa-top"),
           ("610100", "cd-top")]


def between_provinces(people):
    for home, care in BETWEEN:
        settle_down(people, people.add("between-provinces", home, care, born="1968-01-30"), home, care)


def all_people():
    people = People()
    for part in (filings, unfiled, insurance, people_themselves, years, purposes, entitlements, filing_rules,
                 between_provinces):
        part(people)
    return people.rows
