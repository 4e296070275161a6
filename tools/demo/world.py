"""The demo world's fixed parts: where care is given, and the situations that its people are in.

Everything here is invented but the names of regions. Places of care stand in real districts, so that the region list is used as it
is; their codes name a region 99xxxx, which no region list of the country holds.
"""

# The demo is meant for the days from here to the day before LAST_DAY; what lies outside says "expired" or "not yet".
FIRST_DAY = "2026-01-01"
LAST_DAY = "2026-12-31"

# Of data/demo/sm2-private-key.pem.
SM2_PUBLIC_KEY = ("0435d6a6ccb3b16612688c1925eb7d801f5e3e04d9d94cf3b7bc7a71a7c541d601"
                  "6e2cee02b9931e9ce5b57764f264d34f7c15921423106c725ca074694fb06901")

ALL = "inpatient;outpatient;chronic;pharmacy;dual_channel;maternity"
HOSPITAL = "inpatient;outpatient;chronic;maternity"


def hospital(key, area, admdvs, level, name, **more):
    return {"key": key, "area": area, "admdvs": admdvs, "hosp_lv": level, "fixmedins_name": name, "fixmedins_type": "1",
            "inst_attr": "", "local_open": HOSPITAL, "remote_open": HOSPITAL, "profile": "none", **more}


def pharmacy(key, area, admdvs, name, **more):
    return {"key": key, "area": area, "admdvs": admdvs, "hosp_lv": "", "fixmedins_name": name, "fixmedins_type": "2",
            "inst_attr": "", "local_open": "pharmacy", "remote_open": "pharmacy", "profile": "none", **more}


