#include "adapters/codec/payer_texts.h"

#include <gtest/gtest.h>

#include "adapters/codec/case_decoder.h"
#include "domain/adjudication/case_test_support.h"

namespace yidi::codec {
namespace {

using adjudication::Case;
using adjudication::Fact;
using adjudication::testing::bill;
using adjudication::testing::book_of;
using adjudication::testing::date;
using adjudication::testing::filed;
using adjudication::testing::kHarbour;
using adjudication::testing::pack_of;
using adjudication::testing::Rules;
using adjudication::testing::set_of;
using adjudication::testing::stays_of;
using adjudication::testing::year_of;
using adjudication::testing::yuan;
using policy::FilingKind;
using policy::Parameter;

policy::Book some_book() {
    Rules rules;
    rules.add(Parameter::account_covers, set_of(1));
    return book_of({pack_of({rules})});
}

Case with_lines() {
    Case stated = bill(0);
    stated.fee = {};
    for (const std::int64_t each : {700, 900}) {
        adjudication::Line& line = stated.feedetail.emplace_back();
        line.med_list_codg = "X";
        line.medins_list_name = "药 \"一\"";
        line.cnt = Quantity::from_ten_thousandths(15'000);
        line.pric = UnitPrice::from_microyuan(each * 1'000'000);
        line.det_item_fee_sumamt = Money::from_yuan(each * 3 / 2);
        line.treating.chrgitm_lv = "02";
        line.treating.selfpay_prop = Rate::from_ppm(50'000);
        line.treating.pric_uplmt_amt = UnitPrice::from_microyuan(800'000'000);
        line.fee_ocur_time = date("2025-03-04");
    }
    stated.ipt_cnt.reset();
    stays_of(stated).dedc = yuan(300);
    year_of(stated).ipt_cnt = 1;
    stated.cum_has_ipt_cnt = true;
    stated.balc = yuan(50);
    return stated;
}

TEST(CaseText, GivesTheSameAmountsWhenReadBack) {
    const policy::Book book = some_book();
    PayerTexts texts{book.regions()};
    Case away = filed(with_lines(), FilingKind::referral, kHarbour);
    away.filing.begndate = date("2025-03-01");
    away.prev = adjudication::PreviousStay{adjudication::Relation::interim, "05", yuan(500),
                                           date("2025-03-03")};
    away.inst_open = std::uint8_t{3};
    away.er_flag = true;
    Case totals = bill(20'000);
    totals.dont_know = 1U << static_cast<unsigned>(Fact::civil_rank);
    Case only_total = bill(100);
    only_total.fee.only_total = true;
    for (const Case& stated : {with_lines(), away, totals, only_total}) {
        const std::string text = texts.case_text(stated);
        const Result<Case> again = texts.read_case(text);
        ASSERT_TRUE(again.has_value()) << text << again.error();
        EXPECT_EQ(texts.case_text(*again), text);
        const auto before = adjudication::adjudicate(book, stated);
        const auto after = adjudication::adjudicate(book, *again);
        EXPECT_EQ(before->status, after->status) << text;
        EXPECT_EQ(before->outcome.setlinfo, after->outcome.setlinfo) << text;
        EXPECT_EQ(before->outcome.setldetail, after->outcome.setldetail) << text;
    }
}

TEST(CaseText, IsOneLineWithItsKeysAlwaysInOneOrder) {
    const policy::Book book = some_book();
    PayerTexts texts{book.regions()};
    const std::string text = texts.case_text(bill(100));
    EXPECT_EQ(text, R"({"insuplc_admdvs":"130100","mdtrtarea_admvs":"130100","insutype":"310",)"
                    R"("psn_type":"11","age":40,"psn_idet":[],"psn_insu_stas":1,"med_type":"21",)"
                    R"("er_flag":false,"begndate":"2025-03-03","enddate":"2025-03-13",)"
                    R"("setl_date":"2025-03-13","ipt_cnt":1,"hosp_lv":"05","inst_attr":[],)"
                    R"("filing":null,"fee":{"medfee_sumamt":100.00,"inscp_scp_amt":100.00,)"
                    R"("preselfpay_amt":0.00,"overlmt_selfpay":0.00,"fulamt_ownpay_amt":0.00},)"
                    R"("use_acct":true})");
    EXPECT_FALSE(texts.read_case("{").has_value());
}

TEST(PayerTexts, TellHowEachPayersAmountCameAbout) {
    const policy::Book book = some_book();
    PayerTexts texts{book.regions()};
    Case stated = bill(3'000);
    stated.balc = yuan(50);
    const auto answer = adjudication::adjudicate(book, stated, {.trace = true});
    ASSERT_EQ(answer->status, adjudication::Status::computed);
    const std::vector<ports::PayerText> told = texts.payer_texts(*answer);
    ASSERT_EQ(told.size(), answer->outcome.setldetail.size());
    EXPECT_EQ(told[0].fund_pay_type, "310100");
    // 3,000 − 1,000 = 2,000, of which 80 % are 1,600.
    EXPECT_NE(told[0].setl_proc_info.find("1000.00"), std::string::npos) << told[0].setl_proc_info;
    EXPECT_NE(told[0].setl_proc_info.find("80%"), std::string::npos) << told[0].setl_proc_info;
    EXPECT_NE(told[0].setl_proc_info.find("1600.00"), std::string::npos) << told[0].setl_proc_info;
    EXPECT_NE(told[0].setl_proc_info.find("依据"), std::string::npos) << told[0].setl_proc_info;
    EXPECT_LE(told[0].setl_proc_info.size(), 4'000U);
}

TEST(PayerTexts, WithoutATraceTellTheNamesAlone) {
    const policy::Book book = some_book();
    PayerTexts texts{book.regions()};
    const auto told = texts.payer_texts(*adjudication::adjudicate(book, bill(3'000)));
    ASSERT_FALSE(told.empty());
    EXPECT_FALSE(told[0].fund_pay_type_name.empty());
    EXPECT_TRUE(told[0].setl_proc_info.empty());
}

}  // namespace
}  // namespace yidi::codec
