#include "domain/explain/ranges.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/explain/stated_case_test_support.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Because;
using adjudication::Fact;

Because::Reading reading(std::string label, std::int64_t fund, std::int64_t person) {
    return {.label = std::move(label),
            .fund = {Money::from_yuan(fund), Money::from_yuan(fund)},
            .person = {Money::from_yuan(person), Money::from_yuan(person)}};
}

std::string only(Because open, Language language) {
    Answer answer;
    answer.range.because.push_back(std::move(open));
    const std::vector<std::string> sentences = because(answer, policy::Book{}, language);
    return sentences.size() == 1 ? sentences.front() : std::string{};
}

TEST(BecauseSentence, TellsAnOpenFactWithTheAmountsOfEachCandidate) {
    Because open;
    open.fact = Fact::hosp_lv;
    open.readings = {reading("02", 600, 400), reading("08", 800, 200)};
    EXPECT_EQ(only(open, Language::zh),
              "医院等级未知：三级医院（02），基金支付 600.00 元，个人负担 400.00 元；"
              "一级医院（08），基金支付 800.00 元，个人负担 200.00 元。");
    EXPECT_EQ(only(open, Language::en),
              "The hospital level is not known: tertiary hospital (02), the funds pay 600.00 yuan "
              "and you pay 400.00 yuan; "
              "primary hospital (08), the funds pay 800.00 yuan and you pay 200.00 yuan.");
}

TEST(BecauseSentence, TellsAnAttributeByItsName) {
    Because open;
    open.fact = Fact::inst_attr;
    open.name = "province_owned";
    open.readings = {reading("true", 600, 400), reading("false", 800, 200)};
    EXPECT_EQ(only(open, Language::zh),
              "医疗机构是否属于“省属医院”未知：是，基金支付 600.00 元，个人负担 400.00 元；"
              "不是，基金支付 800.00 元，个人负担 200.00 元。");
}

TEST(BecauseSentence, TellsTheReadingsOfARow) {
    policy::Row row;
    row.parameter = policy::Parameter::cap;
    for (const std::int64_t limit : {400'000, 500'000}) {
        policy::Value value;
        value.form = policy::ValueForm::amount;
        value.money = Money::from_yuan(limit);
        row.readings.push_back(value);
    }
    Because open;
    open.is_choice = true;
    open.row = &row;
    open.readings = {reading("0", 600, 400), reading("1", 800, 200)};
    EXPECT_EQ(
        only(open, Language::en),
        "The rules leave open how to read the yearly cap (default/cap): 400,000.00 yuan, the funds "
        "pay "
        "600.00 yuan and you "
        "pay 400.00 yuan; 500,000.00 yuan, the funds pay 800.00 yuan and you pay 200.00 yuan.");
}

TEST(BecauseSentence, TellsTheEndsOfADeductibleThatFalls) {
    policy::Row row;
    row.parameter = policy::Parameter::deductible_nth;
    row.readings.resize(1);
    row.readings[0].form = policy::ValueForm::falling;
    Because open;
    open.is_choice = true;
    open.row = &row;
    open.readings = {reading("0", 600, 400), reading("1", 500, 500)};
    const std::string text = only(open, Language::zh);
    EXPECT_NE(text.find("降到最低，基金支付 600.00 元"), std::string::npos) << text;
    EXPECT_NE(text.find("没有降低，基金支付 500.00 元"), std::string::npos) << text;
}

TEST(BecauseSentence, TellsASpanWhereOtherThingsAreOpenToo) {
    Because open;
    open.fact = Fact::er_flag;
    Because::Reading wide = reading("true", 600, 400);
    wide.fund[1] = Money::from_yuan(700);
    open.readings = {wide};
    EXPECT_EQ(only(open, Language::zh),
              "急诊标志未知：是急诊，基金支付 600.00 至 700.00 元，个人负担 400.00 元。");
}

