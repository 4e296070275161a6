#include "domain/explain/paragraph.h"

#include <string>

#include <gtest/gtest.h>

#include "domain/explain/stated_case_test_support.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Case;
using adjudication::Status;

void expect_says(const std::string& text, std::string_view part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin: " << text;
}

void expect_does_not_say(const std::string& text, std::string_view part) {
    EXPECT_EQ(text.find(part), std::string::npos) << part << "\nin: " << text;
}

std::string told(const policy::Terms& terms, const Case& input, Language language) {
    const policy::Book book = testing::book_of(terms);
    return paragraph(testing::answer_of(book, input), book, language);
}

TEST(Paragraph, TellsThePlainSettlementInChinese) {
    EXPECT_EQ(told(testing::plain_terms(), testing::plain_case(), Language::zh),
              "按案例给出的条件计算（职工医保住院，长期异地备案）。总费用 100,000.00 元。"
              "其中全自费金额 20,000.00 元不进入统筹计算，符合政策范围的是 80,000.00 元。"
              "起付线 1,500.00 元：标准 1,500.00 元（案例给出的条件，/terms/dedc）。"
              "统筹基金：(80000.00 − 1500.00) × 90% = 70650.00，其中比例：统一 "
              "90%（案例给出的条件，/terms/ratio）。"
              "基金共支付 70,650.00 元，个人负担 29,350.00 元。全部以现金支付。"
              "本结果为估算，以参保地经办机构的结算为准。");
}

TEST(Paragraph, TellsThePlainSettlementInEnglish) {
    const std::string text = told(testing::plain_terms(), testing::plain_case(), Language::en);
    expect_says(text, "The bill is 100,000.00 yuan.");
    expect_says(text, "The deductible is 1,500.00 yuan: the standard is 1,500.00 yuan");
    expect_says(text, "(80000.00 − 1500.00) × 90% = 70650.00");
    expect_says(text, "The funds pay 70,650.00 yuan; 29,350.00 yuan are yours. All of it in cash.");
    expect_does_not_say(text, "\n");
}

