#include "app/payer/message_log.h"
#include "tests/rest/desk.h"

/// What goes on at an institution, as its counter, an agency and an auditor see it.
namespace yidi::tests {
namespace {

constexpr registry::Pid kOther = 4'711;

class AtInstitution : public Desk {
protected:
    [[nodiscard]] std::string at_hospital(std::string_view rest) const {
        return "/institutions/" + hospital_ + std::string{rest};
    }
    Reply look(std::string_view rest) {
        return ask("GET", at_hospital(rest), nullptr, {.token = token_});
    }
    /// Expects it answered.
    Json seen(std::string_view rest) {
        const Reply reply = look(rest);
        EXPECT_EQ(reply.status, 200) << rest << reply.response.body;
        return reply.json;
    }
    Json one_visit() { return seen("/visits/" + mdtrt_id_ + "?psn_no=" + psn_no_); }
    [[nodiscard]] static Json stages(const Json& visits) {
        Json all = Json::array();
        for (const Json& one : visits["visits"]) all.push_back(one["stage"]);
        return all;
    }
    std::string token_ = token_of("window@" + hospital_);
};

TEST_F(AtInstitution, AStayShowsWhatOfItWaitsFromAdmissionToSettlement) {
    EXPECT_EQ(seen("/visits")["visits"], Json::array());
    begin_stay();
    const Json admitted = seen("/visits");
    ASSERT_EQ(stages(admitted), Json({"in_hospital"}));
    const Json& stay = admitted["visits"][0];
    EXPECT_EQ(stay["mdtrt_id"], mdtrt_id_);
    EXPECT_EQ(stay["psn_no"], psn_no_);
    EXPECT_EQ(stay["psn_name"], "人42");
    EXPECT_EQ(stay["insuplc_admdvs"], "130100");
    EXPECT_EQ(stay["is_stay"], true);
    EXPECT_EQ(stay["lines"], stay["open_lines"]);
    EXPECT_EQ(stay["open_sumamt"], 2000.00);
    EXPECT_TRUE(stay["endtime"].is_null());
    EXPECT_EQ(admitted["more"], false);

    done("2402");
    EXPECT_EQ(stages(seen("/visits")), Json({"to_settle"}));
    done("2303");
    const Json held = seen("/visits");
    EXPECT_EQ(stages(held), Json({"pre_settled"}));
    EXPECT_TRUE(held["visits"][0]["held_until"].is_string());
    setl_id_ = done("2304")["setlinfo"]["setl_id"].get<std::string>();
    EXPECT_EQ(stages(seen("/visits")), Json::array());
    const Json settled = seen("/visits?stage=settled");
    ASSERT_EQ(stages(settled), Json({"settled"}));
    EXPECT_EQ(settled["visits"][0]["open_lines"], 0);
    EXPECT_EQ(settled["visits"][0]["open_sumamt"], 0.00);
    done("2305");
    EXPECT_EQ(stages(seen("/visits")), Json({"to_settle"}));
}

TEST_F(AtInstitution, AnOutpatientVisitIsRegisteredWaitsAndIsCancelled) {
    mdtrt_id_ = done("2201")["data"]["mdtrt_id"].get<std::string>();
    EXPECT_EQ(stages(seen("/visits")), Json({"registered"}));
    done("2203A");
    done("2204");
    EXPECT_EQ(stages(seen("/visits")), Json({"to_settle"}));
    done("2205");
    EXPECT_EQ(stages(seen("/visits")), Json({"registered"}));
    done("2202");
    EXPECT_EQ(stages(seen("/visits")), Json::array());
    EXPECT_EQ(stages(seen("/visits?stage=all")), Json({"cancelled"}));
}

TEST_F(AtInstitution, TheListSaysWhereItEndsAndStaysComeFirst) {
    begin_stay();
    insure(kOther);
    begin_visit();
    const Json all = seen("/visits");
    EXPECT_EQ(stages(all), Json({"in_hospital", "to_settle"}));
    const Json cut = seen("/visits?limit=1");
    EXPECT_EQ(stages(cut), Json({"in_hospital"}));
    EXPECT_EQ(cut["more"], true);
}

TEST_F(AtInstitution, LinesAreReadOfThoseAloneThatMayBeOnTheList) {
    begin_stay();
    // Whoever read this row could not go on.
    ASSERT_TRUE(write([&](ports::Session& session) -> Result<void> {
        const ports::TableSpec& table = ports::spec(ports::Table::fee);
        ports::Row broken;
        YIDI_TRY_VOID(session.scan(table, {}, {}, [&](const ports::Row& row) {
            broken = row;
            return true;
        }));
        std::get<std::int64_t>(broken[2]) += 1;
        broken[6] = std::string{"unreadable"};
        return session.insert(table, broken);
    }));
    EXPECT_EQ(look("/visits").status, 500);
    EXPECT_EQ(seen("/visits?stage=settled")["visits"], Json::array());
}

TEST_F(AtInstitution, SettlementsOfADayAreListedAndSummedUpByTheServer) {
    begin_visit();
    setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    insure(kOther);
    begin_visit();
    const std::string other = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    const Json today = seen("/settlements");
    ASSERT_EQ(today["settlements"].size(), 2U);
    EXPECT_EQ(today["settlements"][0]["setl_id"], other);
    EXPECT_EQ(today["settlements"][1]["psn_name"], "人42");
    EXPECT_EQ(today["settlements"][1]["stands"], true);
    EXPECT_EQ(today["totals"]["count"], 2);
    EXPECT_EQ(today["totals"]["medfee_sumamt"], 600.00);
    EXPECT_EQ(today["totals"]["fund_pay_sumamt"], 200.00);  // 2 × (300 - 100) * 50 %
    EXPECT_EQ(today["totals"]["psn_cash_pay"], 400.00);

    setl_id_ = other;
    done("2208");
    const Json after = seen("/settlements");
    EXPECT_EQ(after["settlements"][0]["kind"], "reversed");
    EXPECT_EQ(after["settlements"][0]["undoes"], other);
    EXPECT_EQ(after["settlements"][1]["stands"], false);
    EXPECT_EQ(after["totals"]["count"], 3);
    EXPECT_EQ(after["totals"]["fund_pay_sumamt"], 100.00);
    EXPECT_EQ(seen("/settlements?from=2024-01-01&to=2024-01-02")["totals"]["count"], 0);
}

TEST_F(AtInstitution, SettlementsComeInPagesWithTheTotalsOfTheWholePeriod) {
    begin_visit();
    setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    done("2208");
    const Json whole = seen("/settlements");
    ASSERT_EQ(whole["settlements"].size(), 2U);
    EXPECT_EQ(whole["before"], "");
    const Json first = seen("/settlements?limit=1");
    EXPECT_EQ(first["settlements"][0], whole["settlements"][0]);
    EXPECT_EQ(first["totals"], whole["totals"]);
    const Json second = seen("/settlements?limit=1&before=" + first["before"].get<std::string>());
    EXPECT_EQ(second["settlements"][0], whole["settlements"][1]);
    EXPECT_EQ(second["before"], "");
    EXPECT_EQ(look("/settlements?before=first").says("pointer"), "before");
}

TEST_F(AtInstitution, APeriodOfSettlementsIsAYearAtMost) {
    const Reply turned = look("/settlements?from=2025-03-02&to=2025-03-01");
    EXPECT_EQ(turned.status, 400);
    EXPECT_EQ(turned.says("pointer"), "to");
    EXPECT_EQ(look("/settlements?from=2024-01-01&to=2024-12-31").status, 200);  // 366 days
    for (const char* const period : {"?from=1900-01-01", "?from=2024-01-01&to=2025-01-01"}) {
        const Reply far = look("/settlements" + std::string{period});
        EXPECT_EQ(far.status, 400);
        EXPECT_EQ(far.says("pointer"), "to");
        EXPECT_EQ(far.says("rule"), "期间不超过 366 天");
        EXPECT_EQ(far.says("remedy"), "请缩短期间，分次查询");
    }
}

TEST_F(AtInstitution, OneVisitHasItsLinesSettlementsAndMessagesInTheirOrder) {
    begin_visit();
    setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    const Json one = one_visit();
    EXPECT_EQ(one["visit"]["stage"], "settled");
    ASSERT_FALSE(one["lines"].empty());
    for (const Json& line : one["lines"]) {
        EXPECT_EQ(line["setl_id"], setl_id_);
        EXPECT_EQ(line["opter"], "0001");
        EXPECT_EQ(line["inscp_scp_amt"], line["det_item_fee_sumamt"]);
    }
    ASSERT_EQ(one["settlements"].size(), 1U);
    EXPECT_EQ(one["settlements"][0]["fund_pay_sumamt"], 100.00);
    Json told = Json::array();
    for (const Json& message : one["messages"]) told.push_back(message["infno"]);
    EXPECT_EQ(told, Json({"2201", "2203A", "2204", "2207"}));
    EXPECT_EQ(one["messages"][3]["what"], "门诊结算");
    EXPECT_EQ(one["messages"][3]["setl_id"], setl_id_);
    EXPECT_EQ(one["messages"][3]["opter"], "0001");
    EXPECT_EQ(audit().back()[4], ports::Value{std::int64_t{42}});
}

TEST_F(AtInstitution, WhatWasUndoneIsToldByItsMessageAlone) {
    begin_visit();
    const Json settle = sample("2207");
    done_this(settle);
    Json undo = sample("2601");
    undo["input"]["data"]["omsgid"] = settle["msgid"];
    done_this(undo);
    const Json one = one_visit();
    EXPECT_EQ(one["visit"]["stage"], "to_settle");
    EXPECT_EQ(one["settlements"], Json::array());
    bool is_told = false;
    for (const Json& message : one["messages"]) {
        if (message["msgid"] != settle["msgid"]) continue;
        is_told = message["result"] == "undone";
    }
    EXPECT_TRUE(is_told);
    EXPECT_EQ(seen("/settlements")["totals"]["count"], 0);
}

TEST_F(AtInstitution, AVisitElsewhereOrOfSomebodyElseIsNotThere) {
    begin_visit();
    insure(kOther);
    EXPECT_EQ(look("/visits/" + mdtrt_id_ + "?psn_no=" + psn_no_).status, 404);
    EXPECT_EQ(look("/visits/999?psn_no=" + psn_no_).status, 404);
}

TEST_F(AtInstitution, AnEndedStayThatNobodySettlesIsUnresolvedWithItsAge) {
    begin_stay();
    done("2402");
    now_ = now_.plus_ms(3'600'000);
    const Json open = seen("/unresolved")["unresolved"];
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0]["kind"], "not_settled");
    EXPECT_EQ(open[0]["mdtrt_id"], mdtrt_id_);
    EXPECT_TRUE(open[0]["setl_id"].is_null());
    EXPECT_EQ(open[0]["psn_name"], "人42");
    EXPECT_GE(open[0]["age_s"], 3'600);
    EXPECT_EQ(open[0]["say"], "已经出院，还有明细没有结算");
    setl_id_ = done("2304")["setlinfo"]["setl_id"].get<std::string>();
    EXPECT_EQ(seen("/unresolved")["unresolved"], Json::array());
}

TEST_F(AtInstitution, AMarkForAMessageThatNeverCameIsUnresolvedUntilSomethingIsSettled) {
    begin_visit();
    done("2601");
    const Json open = seen("/unresolved")["unresolved"];
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0]["kind"], "never_came");
    EXPECT_TRUE(open[0]["msgid"].is_string());
    done("2207");
    EXPECT_EQ(seen("/unresolved")["unresolved"], Json::array());
    // Another institution's is no affair of this one.
    hospital_ = kAwayHospital;
    EXPECT_EQ(ask("GET", at_hospital("/unresolved"), nullptr, {.token = token_of("auditor@*")})
                  .json["unresolved"],
              Json::array());
}