TEST(BecauseSentence, SaysWhereItLeavesAmountsOut) {
    Answer answer;
    answer.status = adjudication::Status::range;
    answer.range.psn_part_amt = {Money::from_yuan(200), Money::from_yuan(1000)};
    Because open;
    open.fact = Fact::hosp_lv;
    open.readings = {reading("02", 600, 400), reading("08", 800, 200)};
    answer.range.because = {open};
    const policy::Book book = testing::book_of(testing::plain_terms());
    EXPECT_TRUE(because(answer, book, Language::en)
                    .front()
                    .ends_with("you pay 200.00 yuan. The other amounts do not depend on it."));
    answer.range.psn_part_amt[1] = Money::from_yuan(400);
    EXPECT_TRUE(because(answer, book, Language::zh).front().ends_with("200.00 元。"));
}

TEST(BecauseSentence, HasWordsForTheCandidatesOfEveryFact) {
    struct Candidate {
        Fact fact;
        std::string_view label;
        std::string_view zh;
    };
    for (const Candidate& candidate : {
             Candidate{Fact::insutype, "390", "城乡居民医保"},
             Candidate{Fact::psn_type, "12", "退休人员（12）"},
             Candidate{Fact::filing, "none", "没有备案"},
             Candidate{Fact::filing, "referral", "备案为异地转诊人员"},
             Candidate{Fact::mdtrtarea_admvs, "local", "在参保地就医"},
             Candidate{Fact::mdtrtarea_admvs, "other_province", "在外省就医"},
             Candidate{Fact::recognised, "false", "不是已认定的慢特病"},
             Candidate{Fact::prev_dedc, "standard", "前次已付足起付线"},
             Candidate{Fact::ipt_cnt, "2", "本年度住院次数为 2"},
             Candidate{Fact::age, "60", "年龄为 60"},
         }) {
        Because open;
        open.fact = candidate.fact;
        open.readings = {reading(std::string{candidate.label}, 1, 1)};
        const std::string text = only(open, Language::zh);
        EXPECT_NE(text.find("：" + std::string{candidate.zh} + "，"), std::string::npos) << text;
    }
}

TEST(Question, IsTheOneBehindTheKeyThatTheRangeAsks) {
    Answer answer;
    EXPECT_EQ(question(answer, Language::zh), "");
    answer.range.ask = "hosp_lv";
    EXPECT_EQ(question(answer, Language::zh), "就诊医院是几级？");
}

TEST(Question, IsAboutTheOneNameThatNarrowsTheRange) {
    Answer answer;
    answer.range.ask = "inst_attr";
    answer.range.ask_name = "primary_care";
    EXPECT_EQ(question(answer, Language::zh), "医疗机构是不是“基层医疗机构”？");
    EXPECT_EQ(question(answer, Language::en), "Is the institution a primary care institution?");
    answer.range.ask_name = "province_owned";
    EXPECT_EQ(question(answer, Language::en), "Is the institution a province-owned hospital?");
    answer.range.ask = "psn_idet";
    answer.range.ask_name = "low_income";
    EXPECT_TRUE(question(answer, Language::en).starts_with("Does the person count as"));
}

TEST(FilingOffers, TellAmountsSpansAndRefusals) {
    const policy::Book book = testing::book_of(testing::plain_terms());
    std::vector<adjudication::WhatIf> filings(3);
    filings[0] = {policy::FilingKind::referral, testing::answer_of(book, testing::plain_case())};
    filings[1] = {policy::FilingKind::emergency, filings[0].answer};
    filings[1].answer.status = adjudication::Status::range;
    filings[1].answer.range.fund_pay_sumamt = {Money::from_yuan(1), Money::from_yuan(2)};
    filings[1].answer.range.psn_part_amt = {Money::from_yuan(3), Money::from_yuan(4)};
    filings[2].kind = policy::FilingKind::other_temporary;
    filings[2].answer.status = adjudication::Status::unknown;
    filings[2].answer.outcome.refusal.code = ErrorCode::rule_unknown;
    EXPECT_EQ(filing_offers(filings, Language::zh),
              (std::vector<std::string>{
                  "异地转诊人员备案：基金支付 70,650.00 元，个人负担 29,350.00 元。",
                  "异地急诊抢救人员备案：基金支付 1.00 至 2.00 元，个人负担 3.00 至 4.00 元。",
                  "其他临时外出就医人员备案：不掌握适用的政策规定。"}));
}

}  // namespace
}  // namespace yidi::explain
