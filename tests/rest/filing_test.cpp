#include "domain/policy/filing_rules_test_support.h"
#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

using policy::AnyOf;
using policy::KindRules;
using policy::Span;

/// A parent insured at home, whose child is bound to them and files; and the agency's desk.
class FilingDesk : public Desk {
protected:
    FilingDesk() {
        const std::vector<AnyOf> papers(1, AnyOf{"lease", "residence_permit"});
        policy::testing::FilingRulesOf rules{kHomeArea};
        rules.set_all(&KindRules::open, true)
            .set_all(&KindRules::materials, papers)
            .set_all(&KindRules::promise, true)
            .set_all(&KindRules::promise_days, 30)
            .set_all(&KindRules::decision, policy::Decision::instant)
            .set_all(&KindRules::validity, Span{})
            .set_all(&KindRules::backdate_days, 60)
            .set_all(&KindRules::lock, Span{.months = 3, .days = 0})
            .set_all(&KindRules::lock_exceptions, std::uint8_t{0x7})
            .set_all(&KindRules::automatic, std::vector<std::string>{"residence_permit"});
        book_.set_filing_rules(policy::testing::filing_book({rules.rules()}));
        insure(7);
        child_ = token_of("citizen proxy", 7);
        insure(42);
        parent_ = psn_no_;
        EXPECT_TRUE(write([&](ports::Session& session) -> Result<void> {
            payer::PersonRecord record;
            record.person.pid = 42;
            record.person.insuplc_admdvs = kHomeArea;
            record.person.personal.psn_name = "家长";
            record.person.personal.psn_cert_type = "01";
            record.person.personal.certno = "C42";
            record.family.push_back({.seq = 1,
                                     .owner = 7,
                                     .year_limit = {},
                                     .begndate = at("2024-01-01").date(),
                                     .enddate = {}});
            return payer::put_person(session, context(), record, "test");
        }));
        own_ = token_of("citizen", 42);
        reviewer_ = token_of("agency_reviewer@1301");
        hospital_ = std::string{kAwayHospital};
    }

    [[nodiscard]] static Json application() {
        return {{"kind", "long_term_resident"},
                {"places", Json::array({"120000"})},
                {"begndate", "2025-03-01"},
                {"materials", Json::array({"lease"})}};
    }
    [[nodiscard]] std::string filings() const { return "/persons/" + parent_ + "/filings"; }
    /// A message of the hospital away from home.
    [[nodiscard]] Json away(std::string_view infno) {
        Json request = sample(infno);
        request["fixmedins_code"] = std::string{kAwayHospital};
        request["mdtrtarea_admvs"] = "120101";
        return request;
    }

    std::string child_;
    std::string own_;
    std::string reviewer_;
    std::string parent_;
    int asked_ = 0;
};

TEST_F(FilingDesk, AFilingForAParentIsSeenBy2001AndUsedByAStay) {
    Json ask_2001 = away("2001");
    ask_2001["input"]["data"]["fixmedins_code"] = std::string{kAwayHospital};
    ask_2001["input"]["data"]["med_type"] = "21";
    const auto flag = [&] {
        ask_2001["msgid"] = "Q" + std::to_string(++asked_);
        return done_this(ask_2001)["trtinfo"][0]["trt_enjymnt_flag"].get<std::string>();
    };
    EXPECT_EQ(flag(), "0");
    const Reply filed = ask("POST", filings(), application(), {.token = child_});
    ASSERT_EQ(filed.status, 201) << filed.response.body;
    EXPECT_EQ(filed.json["filing"]["state"], "effective");
    EXPECT_EQ(filed.json["filing"]["channel"], "proxy");
    EXPECT_EQ(flag(), "1");
    mdtrt_id_ = done_this(away("2401"))["result"]["mdtrt_id"].get<std::string>();
    done_this(away("2301"));
    done_this(away("2402"));
    const Json settled = done_this(away("2304"))["setlinfo"];
    EXPECT_GT(settled["fund_pay_sumamt"].get<double>(), 0.0);
    expect_verified();
}

TEST_F(FilingDesk, NobodyElseFilesForThem) {
    insure(99);
    const std::string stranger = token_of("citizen proxy", 99);
    EXPECT_EQ(ask("POST", filings(), application(), {.token = stranger}).status, 403);
    EXPECT_EQ(ask("GET", filings(), nullptr, {.token = stranger}).status, 403);
    EXPECT_EQ(ask("POST", filings(), application()).status, 401);
}

