#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class Chain : public Hospital {
protected:
    /// Whatever the hospital said of a line is answered, under the names of 5204.
    static void expect_said(const Json& uploaded, const Json& answered, const char* drord_no) {
        EXPECT_EQ(answered["rx_drord_no"], uploaded[drord_no]);
        EXPECT_EQ(answered["opter_id"], "0001");
        EXPECT_EQ(answered["opter_name"], "收费员");
        for (const auto& [name, value] : uploaded.items()) {
            const bool is_asked = name == "psn_no" || name == drord_no;
            // Numbers come as numbers.
            if (!value.is_string() || is_asked || name == "cnt" || name == "pric") continue;
            ASSERT_TRUE(answered.contains(name)) << name;
            const std::string said = value.get<std::string>();
            EXPECT_EQ(answered[name].is_null() ? "" : answered[name].get<std::string>(), said)
                << name;
        }
    }
};

TEST_F(Chain, AnOutpatientVisitIsSettledAskedAboutAndTakenBack) {
    sign_no_ = done("9001")["signinoutb"]["sign_no"].get<std::string>();
    EXPECT_EQ(sign_no_.size(), 30U);
    const Json person = done("1101");
    EXPECT_EQ(person["baseinfo"]["psn_no"], psn_no_);
    EXPECT_EQ(person["baseinfo"]["age"], 45);
    EXPECT_EQ(person["insuinfo"][0]["insuplc_admdvs"], "130100");
    EXPECT_EQ(done("2001")["trtinfo"][0]["trt_enjymnt_flag"], "1");

    begin_visit();
    const Json trial = done("2206")["setlinfo"];
    EXPECT_TRUE(trial["setl_id"].is_null());
    EXPECT_TRUE(trial["setl_time"].is_null());
    EXPECT_TRUE(trial["clr_optins"].is_null());

    const Json request = sample("2207");
    const Json settled = done_this(request)["setlinfo"];
    setl_id_ = settled["setl_id"].get<std::string>();
    EXPECT_EQ(settled["fund_pay_sumamt"], 100.00);  // (300 - 100) * 50 %
    EXPECT_EQ(settled["psn_cash_pay"], 200.00);
    EXPECT_EQ(settled["pool_prop_selfpay"], 0.5);
    EXPECT_EQ(settled["medins_setl_id"], request["msgid"]);
    EXPECT_EQ(settled["clr_optins"], "130100");
    EXPECT_EQ(settled["clr_type"], "11");
    EXPECT_EQ(settled["mdtrt_cert_type"], "02");

    const Json asked = done("5203")["setlinfo"];
    EXPECT_EQ(asked["psn_pay"], 200.00);
    EXPECT_EQ(asked["cash_payamt"], 200.00);
    EXPECT_EQ(asked["pay_loc"], "2");
    EXPECT_EQ(asked["refd_setl_flag"], "0");
    EXPECT_EQ(asked["invono"], "INV0001");
    EXPECT_EQ(asked["mdtrt_cert_type"], "02");
    EXPECT_EQ(asked["opter_id"], "0001");
    EXPECT_EQ(asked["opter_name"], "收费员");
    const Json lines = done("5204");
    ASSERT_EQ(lines.size(), 2U);
    const Json uploaded = sample("2204")["input"]["feedetail"];
    expect_said(uploaded[0], lines[0], "rxno");
    expect_said(uploaded[1], lines[1], "rxno");
    EXPECT_EQ(lines[0]["prd_days"], 7);
    EXPECT_EQ(lines[0]["med_type"], "11") << "the visit's";
    EXPECT_EQ(lines[0]["setl_id"], setl_id_);
    EXPECT_EQ(lines[0]["det_item_fee_sumamt"], 150.00);
    EXPECT_EQ(done("5206")["cuminfo"][0]["year"], "2025");

    const Json back = done("2208")["setlinfo"];
    EXPECT_NE(back["setl_id"], setl_id_);
    EXPECT_EQ(back["fund_pay_sumamt"], -100.00);
    EXPECT_EQ(back["psn_cash_pay"], -200.00);
    EXPECT_EQ(back["pdn_cash_pay"], -200.00);
    const Json left = done("5206")["cuminfo"];
    ASSERT_EQ(left.size(), 1U) << left;
    EXPECT_EQ(left[0]["cum"], 0);
    done("2205");
    done("2202");
    done("9002");
    expect_verified();
}

TEST_F(Chain, AStayIsSettledReconciledAndUndoneToItsBeginning) {
    begin_stay();
    done("2403");
    done("2402");
    done("2303");
    const Json settled = done("2304")["setlinfo"];
    setl_id_ = settled["setl_id"].get<std::string>();
    EXPECT_EQ(settled["act_pay_dedc"], 1000.00);
    EXPECT_EQ(settled["fund_pay_sumamt"], 800.00);  // (2000 - 1000) * 80 %
    EXPECT_EQ(settled["clr_type"], "21");
    const Json lines = done("5204");
    const Json uploaded = sample("2301")["input"]["feedetail"];
    ASSERT_EQ(lines.size(), uploaded.size());
    expect_said(uploaded[4], lines[4], "drord_no");

    // The sample's totals are those of this one settlement.
    const Json equal = done("3201")["stmtinfo"];
    EXPECT_EQ(equal["stmt_rslt"], "000000");
    Json off = sample("3201");
    off["input"]["data"]["fund_pay_sumamt"] = "800.01";
    const Json differs = done_this(off)["stmtinfo"];
    EXPECT_EQ(differs["stmt_rslt"], "000001");
    EXPECT_NE(differs["stmt_rslt_dscr"].get<std::string>().find("800.01"), std::string::npos);
    EXPECT_NE(differs["stmt_rslt_dscr"].get<std::string>().find("0.01"), std::string::npos);

    EXPECT_EQ(done("2305")["setlinfo"]["act_pay_dedc"], -1000.00);
    done("2405");
    done("2302");
    done("2404");
    expect_verified();
}

