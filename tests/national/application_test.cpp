#include "tests/national/hospital_clearing.h"

/// 3203 and 3204.
namespace yidi::tests {
namespace {

class Applications : public HospitalClearing {
protected:
    Applications() {
        on("2025-02-20");
        insure(43);
        settled_stay("2025-02-17", 2'000);
        on("2025-03-05");
    }
    Json apply_with(const Json& data) { return of("3203", data); }
    std::string number_of(const Json& output) {
        return output["result"]["clr_appy_evt_id"].get<std::string>();
    }
    Json withdrawal_of(const std::string& number) {
        Json request = sample("3204");
        request["fixmedins_code"] = kHomeHospital;
        request["input"]["data"]["clr_appy_evt_id"] = number;
        return request;
    }
};

TEST_F(Applications, AMonthIsAppliedForOnceUntilItIsWithdrawn) {
    const std::string number = number_of(done("3203"));
    EXPECT_NE(refused(sample("3203")).find("清算申请 " + number + " 与该期间重叠"),
              std::string::npos);
    done_this(withdrawal_of(number));
    EXPECT_EQ(send_this(withdrawal_of(number))["warn_msg"], "此前已经撤销");
    EXPECT_NE(number_of(done("3203")), number);
    Json others = withdrawal_of(number);
    others["fixmedins_code"] = kAwayHospital;
    EXPECT_NE(refused(others).find("clr_appy_evt_id：本机构没有这个清算申请"), std::string::npos);
}

TEST_F(Applications, WhatDiffersFromTheSettlementsIsToldWithBothFigures) {
    const std::string told =
        refused(apply_with({{"fund_appy_sum", "800.01"}, {"cash_payamt", 1199.99}}));
    EXPECT_NE(told.find("fund_appy_sum：申请与中心合计（括号内）不符：fund_appy_sum 800.01 "
                        "(800.00), cash_payamt 1199.99 (1200.00)"),
              std::string::npos)
        << told;
    EXPECT_NE(refused(apply_with({{"psntime", 2}})).find("psntime 2 (1)"), std::string::npos);
    EXPECT_NE(refused(apply_with({{"clr_type", "11"}})).find("medfee_sumamt 2000.00 (0.00)"),
              std::string::npos);
    const Json answer = send_this(apply_with({{"med_sumfee", 1'999}}));
    EXPECT_EQ(answer["infcode"], 0) << "what it takes in is not published";
    EXPECT_NE(answer["warn_msg"].get<std::string>().find("1999.00"), std::string::npos);
}

TEST_F(Applications, ThePeriodIsOverAndOfTheMonth) {
    EXPECT_NE(refused(apply_with({{"setlym", "2025-2"}})).find("input.data.setlym：不是年月"),
              std::string::npos);
    EXPECT_NE(refused(apply_with({{"setlym", "202503"}})).find("begndate：期间的开始日期不在"),
              std::string::npos);
    EXPECT_NE(refused(apply_with({{"enddate", "2025-03-01"}})).find("enddate：期间的结束日期不在"),
              std::string::npos);
    EXPECT_NE(refused(apply_with({{"begndate", "2025-02-28"}, {"enddate", "2025-02-01"}}))
                  .find("期间的截止日期早于起始日期"),
              std::string::npos);
    on("2025-02-28");
    EXPECT_NE(refused(sample("3203")).find("enddate：2025-03-01 起可以申请"), std::string::npos);
}

TEST_F(Applications, AReversalMayBeCountedOrTakenAway) {
    on("2025-02-21");
    const settlement::Settlement second = settled_stay("2025-02-21", 1'000);
    EXPECT_TRUE(run(payer::reverse, back(second)));
    on("2025-03-05");
    const std::string number = number_of(done_this(apply_with({{"psntime", 3}})));
    done_this(withdrawal_of(number));
    done("3203");
}

TEST_F(Applications, NothingIsWithdrawnAfterTheTablesOfTheMonth) {
    const std::string number = number_of(done("3203"));
    on("2025-03-21");
    make_tables();
    EXPECT_NE(refused(withdrawal_of(number)).find("本月清算表已于 2025-03-21 生成"),
              std::string::npos);
}

}  // namespace
}  // namespace yidi::tests
