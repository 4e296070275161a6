#include "app/payer/message_log.h"
#include "tests/rest/desk.h"

/// A window of an institution over the REST interface, beside the hospital's own system over the
/// national one: the same operations.
namespace yidi::tests {
namespace {

constexpr registry::Pid kOther = 4'711;

/// What differs from one doing to the next, though all that matters is the same.
void leave_out_numbers(Json& json) {
    for (const char* const name :
         {"setl_id", "mdtrt_id", "medins_setl_id", "setl_time", "psn_no", "psn_name", "certno",
          "msgid", "opter_id", "opter_name", "mdtrt_cert_no", "trt_dcla_detl_sn"}) {
        if (json.is_object()) json.erase(name);
    }
    for (Json& inner : json) {
        if (inner.is_structured()) leave_out_numbers(inner);
    }
}

class WindowDesk : public Desk {
protected:
    [[nodiscard]] std::string path(std::string_view infno) const {
        return "/institutions/" + hospital_ + "/transactions/" + std::string{infno};
    }
    Reply press(std::string_view infno, const Json& input, std::string key = {}) {
        return ask("POST", path(infno), {{"input", input}},
                   {.token = token_, .key = std::move(key)});
    }
    Json pressed(std::string_view infno, const Json& input) {
        const Reply reply = press(infno, input);
        EXPECT_EQ(reply.status, 200) << infno << reply.response.body;
        if (reply.status != 200) return Json::object();
        EXPECT_EQ(reply.json["infno"], infno);
        EXPECT_EQ(faults_of(*national::find_form(infno), reply.json["output"]),
                  std::vector<std::string>{})
            << infno;
        return reply.json["output"];
    }
    /// By the window, or by the hospital's system.
    Json through(bool is_window, std::string_view infno, const Json& also = {}) {
        Json request = sample(infno);
        for (Json& node : request["input"]) {
            Json& row = node.is_array() ? node[0] : node;
            for (const auto& [name, value] : also.items()) {
                if (row.contains(name)) row[name] = value;
            }
        }
        return is_window ? pressed(infno, request["input"]) : done_this(request);
    }
    /// The same steps for two persons, once each way; their answers have to be equal.
    void expect_same(const std::function<Json(bool)>& story) {
        std::array<Json, 2> told;
        for (const bool is_window : {false, true}) {
            insure(is_window ? kOther : 42);
            told[is_window ? 1 : 0] = story(is_window);
            leave_out_numbers(told[is_window ? 1 : 0]);
        }
        EXPECT_EQ(told[0], told[1]);
    }
    std::string token_ = token_of("window@" + hospital_);
};

TEST_F(WindowDesk, AnOutpatientVisitIsTheNationalInterfacesFromRegisteringToReversing) {
    expect_same([this](bool is_window) {
        Json told = Json::array();
        mdtrt_id_ = through(is_window, "2201")["data"]["mdtrt_id"].get<std::string>();
        told.push_back(through(is_window, "2203"));
        told.push_back(through(is_window, "2204"));
        told.push_back(through(is_window, "2206"));
        const Json settled = through(is_window, "2207");
        setl_id_ = settled["setlinfo"]["setl_id"].get<std::string>();
        EXPECT_EQ(settled["setlinfo"]["fund_pay_sumamt"], 100.00);  // (300 - 100) * 50 %
        told.push_back(settled);
        told.push_back(through(is_window, "5203"));
        told.push_back(through(is_window, "5204"));
        told.push_back(through(is_window, "2208"));
        return told;
    });
    expect_verified();
}

TEST_F(WindowDesk, AStayIsTheNationalInterfacesFromAdmittingToReversing) {
    expect_same([this](bool is_window) {
        Json told = Json::array();
        mdtrt_id_ = through(is_window, "2401")["result"]["mdtrt_id"].get<std::string>();
        told.push_back(through(is_window, "2301"));
        told.push_back(through(is_window, "2402"));
        told.push_back(through(is_window, "2303"));
        const Json settled = through(is_window, "2304");
        setl_id_ = settled["setlinfo"]["setl_id"].get<std::string>();
        EXPECT_GT(settled["setlinfo"]["fund_pay_sumamt"], 0.0);
        told.push_back(settled);
        told.push_back(through(is_window, "2305"));
        told.push_back(through(is_window, "2405"));
        return told;
    });
    expect_verified();
}

TEST_F(WindowDesk, APurchaseIsTheNationalInterfacesAndIsTakenBack) {
    expect_same([this](bool is_window) {
        Json told = Json::array();
        told.push_back(through(is_window, "2101"));
        const Json settled = through(is_window, "2102");
        mdtrt_id_ = settled["setlinfo"]["mdtrt_id"].get<std::string>();
        setl_id_ = settled["setlinfo"]["setl_id"].get<std::string>();
        EXPECT_EQ(settled["setlinfo"]["fund_pay_sumamt"], 40.00);  // (120 - 20) * 40 %
        told.push_back(settled);
        told.push_back(through(is_window, "2103"));
        return told;
    });
    expect_verified();
}

TEST_F(WindowDesk, AChronicVisitIsTheNationalInterfacesOnceTheDiseaseIsRecognised) {
    const Json chronic{{"med_type", "14"}, {"dise_codg", "M03900"}};
    expect_same([&](bool is_window) {
        Json told = Json::array();
        record_id_ = through(is_window, "2503")["result"]["trt_dcla_detl_sn"].get<std::string>();
        mdtrt_id_ = through(is_window, "2201", chronic)["data"]["mdtrt_id"].get<std::string>();
        told.push_back(through(is_window, "2203A", chronic));
        told.push_back(through(is_window, "2204", chronic));
        const Json settled = through(is_window, "2207", chronic);
        setl_id_ = settled["setlinfo"]["setl_id"].get<std::string>();
        told.push_back(settled);
        told.push_back(through(is_window, "2208"));
        told.push_back(through(is_window, "2504"));
        return told;
    });
    expect_verified();
}

TEST_F(WindowDesk, ASecondPressUnderItsKeyGetsTheSameAnswerAndSettlesOnce) {
    insure(42);
    begin_visit();
    const Json input = sample("2207")["input"];
    const Reply first = press("2207", input, "press");
    ASSERT_EQ(first.status, 200) << first.response.body;
    EXPECT_EQ(first.json["already_done"], false);
    EXPECT_TRUE(first.json["warn_msg"].is_null());
    EXPECT_EQ(first.json["msgid"].get<std::string>().size(), 30U);
    const std::string before = state();
    const Reply second = press("2207", input, "press");
    EXPECT_EQ(second.response.body, first.response.body);
    EXPECT_EQ(second.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(state(), before);
    EXPECT_EQ(rows(ports::Table::settlement), 1U);
}

TEST_F(WindowDesk, APressUnderAnotherKeyIsToldThatItIsSettledAlready) {
    insure(42);
    begin_visit();
    const Json input = sample("2207")["input"];
    const Reply first = press("2207", input);
    ASSERT_EQ(first.status, 200);
    const std::string before = state();
    const Reply second = press("2207", input);
    EXPECT_EQ(second.status, 200);
    EXPECT_EQ(second.json["already_done"], true);
    EXPECT_NE(second.json["msgid"], first.json["msgid"]);
    EXPECT_TRUE(second.json["warn_msg"].get<std::string>().starts_with("已结算"));
    EXPECT_EQ(second.json["output"], first.json["output"]);
    EXPECT_EQ(state(), before);

    setl_id_ = first.json["output"]["setlinfo"]["setl_id"].get<std::string>();
    EXPECT_EQ(press("2208", sample("2208")["input"]).json["already_done"], false);
    EXPECT_EQ(press("2208", sample("2208")["input"]).json["already_done"], true);
    EXPECT_EQ(rows(ports::Table::settlement), 2U);
}

TEST_F(WindowDesk, AMessageOfTheWindowIsUndoneByTheMsgidThatItWasAnswered) {
    insure(42);
    begin_visit();
    const Reply settled = press("2207", sample("2207")["input"], "press");
    Json undo = sample("2601")["input"];
    undo["data"]["omsgid"] = settled.json["msgid"];
    pressed("2601", undo);
    // The page's key gives what it was told; a new intention settles anew.
    EXPECT_EQ(press("2207", sample("2207")["input"], "press").response.body, settled.response.body);
    const Reply again = press("2207", sample("2207")["input"]);
    EXPECT_EQ(again.json["already_done"], false);
    EXPECT_NE(again.json["output"]["setlinfo"]["setl_id"],
              settled.json["output"]["setlinfo"]["setl_id"]);
    expect_verified();
}

TEST_F(WindowDesk, WhatIsRefusedSaysWhyInBothLanguagesAndLeavesTheKeyFree) {
    insure(42);
    begin_visit();
    Json input = sample("2207")["input"];
    input["data"]["medfee_sumamt"] = "299.00";
    const std::string before = state();
    const Reply zh = press("2207", input, "press");
    EXPECT_EQ(zh.status, 400);
    EXPECT_EQ(zh.says("code"), "inconsistent");
    EXPECT_EQ(zh.says("pointer"), "medfee_sumamt");
    EXPECT_EQ(zh.says("detail"), "报文为 299.00，已上传明细合计 300.00");
    EXPECT_EQ(zh.says("remedy"), "请补传或撤销明细，或更正总额");
    http::Headers english;
    english.add("Accept-Language", "en");
    const Reply en =
        ask("POST", path("2207"), {{"input", input}}, {.token = token_, .headers = english});
    EXPECT_EQ(en.says("detail"), "the message says 299.00, the uploaded lines sum to 300.00");
    EXPECT_EQ(state(), before);

    input["data"]["medfee_sumamt"] = "300.00";
    const Reply settled = press("2207", input, "press");
    ASSERT_EQ(settled.status, 200);
    const std::string msgid = settled.json["msgid"];
    // As over the national interface, a refusal is in the log of messages, beside what came.
    const payer::MessageTale tale = [&] {
        payer::MessageTale told;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(told,
                     payer::tell_message(
                         session, context(),
                         {.fixmedins_code = hospital_, .msgid = msgid, .infno = {}, .opter = {}}));
            return {};
        }));
        return told;
    }();
    ASSERT_TRUE(tale.done);
    ASSERT_EQ(tale.refusals.size(), 1U);
    EXPECT_EQ(tale.refusals[0].code, "inconsistent");
    EXPECT_EQ(Json::parse(tale.done->input), input);
}

