#include "domain/entitlement/standing_test_support.h"
#include "tests/rest/situation.h"

/// Situations 22 to 30: who is insured.
namespace yidi::tests {
namespace {

using policy::Insutype;

constexpr std::string_view kLongAgo = "2020-01-01";

TEST_F(Situation, S22_ThePausedInsurance) {
    filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    payer::PersonRecord person = record();
    person.insurances = {insurance(Insutype::employee, kLongAgo)};
    person.insurances[0].psn_insu_stas = 2;
    person.insurances[0].paus_insu_date = *parse_date("2025-02-01");
    register_person(person);
    stayed();
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, expected()));
    EXPECT_TRUE(has(told, "2025-02-01")) << "since when";
    EXPECT_TRUE(has(told, "补缴")) << "what restores it";
    EXPECT_EQ(cause_of(why("2025-03-10")), expected());
    registry::Insurance again = insurance(Insutype::employee, "2025-03-01");
    again.seq = 3;
    person.insurances.push_back(again);
    register_person(person);
    EXPECT_EQ(level_of(settled()), "full");
}

TEST_F(Situation, S23_TheWaitingPeriod) {
    filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    payer::PersonRecord person = record();
    registry::Insurance waiting = insurance(Insutype::resident, "2025-01-01");
    waiting.seq = 1;  // in the place of the employee's
    waiting.missed_years = 3;
    person.insurances = {waiting};
    register_person(person);
    stayed({{"insutype", "390"}});
    Json settle = here("2304");
    settle["input"]["data"]["insutype"] = "390";
    const std::string told = refused(settle);
    EXPECT_TRUE(has(told, expected()));
    EXPECT_TRUE(has(told, "2025-05-31")) << "3 months, and 1 for each of 2 further years";
    EXPECT_TRUE(has(told, "补缴"));
    const Json chain = why("2025-03-10");
    EXPECT_EQ(cause_of(chain), expected());
    EXPECT_EQ(link_of(chain, "insured")["day"], "2025-05-31");
}

TEST_F(Situation, S24_AnotherSchemeDuringTheStay) {
    filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    payer::PersonRecord person = record();
    person.insurances = {insurance(Insutype::employee, kLongAgo),
                         insurance(Insutype::resident, "2025-03-11")};
    person.insurances[0].psn_insu_stas = 4;
    person.insurances[0].paus_insu_date = *parse_date("2025-03-11");
    register_person(person);
    stayed();
    std::vector<policy::StatedRule> rules = book_.person_rules().all();
    rules.push_back(entitlement::testing::stated(
        policy::PersonRule::scheme_change, static_cast<std::int64_t>(policy::SchemeChange::split),
        kHomeArea));
    const policy::PersonRules usual = book_.person_rules();
    book_.set_person_rules(policy::PersonRules{rules});
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, "interim_required"));
    EXPECT_TRUE(has(told, "2025-03-11")) << "the day at which the stay is split";
    book_.set_person_rules(usual);
    EXPECT_EQ(level_of(settled()), expected()) << "without a rule the admission decides";
}

TEST_F(Situation, S25_TwoInsurances) {
    filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    payer::PersonRecord person = record();
    person.insurances = {insurance(Insutype::employee, kLongAgo),
                         insurance(Insutype::resident, "2024-01-01")};
    register_person(person);
    EXPECT_EQ(cause_of(why("2025-03-10")), expected());
    stayed();
    EXPECT_EQ(level_of(settled()), "full");
    // The same days once more, by the other one.
    stayed({{"insutype", "390"}, {"ipt_no", "I0002"}});
    Json settle = here("2304");
    settle["input"]["data"]["insutype"] = "390";
    EXPECT_TRUE(has(refused(settle), "两份待遇"));
}

