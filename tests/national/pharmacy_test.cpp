#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class Pharmacy : public Hospital {
protected:
    /// Buys by the sample and keeps the numbers.
    Json buy(const Json& request) {
        Json output = done_this(request);
        mdtrt_id_ = output["setlinfo"]["mdtrt_id"].get<std::string>();
        setl_id_ = output["setlinfo"]["setl_id"].get<std::string>();
        return output;
    }
    Json buy() { return buy(sample("2102")); }
};

TEST_F(Pharmacy, ATrialTellsTheAmountsAndLeavesNothing) {
    const std::string before = state();
    const Json output = done("2101");
    EXPECT_EQ(state(), before);
    const Json& info = output["setlinfo"];
    EXPECT_TRUE(info["mdtrt_id"].is_null());
    EXPECT_TRUE(info["setl_id"].is_null());
    EXPECT_TRUE(info["setl_time"].is_null());
    EXPECT_EQ(info["medfee_sumamt"], 120.00);
    EXPECT_EQ(info["fund_pay_sumamt"], 40.00);  // (120 - 20) * 40 %
    EXPECT_EQ(info["psn_cash_pay"], 80.00);
    EXPECT_EQ(info["clr_type"], "41");
    ASSERT_EQ(output["detlcutinfo"].size(), 2U);
    EXPECT_EQ(output["detlcutinfo"][0]["feedetl_sn"], "D001");
    EXPECT_EQ(output["detlcutinfo"][0]["inscp_scp_amt"], 80.00);
    EXPECT_EQ(output["detlcutinfo"][1]["chrgitm_lv"], "01");
}

TEST_F(Pharmacy, APurchaseIsSettledAsItWasTriedAndTakenBackWhole) {
    pay_into_account(yuan(50));
    const Json tried = done("2101");
    const Json output = buy();
    EXPECT_EQ(output["setldetail"], tried["setldetail"]);
    EXPECT_EQ(output["detlcutinfo"], tried["detlcutinfo"]);
    EXPECT_EQ(output["setlinfo"]["fund_pay_sumamt"], 40.00);
    EXPECT_EQ(output["setlinfo"]["acct_pay"], 50.00);
    EXPECT_EQ(output["setlinfo"]["psn_cash_pay"], 30.00);
    EXPECT_EQ(done("5203")["setlinfo"]["clr_type"], "41");
    EXPECT_EQ(done("5204").size(), 2U);
    expect_verified();

    const Json back = done("2103")["setlinfo"];
    EXPECT_EQ(back["fund_pay_sumamt"], -40.00);
    EXPECT_EQ(back["psn_pay"], -80.00);
    EXPECT_EQ(back["cash_payamt"], -30.00);
    EXPECT_NE(back["setl_id"], setl_id_);
    EXPECT_EQ(balance(), yuan(50));
    EXPECT_EQ(done("5204").size(), 0U) << "the lines went with it";
    EXPECT_NE(refused(sample("2204")).find("就诊已经撤销"), std::string::npos);
    expect_verified();
}

TEST_F(Pharmacy, TakingBackTwiceAnswersTheFirst) {
    buy();
    const Json first = done("2103");
    const std::string before = state();
    const Json again = send("2103");
    EXPECT_EQ(again["output"]["setlinfo"]["setl_id"], first["setlinfo"]["setl_id"]);
    EXPECT_NE(again["warn_msg"].get<std::string>().find("此前已经撤销"), std::string::npos);
    EXPECT_EQ(state(), before);
}

TEST_F(Pharmacy, TheSameMessageBuysOnce) {
    const Json request = sample("2102");
    const Json first = buy(request);
    EXPECT_EQ(buy(request), first);
    EXPECT_EQ(rows(ports::Table::settlement), 1U);
}

TEST_F(Pharmacy, ALostAnswerIsUndoneBy2601) {
    const Json bought = sample("2102");
    buy(bought);
    Json undo = sample("2601");
    undo["input"]["data"]["omsgid"] = bought["msgid"];
    undo["input"]["data"]["oinfno"] = "2102";
    done_this(undo);
    EXPECT_NE(refused(sample("5203")).find("setl_id"), std::string::npos);
    EXPECT_NE(refused(sample("2204")).find("就诊已经撤销"), std::string::npos);
    EXPECT_NE(refused(bought).find("2601"), std::string::npos);
    expect_verified();
    // A new purchase begins where the first would have.
    EXPECT_EQ(buy()["setlinfo"]["fund_pay_sumamt"], 40.00);
    expect_verified();
}

TEST_F(Pharmacy, ThatItWasTakenBackIsNotUndone) {
    buy();
    const Json taken = sample("2103");
    done_this(taken);
    Json undo = sample("2601");
    undo["input"]["data"]["omsgid"] = taken["msgid"];
    undo["input"]["data"]["oinfno"] = "2103";
    EXPECT_NE(refused(undo).find("2601 不冲正该交易"), std::string::npos);
}

TEST_F(Pharmacy, AMessageThatCannotBeDoneWhollyLeavesNothing) {
    const auto told = [&](const char* node, const char* name, const Json& value) {
        Json request = sample("2102");
        Json& part = request["input"][node];
        (part.is_array() ? part[1] : part)[name] = value;
        return refused(request);
    };
    EXPECT_NE(told("druginfo", "medfee_sumamt", 120.01).find("120.00"), std::string::npos);
    EXPECT_NE(told("druginfo", "insutype", "390").find("没有该险种的参保"), std::string::npos);
    EXPECT_NE(told("druginfo", "begntime", "2025-03-14 09:00:00").find("不能就诊"),
              std::string::npos);
    EXPECT_NE(told("druginfo", "med_type", "14").find("not_recognised"), std::string::npos);
    EXPECT_NE(told("drugdetail", "feedetl_sn", "D001").find("已经存在"), std::string::npos);
    EXPECT_NE(told("drugdetail", "pric", 39).find("cnt × pric"), std::string::npos);
    EXPECT_NE(told("drugdetail", "cnt", -1).find("cnt"), std::string::npos);
}

TEST_F(Pharmacy, AVisitOfAHospitalIsNoPurchase) {
    begin_visit();
    setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    EXPECT_NE(refused(sample("2103")).find("2208"), std::string::npos);
}

TEST_F(Pharmacy, ARecognisedDiseaseIsPaidAsChronicCareAtThePharmacyToo) {
    done("2503");
    Json request = sample("2102");
    request["input"]["druginfo"]["med_type"] = "14";
    request["input"]["druginfo"]["dise_codg"] = "M03900";
    const Json info = buy(request)["setlinfo"];
    EXPECT_EQ(info["fund_pay_sumamt"], 84.00);  // 120 * 70 %
    EXPECT_EQ(info["clr_type"], "11");
    expect_verified();
}

TEST_F(Pharmacy, TheLettersOfAnotherGatewaySettleAVisit) {
    begin_visit();
    const Json tried = done("2206A")["setlinfo"];
    EXPECT_EQ(tried["fund_pay_sumamt"], 100.00);  // (300 - 100) * 50 %
    const Json request = sample("2207A");
    setl_id_ = done_this(request)["setlinfo"]["setl_id"].get<std::string>();
    Json undo = sample("2601");
    undo["input"]["data"]["omsgid"] = request["msgid"];
    undo["input"]["data"]["oinfno"] = "2207A";
    done_this(undo);
    EXPECT_NE(refused(sample("5203")).find("setl_id"), std::string::npos);
    expect_verified();
}

}  // namespace
}  // namespace yidi::tests
