#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class VisitQueries : public Hospital {
protected:
    /// The one visit that 5201 shows of a type.
    Json shown(std::string_view med_type) {
        Json request = sample("5201");
        request["input"]["data"]["med_type"] = med_type;
        const Json found = done_this(request)["mdtrtinfo"];
        EXPECT_EQ(found.size(), 1U) << found;
        return found.empty() ? Json{} : found[0];
    }
    std::size_t count(const Json& request) { return done_this(request)["mdtrtinfo"].size(); }
    /// A settled visit of a disease that 2503 has recognised.
    void settle_chronic_visit() {
        mdtrt_id_ = done("2201")["data"]["mdtrt_id"].get<std::string>();
        for (const char* infno : {"2203A", "2204", "2207"}) {
            Json request = sample(infno);
            for (Json& node : request["input"]) {
                if (node.contains("med_type")) node["med_type"] = "14";
                if (node.contains("dise_codg")) node["dise_codg"] = "M03900";
            }
            const Json output = done_this(request);
            if (output.contains("setlinfo")) {
                setl_id_ = output["setlinfo"]["setl_id"].get<std::string>();
            }
        }
    }
};

TEST_F(VisitQueries, AVisitIsShownAsItsMessagesDescribedIt) {
    begin_visit();
    const Json visit = shown("11");
    EXPECT_EQ(visit["mdtrt_id"], mdtrt_id_);
    EXPECT_EQ(visit["psn_name"], "人42");
    EXPECT_EQ(visit["insutype"], "310");
    EXPECT_EQ(visit["psn_type"], "11");
    EXPECT_EQ(visit["cvlserv_flag"], "0");
    EXPECT_EQ(visit["insu_optins"], "130100");
    EXPECT_EQ(visit["atddr_no"], "D0001") << "of 2201";
    EXPECT_EQ(visit["main_cond_dscr"], "头晕") << "of 2203A";
    EXPECT_EQ(visit["opter_id"], "0001");
    EXPECT_TRUE(visit["endtime"].is_null());
    EXPECT_TRUE(visit["inhosp_stas"].is_null());
}

TEST_F(VisitQueries, AStayIsShownWithItsDischargeWhileItIsDischarged) {
    begin_stay();
    EXPECT_EQ(shown("21")["inhosp_stas"], "1");
    done("2402");
    const Json stay = shown("21");
    EXPECT_EQ(stay["inhosp_stas"], "0");
    EXPECT_EQ(stay["adm_bed"], "12") << "of 2401";
    EXPECT_EQ(stay["dscg_way"], "1");
    EXPECT_FALSE(stay["dscg_dept_name"].is_null()) << "of 2402";
    EXPECT_EQ(stay["ipt_days"], 3);  // from the 10th to the 13th
    done("2405");
    const Json back = shown("21");
    EXPECT_EQ(back["inhosp_stas"], "1");
    EXPECT_TRUE(back["dscg_dept_name"].is_null());
    EXPECT_TRUE(back["ipt_days"].is_null());
    EXPECT_EQ(back["adm_bed"], "12");
}

TEST_F(VisitQueries, VisitsAreFoundByTypePeriodAndNumberInTheOwnInstitution) {
    begin_stay();
    EXPECT_EQ(count(sample("5201")), 1U);
    const auto asked = [&](const char* name, const Json& value) {
        Json other = sample("5201");
        other["input"]["data"][name] = value;
        return count(other);
    };
    EXPECT_EQ(asked("mdtrt_id", mdtrt_id_), 1U);
    EXPECT_EQ(asked("mdtrt_id", "999999"), 0U);
    EXPECT_EQ(asked("med_type", "22"), 0U);
    EXPECT_EQ(asked("begntime", "2025-03-10 08:00:01"), 0U);
    EXPECT_EQ(asked("begntime", "2025-03-10 08:00:00"), 1U);
    EXPECT_EQ(asked("endtime", "2025-03-10 07:59:59"), 0U);
    EXPECT_EQ(asked("endtime", ""), 1U);
    Json elsewhere = sample("5201");
    elsewhere["fixmedins_code"] = kAwayHospital;
    EXPECT_EQ(count(elsewhere), 0U);
    done("2302");
    done("2404");
    EXPECT_EQ(count(sample("5201")), 0U) << "cancelled";
}

TEST_F(VisitQueries, DiagnosesAreThoseThatWereToldLast) {
    begin_visit();
    const Json first = done("5202")["diseinfo"];
    ASSERT_FALSE(first.empty());
    EXPECT_EQ(first[0]["diag_code"], "I10.x00");
    EXPECT_EQ(first[0]["psn_no"], psn_no_);
    EXPECT_EQ(first[0]["mdtrt_id"], mdtrt_id_);
    EXPECT_TRUE(first[0]["inout_diag_type"].is_null());
    Json changed = sample("2203A");
    Json row = changed["input"]["diseinfo"];
    if (row.is_array()) row = row[0];
    row["diag_code"] = "E11.900";
    row["diag_name"] = "2型糖尿病";
    changed["input"]["diseinfo"] = Json::array({row});
    done_this(changed);
    const Json second = done("5202")["diseinfo"];
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0]["diag_code"], "E11.900");
    EXPECT_NE(second[0]["diag_info_id"], first[0]["diag_info_id"]);
}

