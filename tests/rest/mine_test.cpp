#include "domain/entitlement/standing_test_support.h"
#include "domain/policy/pack_test_support.h"
#include "tests/rest/desk.h"

/// What a person sees of their own: settlements, family and account, messages, who has looked.
namespace yidi::tests {
namespace {

constexpr registry::Pid kChild = 7;
constexpr registry::Pid kStranger = 99;

class Mine : public Desk {
protected:
    Mine() {
        book_.set_person_rules(entitlement::testing::national_rules());
        insure(kStranger);
        stranger_ = token_of("citizen proxy", kStranger);
        insure(kChild);
        child_ = psn_no_;
        pay_into_account(yuan(3'000));
        child_token_ = token_of("citizen proxy", kChild);
        insure(42);
        own_ = token_of("citizen", 42);
        window_ = token_of("window@13");
        auditor_ = token_of("auditor@*");
    }
    [[nodiscard]] std::string mine(const std::string& rest) const {
        return "/persons/" + psn_no_ + rest;
    }
    Reply get(const std::string& path, const std::string& token, const char* language = "zh") {
        http::Headers headers;
        headers.add("Accept-Language", language);
        return ask("GET", path, nullptr, {.token = token, .headers = headers});
    }
    /// An outpatient visit over the national interface, settled.
    void settle() {
        begin_visit();
        setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    }
    Reply consent(const std::string& name = "人7") {
        return ask("POST", mine("/consents"),
                   {{"holder_psn_no", child_}, {"holder_name", name}, {"kinship", "parent"}},
                   {.token = own_});
    }
    Json messages(const std::string& psn_no, const std::string& token) {
        return get("/persons/" + psn_no + "/messages", token).json["messages"];
    }

    std::string child_;
    std::string child_token_;
    std::string stranger_;
    std::string own_;
    std::string window_;
    std::string auditor_;
};

TEST_F(Mine, SettlementsAreListedWithWhatWasTakenBackAndOldStepsAreReplayed) {
    settle();
    const std::string first = setl_id_;
    const Reply shown = get(mine("/settlements/") + first, own_);
    ASSERT_EQ(shown.status, 200) << shown.response.body;
    EXPECT_EQ(shown.json["settlement"]["state"], "settled");
    EXPECT_EQ(shown.json["settlement"]["fixmedins_name"], "甲医院");
    // (300 - 100) * 50 % by the fund, the rest in cash.
    EXPECT_EQ(shown.json["amounts"]["act_pay_dedc"], 100.00);
    EXPECT_EQ(shown.json["amounts"]["fund_pay_sumamt"], 100.00);
    EXPECT_EQ(shown.json["amounts"]["psn_cash_pay"], 200.00);
    EXPECT_EQ(shown.json["used"][0]["dedc"], 100.00);
    EXPECT_FALSE(shown.json.contains("now"));
    const Json& explained = shown.json["explanation"];
    EXPECT_EQ(explained["replay"], "same");
    EXPECT_EQ(explained["bars"][0]["amount"], 300.00);
    EXPECT_FALSE(explained["answer"]["trace"].empty());
    EXPECT_EQ(explained["answer"]["setlinfo"]["psn_cash_pay"], 200.00);
    EXPECT_EQ(explained["words"].get<std::string>().find("估算"), std::string::npos);

    done("2208");
    const Reply list = get(mine("/settlements"), own_);
    ASSERT_EQ(list.json["settlements"].size(), 1U) << list.response.body;
    EXPECT_EQ(list.json["settlements"][0]["state"], "reversed");
    EXPECT_EQ(list.json["settlements"][0]["setl_id"], first);
    EXPECT_EQ(list.json["before"], "");
    const Reply reversed = get(mine("/settlements/") + first, own_);
    EXPECT_NE(reversed.json["reversed_by"], nullptr);
    // The reversal is no settlement of its own.
    EXPECT_EQ(
        get(mine("/settlements/") + reversed.json["reversed_by"].get<std::string>(), own_).status,
        404);
}

TEST_F(Mine, APageOfSettlementsSaysWhereTheNextBegins) {
    settle();
    const std::string first = setl_id_;
    begin_visit();
    setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    const Reply page = get(mine("/settlements?limit=1"), own_);
    ASSERT_EQ(page.json["settlements"].size(), 1U) << page.response.body;
    EXPECT_EQ(page.json["settlements"][0]["setl_id"], setl_id_);
    const auto before = page.json["before"].get<std::string>();
    ASSERT_EQ(before, setl_id_);
    const Reply next = get(mine("/settlements?limit=1&before=") + before, own_);
    EXPECT_EQ(next.json["settlements"][0]["setl_id"], first);
    EXPECT_EQ(next.json["before"], "");
    const Reply wrong = get(mine("/settlements?before=") + before + "abc", own_);
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.says("pointer"), "before");
}

TEST_F(Mine, StepsAreThoseOfTheRulesThatGiveTheSameAmountsAndElseNone) {
    settle();
    const auto replayed_by = [&](policy::Pack pack) {
        const policy::Book later = policy::testing::book_of({std::move(pack)});
        shelf_.put(
            {.entries = {{.from = at("2020-01-01").date(), .book = publishing::borrowed(later)}}});
        const Reply shown = get(mine("/settlements/") + setl_id_, own_);
        EXPECT_EQ(shown.json["amounts"]["fund_pay_sumamt"], 100.00) << "as it was settled";
        return shown.json["explanation"];
    };
    policy::Pack newer = book_.find(kHomeArea)->pack;
    newer.version += 1;
    EXPECT_EQ(replayed_by(std::move(newer))["replay"], "equal");
    const Json none = replayed_by(book_.find(kNextDoorArea)->pack);
    EXPECT_EQ(none["replay"], "replaced");
    EXPECT_TRUE(none["bars"].empty());
    EXPECT_FALSE(none.contains("answer"));
}

TEST_F(Mine, OnlyThePersonTheirProxyAndStaffWithinScopeSeeSettlements) {
    settle();
    for (const std::string& path :
         {mine("/settlements"), mine("/settlements/") + setl_id_, mine("/wallet/history")}) {
        EXPECT_EQ(get(path, stranger_).status, 403) << path;
        EXPECT_EQ(get(path, child_token_).status, 403) << path << ": not bound yet";
        EXPECT_EQ(ask("GET", path).status, 401) << path;
        EXPECT_EQ(get(path, token_of("window@44")).status, 403) << path;
        EXPECT_EQ(get(path, token_of("administrator@*")).status, 403) << path;
        EXPECT_EQ(get(path, window_).status, 200) << path;
        EXPECT_EQ(get(path, auditor_).status, 200) << path;
    }
    EXPECT_EQ(get("/persons/" + child_ + "/settlements/" + setl_id_, child_token_).status, 404);
    ASSERT_EQ(consent().status, 200);
    EXPECT_EQ(get(mine("/settlements"), child_token_).status, 200);
}

TEST_F(Mine, ARelativesOwnWordBindsAndBothAreTold) {
    const Reply slip = consent("人8");
    EXPECT_EQ(slip.status, 400);
    EXPECT_EQ(slip.says("pointer"), "holder_psn_no");
    const Reply nobody = ask(
        "POST", mine("/consents"),
        {{"holder_psn_no", "13010000000000000098"}, {"holder_name", "人7"}, {"kinship", "parent"}},
        {.token = own_});
    EXPECT_EQ(nobody.says("detail"), slip.says("detail"))
        << "a number tells nothing without its name";
    const Reply done = consent();
    ASSERT_EQ(done.status, 200) << done.response.body;
    EXPECT_EQ(done.json["proof"], "own_consent");
    EXPECT_EQ(done.json["relative_psn_no"], psn_no_);
    const Reply bonds = get(mine("/bonds"), own_);
    ASSERT_EQ(bonds.json["bonds"].size(), 1U);
    ASSERT_EQ(bonds.json["names"].size(), 2U);
    EXPECT_EQ(bonds.json["names"][0]["name"], "*7") << "the first character is not shown";

    EXPECT_EQ(messages(psn_no_, own_)[0]["kind"], "bond_made");
    const Json told = messages(child_, child_token_);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0]["kind"], "bond_given");
    EXPECT_NE(told[0]["text"].get<std::string>().find("*42"), std::string::npos);
    const Reply ended =
        ask("POST", mine("/bonds/") + done.json["bond_id"].get<std::string>() + "/unbind",
            {{"reason", "test"}}, {.token = own_});
    EXPECT_EQ(ended.json["state"], "unbound");
    EXPECT_EQ(messages(child_, child_token_).size(), 2U);
    EXPECT_EQ(messages(psn_no_, own_).size(), 1U) << "whoever has done it need not be told";
}

TEST_F(Mine, NobodyConsentsForAnother) {
    ASSERT_EQ(consent().status, 200);
    insure(8);
    const std::string other = psn_no_;
    insure(42);
    const Reply by_child =
        ask("POST", mine("/consents"),
            {{"holder_psn_no", other}, {"holder_name", "人8"}, {"kinship", "sibling"}},
            {.token = child_token_});
    EXPECT_EQ(by_child.status, 403) << "a proxy acts for the relative but does not bind them";
    EXPECT_EQ(ask("POST", mine("/consents"),
                  {{"holder_psn_no", other}, {"holder_name", "人8"}, {"kinship", "sibling"}},
                  {.token = window_})
                  .status,
              403);
}

TEST_F(Mine, MoneyOnItsWayIsToldAndStandsInTheHistoryOfBoth) {
    ASSERT_EQ(consent().status, 200);
    const auto send = [&](double amount) {
        now_ = now_.plus_ms(60'000);
        return ask("POST", "/persons/" + child_ + "/transfers",
                   {{"to_psn_no", psn_no_}, {"amount", amount}}, {.token = child_token_});
    };
    const Reply sent = send(500);
    ASSERT_EQ(sent.status, 200) << sent.response.body;
    const Json offered = messages(psn_no_, own_)[0];
    EXPECT_EQ(offered["kind"], "transfer_offered");
    EXPECT_NE(offered["text"].get<std::string>().find("500.00"), std::string::npos);
    EXPECT_NE(offered["text"].get<std::string>().find("2025-03-14 06:00"), std::string::npos);
    const std::string answer =
        mine("/transfers/") + sent.json["transfer_id"].get<std::string>() + "/answer";
    now_ = now_.plus_ms(60'000);
    ASSERT_EQ(ask("POST", answer, {{"answer", "accept"}}, {.token = own_}).status, 200);
    EXPECT_EQ(messages(child_, child_token_)[0]["kind"], "transfer_accepted");
    ASSERT_EQ(send(20).status, 200);

    const Json out = get("/persons/" + child_ + "/wallet/history", child_token_).json["moves"];
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[0]["state"], "offered");
    EXPECT_EQ(out[1]["kind"], "sent");
    EXPECT_EQ(out[1]["state"], "accepted");
    EXPECT_EQ(out[1]["amount"], 500.00);
    const Reply in = get(mine("/wallet/history"), own_);
    ASSERT_EQ(in.json["moves"].size(), 2U);
    EXPECT_EQ(in.json["moves"][1]["kind"], "received");
    EXPECT_EQ(in.json["moves"][1]["other_psn_no"], child_);
    EXPECT_EQ(in.json["names"][0]["name"], "*7");
    EXPECT_EQ(get(mine("/wallet/history?limit=1"), own_).json["moves"].size(), 1U);
    expect_verified();
}

TEST_F(Mine, TheUnreadAreCountedWithTheAccount) {
    ASSERT_EQ(consent().status, 200);
    EXPECT_EQ(get("/sessions", own_).json["unread"], 1);
    const Json all = messages(psn_no_, own_);
    ask("POST", mine("/messages/read"), {{"code", all[0]["code"]}}, {.token = own_});
    EXPECT_EQ(get("/sessions", own_).json["unread"], 0);
    EXPECT_FALSE(get("/sessions", window_).json.contains("unread"));
}

TEST_F(Mine, WhoHasLookedIsToldByRoleAndPlaceAndNotByName) {
    settle();
    get(mine("/settlements"), window_);
    get(mine("/settlements"), window_);
    get(mine("/entitlement"), auditor_);
    get(mine("/settlements"), own_);
    const Reply all = get(mine("/accesses"), own_);
    ASSERT_EQ(all.status, 200) << all.response.body;
    EXPECT_EQ(all.json["accesses"][0]["looker"], "self");
    const Json others = get(mine("/accesses?others=true"), own_).json["accesses"];
    ASSERT_GE(others.size(), 2U);
    EXPECT_EQ(others[0]["who"], "审计（全国）");
    EXPECT_EQ(others[0]["did"], "查看待遇和累计");
    EXPECT_EQ(others[1]["who"], "窗口（the province）");
    EXPECT_EQ(others[1]["times"], 2);
    EXPECT_EQ(others[1]["changed"], false);
    EXPECT_EQ(all.response.body.find("one"), std::string::npos) << "a login is nobody's to know";
    const Json english = get(mine("/accesses?others=true"), own_, "en").json["accesses"];
    EXPECT_EQ(english[1]["did"], "read the settlements");
}

TEST_F(Mine, AListThatHasShownSomebodyIsAmongWhoHasLooked) {
    settle();
    const std::string at = "/institutions/" + hospital_;
    const std::size_t before = audit().size();
    get(at + "/visits?stage=all", window_);
    get(at + "/settlements", window_);
    get(at + "/unresolved", window_);
    EXPECT_EQ(audit().size(), before + 3) << "one note each, whatever the number of persons";
    const Json others = get(mine("/accesses?others=true"), own_).json["accesses"];
    ASSERT_GE(others.size(), 2U);
    EXPECT_EQ(others[0]["did"], "在机构的结算名单中看到");
    EXPECT_EQ(others[0]["who"], "窗口（the province）");
    EXPECT_EQ(others[0]["changed"], false);
    EXPECT_EQ(others[1]["did"], "在机构的就诊名单中看到");
    // Whom a list has not shown does not find it, were they at the institution or not.
    const Json child = get("/persons/" + child_ + "/accesses?others=true", child_token_).json;
    EXPECT_EQ(child["accesses"].dump().find("名单"), std::string::npos) << child.dump();
    EXPECT_EQ(get("/audit/chain", auditor_).json["broken"], nullptr);
}

TEST_F(Mine, TheQueueOfFilingsTellsWhomItHasShown) {
    ASSERT_EQ(ask("POST", mine("/filings"),
                  {{"kind", "long_term_resident"},
                   {"places", Json::array({"120000"})},
                   {"begndate", "2025-03-13"},
                   {"materials", Json::array({"residence_permit"})}},
                  {.token = own_})
                  .status,
              201);
    get("/filing-queue", token_of("agency_reviewer@13"));
    const Json others = get(mine("/accesses?others=true"), own_).json["accesses"];
    ASSERT_FALSE(others.empty());
    EXPECT_EQ(others[0]["did"], "在待办的备案中看到");
    EXPECT_EQ(others[0]["changed"], false);
}

TEST_F(Mine, WhoWasFoundInASearchWasNotChanged) {
    ask("POST", "/persons/searches", {{"find", psn_no_}}, {.token = window_});
    const Json others = get(mine("/accesses?others=true"), own_).json["accesses"];
    EXPECT_EQ(others[0]["did"], "查找参保人时看到");
    EXPECT_EQ(others[0]["changed"], false);
}

TEST_F(Mine, PagesOfAccessesGoOnWhereTheOneBeforeEnded) {
    for (const char* what : {"/settlements", "/entitlement", "/bonds", "/settlements"}) {
        get(mine(what), window_);
    }
    const Json whole = get(mine("/accesses?others=true"), own_).json["accesses"];
    ASSERT_GE(whole.size(), 4U);
    std::string before;
    Json joined = Json::array();
    for (std::size_t page = 0; page < whole.size(); ++page) {
        const Reply one =
            get(mine("/accesses?others=true&limit=1") + (before.empty() ? "" : "&before=" + before),
                own_);
        ASSERT_EQ(one.json["accesses"].size(), 1U) << one.response.body;
        joined.push_back(one.json["accesses"][0]);
        before = one.json["before"].get<std::string>();
    }
    EXPECT_EQ(joined, whole);
    EXPECT_EQ(before, "");
    const Reply wrong = get(mine("/accesses?before=yesterday"), own_);
    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(wrong.says("pointer"), "before");
}

TEST_F(Mine, WhoHasLookedIsForThePersonTheirProxyAndAuditors) {
    EXPECT_EQ(get(mine("/accesses"), stranger_).status, 403);
    EXPECT_EQ(get(mine("/accesses"), window_).status, 403);
    EXPECT_EQ(get(mine("/accesses"), token_of("agency_reviewer@13")).status, 403);
    EXPECT_EQ(get(mine("/accesses"), auditor_).status, 200);
    EXPECT_EQ(get(mine("/accesses"), token_of("auditor@44")).status, 403);
    ASSERT_EQ(consent().status, 200);
    EXPECT_EQ(get(mine("/accesses"), child_token_).status, 200);
}

}  // namespace
}  // namespace yidi::tests