TEST_F(FilingDesk, ACancellationInsideTheLockNamesTheDay) {
    const Json filed = ask("POST", filings(), application(), {.token = own_}).json;
    const std::string steps =
        filings() + "/" + std::to_string(filed["filing"]["filing"].get<int>()) + "/steps";
    const Reply refused = ask("POST", steps, {{"step", "cancel"}}, {.token = own_});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.says("code"), "filing_locked");
    EXPECT_NE(refused.says("remedy").find("2025-06-01"), std::string::npos);
    now_ = at("2025-06-01 08:00:00");
    own_ = token_of("citizen", 42);
    const Reply done = ask("POST", steps, {{"step", "cancel"}}, {.token = own_});
    ASSERT_EQ(done.status, 200) << done.response.body;
    EXPECT_EQ(done.json["filing"]["state"], "cancelled");
}

TEST_F(FilingDesk, AReviewerSeesTheQueueAndDecides) {
    book_.set_filing_rules(nullptr);
    const Json filed = ask("POST", filings(), application(), {.token = own_}).json;
    EXPECT_EQ(filed["filing"]["state"], "submitted");
    const Reply queue =
        ask("GET", "/filing-queue?area=130100&phase=submitted", nullptr, {.token = reviewer_});
    ASSERT_EQ(queue.json["filings"].size(), 1U) << queue.response.body;
    EXPECT_EQ(queue.json["filings"][0]["psn_no"], parent_);
    const std::string decisions =
        filings() + "/" + std::to_string(filed["filing"]["filing"].get<int>()) + "/decisions";
    EXPECT_EQ(ask("POST", decisions, {{"decision", "reject"}}, {.token = reviewer_}).status, 400);
    EXPECT_EQ(ask("POST", decisions, {{"decision", "approve"}}, {.token = own_}).status, 403);
    const Reply approved = ask("POST", decisions, {{"decision", "approve"}}, {.token = reviewer_});
    EXPECT_EQ(approved.json["filing"]["state"], "effective");
    const Reply inbox = ask("GET", "/persons/" + parent_ + "/messages", nullptr, {.token = own_});
    ASSERT_EQ(inbox.json["messages"].size(), 2U);
    EXPECT_EQ(inbox.json["messages"][0]["kind"], "approved");
    const Reply read = ask("POST", "/persons/" + parent_ + "/messages/read",
                           {{"code", inbox.json["messages"][0]["code"]}}, {.token = own_});
    EXPECT_EQ(read.json["read"], true);
}

TEST_F(FilingDesk, AFeedFilesOnceAndNamesEveryBadRow) {
    const std::string admin = token_of("administrator@1301");
    const std::string stranger = token_of("administrator@44");
    const Json rows = {{"rows", Json::array({{{"row_key", "a"},
                                              {"psn_no", parent_},
                                              {"kind", "long_term_resident"},
                                              {"place", "120000"},
                                              {"begndate", "2025-03-01"}},
                                             {{"row_key", "b"},
                                              {"psn_no", "13010000000000000099"},
                                              {"kind", "long_term_resident"},
                                              {"place", "120000"},
                                              {"begndate", "2025-03-01"}}})}};
    EXPECT_EQ(ask("POST", "/filing-feeds/residence_permit", rows, {.token = stranger}).status, 403);
    const Reply first = ask("POST", "/filing-feeds/residence_permit", rows, {.token = admin});
    ASSERT_EQ(first.status, 200) << first.response.body;
    EXPECT_EQ(first.json["filed"], 1);
    ASSERT_EQ(first.json["problems"].size(), 1U);
    EXPECT_EQ(first.json["problems"][0]["where"], "residence_permit:2:psn_no");
    const Reply again = ask("POST", "/filing-feeds/residence_permit", rows, {.token = admin});
    EXPECT_EQ(again.json["already"], 1);
    EXPECT_EQ(again.json["filed"], 0);
    const Json all = ask("GET", filings(), nullptr, {.token = own_}).json["filings"];
    ASSERT_EQ(all.size(), 1U);
    const std::string steps =
        filings() + "/" + std::to_string(all[0]["filing"]["filing"].get<int>()) + "/steps";
    EXPECT_EQ(ask("POST", steps, {{"step", "refuse"}}, {.token = own_}).json["filing"]["state"],
              "cancelled");
}

