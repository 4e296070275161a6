#include <span>

#include "app/clearing/reconcile.h"
#include "domain/clearing/compared.h"
#include "tests/national/hospital_clearing.h"

/// A hospital's month: 3209A, 3260 to 3262.
namespace yidi::tests {
namespace {

TEST_F(HospitalClearing, AMonthIsFetchedConfirmedTakenBackAndConfirmedAgain) {
    on("2025-02-20");
    const settlement::Settlement one = stay_away(43);
    on("2025-02-21");
    const settlement::Settlement two = stay_away(44);
    on("2025-03-05");
    EXPECT_EQ(fetched_rows().size(), 0U) << "no bill is in the book of Tianjin yet";
    take_bills();
    const Json rows = fetched_rows();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0]["seqno"], 1);
    EXPECT_EQ(rows[0]["mdtrtarea"], "120000");
    EXPECT_EQ(rows[0]["medins_no"], kAwayHospital);
    EXPECT_EQ(rows[0]["certno"], "C43");
    EXPECT_EQ(rows[0]["setl_sn"], std::to_string(one.setl_id));
    EXPECT_EQ(rows[0]["mdtrt_setl_time"], "2025-02-20 10:00:00");
    EXPECT_EQ(rows[0]["fulamt_advpay_flag"], "0");
    EXPECT_EQ(rows[0]["medfee_sumamt"], 2000.00);
    EXPECT_EQ(rows[0]["optins_pay_sumamt"], 800.00);
    EXPECT_EQ(rows[1]["setl_sn"], std::to_string(two.setl_id));
    EXPECT_EQ(standing().open, 2);

