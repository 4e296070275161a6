#include "app/payer/care_records.h"
#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class Records : public Hospital {
protected:
    /// Sends the sample of a record and keeps its number.
    void record(std::string_view infno) {
        record_id_ = done(infno)["result"]["trt_dcla_detl_sn"].get<std::string>();
    }
    /// A chronic visit of the sample's disease, settled or tried.
    [[nodiscard]] Json chronic(std::string_view infno) {
        Json request = sample(infno);
        for (Json& node : request["input"]) {
            if (node.contains("med_type")) node["med_type"] = "14";
            if (node.contains("dise_codg")) node["dise_codg"] = "M03900";
        }
        return request;
    }
    void begin_chronic_visit() {
        mdtrt_id_ = done("2201")["data"]["mdtrt_id"].get<std::string>();
        done_this(chronic("2203A"));
        done("2204");
    }
};

TEST_F(Records, AReferralIsShownUntilItIsCancelled) {
    EXPECT_EQ(done("5304")["refmedin"], Json::array());
    record("2501");
    const Json shown = done("5304")["refmedin"];
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0]["trt_dcla_detl_sn"], record_id_);
    EXPECT_EQ(shown[0]["psn_name"], "人42");
    EXPECT_EQ(shown[0]["diag_name"], "肺恶性肿瘤");
    EXPECT_EQ(shown[0]["reflin_medins_no"], kAwayHospital);
    EXPECT_EQ(shown[0]["refl_type"], "3");
    EXPECT_EQ(shown[0]["refl_date"], "2025-03-13");
    EXPECT_EQ(shown[0]["enddate"], "2025-06-12");
    EXPECT_EQ(shown[0]["out_flag"], "1");
    EXPECT_EQ(shown[0]["dcla_souc"], "01");

    done("2502");
    EXPECT_EQ(done("5304")["refmedin"], Json::array());
    EXPECT_EQ(rows(ports::Table::record), 2U) << "cancelled by an event of its own";
}

TEST_F(Records, AReferralIsShownForThePeriodsThatItStandsIn) {
    record("2501");
    const auto found = [&](const char* from, const Json& to) {
        Json request = sample("5304");
        request["input"]["data"]["begntime"] = from;
        request["input"]["data"]["endtime"] = to;
        return done_this(request)["refmedin"].size();
    };
    EXPECT_EQ(found("2025-06-12 00:00:00", nullptr), 1U);
    EXPECT_EQ(found("2025-06-13 00:00:00", nullptr), 0U);
    EXPECT_EQ(found("2024-01-01 00:00:00", "2025-03-12 23:59:59"), 0U);
    EXPECT_EQ(found("2024-01-01 00:00:00", "2025-03-13 00:00:00"), 1U);
}

TEST_F(Records, AReferralNamesTheVisitBeforeItAndBeginsOnItsDayWhereNothingElseIsSaid) {
    begin_visit();
    Json request = sample("2501A");
    request["input"]["refmedin"]["begndate"] = "";
    request["input"]["refmedin"]["enddate"] = nullptr;
    done_this(request);
    const Json shown = done("5304")["refmedin"][0];
    EXPECT_EQ(shown["begndate"], "2025-03-13");
    EXPECT_TRUE(shown["enddate"].is_null());
}

TEST_F(Records, AReferralIsNoFiling) {
    record("2501");
    hospital_ = std::string{kAwayHospital};
    const auto away = [&](std::string_view infno) {
        Json request = sample(infno);
        request["fixmedins_code"] = hospital_;
        return request;
    };
    mdtrt_id_ = done_this(away("2201"))["data"]["mdtrt_id"].get<std::string>();
    done_this(away("2203A"));
    done_this(away("2204"));
    EXPECT_NE(refused(away("2206")).find("备案"), std::string::npos);
}

TEST_F(Records, ARecognisedDiseaseIsPaidAsChronicCare) {
    begin_chronic_visit();
    EXPECT_NE(refused(chronic("2206")).find("not_recognised"), std::string::npos);
    record("2503");
    const Json settled = done_this(chronic("2207"))["setlinfo"];
    setl_id_ = settled["setl_id"].get<std::string>();
    EXPECT_EQ(settled["fund_pay_sumamt"], 210.00);  // 300 * 70 %
    EXPECT_EQ(settled["med_type"], "14");

    // What was settled while it stood stays; the next visit is refused.
    done("2504");
    done("5203");
    begin_chronic_visit();
    EXPECT_NE(refused(chronic("2206")).find("not_recognised"), std::string::npos);
    expect_verified();
}

TEST_F(Records, ARecognitionCountsFromItsFirstDayAndForItsInsuranceOnly) {
    begin_chronic_visit();
    Json request = sample("2503");
    request["input"]["data"]["begndate"] = "2025-03-14";
    done_this(request);
    EXPECT_NE(refused(chronic("2206")).find("not_recognised"), std::string::npos);
    // Before: open days that end where the first begins.
    request = sample("2503");
    request["input"]["data"]["begndate"] = "2025-01-01";
    request["input"]["data"]["enddate"] = "2025-03-13";
    done_this(request);
    done_this(chronic("2206"));
    EXPECT_EQ(done("5301")["feedetail"].size(), 2U);
}

TEST_F(Records, EntitlementIsToldByTheRecognitionToo) {
    const auto entitled = [&] {
        Json request = sample("2001");
        request["input"]["data"]["med_type"] = "14";
        request["input"]["data"]["dise_codg"] = "M03900";
        return done_this(request)["trtinfo"][0]["trt_enjymnt_flag"];
    };
    EXPECT_EQ(entitled(), "0");
    record("2503");
    EXPECT_EQ(entitled(), "1");
}

