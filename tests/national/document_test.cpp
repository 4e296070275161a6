#include "tests/national/hospital.h"

namespace yidi::tests {
namespace {

class Document : public Hospital {
protected:
    void settle() {
        begin_stay();
        done("2402");
        setl_id_ = done("2304")["setlinfo"]["setl_id"].get<std::string>();
    }
    Json with(std::string_view node, std::string_view name, const Json& value) {
        Json request = sample("4101");
        Json& rows = request["input"][std::string{node}];
        (rows.is_array() ? rows[0] : rows)[std::string{name}] = value;
        return request;
    }
};

TEST_F(Document, ASettlementListIsKeptAndAnsweredAsItCame) {
    settle();
    const Json request = sample("4101");
    const Json sent = done_this(request);
    EXPECT_EQ(sent["setl_list_id"], sent["data"]["setl_list_id"]);
    const Json kept = done("4103");
    EXPECT_EQ(kept["setl_list_id"], sent["setl_list_id"]);
    const Json& input = request["input"];
    for (const char* name : {"medcasno", "psn_name", "adm_time", "setl_begn_date", "bill_code"}) {
        EXPECT_EQ(kept["setlinfo"][name], input["setlinfo"][name]) << name;
    }
    EXPECT_EQ(kept["setlinfo"]["psn_cashpay"], 1'200);
    EXPECT_TRUE(kept["setlinfo"]["nwb_bir_wt"].is_null());
    EXPECT_EQ(kept["payinfo"][0]["fund_payamt"], 800);
    EXPECT_EQ(kept["icuinfo"].size(), 1U);
    EXPECT_EQ(kept["oprninfo"][0]["oprn_oprt_date"], "2025-03-11");
    expect_verified();
}

TEST_F(Document, ALaterListTakesThePlaceOfTheFirst) {
    settle();
    done("4101");
    Json later = sample("4101A");
    later["input"]["setlinfo"]["medcasno"] = "B0002";
    const Json sent = done_this(later);
    const Json kept = done("4103");
    EXPECT_EQ(kept["setl_list_id"], sent["setl_list_id"]);
    EXPECT_EQ(kept["setlinfo"]["medcasno"], "B0002");
    EXPECT_TRUE(kept["payinfo"].empty());
    EXPECT_EQ(rows(ports::Table::document), 2U);
}

TEST_F(Document, APersonIsKnownByTheCertificateToo) {
    settle();
    Json request = with("setlinfo", "psn_no", "");
    request["input"]["setlinfo"]["certno"] = "C42";
    done_this(request);
    request = with("setlinfo", "psn_no", "");
    request["input"]["setlinfo"]["certno"] = "nobody's";
    EXPECT_NE(refused(request).find("certno"), std::string::npos);
}

TEST_F(Document, WhatTheSettlementDoesNotSayIsRefused) {
    settle();
    const auto expect_refused = [&](const Json& request, std::string_view part) {
        const std::string told = refused(request);
        EXPECT_NE(told.find(part), std::string::npos) << told;
    };
    expect_refused(with("setlinfo", "acct_pay", "0.01"), "清单为 0.01，结算为 0.00");
    expect_refused(with("setlinfo", "psn_cashpay", 1'199), "清单为 1199.00，结算为 1200.00");
    expect_refused(with("iteminfo", "amt", 2'000.5), "清单为 2000.50，结算为 2000.00");
    expect_refused(with("payinfo", "fund_payamt", 1), "清单为 1.00，结算为 800.00");
    expect_refused(with("setlinfo", "mdtrt_id", "1"), "另一次就诊");
    expect_refused(with("setlinfo", "setl_id", "1"), "在本机构没有这次结算");
    expect_refused(with("setlinfo", "setl_end_date", "2025-03-01"), "结算结束日期早于开始日期");
    Json other = sample("4101");
    other["fixmedins_code"] = kAwayHospital;
    expect_refused(other, "不是本机构的编号");
    other["input"]["setlinfo"]["fixmedins_code"] = kAwayHospital;
    expect_refused(other, "setl_id");
    EXPECT_NE(refused(sample("4103")).find("没有上传过"), std::string::npos);
}

TEST_F(Document, AListOfAReversedSettlementIsRefusedAndOthersAreNotShown) {
    settle();
    done("4101");
    Json other = sample("4103");
    other["fixmedins_code"] = kAwayHospital;
    EXPECT_NE(refused(other).find("没有上传过"), std::string::npos);
    const std::string settled = setl_id_;
    done("2305");
    setl_id_ = settled;
    EXPECT_NE(refused(sample("4101")).find("该结算已经撤销"), std::string::npos);
}

}  // namespace
}  // namespace yidi::tests
