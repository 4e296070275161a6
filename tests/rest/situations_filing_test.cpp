#include "ports/upward.h"
#include "tests/rest/situation.h"

/// Situations 1 to 21: filing.
namespace yidi::tests {
namespace {

using policy::KindRules;
using policy::PlaceLevel;

TEST_F(Situation, S01_FiledToTheWrongCity) {
    filed(application("long_term_resident", kCapital, "2025-03-01"));
    stayed();
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, "filing_elsewhere"));
    const Json chain = why("2025-03-10");
    EXPECT_EQ(cause_of(chain), expected());
    EXPECT_TRUE(has(link_of(chain, "filed")["what"], "capital")) << "where it was filed";
    // Never widened in silence; a further filing for this place is what helps.
    filed(application("other_temporary", kAwayArea, "2025-03-10"));
    EXPECT_EQ(level_of(settled()), "other_temporary");
}

TEST_F(Situation, S02_OnlyTheProvinceWasFiled) {
    const Json wanted = application("other_temporary", 130000, "2025-03-01");
    use(usual_rules().set_all(&KindRules::place_level, PlaceLevel::city));
    const Reply reply = file(wanted);
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.says("code"), "filing_refused");
    EXPECT_EQ(reply.says("pointer"), "/places");
    use(usual_rules().set_all(&KindRules::place_level, PlaceLevel::province));
    filed(wanted);
    hospital_ = kNextDoorHospital;
    stayed();
    EXPECT_EQ(level_of(settled()), expected());
}

TEST_F(Situation, S03_TheFilingBeginsAfterTheAdmission) {
    admitted();
    Json late = application("other_temporary", kAwayArea, "2025-03-20");
    late["admission"] = "2025-03-10";
    const Reply warned = ask("POST", me("/filing-assessments"), late, {.token = citizen()});
    ASSERT_EQ(warned.status, 200) << warned.response.body;
    EXPECT_EQ(warned.json["cautions"], Json::array({expected()}));
    const std::int64_t first = filed(late);
    EXPECT_EQ(cause_of(why("2025-03-10")), "begins_after_admission");
    discharged();
    EXPECT_TRUE(has(not_settled(), "filing_not_in_force"));
    // Moved back as far as the region lets it.
    Json change = application("other_temporary", kAwayArea, "2025-01-11");
    change["replaces"] = first;
    const Reply too_far = file(change);
    EXPECT_EQ(too_far.status, 422);
    EXPECT_TRUE(has(too_far.response.body, "2025-01-12"));
    change["begndate"] = "2025-03-10";
    filed(change);
    EXPECT_EQ(level_of(settled()), "other_temporary");
}

TEST_F(Situation, S04_FiledInHospitalBeforeTheDischarge) {
    admitted();
    EXPECT_EQ(cause_of(why("2025-03-10")), "not_filed");
    filed(application("long_term_resident", kAwayArea, "2025-03-13"));
    EXPECT_EQ(cause_of(why("2025-03-10")), "");
    discharged();
    EXPECT_EQ(level_of(settled()), expected()) << "for the whole stay";
}

TEST_F(Situation, S05_FiledAfterASelfPaidDischarge) {
    stayed();
    now_ = at("2025-03-20 12:00:00");
    filed(application("other_temporary", kAwayArea, "2025-03-20"));
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, expected()));
    EXPECT_TRUE(has(told, "手工报销"));
}

TEST_F(Situation, S06_AnEmergencyWithoutAFiling) {
    stayed();
    EXPECT_TRUE(has(not_settled(), "not_filed"));
    EXPECT_EQ(cause_of(why("2025-03-10")), "not_filed");
    EXPECT_EQ(link_of(why("2025-03-10", "&emergency=true"), "filed")["cause"], "emergency_counts");
    done_this(here("2405"));
    done_this(here("2302"));
    done_this(here("2404"));
    stayed({{"er_flag", "1"}});
    EXPECT_EQ(level_of(settled()), expected());
}

TEST_F(Situation, S08_ATemporaryFilingEndsMidStay) {
    Json wanted = application("other_temporary", kAwayArea, "2025-03-01");
    wanted["enddate"] = "2025-03-11";
    const std::int64_t number = filed(wanted);
    stayed();
    EXPECT_EQ(state_of(number), "expired");
    EXPECT_EQ(level_of(settled()), expected()) << "what held on admission holds for the stay";
}

TEST_F(Situation, S09_TwoFilingsInForce) {
    filed(application("long_term_resident", kCapital, "2025-03-01"));
    const Reply second = file(application("other_temporary", kAwayArea, "2025-03-01"));
    ASSERT_EQ(second.status, 201) << second.response.body;
    EXPECT_TRUE(has(second.json["assessment"]["cautions"].dump(), "other_in_force"));
    EXPECT_EQ(link_of(why("2025-03-10"), "filed")["filing"], second.json["filing"]["filing"])
        << "which one counts is shown";
    stayed();
    EXPECT_EQ(level_of(settled()), expected());
}

