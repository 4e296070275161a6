#include "domain/guidance/advise.h"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

#include "domain/guidance/tell_advice.h"
#include "domain/policy/filing_rules_test_support.h"
#include "domain/policy/pack_test_support.h"

namespace yidi::guidance {
namespace {

using explain::Language;
using policy::FilingKind;
using policy::FilingState;
using policy::KindRules;
using policy::Parameter;
using policy::testing::filing_book;
using policy::testing::FilingRulesOf;
using policy::testing::kHome;
using policy::testing::nothing;
using policy::testing::pack_of;
using policy::testing::pays;
using policy::testing::points;
using policy::testing::Rules;
using policy::testing::When;
using policy::testing::yuan;

constexpr std::uint32_t kAway = 310000;
constexpr std::uint32_t kNextDoor = 130200;

/// Deductible 1000, 80 %; 10 points less with a referral and as an emergency, 20 points otherwise.
Rules by_filing() {
    return Rules{}
        .clear(Parameter::remote_ratio)
        .add(Parameter::remote_ratio, nothing(),
             When{}.filing({FilingState::long_term, FilingState::home}))
        .add(Parameter::remote_ratio, points("0.10"),
             When{}.filing({FilingState::referral, FilingState::emergency}))
        .add(Parameter::remote_ratio, points("0.20"),
             When{}.filing({FilingState::other_temporary, FilingState::unfiled}));
}

FilingRulesOf filing_rules() {
    return FilingRulesOf{kHome}
        .set_all(&KindRules::open, true)
        .set_all(&KindRules::backdate_days, 30)
        .set_all(&KindRules::materials, std::vector<policy::AnyOf>{})
        .set_all(&KindRules::decision, policy::Decision::instant)
        .set_all(&KindRules::validity, policy::Span{.months = 6, .days = 0})
        .set(FilingKind::long_term_resident, &KindRules::validity, policy::Span{})
        .set(FilingKind::long_term_resident, &KindRules::materials,
             std::vector<policy::AnyOf>(1, policy::AnyOf{"residence_permit", "lease"}))
        .set(FilingKind::long_term_resident, &KindRules::promise, true)
        .set(FilingKind::long_term_resident, &KindRules::promise_days, 30)
        .set(FilingKind::long_term_resident, &KindRules::lock, policy::Span{.months = 3, .days = 0})
        .none_in_province(true);
}

policy::Book book_of(const Rules& rules, const FilingRulesOf& filings = filing_rules()) {
    policy::Book book = policy::testing::book_of({pack_of({rules})});
    book.set_filing_rules(filing_book({filings.rules()}));
    return book;
}

/// An employee who lives in the delta and will be in hospital there, for 10,000 yuan.
Answers lives_there() {
    Answers answers;
    answers.stage = Stage::before;
    answers.insuplc_admdvs = kHome;
    answers.mdtrtarea_admvs = kAway;
    answers.insured_as = "11";
    answers.reason = Reason::live;
    answers.care = Care::inpatient;
    answers.medfee_sumamt = yuan(10'000);
    answers.today = Date::from_ymd({2026, 3, 3});
    answers.psn_idet.emplace();
    answers.inst_attr.emplace();
    answers.ipt_cnt = 1;
    return answers;
}

const Column& column_of(const Advice& advice, FilingKind kind) {
    return *std::ranges::find(advice.columns, std::optional{kind}, &Column::kind);
}
std::array<Money, 2> both(std::int64_t whole) {
    return {yuan(whole), yuan(whole)};
}

TEST(Advise, NamesTheFilingItsDaysAndWhatItIsWorth) {
    const policy::Book book = book_of(by_filing());
    const Advice advice = *advise(lives_there(), book);
    EXPECT_EQ(advice.action, Action::file);
    EXPECT_EQ(advice.kind, FilingKind::long_term_resident);
    EXPECT_EQ(advice.first, Date::from_ymd({2026, 3, 3}));
    EXPECT_FALSE(advice.last.has_value());  // Without end.
    // (10000 - 1000) x 80 % - (10000 - 1000) x 60 %, claimed by hand
    EXPECT_EQ(advice.worth, both(1'800));
    EXPECT_FALSE(advice.against_window);
    EXPECT_FALSE(advice.ask.has_value());
}

TEST(Advise, SetsTheOtherWaysBeside) {
    const policy::Book book = book_of(by_filing());
    const Advice advice = *advise(lives_there(), book);
    ASSERT_EQ(advice.columns.size(), 5U);
    EXPECT_TRUE(advice.columns.front().manual);
    EXPECT_EQ(paid_in(*column_of(advice, FilingKind::long_term_resident).answer), both(7'200));
    EXPECT_EQ(paid_in(*column_of(advice, FilingKind::referral).answer), both(6'300));
    EXPECT_EQ(paid_in(*column_of(advice, FilingKind::other_temporary).answer), both(5'400));
    EXPECT_FALSE(column_of(advice, FilingKind::referral).fits);
    EXPECT_TRUE(column_of(advice, FilingKind::other_temporary).fits);
    EXPECT_EQ(advice.columns.at(advice.chosen).kind, FilingKind::long_term_resident);
}

TEST(Advise, SaysAgainstPayingAllWhereAManualClaimIsUnknown) {
    Rules rules = by_filing();
    std::erase_if(rules.scheme().rows, [](const policy::Row& row) {
        return (row.when.filing >> static_cast<unsigned>(FilingState::unfiled) & 1U) != 0;
    });
    rules
        .add(Parameter::remote_ratio, points("0.20"), When{}.filing({FilingState::other_temporary}))
        .add_unknown(Parameter::remote_ratio, "not told", When{}.filing({FilingState::unfiled}));
    const policy::Book book = book_of(rules);
    const Advice advice = *advise(lives_there(), book);
    EXPECT_EQ(advice.worth, both(7'200));
    EXPECT_TRUE(advice.against_window);
    EXPECT_FALSE(advice.columns.front().has_amounts());
}

TEST(Advise, GivesNoNumberWithoutACostOrARule) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.medfee_sumamt.reset();
    Advice advice = *advise(answers, book);
    EXPECT_FALSE(advice.worth.has_value());
    EXPECT_EQ(advice.ask->key, "medfee_sumamt");
    EXPECT_FALSE(advice.ask->worth.has_value());
    EXPECT_EQ(advice.kind, FilingKind::long_term_resident);
    answers = lives_there();
    answers.care = Care::pharmacy;  // No rule is known for it.
    advice = *advise(answers, book);
    EXPECT_FALSE(advice.worth.has_value());
    EXPECT_EQ(advice.columns.at(advice.chosen).answer->status, adjudication::Status::unknown);
    const AdviceText text = tell(advice, book, Language::en);
    EXPECT_NE(text.worth.text.find("not known"), std::string::npos);
}

TEST(Advise, AsksForTheReasonWhereItMakesTheMostOfAllOpenFacts) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.reason.reset();
    const Advice advice = *advise(answers, book);
    EXPECT_EQ(advice.kind, FilingKind::other_temporary);
    EXPECT_FALSE(advice.kind_is_sure);
    EXPECT_EQ(advice.ask->key, "reason");
    EXPECT_EQ(advice.ask->worth, yuan(1'800));  // 4600 - 2800 of the person
}

TEST(Advise, AsksForTheFactOfTheCalculationWhereThatMakesMore) {
    const Rules rules = by_filing()
                            .clear(Parameter::ratio)
                            .add(Parameter::ratio, pays("0.90"),
                                 When{}.level({policy::Level::primary, policy::Level::secondary}))
                            .add(Parameter::ratio, pays("0.60"),
                                 When{}.level({policy::Level::tertiary, policy::Level::top}));
    const policy::Book book = book_of(rules);
    Answers answers = lives_there();
    answers.reason.reset();
    const Advice advice = *advise(answers, book);
    EXPECT_EQ(advice.ask->key, "hosp_lv");
    EXPECT_EQ(advice.ask->worth, yuan(2'700));  // 9000 x (70 % - 40 %)
    EXPECT_EQ(paid_in(*advice.columns.at(advice.chosen).answer),
              (std::array{yuan(3'600), yuan(6'300)}));
}

TEST(Advise, BeginsAtTheAdmissionWhereTheRegionAllowsIt) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.stage = Stage::in_hospital;
    answers.begndate = Date::from_ymd({2026, 2, 20});
    EXPECT_EQ(advise(answers, book)->first, Date::from_ymd({2026, 2, 20}));
    answers.begndate = Date::from_ymd({2026, 1, 20});  // 42 days; 30 are allowed.
    EXPECT_EQ(advise(answers, book)->first, Date::from_ymd({2026, 3, 3}));
}

TEST(Advise, ATemporaryFilingEndsByTheRegionsRule) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.reason = Reason::other;
    const Advice advice = *advise(answers, book);
    EXPECT_EQ(advice.kind, FilingKind::other_temporary);
    EXPECT_EQ(advice.last, Date::from_ymd({2026, 9, 2}));
    EXPECT_EQ(advice.worth, both(0));
}

TEST(Advise, AnEmergencyIsFlaggedNotFiled) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.stage = Stage::in_hospital;
    answers.reason = Reason::emergency;
    const Advice advice = *advise(answers, book);
    EXPECT_EQ(advice.action, Action::flag_emergency);
    EXPECT_EQ(paid_in(*advice.columns.at(advice.chosen).answer), both(6'300));
}

TEST(Advise, AfterDischargeOnlyAManualClaimIsLeft) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.stage = Stage::discharged;
    const Advice advice = *advise(answers, book);
    EXPECT_EQ(advice.action, Action::claim);
    for (const Column& column : advice.columns) EXPECT_TRUE(column.manual);
    EXPECT_EQ(tell(advice, book, Language::zh).papers.size(), 3U);
}

TEST(Advise, NeedsNothingAtHomeNorWhereTheProvinceIsOpen) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.mdtrtarea_admvs = kHome;
    Advice advice = *advise(answers, book);
    EXPECT_EQ(advice.action, Action::nothing);
    EXPECT_FALSE(advice.exempt.has_value());
    EXPECT_EQ(paid_in(*advice.columns.front().answer), both(7'200));
    answers.mdtrtarea_admvs = kNextDoor;
    advice = *advise(answers, book);
    EXPECT_EQ(advice.action, Action::nothing);
    EXPECT_TRUE(advice.exempt.has_value());
}

TEST(Advise, TakesTheNextKindWhereTheRegionDoesNotTakeTheFirst) {
    const policy::Book book = book_of(
        by_filing(), filing_rules().set(FilingKind::long_term_resident, &KindRules::open, false));
    const Advice advice = *advise(lives_there(), book);
    EXPECT_EQ(advice.kind, FilingKind::other_temporary);
    EXPECT_TRUE(column_of(advice, FilingKind::long_term_resident).closed);
}

TEST(Advise, TellsPapersPromiseAndLockWithTheirClauses) {
    const policy::Book book = book_of(by_filing());
    Answers answers = lives_there();
    answers.papers = {"lease"};
    const AdviceText text = tell(*advise(answers, book), book, Language::en);
    ASSERT_EQ(text.papers.size(), 4U);
    EXPECT_EQ(text.papers[1].text, "residence permit or lease (at hand)");
    EXPECT_EQ(text.papers[3].text, "the promised papers are due within 30 days, by 2026-04-02");
    for (const Statement& one : text.papers) {
        EXPECT_FALSE(one.clause.empty()) << one.text;
        EXPECT_TRUE(one.grade.has_value()) << one.text;
    }
    EXPECT_EQ(text.warnings.back().text, "no change or cancellation before 2026-06-03");
}

TEST(Advise, EveryStatementSaysWhoSaysIt) {
    const policy::Book book = book_of(by_filing(), FilingRulesOf{kNextDoor});  // Nothing of home.
    for (const Stage stage : {Stage::before, Stage::in_hospital, Stage::discharged}) {
        Answers answers = lives_there();
        answers.stage = stage;
        const Advice advice = *advise(answers, book);
        for (const Language language : {Language::zh, Language::en}) {
            const AdviceText text = tell(advice, book, language);
            for (const auto* all : {&text.papers, &text.deadlines, &text.warnings}) {
                for (const Statement& one : *all) {
                    EXPECT_FALSE(one.clause.empty()) << one.text;
                    EXPECT_EQ(one.text.find_first_of("{}[]"), std::string::npos) << one.text;
                }
            }
            EXPECT_EQ(text.say.find_first_of("{}[]"), std::string::npos) << text.say;
        }
    }
}

TEST(Advise, SaysOnWhatItsWorthRestsInWordsThatFitEveryReader) {
    const policy::Book book = book_of(by_filing());
    const Advice advice = *advise(lives_there(), book);
    ASSERT_TRUE(advice.worth);
    EXPECT_EQ(tell(advice, book, Language::zh).worth.clause,
              "按参保地政策包逐步计算，每一步都有依据");
    EXPECT_EQ(tell(advice, book, Language::en).worth.clause,
              "computed by the insured region's pack, each step with its clause");
}

TEST(Advise, AnswersNothingKnownWithTheFirstQuestion) {
    const policy::Book book = book_of(by_filing());
    Answers answers;
    answers.today = Date::from_ymd({2026, 3, 3});
    const Advice advice = *advise(answers, book);
    EXPECT_EQ(advice.ask->key, "insuplc_admdvs");
    EXPECT_TRUE(advice.columns.empty());
    EXPECT_NE(to_text(advice, book, Language::en).find("insuplc_admdvs"), std::string::npos);
}

TEST(Advise, IsOnePage) {
    const policy::Book book = book_of(by_filing());
    const std::string page = to_text(*advise(lives_there(), book), book, Language::zh);
    EXPECT_LT(std::ranges::count(page, '\n'), 50);
    EXPECT_NE(page.find("1,800.00"), std::string::npos);
}

TEST(Questions, AreSevenAndTakeTheirOwnOptions) {
    EXPECT_EQ(questions().size(), kQuestionCount);
    for (const Question& question : questions()) {
        Answers answers;
        for (const Option& option : question.options) {
            EXPECT_TRUE(take(answers, question.key, option.value)) << option.value;
        }
        EXPECT_TRUE(take(answers, question.key, "?"));
        EXPECT_FALSE(take(answers, question.key, "nonsense"));
    }
    Answers answers;
    EXPECT_TRUE(take(answers, "medfee_sumamt", "30000.50"));
    EXPECT_EQ(answers.medfee_sumamt, Money::from_fen(3'000'050));
    EXPECT_TRUE(take(answers, "medfee_sumamt", "?"));
    EXPECT_FALSE(answers.medfee_sumamt.has_value());
    EXPECT_FALSE(take(answers, "medfee_sumamt", "0"));
    EXPECT_FALSE(take(answers, "insuplc_admdvs", "13010"));
    EXPECT_FALSE(take(answers, "nothing", "1"));
}

}  // namespace
}  // namespace yidi::guidance
