#include "domain/clearing/prepayment.h"

#include <vector>

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

const Direction kPair{.insured = 130'000, .treating = 120'000};

TEST(Quota, IsTheMeanOfTheQuarterTimesTwo) {
    // (100.00 + 130.00 + 70.01) * 2 / 3 = 200.0066..
    EXPECT_EQ(quota_of(std::vector{yuan("100"), yuan("130"), yuan("70.01")}, national_terms()),
              yuan("200.01"));
    // 0.01 * 2 / 3 = 0.0066..
    EXPECT_EQ(quota_of(std::vector{yuan("0.01"), Money{}, Money{}}, national_terms()),
              yuan("0.01"));
    EXPECT_EQ(quota_of(std::vector{yuan("-9"), Money{}, Money{}}, national_terms()), Money{});
}

TEST(Quota, RoundsAHalfUp) {
    Terms terms = national_terms();
    terms.quota_months = 2;
    terms.quota_factor = 1;
    EXPECT_EQ(quota_of(std::vector{yuan("0.01"), yuan("0.02")}, terms), yuan("0.02"));
}

TEST(AYearlyAdjustment, MovesOnlyTheDifference) {
    const Adjustment more =
        yearly_adjustment(kPair, yuan("150"), yuan("200"), 2026, national_terms());
    EXPECT_EQ(more.difference(), yuan("50"));
    EXPECT_EQ(more.payer(), 130'000U);
    EXPECT_EQ(more.told_by, day("2026-01-31"));
    EXPECT_EQ(more.finished_by, day("2026-02-28"));
    const Adjustment less =
        yearly_adjustment(kPair, yuan("200"), yuan("150"), 2026, national_terms());
    EXPECT_EQ(less.difference(), yuan("-50"));
    EXPECT_EQ(less.payer(), 120'000U) << "gives back";
}

TEST(AUseRate, WarnsExactlyAtItsLimits) {
    const auto warning = [](std::string_view cleared) {
        return warning_of({.cleared = yuan(cleared), .prepaid = yuan("1000")}, national_terms());
    };
    EXPECT_EQ(warning("699.99"), Warning::none);
    EXPECT_EQ(warning("700"), Warning::yellow);
    EXPECT_EQ(warning("899.99"), Warning::yellow);
    EXPECT_EQ(warning("900"), Warning::red);
    EXPECT_EQ(warning("2000"), Warning::red);
    EXPECT_EQ(name(warning("700")), "yellow");
}

TEST(AUseRate, IsExactWhereNoDecimalIs) {
    const UseRate third{.cleared = yuan("0.01"), .prepaid = yuan("0.03")};
    EXPECT_EQ(third.ppm(), 333'333);
    EXPECT_TRUE(third.reaches(Rate::from_ppm(333'333)));
    EXPECT_FALSE(third.reaches(Rate::from_ppm(333'334)));
}

TEST(AUseRate, WithoutAPrepaymentIsUsedUpAtOnce) {
    EXPECT_TRUE((UseRate{.cleared = yuan("0.01"), .prepaid = {}}).reaches(Rate::from_ppm(900'000)));
    EXPECT_FALSE((UseRate{}).reaches(Rate::from_ppm(700'000)));
    EXPECT_EQ((UseRate{}).ppm(), std::nullopt);
}

IncreaseRequest request_on(std::string_view today) {
    return {.direction = kPair,
            .use = {.cleared = yuan("950"), .prepaid = yuan("1000")},
            .asked = yuan("300"),
            .signed_on = day("2026-04-24"),
            .today = day(today)};
}

TEST(AnIncrease, IsAskedForWithinDaysOfTheSignature) {
    // A Friday: three working days end on Wednesday.
    EXPECT_TRUE(ask_increase(request_on("2026-04-29"), national_terms(), days_2026()));
    const auto late = ask_increase(request_on("2026-04-30"), national_terms(), days_2026());
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::not_allowed);
    EXPECT_NE(late.error().detail.find("2026-04-29"), std::string::npos);
    IncreaseRequest yellow = request_on("2026-04-27");
    yellow.use.cleared = yuan("899.99");
    EXPECT_FALSE(ask_increase(yellow, national_terms(), days_2026()));
    IncreaseRequest nothing = request_on("2026-04-27");
    nothing.asked = {};
    EXPECT_EQ(ask_increase(nothing, national_terms(), days_2026()).error().code,
              ErrorCode::bad_amount);
}

TEST(AnIncrease, IsDecidedOnceAndThenPaidInSteps) {
    const Increase asked = *ask_increase(request_on("2026-04-27"), national_terms(), days_2026());
    EXPECT_FALSE(decide_increase(asked, yuan("-1"), day("2026-04-28")));
    const auto more = decide_increase(asked, asked.asked + yuan("0.01"), day("2026-04-28"));
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, ErrorCode::bad_amount);
    EXPECT_EQ(decide_increase(asked, {}, day("2026-04-28"))->state, IncreaseState::refused);
    Increase increase = *decide_increase(asked, yuan("200"), day("2026-04-30"));
    EXPECT_EQ(increase.state, IncreaseState::decided);
    EXPECT_FALSE(decide_increase(increase, yuan("100"), day("2026-05-06")));
    EXPECT_EQ(increase_steps(increase, national_terms(), days_2026())[0].by, day("2026-05-11"));
    EXPECT_FALSE(advance_increase(increase, IncreaseState::paid)) << "finance has no notice yet";
    for (const IncreaseState next :
         {IncreaseState::handed, IncreaseState::paid, IncreaseState::received}) {
        const auto after = advance_increase(increase, next);
        ASSERT_TRUE(after) << name(next);
        increase = *after;
    }
    EXPECT_FALSE(advance_increase(increase, IncreaseState::received));
}

}  // namespace
}  // namespace yidi::clearing
