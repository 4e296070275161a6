#include "adapters/crypto/encoding.h"
#include "domain/policy/filing_rules_test_support.h"
#include "tests/rest/desk.h"

/// What the agency's console asks for: the queue, a review, accounts, feeds as files, the audit.
namespace yidi::tests {
namespace {

using policy::AnyOf;
using policy::KindRules;
using policy::Span;

class Console : public Desk {
protected:
    Console() {
        rule(policy::Decision::review);
        insure(42);
        person_ = psn_no_;
        own_ = token_of("citizen", 42);
        reviewer_ = token_of("agency_reviewer@1301");
    }

    void rule(policy::Decision decision) {
        policy::testing::FilingRulesOf rules{kHomeArea};
        rules.set_all(&KindRules::open, true)
            .set_all(&KindRules::materials,
                     std::vector<AnyOf>(1, AnyOf{"lease", "residence_permit"}))
            .set_all(&KindRules::promise, true)
            .set_all(&KindRules::promise_days, 30)
            .set_all(&KindRules::after_lapse, policy::AfterLapse::ends)
            .set_all(&KindRules::decision, decision)
            .set_all(&KindRules::validity, Span{})
            .set_all(&KindRules::backdate_days, 60)
            .set_all(&KindRules::several_places, false)
            .set_all(&KindRules::lock, Span{.months = 3, .days = 0})
            .set_all(&KindRules::automatic, std::vector<std::string>{"residence_permit"});
        book_.set_filing_rules(policy::testing::filing_book({rules.rules()}));
    }

    [[nodiscard]] std::string filings() const { return "/persons/" + person_ + "/filings"; }
    std::string file(const Json& more, const std::string& token) {
        Json body = {{"kind", "long_term_resident"},
                     {"places", Json::array({"120000"})},
                     {"begndate", "2025-03-01"}};
        body.update(more);
        const Reply filed = ask("POST", filings(), body, {.token = token});
        EXPECT_EQ(filed.status, 201) << filed.response.body;
        return filings() + "/" + std::to_string(filed.json["filing"]["filing"].get<std::int64_t>());
    }
    std::string with_paper() { return file({{"materials", Json::array({"lease"})}}, own_); }
    Reply decide(const std::string& filing, const Json& body, const std::string& token) {
        return ask("POST", filing + "/decisions", body, {.token = token});
    }
    Json queue(const std::string& query) {
        return ask("GET", "/filing-queue" + query, nullptr, {.token = reviewer_}).json;
    }
    static std::int64_t count_of(const Json& queue, const std::string& phase) {
        for (const Json& one : queue["counts"]) {
            if (one["phase"] == phase) return one["count"].get<std::int64_t>();
        }
        return -1;
    }
    Json review(const std::string& filing) {
        return ask("GET", filing + "/review", nullptr, {.token = reviewer_}).json;
    }
    static Json check_of(const Json& review, const std::string& rule) {
        for (const Json& one : review["checks"]) {
            if (one["rule"] == rule) return one;
        }
        return nullptr;
    }