# `area` is the pooling area that the institution belongs to; `key` is how the situations below name it.
INSTITUTIONS = [
    hospital("bj-top", "110000", "110105", "02", "演示北京综合医院"),
    hospital("bj-community", "110000", "110108", "08", "演示北京社区卫生服务中心", inst_attr="primary_care",
             local_open="outpatient;chronic", remote_open="outpatient"),
    hospital("tj-top", "120000", "120101", "02", "演示天津综合医院"),
    hospital("tj-second", "120000", "120103", "05", "演示天津二级医院", remote_open="inpatient;outpatient"),
    hospital("sjz-province", "130100", "130102", "02", "演示石家庄省属医院", inst_attr="province_owned"),
    hospital("sjz-city", "130100", "130104", "02", "演示石家庄市属医院"),
    hospital("sjz-village", "130100", "130105", "11", "演示石家庄村卫生室", inst_attr="primary_care;village_clinic",
             local_open="outpatient", remote_open=""),
    hospital("sh-top", "310000", "310101", "02", "演示上海综合医院"),
    hospital("sh-second", "310000", "310115", "06", "演示上海二级医院", must_sign_in="1"),
    pharmacy("sh-pharmacy", "310000", "310106", "演示上海大药房"),
    hospital("hz-top", "330100", "330106", "02", "演示杭州综合医院"),
    hospital("hz-community", "330100", "330102", "09", "演示杭州社区卫生服务中心", inst_attr="primary_care",
             remote_open="outpatient"),
    hospital("nc-top", "360100", "360102", "02", "演示南昌综合医院", inst_attr="dual_channel",
             local_open=ALL, remote_open=ALL),
    hospital("wh-top", "420100", "420106", "02", "演示武汉综合医院", profile="signature_a", paas_id="yidi_demo",
             secret="yidi-demo-signature-a", infcode_as_text="1"),
    hospital("wh-inpatient", "420100", "420102", "03", "演示武汉专科医院", remote_open="inpatient"),
    hospital("gz-top", "440100", "440106", "02", "演示广州综合医院"),
    hospital("gz-second", "440100", "440104", "05", "演示广州二级医院"),
    pharmacy("gz-pharmacy", "440100", "440103", "演示广州大药房"),
    hospital("sz-top", "440300", "440305", "02", "演示深圳综合医院"),
    hospital("sz-offline", "440300", "440305", "05", "演示深圳未联网医院", remote_open=""),
    hospital("cq-top", "500000", "500103", "02", "演示重庆综合医院"),
    hospital("cd-top", "510100", "510107", "02", "演示成都综合医院"),
    hospital("cd-first", "510100", "510104", "08", "演示成都乡镇卫生院", inst_attr="primary_care"),
    hospital("xa-special", "610100", "610103", "01", "演示西安特等医院"),
    hospital("xa-top", "610100", "610113", "03", "演示西安三乙医院"),
    hospital("ex-top", "990001", "990001", "02", "演示示例省综合医院", inst_attr="dual_channel", local_open=ALL, remote_open=ALL),
    hospital("ex-chronic", "992001", "992001", "05", "演示慢特病医院"),
    hospital("ex-maternity", "992004", "992004", "05", "演示妇幼保健院"),
    hospital("ex-block", "991701", "991701", "02", "演示撤销须按序医院"),
    hospital("ex-recompute", "991702", "991702", "02", "演示撤销重算医院"),
    hospital("ex-home", "990902", "990902", "02", "演示示例区医院甲"),
    hospital("ex-home-factor", "990903", "990903", "02", "演示示例区医院乙"),
    hospital("ex-outside", "992202", "992202", "05", "演示非定点医院", inst_attr="non_designated"),
    pharmacy("ex-pharmacy", "992002", "992002", "演示示例大药房"),
    pharmacy("ex-dual", "992003", "992003", "演示双通道药店", inst_attr="dual_channel",
             local_open="pharmacy;dual_channel", remote_open="pharmacy;dual_channel"),
    # Each speaks a dialect of the interface: docs/integrating/profiles.md.
    hospital("csb", "110000", "110105", "02", "演示云总线医院", profile="csb", paas_id="yidi_demo", secret="yidi-demo-csb"),
    hospital("oauth2", "110000", "110105", "02", "演示令牌加密医院",
             profile="oauth2;cainfo=sm2_input;user=yidi-demo-client;body=sm4", paas_id="yidi-demo-client",
             secret="yidi-demo-oauth2", sm2_public_key=SM2_PUBLIC_KEY),
    hospital("static-key", "110000", "110105", "02", "演示静态密钥医院", profile="static_key", secret="yidi-demo-apikey"),
    hospital("text-codes", "110000", "110105", "02", "演示文本代码医院",
             profile="none;cainfo=sm3_input;infcode=string;fymx_5204=1"),
    hospital("sm2-envelope", "110000", "110105", "02", "演示报文签名医院", profile="tif;cainfo=sm2_envelope;form=der",
             paas_id="yidi_demo", secret="yidi-demo-envelope", sm2_public_key=SM2_PUBLIC_KEY),
    # For look-ups: what an institution has opened, disease by disease and business by business.
    hospital("cd-one-disease", "510100", "510107", "05", "演示成都专病医院", remote_open="inpatient;outpatient;chronic",
             remote_diseases="hypertension"),
    hospital("bj-two-diseases", "110000", "110105", "03", "演示北京长安医院", remote_open="inpatient;chronic",
             remote_diseases="hypertension;diabetes"),
    pharmacy("sh-dual", "310000", "310106", "演示上海双通道药房", inst_attr="dual_channel",
             local_open="pharmacy;dual_channel", remote_open="pharmacy;dual_channel"),
    pharmacy("cq-dual-at-home", "500000", "500103", "演示重庆双通道药房", inst_attr="dual_channel",
             local_open="pharmacy;dual_channel", remote_open="pharmacy"),
]

# Routes of synthetic regions only: what a real region has opened is not for a demonstration to say, so for those the answer is
# "not published". (insured, care, business, first day, last day, open)
ROUTES = [
    ("990001;990902;990903;992001;992002;992003;992004", "*", "inpatient;outpatient", "2025-01-01", "", "1"),
    ("992001", "110000;510000", "chronic", "2025-06-01", "", "1"),
    ("992001", "310000", "chronic", "2025-01-01", "", "0"),
    ("992001", "420000", "chronic", FIRST_DAY, "2026-03-31", "0"),
    ("992001", "420000", "chronic", "2026-12-31", "", "1"),
    ("992002", "*", "pharmacy", "2024-01-01", "2025-12-31", "1"),
    ("992003", "*", "pharmacy;dual_channel", "2025-01-01", "", "1"),
    ("992003", "500000", "dual_channel", "2025-01-01", "", "0"),
]
ROUTE_SOURCE = "演示数据，不是任何地区的规定"

# Names of the demo catalogue that the dual-channel list of a synthetic region holds: (name, last day).
DUAL_DRUGS = [("利伐沙班片", ""), ("替格瑞洛片", ""), ("注射用阿替普酶", "2026-03-31")]
DUAL_REGION = "992003"

