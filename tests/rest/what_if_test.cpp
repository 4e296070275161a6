#include <set>

#include "tests/rest/desk.h"

namespace yidi::tests {
namespace {

/// An employee's stay at home: 1,000 deductible, 80 %.
Json stay(const std::string& total = "3000.00") {
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
            {"fee", {{"medfee_sumamt", total}, {"inscp_scp_amt", total}}}};
}

Json scenarios(std::initializer_list<Json> cases) {
    Json body{{"scenarios", Json::array()}};
    for (const Json& one : cases) body["scenarios"].push_back({{"case", one}});
    return body;
}

class WhatIf : public Desk {};

TEST_F(WhatIf, ScenariosStandBesideTheBase) {
    const Reply told = ask("POST", "/comparisons", scenarios({stay(), stay("5000.00")}));
    ASSERT_EQ(told.status, 200) << told.response.body;
    EXPECT_EQ(told.json["sides"][0]["diff"], 0.00);
    // (5000 - 1000) * 80 % leaves 1,800; of 3,000 there are 1,400.
    EXPECT_EQ(told.json["sides"][1]["psn_part_amt"], (Json{1800.00, 1800.00}));
    EXPECT_EQ(told.json["sides"][1]["diff"], 400.00);
    const Json& total = told.json["rows"][0];
    EXPECT_EQ(total["id"], "medfee_sumamt");
    EXPECT_EQ(total["amounts"], (Json{3000.00, 5000.00}));
    EXPECT_EQ(total["differences"], (Json{0.00, 2000.00}));
}

TEST_F(WhatIf, AScenarioOfTheNextYearForgetsWhatThisOneHasUsed) {
    Json used = stay();
    used["begndate"] = used["enddate"] = used["setl_date"] = "2025-12-31";
    used["ipt_cnt"] = 2;
    used["cum"] = {{"ipt_cnt", 1}, {"dedc", "1000.00"}, {"pool", "5000.00"}};
    Json later = used;
    later["enddate"] = later["setl_date"] = "2026-01-02";
    const Reply told = ask("POST", "/comparisons", scenarios({used, later}));
    ASSERT_EQ(told.status, 200) << told.response.body;
    EXPECT_EQ(told.json["sides"][0]["is_new_year"], false);
    EXPECT_EQ(told.json["sides"][1]["is_new_year"], true);
    Json fresh = later;
    fresh.erase("cum");
    fresh["ipt_cnt"] = 1;
    EXPECT_EQ(told.json["sides"][1]["psn_part_amt"][0],
              ask("POST", "/estimate", fresh).json["setlinfo"]["psn_part_amt"]);
}

TEST_F(WhatIf, AScenarioWithoutAmountsHasNone) {
    Json elsewhere = stay();
    elsewhere["insuplc_admdvs"] = elsewhere["mdtrtarea_admvs"] = "120000";
    const Reply told = ask("POST", "/comparisons", scenarios({elsewhere, stay(), stay("5000.00")}));
    ASSERT_EQ(told.status, 200) << told.response.body;
    EXPECT_TRUE(told.json["sides"][0]["psn_part_amt"].is_null());
    EXPECT_TRUE(told.json["sides"][0]["diff"].is_null());
    EXPECT_TRUE(told.json["rows"][0]["amounts"][0].is_null());
    EXPECT_EQ(told.json["base"], 1) << "the first with amounts";
    EXPECT_EQ(told.json["sides"][2]["diff"], 400.00);
}

TEST_F(WhatIf, WhatIsWrongWithAScenarioIsToldWithItsPlace) {
    Json wrong = stay();
    wrong["hosp_lv"] = "99";
    const Reply told = ask("POST", "/comparisons", scenarios({stay(), wrong}));
    EXPECT_EQ(told.status, 400);
    EXPECT_EQ(told.says("pointer"), "/scenarios/1/case/hosp_lv");
    EXPECT_EQ(ask("POST", "/comparisons", scenarios({})).says("pointer"), "/scenarios");
    EXPECT_EQ(ask("POST", "/comparisons", scenarios({stay(), stay(), stay(), stay()})).status, 400);
}

TEST_F(WhatIf, ACurveHasPointsAndKinks) {
    const Reply told =
        ask("POST", "/curves", {{"case", stay()}, {"vary", "medfee_sumamt"}, {"to", "9000.00"}});
    ASSERT_EQ(told.status, 200) << told.response.body;
    EXPECT_EQ(told.json["at"], 3000.00);
    const Json& first = told.json["kinks"][0];
    EXPECT_EQ(first["kind"], "deductible");
    EXPECT_EQ(first["at"], 1000.00);
    EXPECT_EQ(first["of_next_100"], 80.00);
    EXPECT_FALSE(first["clause"].is_null());
    for (const Json& point : told.json["points"]) {
        if (point["at"] != 3000.00) continue;
        EXPECT_EQ(point["fund_pay_sumamt"], (Json{1600.00, 1600.00}));
    }
}

TEST_F(WhatIf, ACurveOfLinesOrStatedTermsIsRefused) {
    Json lines = stay();
    lines.erase("fee");
    lines["feedetail"] = {{{"det_item_fee_sumamt", "3000.00"}, {"chrgitm_lv", "01"}}};
    EXPECT_EQ(ask("POST", "/curves", {{"case", lines}, {"vary", "medfee_sumamt"}}).says("pointer"),
              "/case/fee/medfee_sumamt");
    Json terms = stay();
    terms["terms"] = {{"dedc", "100.00"}, {"ratio", "0.50"}};
    EXPECT_EQ(ask("POST", "/curves", {{"case", terms}, {"vary", "pool"}}).says("pointer"),
              "/case/terms");
    EXPECT_EQ(ask("POST", "/curves", {{"case", stay()}, {"vary", "weight"}}).status, 400);
}

TEST_F(WhatIf, WhyNotMoreIsRankedByMoney) {
    Json bill = stay();
    bill["fee"] = {{"medfee_sumamt", "5000.00"},
                   {"inscp_scp_amt", "3000.00"},
                   {"fulamt_ownpay_amt", "2000.00"}};
    const Reply told = ask("POST", "/why-not-more", bill);
    ASSERT_EQ(told.status, 200) << told.response.body;
    const Json& first = told.json["shortfalls"][0];
    EXPECT_EQ(first["kind"], "own_expense");
    EXPECT_EQ(first["gain"], 1600.00);  // 80 % of 2,000
    EXPECT_EQ(first["of"], 2000.00);
    EXPECT_EQ(told.json["shortfalls"][1]["kind"], "deductible");
}

TEST_F(WhatIf, ABillIsReadLineByLine) {
    Json bill = stay();
    bill["fee"] = {{"medfee_sumamt", "5000.00"}};
    bill["published"] = {{"medfee_sumamt", "5000.00"},   {"fulamt_ownpay_amt", "1000.00"},
                         {"preselfpay_amt", "0.00"},     {"overlmt_selfpay", "0.00"},
                         {"inscp_scp_amt", "4000.00"},   {"act_pay_dedc", "1000.00"},
                         {"fund_pay_sumamt", "2500.00"}, {"psn_cash_pay", "2500.00"}};
    const Reply told = ask("POST", "/bills", bill);
    ASSERT_EQ(told.status, 200) << told.response.body;
    // (4000 - 1000) * 80 % are 2,400.
    EXPECT_EQ(told.json["first_wrong"], "fund_pay_sumamt");
    for (const Json& line : told.json["lines"]) {
        const bool wrong = line["name"] == "fund_pay_sumamt" || line["name"] == "psn_cash_pay";
        EXPECT_EQ(line["right"], !wrong) << line;
        EXPECT_FALSE(line["label"].get<std::string>().empty());
        if (line["name"] == "fund_pay_sumamt") {
            EXPECT_EQ(line["computed"], "2400.00");
            EXPECT_FALSE(line["why"].is_null());
            EXPECT_FALSE(line["step"].is_null());
            EXPECT_FALSE(line["clause"].is_null()) << "of the ratio that the step multiplies with";
        }
    }
    EXPECT_EQ(told.json["sums"][0]["is_whole"], true);
    EXPECT_EQ(told.json["sums"][0]["is_wrong"], false);
}

TEST_F(WhatIf, ABillThatDoesNotAddUpIsTold) {
    Json bill = stay();
    bill["fee"] = {{"medfee_sumamt", "5000.00"}};
    bill["published"] = {{"medfee_sumamt", "5000.00"},
                         {"fulamt_ownpay_amt", "2000.00"},
                         {"inscp_scp_amt", "4000.00"}};
    const Reply told = ask("POST", "/bills", bill);
    ASSERT_EQ(told.status, 200) << told.response.body;
    EXPECT_EQ(told.json["sums"][0]["is_wrong"], true);
    EXPECT_EQ(told.json["sums"][0]["off"], -1000.00);
}

TEST_F(WhatIf, AnExplanationSaysWhatIsAssumedAndWhichRulesChanged) {
    Json total = stay();
    total["fee"] = {{"medfee_sumamt", "3000.00"}};
    const Json told = ask("POST", "/explanations", total).json;
    std::set<std::string> keys;
    for (std::size_t i = 0; i < told["assumed"].size(); ++i) {
        const Json& one = told["assumed"][i];
        EXPECT_EQ(one["text"], told["answer"]["assumptions"][i]);
        if (!one["key"].is_null()) keys.insert(one["key"]);
    }
    EXPECT_TRUE(keys.contains("inscp_scp_amt")) << told["assumed"];
    EXPECT_TRUE(told["rule_change"].is_null());
}

}  // namespace
}  // namespace yidi::tests