    const std::string number = confirm(confirmation_of(rows));
    EXPECT_EQ(standing().confirmed, 2);
    EXPECT_TRUE(standing().is_done());
    EXPECT_EQ(standing().fund, yuan(1'600));
    done_this(undo_of(number));
    EXPECT_EQ(standing().open, 2);
    EXPECT_NE(send_this(undo_of(number))["warn_msg"].get<std::string>().find("没有尚未回退"),
              std::string::npos);
    confirm(confirmation_of(Json::array({rows[0]})));
    confirm(confirmation_of(Json::array({rows[1]})));
    EXPECT_TRUE(standing().is_done());
    done_this(undo_of("0"));
    EXPECT_EQ(standing().open, 2) << "0 takes back all";
}

TEST_F(HospitalClearing, S36_ARepeatIsAnsweredUnderTheNumberByWhichItIsTakenBack) {
    on("2025-02-20");
    stay_away(43);
    on("2025-03-05");
    take_bills();
    const Json request = confirmation_of(fetched_rows());
    const std::string first = confirm(request);
    now_ = now_.plus_ms(60'000);
    EXPECT_EQ(confirm(request), first) << "whichever answer the client has kept";
    done_this(undo_of(first));
    EXPECT_EQ(standing().open, 1);
}

TEST_F(HospitalClearing, TheLastWordOnABillCountsAndUndoingItBringsBackTheOneBefore) {
    on("2025-02-20");
    stay_away(43);
    on("2025-03-05");
    take_bills();
    const Json in = confirmation_of(fetched_rows());
    confirm(in);
    Json out = in;
    out["msgid"] = "another";
    out["input"]["detail"][0]["cnfm_flag"] = "0";
    const std::string number = confirm(out);
    EXPECT_EQ(standing().left_out, 1);
    EXPECT_EQ(standing().confirmed, 0);
    done_this(undo_of(number));
    EXPECT_EQ(standing().confirmed, 1);
    Json again = in;
    again["msgid"] = "once more";
    EXPECT_NE(send_this(again)["warn_msg"].get<std::string>().find("1 行此前已经同样确认"),
              std::string::npos);
}

TEST_F(HospitalClearing, ABillThatIsLeftOutIsClearedInTheNextMonth) {
    on("2025-02-20");
    stay_away(43);
    on("2025-02-21");
    stay_away(44);
    on("2025-03-05");
    take_bills();
    const Json rows = fetched_rows();
    Json request = confirmation_of(rows);
    request["input"]["detail"][1]["cnfm_flag"] = "0";
    confirm(request);
    on("2025-03-21");
    const app::TablesReply made = make_tables();
    EXPECT_EQ(made.placed, 2) << "one bill in two books";
    EXPECT_EQ(made.left, 2);
    const Json march = done_this(of("3260", {{"trt_month", "3"}, {"startrow", 0}}))["data"];
    ASSERT_EQ(march.size(), 1U) << "0 in front may be left out, and rows counted from 0";
    EXPECT_EQ(march[0]["setl_sn"], rows[1]["setl_sn"]);
}

TEST_F(HospitalClearing, NothingIsConfirmedBeforeTheMonthIsOverOrAfterItsTables) {
    on("2025-02-20");
    stay_away(43);
    take_bills();
    const Json request = confirmation_of(fetched_rows());
    EXPECT_NE(refused(request).find("trt_month：2025-03-01 起可以确认本月"), std::string::npos);
    on("2025-03-05");
    const std::string number = confirm(request);
    on("2025-03-21");
    make_tables();
    Json late = request;
    late["msgid"] = "late";
    EXPECT_NE(refused(late).find("trt_month：本月清算表已于 2025-03-21 生成"), std::string::npos);
    EXPECT_NE(refused(undo_of(number)).find("本月清算表已于 2025-03-21 生成"), std::string::npos);
    EXPECT_NE(refused(undo_of("0")).find("2025-03-21"), std::string::npos);
}

TEST_F(HospitalClearing, ARowThatIsNotAs3260HasItIsNamedWithItsPlaceAndBothAmounts) {
    on("2025-02-20");
    stay_away(43);
    on("2025-02-21");
    stay_away(44);
    on("2025-03-05");
    take_bills();
    const Json rows = fetched_rows();
    const auto told = [&](const char* field, const Json& value) {
        Json request = confirmation_of(rows);
        request["input"]["detail"][1][field] = value;
        return refused(request);
    };
    const std::string amount = told("optins_pay_sumamt", "800.01");
    EXPECT_NE(amount.find("detail[1].optins_pay_sumamt：报文为 800.01，结算为 800.00"),
              std::string::npos)
        << amount;
    EXPECT_NE(told("medfee_sumamt", 1999).find("detail[1].medfee_sumamt：报文为 1999.00"),
              std::string::npos);
    EXPECT_NE(told("setl_sn", "999999").find("detail[1].setl_sn：本机构本月的清分明细中没有"),
              std::string::npos);
    EXPECT_NE(told("setl_sn", "S12").find("detail[1].setl_sn"), std::string::npos);
    EXPECT_NE(told("mdtrt_id", "7").find("detail[1].mdtrt_id"), std::string::npos);
    EXPECT_NE(told("mdtrt_setl_time", "2025-02-21 10:00:01").find("detail[1].mdtrt_setl_time"),
              std::string::npos);
    const std::string person = told("certno", "C77");
    EXPECT_NE(person.find("detail[1].certno"), std::string::npos);
    EXPECT_EQ(person.find("C44"), std::string::npos) << "nobody's number is told";
    const Json twice = confirmation_of(Json::array({rows[0], rows[0]}));
    EXPECT_NE(refused(twice).find("detail[1].setl_sn：该结算在前面的行中已经出现"),
              std::string::npos);
    Json few = confirmation_of(rows);
    few["input"]["data"]["totalrow"] = 3;
    EXPECT_NE(refused(few).find("input.data.totalrow：总行数为 3，detail 有 2 行"),
              std::string::npos);
    Json many = confirmation_of(rows);
    many["input"]["data"]["totalrow"] = 101;
    many["input"]["detail"] = Json(101, many["input"]["detail"][0]);
    EXPECT_NE(refused(many).find("一个报文最多 100 行"), std::string::npos);
    EXPECT_NE(refused(of("3261", {{"trt_month", "13"}})).find("input.data.trt_month"),
              std::string::npos);
    EXPECT_NE(refused(of("3261", {{"trt_year", "25"}})).find("input.data.trt_year"),
              std::string::npos);
    EXPECT_NE(refused(undo_of("nobody's")).find("otransid：本机构本月没有这个流水号的确认"),
              std::string::npos);
}

TEST_F(HospitalClearing, PagesOfAHundredRowsLeaveNothingOut) {
    on("2025-02-20");
    for (registry::Pid pid = 100; pid < 203; ++pid) stay_away(pid);
    on("2025-03-05");
    take_bills();
    const Json first = fetched_rows();
    ASSERT_EQ(first.size(), 100U);
    const Json second = done_this(of("3260", {{"startrow", 101}}))["data"];
    ASSERT_EQ(second.size(), 3U);
    EXPECT_EQ(second[0]["seqno"], 101);
    EXPECT_EQ(done_this(of("3260", {{"startrow", 104}}))["data"].size(), 0U);
    confirm(confirmation_of(first));
    EXPECT_EQ(standing().open, 3);
    confirm(confirmation_of(second));
    EXPECT_TRUE(standing().is_done());
}

TEST_F(HospitalClearing, S38_ABillTakenBackInItsMonthHoldsNobodyUp) {
    on("2025-02-20");
    const settlement::Settlement one = stay_away(43);
    EXPECT_TRUE(run(payer::reverse, back(one)));
    on("2025-02-21");
    stay_away(44);
    on("2025-03-05");
    take_bills();
    const Json rows = fetched_rows();
    ASSERT_EQ(rows.size(), 3U) << "the hospital has both rows too";
    EXPECT_EQ(rows[1]["medfee_sumamt"], -2000.00);
    EXPECT_EQ(standing().bills, 1) << "unsaid they come to nothing";
    confirm(confirmation_of(rows));
    EXPECT_EQ(standing().confirmed, 3);
}

TEST_F(HospitalClearing, S39_ARefundAfterTheTablesIsARowOfTheMonthInWhichItIsMade) {
    on("2025-02-20");
    const settlement::Settlement one = stay_away(43);
    on("2025-03-05");
    take_bills();
    const Json february = fetched_rows();
    confirm(confirmation_of(february));
    on("2025-03-21");
    make_tables();
    on("2025-03-25");
    EXPECT_TRUE(run(payer::reverse, back(one)));
    take_bills();
    EXPECT_EQ(fetched_rows(), february) << "a month whose tables are made stays as it was";
    const Json march = done_this(of("3260", {{"trt_month", "03"}}))["data"];
    ASSERT_EQ(march.size(), 1U);
    EXPECT_EQ(march[0]["optins_pay_sumamt"], -800.00);
    EXPECT_EQ(march[0]["mdtrt_id"], february[0]["mdtrt_id"]);
    on("2025-04-05");
    Json request = confirmation_of(march);
    request["input"]["data"]["trt_month"] = "03";
    confirm(request);
}

TEST_F(HospitalClearing, S35_WhatA2601HasUndoneIsNobodysBill) {
    hospital_ = kAwayHospital;
    file(kAwayArea, "2025-01-01");
    const auto away = [this](std::string_view infno) {
        Json request = sample(infno);
        request["fixmedins_code"] = kAwayHospital;
        return request;
    };
    mdtrt_id_ = done_this(away("2401"))["result"]["mdtrt_id"].get<std::string>();
    done_this(away("2301"));
    done_this(away("2402"));
    const Json settlement = away("2304");
    done_this(settlement);
    Json undo = away("2601");
    undo["input"]["data"]["omsgid"] = settlement["msgid"];
    undo["input"]["data"]["oinfno"] = "2304";
    EXPECT_EQ(send_this(undo)["warn_msg"], "已冲正");
    on("2025-04-05");
    take_bills();
    EXPECT_EQ(rows(ports::Table::settlement), 2U);
    EXPECT_EQ(rows(ports::Table::clearing_bill), 0U);
    EXPECT_EQ(done_this(of("3260", {{"trt_month", "03"}}))["data"].size(), 0U);
}

TEST_F(HospitalClearing, S41_WhatTheBookOfTheProvinceLacksIsNamedBy3209A) {
    on("2025-02-20");
    stay_away(43);
    take_bills();
    on("2025-02-21");
    const settlement::Settlement two = stay_away(44);
    const Json found = done("3209A")["data"];
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]["setl_id"], std::to_string(two.setl_id));
    EXPECT_EQ(found[0]["setlId"], found[0]["setl_id"]);
    EXPECT_EQ(found[0]["insu_admdvs"], "130100");
    EXPECT_EQ(found[0]["insuAdmdvs"], "130100");
    EXPECT_EQ(done_this(of("3209A", {{"clr_type", "11"}}))["data"].size(), 0U);
    EXPECT_EQ(done_this(of("3209A", {{"clr_optins", "130200"}}))["data"].size(), 0U);
    EXPECT_EQ(done_this(of("3209A", {{"clr_type", ""}, {"clr_optins", ""}}))["data"].size(), 1U);
    EXPECT_NE(refused(of("3209A", {{"clr_optins", "13X"}})).find("input.data.clr_optins"),
              std::string::npos);
    take_bills();
    EXPECT_EQ(done("3209A")["data"].size(), 0U) << "told meanwhile";
}

TEST_F(HospitalClearing, S41_WhatTheHospitalDoesNotHaveIsNamedUntilItIsMended) {
    on("2025-02-20");
    const settlement::Settlement one = stay_away(43);
    take_bills();
    const app::HospitalDay day{
        .holder = kTianjin, .fixmedins_code = std::string{kAwayHospital}, .day = now_.date()};
    const std::span<const reconciliation::Row> nothing;
    EXPECT_EQ(clear(app::reconcile_hospital, day, nothing, std::string{"user:2"}).differences, 1);
    const Json found = done("3209A")["data"];
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0]["setl_id"], std::to_string(one.setl_id));
    const std::vector<reconciliation::Row> all = clearing::rows_of(std::vector{
        clearing::BookedBill{.setl_id = one.setl_id,
                             .original = 0,
                             .day = now_.date(),
                             .insuplc_admdvs = 130100,
                             .mdtrtarea_admvs = 120000,
                             .fixmedins_code = std::string{kAwayHospital},
                             .insutype = one.insutype,
                             .clr_type = one.clr_type,
                             .medfee_sumamt = one.info.medfee_sumamt,
                             .fund_pay_sumamt = one.info.fund_pay_sumamt,
                             .acct_pay = one.info.acct_pay,
                             .psn_cash_pay = one.info.psn_cash_pay,
                             .funds = {{.fund = "310100", .amount = one.info.fund_pay_sumamt}}}});
    const std::span<const reconciliation::Row> told{all};
    EXPECT_EQ(clear(app::reconcile_hospital, day, told, std::string{"user:2"}).differences, 0);
    EXPECT_EQ(done("3209A")["data"].size(), 0U);
}

}  // namespace
}  // namespace yidi::tests