PLACE = {one["key"]: one for one in INSTITUTIONS}

# slug: (Chinese, English: what it shows). The order is that of the page docs/operating/demo.md.
SITUATIONS = {
    "filed-retiree": ("退休人员已办异地安置备案", "Long-term filing of a retiree: the local standard, at the place filed."),
    "filed-resident": ("已办异地长期居住备案", "Long-term filing of a resident elsewhere."),
    "filed-posted": ("已办常驻异地工作备案", "Long-term filing of a posted worker."),
    "filed-referral": ("已办异地转诊备案", "Temporary filing with a referral."),
    "filed-emergency": ("已办异地急诊抢救备案", "Temporary filing of an emergency."),
    "filed-temporary": ("已办其他临时外出就医备案", "Temporary filing without a reason that asks for papers."),
    "filed-province": ("备案只选到省", "Filed to a province: covers every city in it."),
    "filed-anywhere": ("备案不限就医地", "Filed without a place: covers any."),
    "filed-elsewhere": ("备案地与就医地不同", "Filed to one city, treated in another: refused, naming both."),
    "expired": ("备案已到期", "The filing ended before the year began."),
    "expires-mid-stay": ("住院期间备案到期", "The filing ends on 2026-06-20: admission before and discharge after it."),
    "begins-later": ("备案尚未生效", "The filing begins on 2026-12-31."),
    "cancelled-filing": ("备案已取消", "A filing that was cancelled is none."),
    "two-filings": ("两条备案同时有效", "A long-term filing to one place and a temporary one to another: the one that fits is used."),
    "promise-open": ("承诺制备案，材料未补", "Filed by promise: the papers are not there yet."),
    "promise-lapsed": ("承诺到期未补材料，备案失效", "Filed by promise: the deadline passed, the filing lapsed."),
    "back-home": ("长期备案后回参保地就医", "Long-term filing elsewhere, and care at home: both places may be used."),
    "never-filed": ("未备案", "No filing at all: refused, with what each kind of filing would give."),
    "emergency-unfiled": ("急诊未备案", "No filing, but the hospital uploads the emergency flag: deemed filed."),
    "files-before-discharge": ("入院未备案，出院前补办", "Not filed on admission; file before discharge and the whole stay counts."),
    "corridor": ("京津冀免备案", "No filing, and none needed inside the corridor of Beijing, Tianjin and Hebei."),
    "in-province": ("省内异地就医", "Care in another city of the home province."),
    "sent-on": ("转诊到甲地后又转乙地", "A referral to one city; the doctor there sends on to another."),
    "paused": ("参保已暂停", "Paused since 2026-01-01: refused, saying since when."),
    "ended": ("参保已终止", "The insurance has ended."),
    "waiting": ("居民断保后待遇等待期", "A resident after a break: no benefit up to 2026-12-30."),
    "changed-scheme": ("职工转居民", "Employee up to 2025-12-31, resident since."),
    "two-insurances": ("同时有两份参保", "Employee in one region, resident in another: the window has to choose one."),
    "moved-region": ("参保地转移", "Moved to another insured region in 2026: the number begins with the new one."),
    "died": ("已死亡", "Died on 2026-02-01: nothing is settled after that day."),
    "foreign-passport": ("外籍参保人", "Insured with a passport: certificate type 08."),
    "residence-permit": ("持港澳台居民居住证参保", "Insured with a residence permit: certificate type 17."),
    "rare-name": ("姓名含生僻字", "A name with characters outside GBK."),
    "long-name": ("姓名很长", "A name of fifty characters: the most that the interface takes."),
    "retiree": ("职工退休人员", "Retired employee: the rules for retired persons."),
    "young-retiree": ("退休年限短", "Retired, insured for fewer months than some rules ask."),
    "child": ("少年儿童", "Resident child."),
    "newborn": ("新生儿", "Born on 2026-01-05, on a birth certificate: no identity number yet."),
    "student": ("大学生", "University student, by the type of person and by identity."),
    "adult-resident": ("成年居民", "Resident adult."),
    "old-resident": ("老年居民", "Resident of old age."),
    "centenarian": ("百岁老人", "Born in 1925."),
    "leap-day": ("2 月 29 日出生", "Born on 29 February."),
    "extreme-poverty": ("特困人员", "Supported by the state in full: medical assistance."),
    "low-income": ("低保对象", "Minimum living allowance: medical assistance."),
    "low-income-margin": ("低保边缘家庭成员", "Just above the minimum living allowance."),
    "poverty-relapse": ("返贫致贫人口", "Fallen back into poverty."),
    "identity-ended": ("低保身份已到期", "Was on the minimum living allowance up to 2025-12-31."),
    "civil-servant": ("公务员", "Civil servant, with the rank that the supplement asks for."),
    "family-doctor": ("家庭医生签约居民", "Has signed with a family doctor."),
    "tier": ("分档参保", "Insured in a region with tiers."),
    "flexible": ("灵活就业人员", "Employee scheme without an employer."),
    "deductible-used": ("起付线已用完", "The year's deductible is already counted."),
    "near-cap": ("接近封顶线", "What the pooled fund has paid is close to its limit."),
    "past-cap": ("已超封顶线", "The pooled fund's limit is used up: the next layer pays."),
    "serious-illness": ("已达大病起付线", "Personal costs of the year already reach critical illness insurance."),
    "second-admission": ("年内第二次住院", "One admission of the year is already counted."),
    "third-admission": ("年内第三次住院", "Two admissions of the year are already counted."),
    "chronic-recognised": ("慢特病已认定", "The chronic disease has been recognised."),
    "chronic-unrecognised": ("慢特病未认定", "The chronic disease has not been recognised."),
    "chronic-limit": ("慢特病年度限额将满", "The disease's yearly limit is nearly used up."),
    "maternity": ("生育", "Care at childbirth."),
    "dual-channel": ("双通道药品", "A dual-channel drug at a dual-channel pharmacy."),
    "pharmacy-purchase": ("定点药店购药", "Buys at a pharmacy."),
    "third-party": ("外伤，涉及第三方", "An injury that somebody else is liable for: refused."),
    "account-full": ("个人账户余额较多", "The personal account can pay the whole share."),
    "account-empty": ("个人账户无余额", "Nothing in the personal account."),
    "family-account": ("家庭共济账户可用", "A relative's account may pay."),
    "family-account-empty": ("家庭共济账户无余额", "A relative's account may pay, but is empty."),
    "family-limit": ("家庭共济有年度限额", "A relative's account may pay up to a yearly limit."),
    "undo-block": ("撤销须按序", "The home region lets only the last settlement of a year be undone."),
    "undo-recompute": ("撤销后重算", "The home region computes later settlements again after an earlier one is undone."),
    "long-stay": ("长期住院，中途结算", "A long stay with interim settlements."),
    "across-year": ("跨年住院", "Admitted in 2025, discharged in 2026: three home regions, three rules."),
    "inpatient-only": ("医院只开通住院", "The hospital is open to remote patients for stays only: outpatient care is refused by name."),
    "not-connected": ("医院未联网", "The hospital is not connected for remote patients."),
    "not-designated": ("非定点机构", "An institution outside the network."),
    "two-readings": ("参保地的规则有两种读法", "The home region's rule can be read in two ways: a range, which a window cannot settle."),
    "unknown-rule": ("参保地的规则未知", "The home region has no pack, or none for this person: nothing is invented."),
    "waiting-computed": ("按断保年数计算的等待期", "A resident after missed years: the waiting period follows from the years."),
    "waiting-repaid": ("补缴后缩短的等待期", "Missed years that were paid back: fewer months."),
    "waiting-exempt": ("不设等待期的人群", "Of an exempt group: no waiting in spite of missed years."),
    "newborn-in-time": ("新生儿 90 天内参保", "Enrolled within 90 days: insured from birth."),
    "newborn-late": ("新生儿逾期参保", "Enrolled later than 90 days after birth: waits."),
    "special-group": ("特殊人群", "Prisoner, soldier, school group: sent home to ask, without a number."),
    "wallet": ("医保钱包", "Relatives who can bind each other and send account money."),
    "rules-at-once": ("备案即时办结、锁定 3 个月、免申即享", "A region whose filing rules decide at once, lock for three months and file by shared data."),
    "rules-by-person": ("备案由人审核、补齐才能结算", "A region where a person decides, and papers come before settlement."),
    "between-provinces": ("跨省就医，月月有结算", "Care in another province every month: what the demonstration's clearing months are made of."),
}