TEST_F(Records, ARecognisedDiseaseIsShownWithItsNameAndDays) {
    record("2503");
    const Json shown = done("5301")["feedetail"];
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0], (Json{{"opsp_dise_code", "M03900"},
                              {"begndate", "2025-03-13"},
                              {"enddate", "2026-03-12"},
                              {"opsp_dise_name", "高血压"}}));
}

TEST_F(Records, ADiseaseThatTheRegisterRecognisesIsShownAndNotRecordedAgain) {
    EXPECT_TRUE(write([&](ports::Session& session) {
        payer::PersonRecord record;
        record.person.pid = pid_;
        record.person.insuplc_admdvs = kHomeArea;
        record.person.personal.psn_name = "人42";
        record.person.personal.psn_cert_type = "01";
        record.person.personal.certno = "C42";
        record.identities.push_back({1, std::string{registry::kRecognisedDisease}, "M03900",
                                     *parse_date("2025-01-01"), std::nullopt});
        return payer::put_person(session, context(), record, "test");
    }));
    EXPECT_NE(refused(sample("2503")).find("参保地已经认定"), std::string::npos);
    const Json shown = done("5301")["feedetail"];
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0]["opsp_dise_code"], "M03900");
    EXPECT_EQ(shown[0]["begndate"], "2025-01-01");
}

TEST_F(Records, AChosenInstitutionIsShownByItsType) {
    record("2505");
    const Json shown = done("5302")["psnfixmedin"];
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0]["fixmedins_code"], kHomeHospital);
    EXPECT_EQ(shown[0]["fixmedins_name"], "甲医院");
    EXPECT_EQ(shown[0]["fix_srt_no"], "1");
    EXPECT_EQ(shown[0]["memo"], "首选");
    Json other = sample("5302");
    other["input"]["data"]["biz_appy_type"] = "01";
    EXPECT_EQ(done_this(other)["psnfixmedin"], Json::array());
    done("2506");
    EXPECT_EQ(done("5302")["psnfixmedin"], Json::array());
}

TEST_F(Records, OneThatSaysTheSameOfTheSameDaysIsRefused) {
    for (const char* infno : {"2501", "2503", "2505"}) {
        record(infno);
        const std::string told = refused(sample(infno));
        EXPECT_NE(told.find("备案 " + record_id_), std::string::npos) << told;
        EXPECT_NE(told.find("撤销"), std::string::npos) << told;
    }
    // Days after its end are another matter.
    Json later = sample("2503");
    later["input"]["data"]["begndate"] = "2026-03-13";
    later["input"]["data"]["enddate"] = "";
    done_this(later);
}

TEST_F(Records, ACancelledOneMayBeMadeAgain) {
    record("2503");
    done("2504");
    record("2503");
    EXPECT_EQ(done("5301")["feedetail"].size(), 1U);
}

TEST_F(Records, CancellingTwiceAnswersTheFirstCancellation) {
    record("2505");
    const Json first = done("2506");
    const std::string before = state();
    const Json again = send("2506");
    EXPECT_EQ(again["infcode"], 0);
    EXPECT_EQ(again["output"], first);
    EXPECT_NE(again["warn_msg"].get<std::string>().find("此前已经撤销"), std::string::npos);
    EXPECT_EQ(state(), before);
}

TEST_F(Records, OnlyItsOwnInstitutionCancelsOneAndByItsOwnTransaction) {
    record("2503");
    EXPECT_NE(refused(sample("2502")).find("没有办理过"), std::string::npos);
    EXPECT_NE(refused(sample("2506")).find("没有办理过"), std::string::npos);
    Json elsewhere = sample("2504");
    elsewhere["fixmedins_code"] = kAwayHospital;
    EXPECT_NE(refused(elsewhere).find("没有办理过"), std::string::npos);
    insure(43);
    EXPECT_NE(refused(sample("2504")).find("没有办理过"), std::string::npos);
}

TEST_F(Records, EveryInstitutionSeesTheRecordsOfThePerson) {
    record("2503");
    Json elsewhere = sample("5301");
    elsewhere["fixmedins_code"] = kAwayHospital;
    EXPECT_EQ(done_this(elsewhere)["feedetail"].size(), 1U);
}

TEST_F(Records, TheSameMessageMakesOneRecord) {
    const Json request = sample("2503");
    const Json first = done_this(request);
    EXPECT_EQ(done_this(request), first);
    EXPECT_EQ(rows(ports::Table::record), 1U);
}

TEST_F(Records, DaysAndPlacesThatCannotBeAreRefused) {
    const auto told = [&](std::string_view infno, const char* name, const char* value) {
        Json request = sample(infno);
        for (Json& node : request["input"]) node[name] = value;
        return refused(request);
    };
    EXPECT_NE(told("2503", "enddate", "2025-03-12").find("结束日期早于开始日期"),
              std::string::npos);
    EXPECT_NE(told("2503", "hosp_ide_date", "2025-03-14").find("鉴定日期在将来"),
              std::string::npos);
    EXPECT_NE(told("2503", "insutype", "390").find("没有该险种的参保"), std::string::npos);
    EXPECT_NE(told("2503", "insutype", "510").find("险种"), std::string::npos);
    EXPECT_NE(told("2501", "insutype", "390").find("没有该险种的参保"), std::string::npos);
    EXPECT_NE(told("2501", "mdtrtarea_admdvs", "12").find("mdtrtarea_admdvs"), std::string::npos);
    EXPECT_NE(told("2505", "fixmedins_code", "H99999900001").find("没有这个定点医药机构"),
              std::string::npos);
    EXPECT_NE(told("2505", "psn_no", "13010000000000000099").find("没有这个人员编号"),
              std::string::npos);
}

}  // namespace
}  // namespace yidi::tests