TEST_F(Situation, S10_AResidentElsewhereComesHomeForCare) {
    Json wanted = application("long_term_resident", kAwayArea, "2025-03-01");
    wanted["materials"] = Json::array();
    wanted["promise"] = true;
    const std::int64_t number = filed(wanted);
    hospital_ = kHomeHospital;
    stayed();
    EXPECT_TRUE(has(not_settled(), "promise_not_completed"));
    EXPECT_EQ(cause_of(why("2025-03-10")), "home_on_promise");
    EXPECT_EQ(decide(number, {{"decision", "keep_promise"}}).status, 200);
    EXPECT_EQ(level_of(settled()), expected()) << "not below what a transfer is paid";
}

TEST_F(Situation, S11_CancelledInsideTheLock) {
    const std::int64_t number = filed(application("long_term_resident", kAwayArea, "2025-03-13"));
    const Reply locked = step(number, {{"step", "cancel"}, {"reason", "moved"}});
    EXPECT_EQ(locked.status, 422);
    EXPECT_EQ(locked.says("code"), expected());
    EXPECT_TRUE(has(locked.response.body, "2025-06-13"));
    const Reply wrong =
        step(number, {{"step", "cancel"}, {"reason", "typed wrong"}, {"because", "wrong_entry"}});
    EXPECT_EQ(wrong.status, 200) << wrong.response.body;
    EXPECT_EQ(wrong.json["filing"]["state"], "cancel_requested");
}

TEST_F(Situation, S12_PromisedPapersDoNotCome) {
    Json wanted = application("long_term_resident", kAwayArea, "2025-03-01");
    wanted["materials"] = Json::array();
    wanted["promise"] = true;
    const std::int64_t number = filed(wanted);
    stayed();
    EXPECT_EQ(level_of(settled()), "full");
    for (Date day = now_.date(); day <= *parse_date("2025-04-13"); day = day.next_day()) {
        now_ = at(to_string(day) + " 12:00:00");
        do_due();
    }
    EXPECT_EQ(messages(), (std::vector<std::string>{"approved", "promise_expiry", "promise_expiry",
                                                    "promise_expiry", "promise_lapsed"}))
        << "14, 7 and 1 days before, and on the day";
    EXPECT_EQ(state_of(number), "lapsed");
    EXPECT_EQ(done_this(here("5203"))["setlinfo"]["fund_pay_sumamt"], 800.00) << "it stays";
    admitted("2025-04-13 08:00:00");
    discharged("2025-04-13 11:00:00");
    EXPECT_TRUE(has(not_settled(), "承诺的材料没有按期（2025-04-12 前）补交"));
    EXPECT_EQ(cause_of(why("2025-04-13")), expected());
}

TEST_F(Situation, S13_CostsBeforeThePromisedPapers) {
    use(usual_rules().set_all(&KindRules::proof_before_settlement, true));
    Json wanted = application("long_term_resident", kAwayArea, "2025-03-01");
    wanted["materials"] = Json::array();
    wanted["promise"] = true;
    const std::int64_t number = filed(wanted);
    stayed();
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, "promise_not_completed"));
    EXPECT_TRUE(has(told, "2025-04-12")) << "the last day for the papers";
    EXPECT_EQ(cause_of(why("2025-03-10")), expected());
    EXPECT_EQ(decide(number, {{"decision", "keep_promise"}}).status, 200);
    EXPECT_EQ(level_of(settled()), "full");
}

/// A network that is there, and has not been told yet.
class Silent final : public ports::Upward {
public:
    Result<void> report(const ports::FilingReport& /*report*/) override {
        return fail(Error{.code = ErrorCode::busy, .where = {}});
    }
};

TEST_F(Situation, S14_ApprovedButNotReported) {
    Silent network;
    options_.upward = &network;
    router_ = std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    const std::int64_t number = filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    EXPECT_EQ(state_of(number), "approved");
    EXPECT_EQ(cause_of(why("2025-03-10")), expected());
    stayed();
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, expected())) << "not as if nothing was filed";
    const payer::Context now = context();
    const app::FilingContext filing{.payer = now, .upward = &network};
    std::vector<app::DueReport> due;
    ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(due, app::reports_due(session, filing, 10));
        return {};
    }));
    ASSERT_EQ(due.size(), 1U);
    ASSERT_TRUE(write(
        [&](ports::Session& session) { return app::take_report(session, filing, due[0], {}); }));
    EXPECT_EQ(level_of(settled()), "full");
}