TEST_F(Situation, S26_AnotherInsuredRegionWithinTheYear) {
    payer::PersonRecord person = record();
    registry::Insurance before = insurance(Insutype::employee, kLongAgo);
    before.insuplc_admdvs = kNextDoorArea;
    before.psn_insu_stas = 4;
    before.paus_insu_date = *parse_date("2025-02-01");
    registry::Insurance after = insurance(Insutype::employee, "2025-02-01");
    after.seq = 2;
    person.insurances = {before, after};
    register_person(person);
    const Reply told = ask("GET", me("/entitlement?day=2025-03-10"), nullptr, {.token = citizen()});
    ASSERT_EQ(told.status, 200) << told.response.body;
    const Json& moved = told.json["moved"];
    EXPECT_EQ(moved["from"], "130200");
    EXPECT_EQ(moved["day"], "2025-02-01");
    EXPECT_EQ(moved["accumulators"], expected());
    EXPECT_EQ(moved["is_assumed"], true) << "no rule of the region is known, and it says so";
}

TEST_F(Situation, S27_TheCardThatDoesNotWork) {
    payer::PersonRecord person = record();
    person.insurances = {insurance(Insutype::employee, kLongAgo)};
    person.token = "T42";
    register_person(person);
    const auto shown = [&](std::string_view token) {
        Json request = here("1101");
        request["input"]["data"]["mdtrt_cert_type"] = "01";
        request["input"]["data"]["mdtrt_cert_no"] = std::string{token};
        request["input"]["data"]["certno"] = "";
        request["input"]["data"]["psn_name"] = "";
        return request;
    };
    EXPECT_EQ(done_this(shown("T42"))["baseinfo"]["psn_no"], psn_no_) << "in place of the card";
    EXPECT_FALSE(refused(shown("T43")).empty());
    // Who somebody is does not say that they are insured.
    pid_ = 77;
    psn_no_ = registry::psn_no_of(kHomeArea, pid_);
    person = record();
    person.token = "T77";
    register_person(person);
    EXPECT_EQ(done_this(shown("T77"))["baseinfo"]["psn_no"], psn_no_);
    EXPECT_EQ(cause_of(why("2025-03-10")), expected());
}

TEST_F(Situation, S28_AnotherNameAndNumber) {
    filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    payer::PersonRecord person = record();
    person.person.personal.psn_name = "新名";
    person.person.personal.certno = "N42";
    person.insurances = {insurance(Insutype::employee, kLongAgo)};
    register_person(person);
    const auto shown = [&](std::string_view number, std::string_view name) {
        Json request = here("1101");
        request["input"]["data"]["mdtrt_cert_no"] = std::string{number};
        request["input"]["data"]["certno"] = std::string{number};
        request["input"]["data"]["psn_name"] = std::string{name};
        return request;
    };
    EXPECT_EQ(done_this(shown("N42", "新名"))["baseinfo"]["psn_no"], psn_no_) << "no second person";
    EXPECT_FALSE(refused(shown("C42", "人42")).empty());
    stayed();
    EXPECT_EQ(level_of(settled()), expected()) << "what was filed before still counts";
}

TEST_F(Situation, S29_ADeathBeforeTheDischarge) {
    filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    stayed();
    payer::PersonRecord person = record();
    person.insurances = {insurance(Insutype::employee, kLongAgo)};
    person.person.died = *parse_date("2025-03-12");
    register_person(person);
    EXPECT_TRUE(has(not_settled(), "2025-03-12"));
    done_this(here("2405"));
    discharged("2025-03-12 20:00:00");
    const Json after = why("2025-03-13");
    EXPECT_EQ(cause_of(after), expected());
    const Reply late = file(application("other_temporary", kAwayArea, "2025-03-13"));
    EXPECT_EQ(late.says("code"), "filing_refused") << "nothing is filed for the dead";
}

TEST_F(Situation, S30_ASpecialGroup) {
    filed(application("long_term_resident", kAwayArea, "2025-03-01"));
    payer::PersonRecord person = record();
    person.insurances = {insurance(Insutype::employee, kLongAgo)};
    registry::Identity military;
    military.seq = 1;
    military.psn_idet_type = "active_military";
    military.begndate = *parse_date("2024-01-01");
    person.identities = {military};
    register_person(person);
    stayed();
    const std::string told = not_settled();
    EXPECT_TRUE(has(told, "rule_unknown")) << "no number is guessed";
    EXPECT_TRUE(has(told, "询问"));
    EXPECT_EQ(cause_of(why("2025-03-10")), expected());
}

}  // namespace
}  // namespace yidi::tests