TEST_F(AtInstitution, AMessageIsShownAsItCameWithWhatTellsOfAPersonMasked) {
    begin_visit();
    const Json settle = sample("2207");
    done_this(settle);
    const std::string path = "/messages/" + settle["msgid"].get<std::string>();
    const Json told = seen(path);
    EXPECT_EQ(told["done"]["infno"], "2207");
    EXPECT_EQ(told["done"]["what"], "门诊结算");
    const Json& request = told["done"]["request"]["data"];
    EXPECT_EQ(request["medfee_sumamt"], "300.00");
    EXPECT_EQ(request["mdtrt_id"], mdtrt_id_);
    EXPECT_EQ(request["psn_no"], "130100****42");
    EXPECT_EQ(request["mdtrt_cert_no"], "****");
    EXPECT_EQ(told["done"]["psn_no"], "130100****42");
    EXPECT_EQ(told["done"]["answer"]["output"]["setlinfo"]["fund_pay_sumamt"], 100.00);
    EXPECT_EQ(told["done"]["answer"]["output"]["setlinfo"]["psn_name"], "****");
    EXPECT_EQ(told["refusals"], Json::array());
    EXPECT_EQ(look("/messages/NONE").status, 404);
    EXPECT_EQ(look(path + "?unmasked=true").status, 403);

    const std::string auditor = token_of("auditor@13");
    const Json all =
        ask("GET", at_hospital(path + "?unmasked=true"), nullptr, {.token = auditor}).json;
    EXPECT_EQ(all["done"]["request"], settle["input"]);
    EXPECT_EQ(all["done"]["psn_no"], psn_no_);
    EXPECT_EQ(audit().back()[5],
              ports::Value{"message in full " + settle["msgid"].get<std::string>()});
    EXPECT_EQ(
        ask("GET", at_hospital(path), nullptr, {.token = token_of("agency_reviewer@1301")}).status,
        403);
}