TEST_F(Situation, S15_APostedEmployeesJobEnds) {
    filed(application("posted_worker", kAwayArea, "2025-01-20"));
    payer::PersonRecord over = record();
    over.insurances = {insurance(policy::Insutype::employee, "2020-01-01")};
    over.insurances[0].psn_insu_stas = 4;
    over.insurances[0].paus_insu_date = *parse_date("2025-03-01");
    register_person(over);
    const Json chain = why("2025-03-20");
    EXPECT_EQ(cause_of(chain), expected()) << "told before the next visit";
    EXPECT_EQ(link_of(chain, "insured")["day"], "2025-03-01");
    stayed();
    EXPECT_TRUE(has(not_settled(), "insurance_ended"));
}

TEST_F(Situation, S16_AFamilyMemberFiles) {
    const registry::Pid parent = pid_;
    const std::string parents_path = me("/filings");
    insure(77);
    const std::string child = token_of("proxy", pid_);
    const Json wanted = application("long_term_resident", kAwayArea, "2025-03-01");
    EXPECT_EQ(ask("POST", parents_path, wanted, {.token = child}).status, 403) << "not bound";
    insure(42);
    payer::PersonRecord bound = record();
    bound.insurances = {insurance(policy::Insutype::employee, "2020-01-01")};
    registry::FamilyLink link;
    link.seq = 1;
    link.owner = 77;
    link.begndate = *parse_date("2025-01-01");
    bound.family = {link};
    register_person(bound);
    const Reply made = ask("POST", parents_path, wanted, {.token = child});
    ASSERT_EQ(made.status, 201) << made.response.body;
    EXPECT_EQ(made.json["filing"]["channel"], "proxy");
    EXPECT_EQ(pid_, parent);
    const Json history =
        ask("GET", me("/filings"), nullptr, {.token = citizen()}).json["filings"][0]["history"];
    EXPECT_NE(history[0]["by"], "") << "who acted is kept";
    stayed();
    EXPECT_EQ(level_of(settled()), expected());
}

TEST_F(Situation, S17_ANewborn) {
    const auto enrolled = [this](std::string_view born, std::string_view from) {
        payer::PersonRecord child = record();
        child.person.personal.brdy = *parse_date(born);
        registry::Insurance one = insurance(policy::Insutype::resident, from);
        one.seq = 1;  // in the place of the employee's
        one.psn_type = "1401";
        child.insurances = {one};
        register_person(child);
    };
    enrolled("2025-02-20", "2025-03-10");
    EXPECT_EQ(link_of(why("2025-02-25"), "insured")["cause"], "in_order") << "from birth";
    enrolled("2024-11-01", "2025-03-10");
    EXPECT_EQ(cause_of(why("2025-03-12")), expected());
}

TEST_F(Situation, S18_ACorridorNeedsNoFiling) {
    const Reply reply = file(application("other_temporary", kDelta, "2025-03-01"));
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.says("code"), "filing_exists");
    EXPECT_TRUE(has(reply.response.body, "home and delta"));
    hospital_ = kDeltaHospital;
    const Json filed_link = link_of(why("2025-03-10"), "filed");
    EXPECT_EQ(filed_link["cause"], "deemed_filed");
    EXPECT_TRUE(has(filed_link["what"], "home and delta"));
    stayed();
    EXPECT_EQ(level_of(settled()), expected());
}

TEST_F(Situation, S19_AMoveInsideTheProvince) {
    use(usual_rules().none_in_province(true));
    const Reply reply = file(application("long_term_resident", kNextDoorArea, "2025-03-01"));
    EXPECT_EQ(reply.status, 422);
    EXPECT_EQ(reply.says("code"), expected());
    EXPECT_EQ(rows(ports::Table::filing), 0U) << "no filing is made";
    hospital_ = kNextDoorHospital;
    EXPECT_EQ(link_of(why("2025-03-10"), "filed")["cause"], "province_is_open");
}

TEST_F(Situation, S20_ReferredAndSentOn) {
    filed(application("referral", kCapital, "2025-03-01"));
    stayed();
    EXPECT_TRUE(has(not_settled(), "filing_elsewhere"));
    Json further = application("referral", kAwayArea, "2025-03-10");
    further["details"] = {{"transfer_from", kCapitalHospital}, {"transfer_to", kAwayHospital}};
    filed(further);
    EXPECT_EQ(level_of(settled()), expected());
}

TEST_F(Situation, S21_SomebodyAsksForMoney) {
    const Json wanted = application("long_term_resident", kAwayArea, "2025-03-13");
    const Reply before = ask("POST", me("/filing-assessments"), wanted, {.token = citizen()});
    ASSERT_EQ(before.status, 200) << before.response.body;
    EXPECT_TRUE(has(before.json["notes"].dump(), expected()));
    EXPECT_TRUE(has(before.json["notes"].dump(), "12393")) << "whom to call";
    EXPECT_TRUE(has(file(wanted).json["assessment"]["notes"].dump(), expected()));
}

}  // namespace
}  // namespace yidi::tests