TEST_F(Chain, AVisitWithout2203ASettlesWithTheOldForm) {
    mdtrt_id_ = done("2201")["data"]["mdtrt_id"].get<std::string>();
    done("2203");
    done("2204");
    done("2207");
    expect_verified();
}

TEST_F(Chain, AStaysNumberIsNoVisitsAndAVisitsNoStays) {
    begin_visit();
    for (const char* infno : {"2301", "2302", "2303", "2304", "2305", "2404", "2405"}) {
        const std::string told = refused(sample(infno));
        EXPECT_NE(told.find("mdtrt_id：该就诊ID是门诊"), std::string::npos) << infno << told;
    }
    begin_stay();
    for (const char* infno : {"2202", "2203A", "2204", "2205", "2206", "2207", "2208"}) {
        const std::string told = refused(sample(infno));
        EXPECT_NE(told.find("mdtrt_id：该就诊ID是住院"), std::string::npos) << infno << told;
        EXPECT_NE(told.find("2301"), std::string::npos) << "what to do: " << told;
    }
}

TEST_F(Chain, ADiseaseIsToldWithTheNameThatTheHospitalGaveIt) {
    mdtrt_id_ = done("2201")["data"]["mdtrt_id"].get<std::string>();
    Json described = sample("2203A");
    described["input"]["mdtrtinfo"]["dise_codg"] = "M00500";
    described["input"]["mdtrtinfo"]["dise_name"] = "高血压";
    done_this(described);
    Json fees = sample("2204");
    for (Json& line : fees["input"]["feedetail"]) line["exp_content"] = Json{{"er_flag", "0"}};
    done_this(fees);
    setl_id_ = done("2207")["setlinfo"]["setl_id"].get<std::string>();
    const Json asked = done("5203")["setlinfo"];
    EXPECT_EQ(asked["dise_codg"], "M00500");
    EXPECT_EQ(asked["dise_name"], "高血压");
    EXPECT_EQ(done("5204")[0]["exp_content"], R"({"er_flag":"0"})") << "sent as an object";
}

TEST_F(Chain, TheSameMessageGetsTheSameAnswer) {
    begin_visit();
    const Json request = sample("2207");
    const Json first = send_this(request);
    now_ = now_.plus_ms(60'000);
    Json again = send_this(request);
    EXPECT_EQ(again["output"], first["output"]);
    EXPECT_NE(again["respond_time"], first["respond_time"]);
    Json other = request;
    other["input"]["data"]["invono"] = "INV9";
    EXPECT_NE(refused(other).find("msgid"), std::string::npos);
    expect_verified();
}

TEST_F(Chain, ASecondSettlementSaysThatItIsSettledAlready) {
    begin_visit();
    const Json first = send("2207");
    const Json second = send("2207");
    EXPECT_EQ(second["infcode"], 0);
    EXPECT_NE(second["warn_msg"].get<std::string>().find("already settled"), std::string::npos);
    EXPECT_EQ(second["output"]["setlinfo"]["setl_id"], first["output"]["setlinfo"]["setl_id"]);
    EXPECT_EQ(second["output"]["setldetail"], first["output"]["setldetail"]);
    EXPECT_EQ(rows(ports::Table::settlement), 1U);
}

TEST_F(Chain, AMessageThatNeverCameIsRefusedWhenItComesLate) {
    begin_visit();
    Json lost = sample("2207");
    lost["msgid"] = sample("2601")["input"]["data"]["omsgid"];
    EXPECT_NE(send("2601")["warn_msg"].get<std::string>().find("没有到达"), std::string::npos);
    EXPECT_NE(refused(lost).find("2601"), std::string::npos);
    done("2601");
    done("2207");
    expect_verified();
}

TEST_F(Chain, AnotherWindowIsWarnedOfWhatIsHeld) {
    pay_into_account(yuan(150));
    begin_visit();
    done("2206");
    const std::string first = mdtrt_id_;
    begin_visit();
    EXPECT_NE(mdtrt_id_, first);
    const Json other = send("2206");
    EXPECT_NE(other["warn_msg"].get<std::string>().find("占用"), std::string::npos)
        << other["warn_msg"];
}

TEST_F(Chain, AnEmergencyInTheExtensionOfALineCountsForTheVisit) {
    // Care elsewhere without a filing is refused, an emergency is deemed filed.
    hospital_ = std::string{kAwayHospital};
    const auto away = [&](std::string_view infno) {
        Json request = sample(infno);
        request["fixmedins_code"] = hospital_;
        return request;
    };
    mdtrt_id_ = done_this(away("2201"))["data"]["mdtrt_id"].get<std::string>();
    done_this(away("2203A"));
    Json fees = away("2204");
    done_this(fees);
    EXPECT_NE(refused(away("2206")).find("备案"), std::string::npos);
    done_this(away("2205"));
    fees["msgid"] = "emergency";
    for (Json& line : fees["input"]["feedetail"]) line["exp_content"] = R"({"er_flag":"1"})";
    done_this(fees);
    EXPECT_EQ(done_this(away("2206"))["setlinfo"]["fund_pay_sumamt"], 100.00);
}

}  // namespace
}  // namespace yidi::tests