TEST_F(AtInstitution, WhatWasRefusedIsShownWithItsReasonAndWhatCame) {
    begin_visit();
    Json settle = sample("2207");
    settle["input"]["data"]["medfee_sumamt"] = "299.00";
    refused(settle);
    const Json told = seen("/messages/" + settle["msgid"].get<std::string>());
    EXPECT_TRUE(told["done"].is_null());
    ASSERT_EQ(told["refusals"].size(), 1U);
    EXPECT_EQ(told["refusals"][0]["code"], "inconsistent");
    EXPECT_EQ(told["refusals"][0]["detail"], "报文为 299.00，已上传明细合计 300.00");
    EXPECT_EQ(told["refusals"][0]["request"]["input"]["data"]["psn_no"], "130100****42");
    EXPECT_EQ(told["refusals"][0]["request"]["fixmedins_code"], hospital_);
    EXPECT_EQ(audit().back()[4], ports::Value{std::int64_t{42}}) << "whom it says it is about";
}

TEST_F(AtInstitution, OnlyWhoseScopeHoldsTheInstitutionLooksAtIt) {
    for (const char* const list : {"/visits", "/settlements", "/unresolved"}) {
        const auto status = [&](const std::string& grants) {
            return ask("GET", at_hospital(list), nullptr, {.token = token_of(grants)}).status;
        };
        EXPECT_EQ(status("agency_reviewer@1301"), 200) << list;
        EXPECT_EQ(status("auditor@*"), 200) << list;
        EXPECT_EQ(status("window@H12010100001"), 403) << list;
        EXPECT_EQ(status("agency_reviewer@12"), 403) << list;
        EXPECT_EQ(status("administrator@*"), 403) << list;
        EXPECT_EQ(ask("GET", "/institutions/H99999999999" + std::string{list}, nullptr,
                      {.token = token_of("auditor@*")})
                      .status,
                  404);
    }
}

}  // namespace
}  // namespace yidi::tests