TEST_F(WindowDesk, AFieldThatIsMissingIsNamedWhereItBelongs) {
    insure(42);
    Json input = sample("2201")["input"];
    input["data"].erase("psn_no");
    const Reply zh = press("2201", input);
    EXPECT_EQ(zh.status, 400);
    EXPECT_EQ(zh.says("code"), "missing_key");
    EXPECT_EQ(zh.says("pointer"), "input.data.psn_no");
    EXPECT_EQ(zh.says("detail"), "人员编号没有填写");
    http::Headers english;
    english.add("Accept-Language", "en");
    const Reply en =
        ask("POST", path("2201"), {{"input", input}}, {.token = token_, .headers = english});
    EXPECT_EQ(en.says("detail"), "psn_no is not filled in");
    EXPECT_EQ(press("2201", Json::object()).says("detail"), "节点没有填写");
}

TEST_F(WindowDesk, WhatTheRulesRefuseSaysTheRuleAndItsCode) {
    insure(42);
    begin_visit();
    Json chronic = sample("2203A")["input"];
    chronic["mdtrtinfo"]["med_type"] = "14";
    chronic["mdtrtinfo"]["dise_codg"] = "M03900";
    pressed("2203A", chronic);
    Json input = sample("2206")["input"];
    input["data"]["med_type"] = "14";
    const Reply refused = press("2206", input);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.says("code"), "not_recognised");
    EXPECT_EQ(refused.says("detail"), "病种未认定（not_recognised）");
    EXPECT_FALSE(refused.says("rule").empty());
    EXPECT_FALSE(refused.says("remedy").empty());
}

