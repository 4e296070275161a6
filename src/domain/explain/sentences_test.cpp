#include "domain/explain/sentences.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "domain/explain/stated_case_test_support.h"

namespace yidi::explain {
namespace {

using adjudication::Answer;
using adjudication::Assumption;
using adjudication::AssumptionKind;
using adjudication::Case;
using adjudication::Fact;
using adjudication::Outcome;

std::string only(const Assumption& assumption, Language language, const Outcome& at = {}) {
    Outcome outcome = at;
    outcome.assumptions = {assumption};
    const std::vector<std::string> sentences = assumptions(outcome, policy::Book{}, language);
    return sentences.size() == 1 ? sentences.front() : std::string{};
}

TEST(Assumptions, AreSentencesForEveryKindInBothLanguages) {
    const policy::Row row;
    policy::Corridor corridor;
    corridor.name = "京津冀";
    for (std::size_t i = 0; i <= static_cast<std::size_t>(AssumptionKind::split_open); ++i) {
        Assumption assumption;
        assumption.kind = static_cast<AssumptionKind>(i);
        assumption.row = &row;
        assumption.corridor = &corridor;
        EXPECT_TRUE(only(assumption, Language::zh).ends_with("。")) << i;
        EXPECT_TRUE(only(assumption, Language::en).ends_with(".")) << i;
    }
}

TEST(Assumptions, NameAmountsFactsAndValues) {
    EXPECT_EQ(only({.kind = AssumptionKind::rest_is_own_expense, .amount = Money::from_yuan(1'200)},
                   Language::zh),
              "总费用中未说明的 1,200.00 元计为全自费。");
    policy::Pack pack;
    pack.defaults.psn_idet = std::vector<std::string>{};
    pack.defaults.hosp_lv = "05";
    policy::CompiledScheme scheme;
    scheme.pack = &pack;
    Outcome outcome;
    outcome.scheme = &scheme;
    EXPECT_EQ(
        only({.kind = AssumptionKind::pack_default, .fact = Fact::psn_idet}, Language::en, outcome),
        "The case does not state the identity of the person; the region's pack takes \"none\" "
        "then.");
    EXPECT_EQ(
        only({.kind = AssumptionKind::pack_default, .fact = Fact::hosp_lv}, Language::zh, outcome),
        "未说明医院等级，按参保地政策包的默认值“05”计算。");
    policy::Corridor corridor;
    corridor.name = "京津冀";
    EXPECT_EQ(only({.kind = AssumptionKind::deemed_filed, .corridor = &corridor}, Language::zh),
              "两地同属“京津冀”，视同已备案，无需另行备案。");
}

TEST(Assumptions, NameTheDocumentsWhoseStartIsAssumedAndCountTheRest) {
    policy::Pack pack = policy::pack_of_terms(testing::plain_terms(), testing::kInsured);
    pack.version = 1;
    const policy::Source source = pack.schemes.front().rows.front().source;
    ASSERT_GE(pack.schemes.size(), 5U);
    for (std::size_t i = 0; i < pack.schemes.size(); ++i) {
        const std::string id = "doc" + std::to_string(i);
        pack.documents[id] = {.number = "第" + std::to_string(i) + "号",
                              .title = {},
                              .seen = policy::Grade::P,
                              .note = {}};
        for (policy::Row& row : pack.schemes[i].rows) {
            row.source = source;
            row.source.document = id;
            row.source.assumed_from = true;
        }
    }
    const policy::Book book = testing::book_of(std::move(pack));
    const policy::Policy* policy = book.find(testing::kInsured);
    ASSERT_NE(policy, nullptr);
    Outcome outcome;
    for (std::size_t i = 0; i < 5; ++i) {
        outcome.assumptions.push_back({.kind = AssumptionKind::assumed_start_date,
                                       .row = &policy->pack.schemes[i].rows.front()});
    }
    const std::vector<std::string> told = assumptions(outcome, book, Language::en);
    ASSERT_EQ(told.size(), 4U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_TRUE(told[i].starts_with("The start date of 第" + std::to_string(i) + "号, which"))
            << told[i];
    }
    EXPECT_EQ(told[3], "The start dates of 2 more documents are assumed too.");
    outcome.assumptions.resize(3);
    EXPECT_EQ(assumptions(outcome, book, Language::zh).size(), 3U);
}

TEST(Assumptions, SayWhatAUsedCapOrBandWouldChange) {
    const std::string text = only({.kind = AssumptionKind::year_unused_before}, Language::en);
    EXPECT_NE(text.find("cap"), std::string::npos);
    EXPECT_NE(text.find("band"), std::string::npos);
}

TEST(Warnings, CountTheRulesThatNoOfficialTextConfirms) {
    policy::Pack pack = policy::pack_of_terms(testing::plain_terms(), testing::kInsured);
    pack.version = 1;  // As if a region had written the terms.
    const policy::Book book = testing::book_of(std::move(pack));
    const Answer answer = testing::answer_of(book, testing::plain_case());
    const std::vector<std::string> sentences = warnings(answer, book, Language::en);
    ASSERT_EQ(sentences.size(), 1U);  // Every stated term names its key as its article.
    EXPECT_NE(sentences[0].find("are not confirmed by an official text"), std::string::npos);
    EXPECT_NE(sentences[0].find("P (press or third party)"), std::string::npos);
}

TEST(Warnings, SayNothingOfTermsThatTheCaseStates) {
    const policy::Book book = testing::book_of(testing::plain_terms());
    const Answer answer = testing::answer_of(book, testing::plain_case());
    EXPECT_EQ(warnings(answer, book, Language::en), std::vector<std::string>{});
}

TEST(Warnings, SayNothingWithoutATrace) {
    EXPECT_TRUE(warnings({}, policy::Book{}, Language::zh).empty());
}

TEST(Refusal, NamesTheMissingFact) {
    Outcome outcome;
    outcome.refusal = {.code = ErrorCode::unbounded,
                       .row = nullptr,
                       .reason = {},
                       .fact = Fact::med_type,
                       .parameter = {}};
    const RefusalText text = refusal(outcome, policy::Book{}, Language::en);
    EXPECT_EQ(text.code, "unbounded");
    EXPECT_EQ(text.sentence,
              "a fact is missing that nothing bounds: missing: visit type (med_type)");
    EXPECT_EQ(text.remedy, "state the missing fact");
    EXPECT_TRUE(text.rule.empty());
    EXPECT_FALSE(text.clause.has_value());
}

TEST(Refusal, SaysWhichCodeNoRuleKnows) {
    Case input = testing::plain_case();
    input.med_type = "99";
    const policy::Book book = testing::book_of(testing::plain_terms());
    const RefusalText text = refusal(testing::answer_of(book, input).outcome, book, Language::en);
    EXPECT_EQ(text.code, "rule_unknown");
    EXPECT_TRUE(text.sentence.ends_with("no such visit type is known (med_type)")) << text.sentence;
    EXPECT_EQ(text.remedy, "check med_type; its codes are in docs/using/case-file.md");
}

TEST(Refusal, GivesThePacksOwnWords) {
    policy::Row row;
    row.parameter = policy::Parameter::ratio;
    row.unknown = "没有找到文件";
    Outcome outcome;
    outcome.refusal = {.code = ErrorCode::rule_unknown,
                       .row = &row,
                       .reason = {},
                       .parameter = policy::Parameter::ratio};
    EXPECT_EQ(refusal(outcome, policy::Book{}, Language::zh).sentence,
              "不掌握适用的政策规定：支付比例，没有找到文件");
    outcome.refusal.reason = "表中没有这一项";
    EXPECT_EQ(refusal(outcome, policy::Book{}, Language::zh).sentence,
              "不掌握适用的政策规定：支付比例，表中没有这一项");
}

}  // namespace
}  // namespace yidi::explain