TEST(Paragraph, TellsWhereEachRatioComesFrom) {
    policy::Terms terms = testing::plain_terms();
    terms.retiree =
        policy::StatedRetiree{.dedc = {}, .points = Rate::from_ppm(30'000), .share = {}};
    terms.remote =
        policy::StatedRemote{.form = policy::RemoteForm::points, .value = Rate::from_ppm(100'000)};
    Case input = testing::plain_case();
    input.psn_type = "12";
    input.filing.kind = policy::FilingKind::referral;
    const std::string text = told(terms, input, Language::zh);
    expect_says(text, "统一 90%");
    expect_says(text, "退休人员调整为 93%");
    expect_says(text, "异地转诊调整为 83%");
}

TEST(Paragraph, TellsTheRemoteFirstPay) {
    policy::Terms terms = testing::plain_terms();
    terms.remote = policy::StatedRemote{.form = policy::RemoteForm::first_pay,
                                        .value = Rate::from_ppm(200'000)};
    const std::string text = told(terms, testing::plain_case(), Language::zh);
    expect_says(text, "先自付 20%，计 16,000.00 元");
}

TEST(Paragraph, TellsCapLayersAndAccount) {
    policy::Terms terms = testing::plain_terms();
    terms.cap = Money::from_yuan(60'000);
    policy::StatedLayer large;
    large.bands = {{std::nullopt, Rate::from_ppm(900'000)}};
    terms.layers[static_cast<std::size_t>(policy::StatedLayerKind::large)] = large;
    Case input = testing::plain_case();
    input.balc = Money::from_yuan(1'000);
    const std::string text = told(terms, input, Language::en);
    expect_says(text, "The limit is reached: the fund pays the 60,000.00 yuan that were left");
    expect_says(text,
                "Large-cost supplement pays 10,650.00 yuan");  // (78,500 - 60,000 / 0.9) x 0.9
    expect_says(text, "personal account 1,000.00 yuan");
}

TEST(Paragraph, SaysThatASmallBillStaysBelowTheDeductible) {
    Case input = testing::plain_case();
    input.fee = {};
    input.fee.medfee_sumamt = Money::from_yuan(800);
    input.fee.inscp_scp_amt = Money::from_yuan(800);
    const std::string text = told(testing::plain_terms(), input, Language::zh);
    expect_says(text, "起付线 800.00 元：标准 1,500.00 元");
    expect_says(text, "费用不足起付标准");
    expect_says(text, "统筹基金不支付");
}

TEST(Paragraph, CitesEachDocumentOnce) {
    policy::Terms terms = testing::plain_terms();
    terms.bands = {{Money::from_yuan(10'000), Rate::from_ppm(800'000)},
                   {std::nullopt, Rate::from_ppm(900'000)}};
    const std::string text = told(terms, testing::plain_case(), Language::en);
    const std::size_t first = text.find("/terms/bands");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(text.find("/terms/bands", first + 1), std::string::npos);
}

TEST(Paragraph, TellsTotalsAloneWithoutATrace) {
    const policy::Book book = testing::book_of(testing::plain_terms());
    Answer answer = testing::answer_of(book, testing::plain_case());
    answer.trace.clear();
    const std::string text = paragraph(answer, book, Language::en);
    expect_says(text, "The bill is 100,000.00 yuan.");
    expect_says(text, "The funds pay 70,650.00 yuan");
    expect_does_not_say(text, "deductible");
}

TEST(Paragraph, OfARangeSaysWhatIsMissingAndAsks) {
    policy::Terms terms = testing::plain_terms();
    terms.retiree =
        policy::StatedRetiree{.dedc = Money::from_yuan(1'000), .points = {}, .share = {}};
    Case input = testing::plain_case();
    input.psn_type.clear();
    const policy::Book book = testing::book_of(terms);
    const Answer answer = testing::answer_of(book, input);
    ASSERT_EQ(answer.status, Status::range);
    EXPECT_EQ(headline(answer, Language::zh),
              "基金支付 70,650.00 至 71,100.00 元，个人负担 28,900.00 至 29,350.00 元。");
    const std::string text = paragraph(answer, book, Language::zh);
    expect_says(text, "结果是一个区间");
    expect_says(text,
                "人员类别未知：在职职工（11），基金支付 70,650.00 元，个人负担 29,350.00 元；"
                "退休人员（12），基金支付 71,100.00 元，个人负担 28,900.00 元。");
    expect_says(text, "先弄清：参保人是在职、退休");
    expect_says(text, "以下是对您较不利的一端。");
}

TEST(Paragraph, OfARefusalSaysWhyWhatAFilingWouldGiveAndWhatToDo) {
    const policy::Book book = testing::book_of(testing::plain_terms());
    Case input = testing::plain_case();
    input.psn_insu_stas = 2;
    const Answer answer = testing::answer_of(book, input);
    ASSERT_EQ(answer.status, Status::rejected);
    EXPECT_EQ(headline(answer, Language::en), "The insurance is paused or has ended.");
    const adjudication::WhatIf filed{policy::FilingKind::referral,
                                     testing::answer_of(book, testing::plain_case())};
    const std::string text = paragraph(answer, book, Language::en, {&filed, 1});
    expect_says(text, "Not paid: the insurance is paused or has ended.");
    expect_says(text, "Filed as referral: the funds pay 70,650.00 yuan, you pay 29,350.00 yuan.");
    expect_says(text, "What to do: have the insurance restored");
    expect_does_not_say(text, "estimate");
}

TEST(Paragraph, OfAnUnknownSaysWhatWouldBeNeeded) {
    const policy::Book book = testing::book_of(testing::plain_terms());
    Case input = testing::plain_case();
    input.insuplc_admdvs = testing::kTreating;
    input.mdtrtarea_admvs = testing::kInsured;
    const Answer answer = testing::answer_of(book, input);
    ASSERT_EQ(answer.status, Status::unknown);
    const std::string text = paragraph(answer, book, Language::zh);
    expect_says(text, "没有答案：尚无该参保地的政策包。");
    expect_says(text, "下一步：");
}

}  // namespace
}  // namespace yidi::explain
