#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

/// An employee's stay at home: 1,000 deductible, 80 %.
Json stay() {
    return {{"insuplc_admdvs", "130100"},
            {"mdtrtarea_admvs", "130100"},
            {"insutype", "310"},
            {"psn_type", "11"},
            {"med_type", "21"},
            {"hosp_lv", "05"},
            {"begndate", "2025-03-01"},
            {"enddate", "2025-03-08"},
            {"setl_date", "2025-03-08"},
            {"ipt_cnt", 1},
            {"fee", {{"medfee_sumamt", "3000.00"}, {"inscp_scp_amt", "3000.00"}}}};
}

/// What pages ask for before anybody has signed in.
class ForPages : public Desk {
protected:
    void open() {
        router_ =
            std::make_unique<rest::Router>(router_ports(), rest::Router::National{}, options_);
    }
    http::Response get(std::string target) {
        return raw({.method = "GET", .target = std::move(target)});
    }
};

TEST_F(ForPages, AnExplanationHoldsTheEstimateAndItsBars) {
    const Reply told = ask("POST", "/explanations", stay());
    ASSERT_EQ(told.status, 200) << told.response.body;
    EXPECT_EQ(told.json["answer"], ask("POST", "/estimate", stay()).json);
    // 3000 = 1000 deductible + 400 (20 % of 2000) + 1600 of the fund; 1400 in cash.
    std::vector<std::string> bars;
    for (const Json& bar : told.json["bars"]) {
        bars.push_back(bar["group"].get<std::string>() + ' ' + bar["id"].get<std::string>() + ' ' +
                       bar["amount"].dump());
    }
    EXPECT_EQ(bars, (std::vector<std::string>{
                        "total medfee_sumamt 3000.0", "cost act_pay_dedc 1000.0",
                        "cost share 400.0", "fund hifp_pay 1600.0", "payer psn_cash_pay 1400.0"}));
    EXPECT_TRUE(told.json["open"].empty());
    EXPECT_NE(told.json["headline"].get<std::string>().find("1,600.00"), std::string::npos);
}

TEST_F(ForPages, EveryBarWithAStepNamesOneOfTheTrace) {
    const Reply told = ask("POST", "/explanations", stay());
    std::map<std::string, Json> outs;
    for (const Json& step : told.json["answer"]["trace"]) outs[step["id"]] = step["out"];
    int with_step = 0;
    for (const Json& bar : told.json["bars"]) {
        if (bar["step"].is_null()) continue;
        ++with_step;
        EXPECT_EQ(outs.at(bar["step"]), bar["amount"]) << bar;
    }
    EXPECT_EQ(with_step, 4);  // All but the person's share, which is a difference.
}

TEST_F(ForPages, WhatIsOpenIsToldWithWhatEachAnswerGives) {
    Json unsure = stay();
    unsure.erase("mdtrtarea_admvs");
    const Reply told = ask("POST", "/explanations", unsure);
    ASSERT_EQ(told.status, 200) << told.response.body;
    ASSERT_EQ(told.json["answer"]["status"], "range");
    const Json& first = told.json["open"].at(0);
    EXPECT_EQ(first["key"], "mdtrtarea_admvs");
    EXPECT_FALSE(first["question"].get<std::string>().empty());
    EXPECT_GE(first["readings"].size(), 2U);
    EXPECT_EQ(first["readings"][0]["psn_part_amt"].size(), 2U);
}

TEST_F(ForPages, OnlyADemonstrationShowsAccounts) {
    const Reply none = ask("GET", "/server");
    EXPECT_EQ(none.json["is_demo"], false);
    EXPECT_TRUE(none.json["demo_accounts"].empty());
    options_.shown.demo_accounts = {
        {.login = "demo.citizen", .password = "secret", .roles = "citizen", .note = "invented"}};
    open();
    const Reply demo = ask("GET", "/server");
    EXPECT_EQ(demo.json["is_demo"], true);
    EXPECT_EQ(demo.json["demo_accounts"][0]["login"], "demo.citizen");
}

TEST_F(ForPages, PlacesAreToldAsTheyAreRead) {
    options_.shown.places = {{.code = 130100,
                              .name = "石家庄市",
                              .province = "河北省",
                              .reading = "shi jia zhuang shi",
                              .initials = "sjzs",
                              .has_pack = true}};
    open();
    const Reply told = ask("GET", "/places");
    ASSERT_EQ(told.json["places"].size(), 1U);
    EXPECT_EQ(told.json["places"][0]["code"], "130100");
    EXPECT_EQ(told.json["places"][0]["initials"], "sjzs");
}

TEST_F(ForPages, AreShownWhereNothingElseIs) {
    options_.pages = [](const http::Request& request) -> std::optional<http::Response> {
        if (request.target != "/" && request.target != "/healthz") return std::nullopt;
        return http::Response{.content_type = "text/html", .body = "page"};
    };
    options_.no_page = [](const http::Request& request) -> std::optional<http::Response> {
        if (request.target != "/lost") return std::nullopt;
        return http::Response{.status = 404, .body = "lost"};
    };
    open();
    EXPECT_EQ(get("/").body, "page");
    EXPECT_NE(get("/healthz").body, "page");
    EXPECT_EQ(get("/lost").body, "lost");
    const http::Response other = get("/other");
    EXPECT_EQ(other.status, 404);
    EXPECT_EQ(other.content_type, "application/problem+json");
}

}  // namespace
}  // namespace yidi::tests
