#include "domain/explain/shortfall.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

namespace yidi::explain {
namespace {

namespace testing = adjudication::testing;
using adjudication::Case;
using testing::amount;
using testing::bill;
using testing::filed;
using testing::FilingKind;
using testing::FilingState;
using testing::kHarbour;
using testing::nothing;
using testing::Parameter;
using testing::pays;
using testing::points;
using testing::Rules;
using testing::When;
using testing::yuan;

policy::Book book_of(const Rules& rules) {
    return testing::book_of({testing::pack_of({rules})});
}

/// Deductible 1000, 80 %; away from home 10 points less with a referral, 20 without.
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

std::vector<Shortfall> found(const policy::Book& book, const Case& facts) {
    const auto answer = adjudication::adjudicate(book, facts, {.trace = true});
    const auto told = shortfalls(book, facts, *answer, Language::en);
    EXPECT_TRUE(told.has_value());
    return *told;
}

const Shortfall* of_kind(const std::vector<Shortfall>& all, ShortfallKind kind) {
    const auto one = std::ranges::find(all, kind, &Shortfall::kind);
    return one == all.end() ? nullptr : &*one;
}

Money gain_of(const std::vector<Shortfall>& all, std::string_view value) {
    const auto one = std::ranges::find(all, value, &Shortfall::value);
    return one == all.end() ? Money{} : one->gain;
}

TEST(Shortfall, RanksWhatAnotherFilingWouldGive) {
    const policy::Book book = book_of(by_filing());
    const auto all = found(book, filed(bill(11'000), FilingKind::other_temporary, kHarbour));
    // Of 10,000: 6,000 as it stands, 7,000 with a referral, 8,000 filed for the long term.
    EXPECT_EQ(gain_of(all, "referral"), yuan(1'000));
    EXPECT_EQ(gain_of(all, "long_term_resident"), yuan(2'000));
    EXPECT_EQ(gain_of(all, "other_temporary"), Money{}) << "that is how it stands";
    EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::greater{}, &Shortfall::gain));
    EXPECT_EQ(of_kind(all, ShortfallKind::place)->gain, yuan(2'000));
    EXPECT_FALSE(all.front().step.empty());
    EXPECT_FALSE(all.front().clause.empty());
}

TEST(Shortfall, WithoutAFilingEverythingIsMissing) {
    const policy::Book book = book_of(by_filing());
    Case facts = bill(11'000);
    facts.mdtrtarea_admvs = kHarbour;
    const auto all = found(book, facts);
    EXPECT_EQ(gain_of(all, "other_temporary"), yuan(6'000));
    EXPECT_EQ(of_kind(all, ShortfallKind::filing)->key, "filing");
}

TEST(Shortfall, ALowerLevelPaysMore) {
    const policy::Book book =
        book_of(Rules{}
                    .clear(Parameter::ratio)
                    .add(Parameter::ratio, pays("0.90"), When{}.level({testing::Level::primary}))
                    .add(Parameter::ratio, pays("0.80"),
                         When{}.level({testing::Level::secondary, testing::Level::tertiary,
                                       testing::Level::top})));
    const auto all = found(book, bill(11'000));
    EXPECT_EQ(gain_of(all, "08"), yuan(1'000));
    EXPECT_EQ(of_kind(all, ShortfallKind::place), nullptr) << "the care is at home";
}

TEST(Shortfall, PartsOfTheBillThatAreNotCovered) {
    const policy::Book book = book_of(Rules{});
    Case facts = bill(11'000);
    facts.fee.inscp_scp_amt = yuan(8'000);
    facts.fee.fulamt_ownpay_amt = yuan(1'500);
    facts.fee.overlmt_selfpay = yuan(500);
    facts.fee.preselfpay_amt = yuan(1'000);
    const auto all = found(book, facts);
    EXPECT_EQ(of_kind(all, ShortfallKind::own_expense)->gain, yuan(1'200));
    EXPECT_EQ(of_kind(all, ShortfallKind::own_expense)->of, yuan(1'500));
    EXPECT_EQ(of_kind(all, ShortfallKind::over_limit)->gain, yuan(400));
    EXPECT_EQ(of_kind(all, ShortfallKind::first_pay)->gain, yuan(800));
}

TEST(Shortfall, PartsOfLinesToo) {
    const policy::Book book = book_of(Rules{});
    Case facts = bill(0);
    facts.fee = {};
    adjudication::Line line;
    line.cnt = *parse_quantity("1");
    line.pric = *parse_unit_price("11000");
    line.det_item_fee_sumamt = yuan(11'000);
    line.treating.chrgitm_lv = "02";
    line.treating.selfpay_prop = testing::rate("0.10");
    facts.feedetail = {line};
    line.treating.chrgitm_lv = "03";
    line.det_item_fee_sumamt = yuan(1'000);
    line.pric = *parse_unit_price("1000");
    facts.feedetail.push_back(line);
    const auto all = found(book, facts);
    EXPECT_EQ(of_kind(all, ShortfallKind::first_pay)->gain, yuan(880));
    // Covered, the other line is still of a kind that is paid first: 10 % of 1,000 are not.
    EXPECT_EQ(of_kind(all, ShortfallKind::own_expense)->gain, yuan(720));
}

TEST(Shortfall, TheCapAndWhatTheYearHasUsed) {
    const policy::Book book = book_of(Rules{}.set(Parameter::cap, amount(6'000)));
    Case facts = bill(11'000);
    testing::stays_of(facts).pool = yuan(1'000);
    const auto all = found(book, facts);
    // 8,000 are due, 5,000 are left of the year.
    EXPECT_EQ(of_kind(all, ShortfallKind::cap)->gain, yuan(3'000));
    EXPECT_FALSE(of_kind(all, ShortfallKind::cap)->clause.empty());
    EXPECT_EQ(of_kind(all, ShortfallKind::used)->gain, yuan(1'000));
    EXPECT_EQ(of_kind(all, ShortfallKind::deductible), nullptr) << "the cap decides anyway";
}

TEST(Shortfall, TheDeductible) {
    const policy::Book book = book_of(Rules{});
    const auto all = found(book, bill(11'000));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.front().kind, ShortfallKind::deductible);
    EXPECT_EQ(all.front().gain, yuan(800));
    EXPECT_EQ(all.front().of, yuan(1'000));
}

TEST(Shortfall, WhereNoRuleIsKnownThereIsNoMoney) {
    const policy::Book book = book_of(Rules{});
    Case facts = bill(11'000);
    facts.insuplc_admdvs = kHarbour;
    EXPECT_TRUE(found(book, facts).empty());
}

}  // namespace
}  // namespace yidi::explain