TEST_F(VisitQueries, DiagnosesOfAdmissionAndDischargeStandApart) {
    begin_stay();
    const auto kinds = [&] {
        std::string found;
        const Json output = done("5202");
        for (const Json& row : output["diseinfo"]) {
            found += row["inout_diag_type"].get<std::string>();
        }
        return found;
    };
    EXPECT_EQ(kinds(), "1");
    done("2402");
    EXPECT_EQ(kinds(), "12");
    done("2405");
    EXPECT_EQ(kinds(), "1");
}

TEST_F(VisitQueries, DiagnosesOfAnotherInstitutionAreNotShown) {
    begin_visit();
    Json elsewhere = sample("5202");
    elsewhere["fixmedins_code"] = kAwayHospital;
    EXPECT_NE(refused(elsewhere).find("没有这次就诊"), std::string::npos);
}

TEST_F(VisitQueries, DrugsOfChronicVisitsAreShownToEveryInstitutionOnceSettled) {
    done("2503");
    begin_visit();
    done("2207");
    const auto found = [&] {
        Json request = sample("5205");
        request["fixmedins_code"] = kAwayHospital;
        return done_this(request)["feedetail"];
    };
    EXPECT_EQ(found(), Json::array()) << "an ordinary visit's";
    settle_chronic_visit();
    const Json drugs = found();
    ASSERT_EQ(drugs.size(), 2U);
    EXPECT_EQ(drugs[0]["mdtrt_id"], mdtrt_id_);
    EXPECT_EQ(drugs[0]["setl_id"], setl_id_);
    EXPECT_EQ(drugs[0]["fixmedins_code"], kHomeHospital);
    EXPECT_EQ(drugs[0]["fixmedins_name"], "甲医院");
    EXPECT_EQ(drugs[0]["med_type"], "14");
    EXPECT_EQ(drugs[0]["dise_codg"], "M03900");
    EXPECT_EQ(drugs[0]["cnt"], 2.0);
    EXPECT_EQ(drugs[0]["sin_dos_dscr"], "5mg");
    EXPECT_EQ(drugs[0]["prd_days"], 7.0);
    EXPECT_FALSE(drugs[0].contains("det_item_fee_sumamt"));
    done("2208");
    EXPECT_EQ(found(), Json::array()) << "taken back";
}

TEST_F(VisitQueries, StaysThatGoOnAreShownToEveryInstitution) {
    done("2201");
    EXPECT_EQ(done("5303")["data"], Json::array()) << "a visit is no stay";
    begin_stay();
    Json request = sample("5303");
    Json stays = done_this(request)["data"];
    ASSERT_EQ(stays.size(), 1U);
    EXPECT_EQ(stays[0]["mdtrt_id"], mdtrt_id_);
    EXPECT_EQ(stays[0]["begndate"], "2025-03-10");
    EXPECT_EQ(stays[0]["med_type"], "21");
    EXPECT_EQ(stays[0]["ipt_otp_no"], "I0001");
    EXPECT_EQ(stays[0]["out_flag"], "0");
    request = sample("5303");
    request["fixmedins_code"] = kAwayHospital;
    EXPECT_EQ(done_this(request)["data"].size(), 1U);
    request = sample("5303");
    request["input"]["data"]["begntime"] = "2025-03-11 00:00:00";
    EXPECT_EQ(done_this(request)["data"], Json::array());
    done("2402");
    EXPECT_EQ(done("5303")["data"], Json::array());
}

TEST_F(VisitQueries, StaysAreFoundByACertificateToo) {
    begin_stay();
    Json request = sample("5303");
    Json& fields = request["input"]["data"];
    fields["psn_no"] = "";
    fields["mdtrt_cert_type"] = "02";
    fields["mdtrt_cert_no"] = "C42";
    EXPECT_EQ(done_this(request)["data"].size(), 1U);
    request = sample("5303");
    request["input"]["data"]["psn_no"] = nullptr;
    request["input"]["data"]["certno"] = "";
    EXPECT_NE(refused(request).find("没有说明查询的人员"), std::string::npos);
    request["msgid"] = "nobody";
    request["input"]["data"]["mdtrt_cert_no"] = "C99";
    EXPECT_NE(refused(request).find("没有参保人使用该凭证"), std::string::npos);
}

TEST_F(VisitQueries, AStayElsewhereIsMarked) {
    Json request = sample("2401");
    request["fixmedins_code"] = kAwayHospital;
    done_this(request);
    EXPECT_EQ(done("5303")["data"][0]["out_flag"], "1");
}

}  // namespace
}  // namespace yidi::tests