    std::string person_;
    std::string own_;
    std::string reviewer_;
};

TEST_F(Console, TheQueueIsWhatTheAccountReachesWithoutNamingAnArea) {
    with_paper();
    const Json all = queue("");
    ASSERT_EQ(all["filings"].size(), 1U) << all.dump();
    EXPECT_EQ(all["filings"][0]["psn_no"], person_);
    EXPECT_EQ(all["filings"][0]["stage"], "submitted");
    EXPECT_EQ(count_of(all, "submitted"), 1);
    EXPECT_FALSE(all["more"].get<bool>());
    const std::string elsewhere = token_of("agency_reviewer@44");
    const Json theirs = ask("GET", "/filing-queue", nullptr, {.token = elsewhere}).json;
    EXPECT_TRUE(theirs["filings"].empty());
    EXPECT_EQ(count_of(theirs, "submitted"), 0);
    EXPECT_EQ(ask("GET", "/filing-queue?area=130100", nullptr, {.token = elsewhere}).status, 403);
}

TEST_F(Console, TheQueueIsFilteredByKindPlaceChannelAndDay) {
    with_paper();
    for (const char* const fits : {"?kind=long_term_resident", "?place=12", "?channel=self",
                                   "?due_by=2025-03-01", "?phase=submitted&area=130100"}) {
        EXPECT_EQ(queue(fits)["filings"].size(), 1U) << fits;
    }
    for (const char* const not_it : {"?kind=referral", "?place=44", "?channel=window",
                                     "?due_by=2025-02-28", "?phase=under_review"}) {
        const Json none = queue(not_it);
        EXPECT_EQ(none["filings"].size(), 0U) << not_it;
        EXPECT_EQ(count_of(none, "submitted"), 1) << not_it;
    }
}

TEST_F(Console, APromiseStaysInTheQueueUntilItsPapersCome) {
    const std::string filing = file({{"promise", true}}, own_);
    ASSERT_EQ(decide(filing, {{"decision", "approve"}}, reviewer_).status, 200);
    const Json owing = queue("?phase=promised");
    ASSERT_EQ(owing["filings"].size(), 1U) << owing.dump();
    EXPECT_EQ(owing["filings"][0]["due"], owing["filings"][0]["filing"]["promise_until"]);
    EXPECT_FALSE(owing["filings"][0]["is_late"].get<bool>());
    ASSERT_EQ(decide(filing, {{"decision", "keep_promise"}}, reviewer_).status, 200);
    EXPECT_EQ(count_of(queue(""), "promised"), 0);
}

TEST_F(Console, AReviewHoldsTheFilingAgainstEachRuleWithItsClause) {
    const std::string filing = with_paper();
    const Json told = review(filing);
    const Json papers = check_of(told, "materials");
    EXPECT_EQ(papers["verdict"], "met");
    EXPECT_EQ(papers["papers"], Json::array({"lease", "residence_permit"}));
    EXPECT_FALSE(papers["clause"].is_null());
    EXPECT_EQ(check_of(told, "longest"), nullptr);
    EXPECT_EQ(told["takes"],
              Json::array({"begin_review", "ask_material", "approve", "reject", "cancel"}));
    EXPECT_TRUE(told["refusal"].is_null());
    book_.set_filing_rules(nullptr);
    EXPECT_EQ(check_of(review(filing), "open")["verdict"], "unknown");
    const Reply english = ask("GET", filing + "/review", nullptr,
                              {.token = reviewer_, .headers = {{"Accept-Language", "en"}}});
    EXPECT_EQ(check_of(english.json, "open")["text"], "the rule is not known: you decide");
}

TEST_F(Console, APromiseIsShownAsOneAndWaits) {
    const Json told = review(file({{"promise", true}}, own_));
    EXPECT_EQ(check_of(told, "materials")["verdict"], "waits");
    EXPECT_EQ(check_of(told, "promise")["verdict"], "met");
    EXPECT_FALSE(told["needs_day"].get<bool>());
}

TEST_F(Console, WhoSendsAFilingInDoesNotApproveIt) {
    const std::string both = token_of("window@1301 agency_reviewer@1301");
    const std::string filing = file({{"materials", Json::array({"lease"})}}, both);
    const Reply own = decide(filing, {{"decision", "approve"}}, both);
    EXPECT_EQ(own.status, 422) << own.response.body;
    EXPECT_EQ(own.says("code"), "not_allowed");
    EXPECT_FALSE(review(filing)["sent_by"].is_null());
    EXPECT_EQ(decide(filing, {{"decision", "approve"}}, reviewer_).status, 200);
}

TEST_F(Console, TheHistoryNamesTheColleagueToStaffAlone) {
    const std::string filing = with_paper();
    decide(filing, {{"decision", "approve"}, {"reason", "材料齐全"}}, reviewer_);
    const Json staff = ask("GET", filing, nullptr, {.token = reviewer_}).json;
    const Json person = ask("GET", filing, nullptr, {.token = own_}).json;
    EXPECT_EQ(staff["history"][1]["event"], "approved");
    EXPECT_EQ(staff["history"][1]["reason"], "材料齐全");
    EXPECT_FALSE(staff["history"][1]["login"].is_null());
    EXPECT_TRUE(person["history"][1]["login"].is_null());
}

TEST_F(Console, AReviewerSeesWhatThePersonWasTold) {
    with_paper();
    const Reply told =
        ask("GET", "/persons/" + person_ + "/messages", nullptr, {.token = reviewer_});
    EXPECT_EQ(told.json["messages"].size(), 1U) << told.response.body;
}

TEST_F(Console, AFeedsFileIsReadAndItsLinesAreNamed) {
    const std::string admin = token_of("administrator@1301");
    const std::string text = "row_key,psn_no,kind,place,begndate\r\n\r\na," + person_ +
                             ",long_term_resident,120000,2025-03-01\r\n"
                             "b," +
                             person_ + ",a_whim,120000,2025-03-01\r\n";
    const Reply read =
        ask("POST", "/filing-feed-files",
            {{"filename", "permits.csv"}, {"bytes", crypto::to_base64(text)}}, {.token = admin});
    ASSERT_EQ(read.status, 200) << read.response.body;
    ASSERT_EQ(read.json["rows"].size(), 2U);
    EXPECT_EQ(read.json["rows"][0]["line"], 3);
    const Reply taken = ask("POST", "/filing-feeds/residence_permit", {{"rows", read.json["rows"]}},
                            {.token = admin});
    ASSERT_EQ(taken.status, 200) << taken.response.body;
    EXPECT_EQ(taken.json["bad"], 1);
    EXPECT_EQ(taken.json["problems"][0]["line"], 4);
    EXPECT_EQ(taken.json["problems"][0]["column"], "kind");
    const Reply none =
        ask("POST", "/filing-feed-files",
            {{"filename", "photo.csv"}, {"bytes", crypto::to_base64("a,b\r\n1,2\r\n")}},
            {.token = admin});
    EXPECT_EQ(none.status, 400);
}

TEST_F(Console, RolesAreChangedByAnotherAdministratorWithinTheirReach) {
    have_account("window.one", "window@1301");
    have_account("admin.two", "administrator@1301");
    const std::string admin = token_of("administrator@1301");
    const Json all = ask("GET", "/accounts", nullptr, {.token = admin}).json["accounts"];
    std::map<std::string, std::string> ids;
    for (const Json& one : all) ids[one["login"]] = one["account_id"];
    const auto roles = [&](const std::string& login, const std::string& role) {
        return ask("PUT", "/accounts/" + ids[login] + "/roles", {{"roles", Json::array({role})}},
                   {.token = admin});
    };
    const Reply done = roles("window.one", "agency_reviewer@130102");
    ASSERT_EQ(done.status, 200) << done.response.body;
    EXPECT_EQ(done.json["roles"], Json::array({"agency_reviewer@130102"}));
    EXPECT_EQ(roles("window.one", "agency_reviewer@44").status, 403);
    EXPECT_EQ(roles("window.one", "agency_reviewer").status, 400);
    std::string own;
    for (const Json& one : all) {
        if (one["roles"] == Json::array({"administrator@1301"}) && one["login"] != "admin.two") {
            own = one["login"];
        }
    }
    EXPECT_EQ(roles(own, "auditor@1301").status, 409);
}

class Audit : public Console {
protected:
    Audit() : auditor_{token_of("auditor@*")} {}
    Json search(const std::string& query) {
        const Reply told = ask("GET", "/audit" + query, nullptr, {.token = auditor_});
        EXPECT_EQ(told.status, 200) << told.response.body;
        return told.json;
    }
    static bool has(const Json& page, const std::string& what) {
        return std::ranges::any_of(page["entries"],
                                   [&](const Json& one) { return one["what"] == what; });
    }
    std::string auditor_;
};

TEST_F(Audit, FindsWhoFiledAndWhoApproved) {
    const std::string filing = with_paper();
    decide(filing, {{"decision", "approve"}}, reviewer_);
    const Json page = search("?psn_no=" + person_);
    EXPECT_TRUE(has(page, "filing made")) << page.dump();
    EXPECT_TRUE(has(page, "filing approve")) << page.dump();
    for (const Json& one : page["entries"]) {
        if (one["what"] != "filing approve") continue;
        EXPECT_EQ(one["psn_no"], person_);
        EXPECT_FALSE(one["name"].is_null());
    }
    const Json named = search("?what=approve");
    EXPECT_TRUE(has(named, "filing approve"));
    EXPECT_FALSE(has(named, "filing made"));
}

TEST_F(Audit, IsSearchedByAccountInstitutionAndDay) {
    have_account("counter", "window@H13010200001");
    insure(43);
    const std::string window = token_of("window@H13010200001");
    ask("GET", filings(), nullptr, {.token = window});
    const Json all = search("");
    std::string login;
    for (const Json& one : all["entries"]) {
        if (one["what"] == "filings read" && !one["name"].is_null()) login = one["name"];
    }
    if (!login.empty()) {
        EXPECT_TRUE(has(search("?account=" + login), "filings read"));
    }
    EXPECT_FALSE(has(search("?account=counter"), "filings read"));
    EXPECT_EQ(has(search("?institution=H13010200001"), "filings read"), !login.empty());
    EXPECT_TRUE(search("?from=2020-01-01&to=2020-02-01")["entries"].empty());
}

TEST_F(Audit, APageLeadsToTheNextWithoutGapOrRepeat) {
    for (int i = 0; i < 7; ++i) ask("GET", filings(), nullptr, {.token = reviewer_});
    std::vector<std::int64_t> numbers;
    std::string after;
    do {
        const Json page = search("?psn_no=" + person_ + "&what=filings&limit=3" + after);
        EXPECT_LE(page["entries"].size(), 3U);
        for (const Json& one : page["entries"]) numbers.push_back(one["number"]);
        after = page["after"].is_null() ? "" : "&after=" + page["after"].get<std::string>();
    } while (!after.empty());
    EXPECT_EQ(numbers.size(), 7U);
    EXPECT_TRUE(std::ranges::is_sorted(numbers, std::greater{}));
    EXPECT_EQ(std::ranges::adjacent_find(numbers), numbers.end());
}

TEST_F(Audit, AReviewerAsksAboutOnePersonOfTheirsOnly) {
    with_paper();
    EXPECT_EQ(ask("GET", "/audit", nullptr, {.token = reviewer_}).status, 403);
    const Reply own = ask("GET", "/audit?psn_no=" + person_, nullptr, {.token = reviewer_});
    ASSERT_EQ(own.status, 200) << own.response.body;
    EXPECT_TRUE(has(own.json, "filing made"));
    const std::string elsewhere = token_of("agency_reviewer@44");
    EXPECT_EQ(ask("GET", "/audit?psn_no=" + person_, nullptr, {.token = elsewhere}).status, 403);
    const std::string admin = token_of("administrator@*");
    EXPECT_EQ(ask("GET", "/audit?psn_no=" + person_, nullptr, {.token = admin}).status, 403);
}

TEST_F(Audit, APageGoesOnBehindTheOneBeforeAndNowhereElse) {
    with_paper();
    const Json first = search("?limit=1");
    ASSERT_EQ(first["entries"].size(), 1U);
    const std::string after = first["after"].get<std::string>();
    const Json next = search("?limit=1&after=" + after);
    ASSERT_EQ(next["entries"].size(), 1U);
    EXPECT_LT(next["entries"][0]["number"], first["entries"][0]["number"]);
    for (const char* const wrong : {"99999999999.1", "2025-03-10", "2025-03-10.", "2025-03-10.x",
                                    "2025-03-10.0", "30000-01-01.1"}) {
        const Reply told =
            ask("GET", std::string{"/audit?after="} + wrong, nullptr, {.token = auditor_});
        EXPECT_EQ(told.status, 400) << wrong;
        EXPECT_EQ(told.says("pointer"), "after") << wrong;
    }
}

TEST_F(Audit, AnAuditorOfARegionSeesItsPersonsOnly) {
    with_paper();
    const auto entries = [&](const char* grants) {
        return ask("GET", "/audit", nullptr, {.token = token_of(grants)}).json["entries"].size();
    };
    EXPECT_GT(entries("auditor@1301"), 0U);
    EXPECT_EQ(entries("auditor@44"), 0U);
}

TEST_F(Audit, TheChainHoldsAndSaysWhereItIsBroken) {
    with_paper();
    const auto prove = [&](const std::string& query) {
        const Reply told = ask("GET", "/audit/chain" + query, nullptr, {.token = auditor_});
        EXPECT_EQ(told.status, 200) << told.response.body;
        return told.json;
    };
    const Json first = prove("?limit=2");
    EXPECT_EQ(first["checked"], 2);
    EXPECT_EQ(first["next"], 2);
    EXPECT_TRUE(first["broken"].is_null());
    const Json rest = prove("?after=2");
    EXPECT_TRUE(rest["next"].is_null()) << rest.dump();
    EXPECT_TRUE(rest["broken"].is_null()) << rest.dump();
    EXPECT_EQ(ask("GET", "/audit/chain", nullptr, {.token = token_of("auditor@13")}).status, 403);
    // A note that somebody puts in without the key.
    const std::int64_t number = prove("")["last"].get<std::int64_t>() + 2;
    ASSERT_TRUE(write([&](ports::Session& session) {
        return session.insert(ports::spec(ports::Table::audit),
                              {std::int64_t{1}, std::int64_t{1}, std::int64_t{1},
                               std::string{"nobody"}, ports::Value{}, std::string{"nothing"},
                               number, std::string(32, '0'), ports::Value{}, ports::Value{}});
    }));
    EXPECT_EQ(prove("")["broken"], number);
}

}  // namespace
}  // namespace yidi::tests