TEST_F(FilingDesk, WhatIsWrongWithARowOfAFeedIsThatRowsProblem) {
    const std::string admin = token_of("administrator@1301");
    const auto row = [this](const char* key, const char* kind, const char* begndate) {
        return Json{{"row_key", key},
                    {"psn_no", parent_},
                    {"kind", kind},
                    {"place", "120000"},
                    {"begndate", begndate}};
    };
    Json keyless = row("", "long_term_resident", "2025-03-01");
    keyless.erase("row_key");
    const Json rows = {{"rows", Json::array({row("a", "long_term_resident", "2025-02-30"),
                                             row("b", "a_whim", "the day after"), keyless,
                                             row("d", "long_term_resident", "2025-03-01")})}};
    const Reply told = ask("POST", "/filing-feeds/residence_permit", rows, {.token = admin});
    ASSERT_EQ(told.status, 200) << told.response.body;
    EXPECT_EQ(told.json["filed"], 1);
    EXPECT_EQ(told.json["bad"], 3);
    std::vector<std::string> places;
    for (const Json& one : told.json["problems"]) places.push_back(one["where"]);
    EXPECT_EQ(places, (std::vector<std::string>{
                          "residence_permit:1:begndate", "residence_permit:2:kind",
                          "residence_permit:2:begndate", "residence_permit:3:row_key"}));
}

TEST_F(FilingDesk, AFeedWithoutRowsIsNone) {
    const Reply told = ask("POST", "/filing-feeds/residence_permit", Json{{"rows", Json::array()}},
                           {.token = token_of("administrator@1301")});
    EXPECT_EQ(told.status, 400) << told.response.body;
    EXPECT_EQ(told.says("pointer"), "/rows");
}

TEST_F(FilingDesk, ACounterSeesWhoeverStandsAtItAndNobodyElse) {
    const std::string at = "?fixmedins_code=" + std::string{kAwayHospital};
    const std::string own = token_of("window@" + std::string{kAwayHospital});
    const std::string region = token_of("window@1201");
    const std::string nobody = "/persons/99000000000000000000";
    for (const std::string_view what : {"/why", "/entitlement"}) {
        const std::string path = "/persons/" + parent_ + std::string{what};
        const std::string here = path + at;
        EXPECT_EQ(ask("GET", here, nullptr, {.token = own}).status, 200) << what;
        EXPECT_EQ(ask("GET", here, nullptr, {.token = region}).status, 200) << what;
        // Without the counter, or at one of another's, the person's own places decide.
        EXPECT_EQ(ask("GET", path + "?place=120100", nullptr, {.token = own}).status / 100, 4)
            << what;
        EXPECT_EQ(ask("GET", here, nullptr, {.token = token_of("window@H99")}).status, 403) << what;
        EXPECT_EQ(ask("GET", here, nullptr, {.token = token_of("window@99")}).status, 403) << what;
        EXPECT_EQ(ask("GET", here, nullptr, {.token = token_of("agency_reviewer@1201")}).status,
                  403)
            << what;
        std::string missing = nobody;
        missing.append(what).append(at);
        EXPECT_EQ(ask("GET", missing, nullptr, {.token = own}).status, 404) << what;
    }
}

TEST_F(FilingDesk, TheChainSaysWhichLinkBroke) {
    const std::string why =
        "/persons/" + parent_ + "/why?fixmedins_code=" + std::string{kAwayHospital};
    const Reply before = ask("GET", why, nullptr, {.token = own_});
    ASSERT_EQ(before.status, 200) << before.response.body;
    EXPECT_EQ(before.json["broken"], "filed");
    ask("POST", filings(), application(), {.token = own_});
    EXPECT_TRUE(ask("GET", why, nullptr, {.token = own_}).json["broken"].is_null());
    const Reply nowhere =
        ask("GET", "/persons/" + parent_ + "/why?fixmedins_code=H0", nullptr, {.token = own_});
    EXPECT_EQ(nowhere.status, 200) << nowhere.response.body;
    EXPECT_FALSE(nowhere.json["holds"].get<bool>());
}

TEST_F(FilingDesk, AdviceIsGivenToAnybodyWithoutAName) {
    const Reply asked = ask("GET", "/advice/questions");
    ASSERT_EQ(asked.status, 200) << asked.response.body;
    EXPECT_EQ(asked.json["questions"].size(), 7U);
    const Reply advice = ask("POST", "/advice", {{"stage", "?"}});
    EXPECT_EQ(advice.status, 200) << advice.response.body;
    EXPECT_FALSE(advice.json["headline"].is_null());
}

TEST_F(FilingDesk, ThePackOfARegionShowsItsFilingRules) {
    const Json filing = ask("GET", "/policies/" + std::to_string(kHomeArea)).json["filing"];
    EXPECT_NE(filing.dump().find("\"backdate_days\""), std::string::npos) << filing.dump();
}

}  // namespace
}  // namespace yidi::tests