TEST_F(WindowDesk, OnlyACounterWhoseScopeHoldsTheInstitutionTransacts) {
    insure(42);
    const Json body{{"input", sample("2201")["input"]}};
    const auto status = [&](const std::string& grants) {
        return ask("POST", path("2201"), body, {.token = token_of(grants)}).status;
    };
    EXPECT_EQ(status("window@1301"), 200);
    EXPECT_EQ(status("window@H12010100001"), 403);
    EXPECT_EQ(status("window@12"), 403);
    EXPECT_EQ(status("agency_reviewer@1301"), 403);
    EXPECT_EQ(ask("POST", "/institutions/H99999999999/transactions/2201", body,
                  {.token = token_of("window@*")})
                  .status,
              404);
}

TEST_F(WindowDesk, OtherTransactionsAreNamedAsNotTheWindows) {
    for (const char* const infno : {"9001", "9101", "4101", "1301", "2207B"}) {
        const Reply refused = press(infno, Json::object());
        EXPECT_EQ(refused.status, 400) << infno;
        EXPECT_EQ(refused.says("pointer"), "infno");
    }
}

TEST_F(WindowDesk, TheOperatorIsTheAccountAndWhoseDataItWasIsInTheRecords) {
    insure(42);
    const Reply found = press("1101", sample("1101")["input"]);
    ASSERT_EQ(found.status, 200) << found.response.body;
    const ports::Row last = audit().back();
    EXPECT_EQ(last[4], ports::Value{std::int64_t{42}});
    EXPECT_EQ(last[5], ports::Value{std::string{"transaction 1101"}});
    Json message;
    ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(const payer::MessageTale tale, payer::tell_message(session, context(),
                                                                    {.fixmedins_code = hospital_,
                                                                     .msgid = found.json["msgid"],
                                                                     .infno = {},
                                                                     .opter = {}}));
        message = {{"opter", tale.done->opter}, {"infno", tale.done->infno}};
        return {};
    }));
    EXPECT_EQ(message["opter"], "one1");
    EXPECT_EQ(message["infno"], "1101");
}

}  // namespace
}  // namespace yidi::tests
