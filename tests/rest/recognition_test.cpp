#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

class Recognising : public Desk {
protected:
    [[nodiscard]] std::string of_person(std::string_view rest = {}) const {
        return "/persons/" + psn_no_ + "/recognitions" + std::string{rest};
    }
    Reply recognise(const Json& body, const std::string& key = {}) {
        return ask("POST", of_person(), body, {.token = token_, .key = key});
    }
    static Json hypertension() {
        return {{"dise_codg", "M03900"},    {"insutype", "310"},
                {"begndate", "2025-03-13"}, {"enddate", "2026-03-12"},
                {"assessed", "2025-03-12"}, {"fixmedins_code", kHomeHospital}};
    }
    Json all(const std::string& more = {}) {
        return ask("GET", of_person(more), nullptr, {.token = token_}).json["recognitions"];
    }
    std::string token_ = token_of("agency_reviewer@1301");
};

TEST_F(Recognising, WhatTheAgencyRecognisesCountsInSettlementUntilItIsWithdrawn) {
    const Json chronic{{"med_type", "14"}, {"dise_codg", "M03900"}};
    const auto visit = [&](std::string_view infno) {
        Json request = sample(infno);
        for (Json& node : request["input"]) {
            Json& row = node.is_array() ? node[0] : node;
            for (const auto& [name, value] : chronic.items()) {
                if (row.contains(name)) row[name] = value;
            }
        }
        return request;
    };
    mdtrt_id_ = done_this(visit("2201"))["data"]["mdtrt_id"].get<std::string>();
    done_this(visit("2203A"));
    done_this(visit("2204"));
    EXPECT_NE(refused(visit("2206")).find("not_recognised"), std::string::npos);

    const Reply made = recognise(hypertension());
    ASSERT_EQ(made.status, 200) << made.response.body;
    const Json one = made.json["recognition"];
    EXPECT_EQ(one["source"], "record");
    EXPECT_EQ(one["state"], "in_force");
    EXPECT_EQ(one["assessed_at"], kHomeHospital);
    EXPECT_EQ(one["sender"], "130100");
    EXPECT_EQ(one["by"], "one1");
    EXPECT_EQ(all(), Json::array({one}));
    EXPECT_EQ(all("?at=2026-03-13")[0]["state"], "ended");
    EXPECT_EQ(all("?at=2025-03-12")[0]["state"], "not_yet");
    done_this(visit("2206"));

    const std::string record = one["record"].get<std::string>();
    const Reply back = ask("POST", of_person("/" + record + "/withdrawal"),
                           {{"reason", "复查不符"}}, {.token = token_});
    ASSERT_EQ(back.status, 200) << back.response.body;
    EXPECT_EQ(back.json["recognition"]["state"], "withdrawn");
    EXPECT_EQ(all()[0]["state"], "withdrawn");
    EXPECT_NE(refused(visit("2206")).find("not_recognised"), std::string::npos);
}

TEST_F(Recognising, TheAgencyWithdrawsWhatAnInstitutionHasRecorded) {
    const std::string record = done("2503")["result"]["trt_dcla_detl_sn"].get<std::string>();
    const Json before = all();
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0]["sender"], kHomeHospital);
    const std::string path = of_person("/" + record + "/withdrawal");
    EXPECT_EQ(ask("POST", path, {{"reason", "误录"}}, {.token = token_}).status, 200);
    EXPECT_EQ(ask("POST", path, {{"reason", "误录"}}, {.token = token_}).status, 200);
    EXPECT_EQ(all()[0]["state"], "withdrawn");
    EXPECT_EQ(
        ask("POST", of_person("/9/withdrawal"), {{"reason", "误录"}}, {.token = token_}).status,
        404);
}

TEST_F(Recognising, ANumberWithSomethingBehindItNamesNoRecord) {
    const std::string record = done("2503")["result"]["trt_dcla_detl_sn"].get<std::string>();
    const std::string path = of_person("/" + record + "abc/withdrawal");
    EXPECT_EQ(ask("POST", path, {{"reason", "误录"}}, {.token = token_}).status, 404);
    EXPECT_EQ(all()[0]["state"], "in_force");
}

TEST_F(Recognising, TheRegistersOwnHaveNoNumberAndAreNotRepeated) {
    payer::PersonRecord record;
    record.person.pid = 42;
    record.person.insuplc_admdvs = kHomeArea;
    record.identities.push_back({.seq = 1,
                                 .psn_idet_type = std::string{registry::kRecognisedDisease},
                                 .psn_type_lv = "M03900",
                                 .begndate = *parse_date("2024-01-01"),
                                 .enddate = {}});
    ASSERT_TRUE(write([&](ports::Session& session) {
        return payer::put_person(session, context(), record, "test");
    }));
    const Json known = all();
    ASSERT_EQ(known.size(), 1U);
    EXPECT_EQ(known[0]["source"], "register");
    EXPECT_TRUE(known[0]["record"].is_null());
    const Reply again = recognise(hypertension());
    EXPECT_EQ(again.status, 400);
    EXPECT_EQ(again.says("detail"), "参保地已经认定该病种");
}

TEST_F(Recognising, WhatContradictsItselfOrTheRegisterIsRefused) {
    Json body = hypertension();
    body["enddate"] = "2025-03-01";
    EXPECT_EQ(recognise(body).says("detail"), "结束日期早于开始日期");
    body = hypertension();
    body["insutype"] = "390";
    const Reply uninsured = recognise(body);
    EXPECT_EQ(uninsured.status, 422);
    EXPECT_EQ(uninsured.says("code"), "not_insured");
    body = hypertension();
    body["fixmedins_code"] = "H99999999999";
    EXPECT_EQ(recognise(body).says("pointer"), "/fixmedins_code");
    EXPECT_EQ(all(), Json::array());
}

TEST_F(Recognising, AHospitalsCounterAndAnotherRegionsAgencyDoNot) {
    const auto status = [&](const std::string& grants) {
        return ask("POST", of_person(), hypertension(), {.token = token_of(grants)}).status;
    };
    EXPECT_EQ(status("window@" + std::string{kHomeHospital}), 403);
    EXPECT_EQ(status("agency_reviewer@12"), 403);
    EXPECT_EQ(status("auditor@*"), 403);
    EXPECT_EQ(status("window@13"), 200);
    EXPECT_EQ(ask("GET", of_person(), nullptr, {.token = token_of("citizen", 42)}).status, 200);
}

}  // namespace
}  // namespace yidi::tests
