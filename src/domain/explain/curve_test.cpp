#include "domain/explain/curve.h"

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

namespace yidi::explain {
namespace {

namespace testing = adjudication::testing;
using adjudication::Case;
using adjudication::Status;
using testing::amount;
using testing::bands;
using testing::bill;
using testing::Bucket;
using testing::counting;
using testing::layer_of;
using testing::Parameter;
using testing::pays;
using testing::Rules;
using testing::yuan;

policy::Book book_of(const Rules& rules) {
    return testing::book_of({testing::pack_of({rules})});
}

/// Deductible 1000; 80 % of the first 10,000 above it, then 90 %; 20,000 a year at most; of what
/// lies above that a large-cost layer pays half.
Rules with_everything() {
    return Rules{}
        .set(Parameter::ratio, bands({{10'000, "0.80"}, {0, "0.90"}}))
        .set(Parameter::cap, amount(20'000))
        .layer(layer_of("large", counting({Bucket::over_cap})))
        .set(Parameter::layer_ratio, pays("0.50"));
}

Curve drawn(const policy::Book& book, const Case& facts, const CurveAsked& asked) {
    const Result<Curve> curve = explain::curve(book, facts, asked, Language::en);
    EXPECT_TRUE(curve.has_value());
    return *curve;
}

std::vector<std::pair<KinkKind, Money>> places(const Curve& curve) {
    std::vector<std::pair<KinkKind, Money>> found;
    found.reserve(curve.kinks.size());
    for (const Kink& kink : curve.kinks) found.emplace_back(kink.kind, kink.at);
    return found;
}

const CurvePoint& at(const Curve& curve, Money value) {
    for (const CurvePoint& point : curve.points) {
        if (point.at == value) return point;
    }
    throw std::out_of_range{"no such point"};
}

TEST(Curve, FindsEachRuleThatBeginsToTheFen) {
    const policy::Book book = book_of(with_everything());
    const Curve curve = drawn(book, bill(5'000), {.to = yuan(50'000)});
    // 8,000 of the first band, then 12,000 / 0.9 = 13,333.33 more until the cap: 24,333.33.
    EXPECT_EQ(places(curve),
              (std::vector<std::pair<KinkKind, Money>>{{KinkKind::deductible, yuan(1'000)},
                                                       {KinkKind::band, yuan(11'000)},
                                                       {KinkKind::cap, yuan("24333.33")},
                                                       {KinkKind::layer, yuan("24333.33")}}));
    EXPECT_EQ(curve.kinks[0].label, "deductible of 1000.00 yuan");
    EXPECT_EQ(curve.kinks[1].label, "band 2, the pooled fund pays 90%");
    ASSERT_TRUE(curve.kinks[2].clause.has_value());
    EXPECT_EQ(curve.kinks[2].clause->article, "1");
    EXPECT_EQ(curve.kinks[0].of_next_100, yuan(80));
    EXPECT_EQ(curve.kinks[3].of_next_100, yuan(50));
}

TEST(Curve, HoldsTheCalculationsOwnAmountsAtEachPoint) {
    const policy::Book book = book_of(with_everything());
    const Curve curve = drawn(book, bill(5'000), {.to = yuan(50'000)});
    // (5000 − 1000) × 80 %
    EXPECT_EQ(at(curve, yuan(5'000)).fund[0], yuan(3'200));
    EXPECT_EQ(curve.at, yuan(5'000));
    for (const CurvePoint& point : curve.points) {
        const auto answer = adjudication::adjudicate(book, bill(point.at));
        EXPECT_EQ(point.fund[0], answer->outcome.setlinfo.fund_pay_sumamt) << point.at;
        EXPECT_EQ(point.fund[0] + point.person[0], point.at);
    }
    EXPECT_EQ(curve.points.front().at, Money{});
    EXPECT_EQ(curve.points.back().at, yuan(50'000));
}

TEST(Curve, StretchesEachPartOfTheBill) {
    const policy::Book book = book_of(Rules{});
    Case facts = bill(10'000);
    facts.fee.inscp_scp_amt = yuan(8'000);
    facts.fee.fulamt_ownpay_amt = yuan(2'000);
    const Curve curve = drawn(book, facts, {.to = yuan(20'000)});
    // 16,000 in scope: (16,000 − 1,000) × 80 %
    EXPECT_EQ(curve.points.back().fund[0], yuan(12'000));
}

TEST(Curve, OwnExpenseTakesFromTheScopeUntilNothingIsPaid) {
    const policy::Book book = book_of(Rules{});
    const Curve curve = drawn(book, bill(5'000), {.axis = Axis::fulamt_ownpay_amt});
    EXPECT_EQ(curve.to, yuan(5'000));
    EXPECT_EQ(curve.points.front().fund[0], yuan(3'200));
    EXPECT_EQ(curve.points.back().fund[0], Money{});
    ASSERT_EQ(curve.kinks.size(), 1U);
    // With 3,999.99 of own expense 1,000.01 are in scope, the last that exceeds the deductible.
    EXPECT_EQ(curve.kinks[0].at, yuan("3999.99"));
    EXPECT_FALSE(curve.kinks[0].begins);
    EXPECT_EQ(curve.kinks[0].of_next_100, std::nullopt);
}

TEST(Curve, WhatTheYearHasUsedMeetsTheCap) {
    const policy::Book book = book_of(Rules{}.set(Parameter::cap, amount(20'000)));
    const Curve curve = drawn(book, bill(5'000), {.axis = Axis::pool});
    // 3,200 are paid as long as 16,800 have been used or less.
    ASSERT_EQ(curve.kinks.size(), 1U);
    EXPECT_EQ(curve.kinks[0].kind, KinkKind::cap);
    EXPECT_EQ(curve.kinks[0].at, yuan(16'800));
    EXPECT_EQ(at(curve, yuan(16'800)).fund[0], yuan(3'200));
    EXPECT_GE(curve.to, yuan(20'000));
    EXPECT_EQ(curve.points.back().fund[0], Money{});
}

TEST(Curve, TheLeastShareIsARuleToo) {
    // Nothing of the first 2,000 above the deductible, then 80 %; at least 20 % of all above it:
    // 0.2 x until 0.8 (x - 2000) is more, at x = 2,666.67.
    const policy::Book book =
        book_of(Rules{}
                    .set(Parameter::ratio, bands({{2'000, "0.00"}, {0, "0.80"}}))
                    .set(Parameter::floor, pays("0.20")));
    const Curve curve = drawn(book, bill(5'000), {.to = yuan(10'000)});
    ASSERT_EQ(curve.kinks.size(), 4U);
    EXPECT_EQ(curve.kinks[1].kind, KinkKind::floor);
    EXPECT_EQ(curve.kinks[1].at, yuan("1000.02")) << "the first fen that a share of 20 % gives";
    EXPECT_EQ(curve.kinks[3].kind, KinkKind::floor);
    EXPECT_FALSE(curve.kinks[3].begins);
    EXPECT_GE(curve.kinks[3].at, yuan("3666.63"));
    EXPECT_LE(curve.kinks[3].at, yuan("3666.70"));
}

TEST(Curve, OfARangeHasBothEnds) {
    const policy::Book book = book_of(
        Rules{}
            .clear(Parameter::ratio)
            .add(Parameter::ratio, pays("0.80"), testing::When{}.level({testing::Level::tertiary}))
            .add(Parameter::ratio, pays("0.90"),
                 testing::When{}.level(
                     {testing::Level::primary, testing::Level::secondary, testing::Level::top})));
    Case facts = bill(5'000);
    facts.hosp_lv.clear();
    const Curve curve = drawn(book, facts, {.to = yuan(10'000)});
    EXPECT_EQ(at(curve, yuan(5'000)).status, Status::range);
    EXPECT_EQ(at(curve, yuan(5'000)).fund, (std::array{yuan(3'200), yuan(3'600)}));
    ASSERT_EQ(curve.kinks.size(), 1U);
    EXPECT_EQ(curve.kinks[0].at, yuan(1'000));
}

TEST(Curve, ShowsAValueThatWasAskedFor) {
    const policy::Book book = book_of(Rules{});
    const Curve curve = drawn(book, bill(5'000), {.to = yuan(10'000), .also = yuan("4321.09")});
    // 3,321.09 x 80 %, rounded to the fen.
    EXPECT_EQ(at(curve, yuan("4321.09")).fund[0], yuan("2656.87"));
    EXPECT_EQ(at(curve, yuan("4321.09")).in_scope, yuan("4321.09"));
}

TEST(Curve, AValueOutsideIsTheNearerEnd) {
    const policy::Book book = book_of(Rules{});
    for (std::size_t i = 0; i < kAxisCount; ++i) {
        const CurveAsked below{.axis = static_cast<Axis>(i), .also = yuan(-5)};
        EXPECT_EQ(drawn(book, bill(5'000), below).points.front().at, Money{}) << i;
    }
}

TEST(Curve, ABillOfLinesIsNotStretched) {
    const policy::Book book = book_of(Rules{});
    Case facts = bill(5'000);
    facts.feedetail.emplace_back();
    const Result<Curve> curve = explain::curve(book, facts, {}, Language::en);
    ASSERT_FALSE(curve.has_value());
    EXPECT_EQ(curve.error().code, ErrorCode::bad_value);
}

TEST(Curve, AxesAreSpeltAsFields) {
    for (std::size_t i = 0; i < kAxisCount; ++i) {
        const auto axis = static_cast<Axis>(i);
        EXPECT_EQ(parse_axis(name(axis)), axis);
    }
    EXPECT_EQ(parse_axis("anything"), std::nullopt);
}

}  // namespace
}  // namespace yidi::explain
