#include "domain/clearing/forecast.h"

#include <array>

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

/// So many days from a Monday on: 100.00 on a weekday, 40.00 on a weekend day.
DailyAmounts weeks_from(std::string_view monday, std::int32_t days) {
    DailyAmounts history{.first = day(monday), .amounts = {}};
    for (std::int32_t i = 0; i < days; ++i) {
        history.amounts.push_back(i % 7 < 5 ? yuan("100") : yuan("40"));
    }
    return history;
}

TEST(AnExpectedDay, IsTheMeanOfItsWeekday) {
    const DailyAmounts history = weeks_from("2026-01-05", 56);
    const Date today = day("2026-03-02");  // A Monday, after eight whole weeks.
    EXPECT_EQ(expected_on(history, today, today), yuan("100"));
    EXPECT_EQ(expected_on(history, today, day("2026-03-07")), yuan("40"));
    EXPECT_EQ(expected_on(history, today, day("2026-03-16")), yuan("100"));
}

TEST(AnExpectedDay, FollowsTheTrend) {
    DailyAmounts history = weeks_from("2026-01-05", 56);
    // The last four weeks are half as much again: the mean is 150, the trend 3/2.
    for (std::size_t i = 28; i < 56; ++i) {
        history.amounts[i] = history.amounts[i] +
                             history.amounts[i].times(Rate::from_ppm(500'000), Rounding::half_up);
    }
    const Date today = day("2026-03-02");
    EXPECT_EQ(expected_on(history, today, today), yuan("225"));
    // Ten times as much: held at twice.
    for (std::size_t i = 28; i < 56; ++i) history.amounts[i] = yuan("1000");
    EXPECT_EQ(expected_on(history, today, today), yuan("2000"));
    for (std::size_t i = 28; i < 56; ++i) history.amounts[i] = yuan("1");
    EXPECT_EQ(expected_on(history, today, today), yuan("0.50")) << "held at a half";
}

TEST(AnExpectedDay, HasNoTrendWithLessThanEightWeeks) {
    const DailyAmounts history = weeks_from("2026-02-23", 7);
    EXPECT_EQ(expected_on(history, day("2026-03-02"), day("2026-03-03")), yuan("100"));
    EXPECT_EQ(expected_on({.first = day("2026-03-02"), .amounts = {}}, day("2026-03-02"),
                          day("2026-03-03")),
              Money{});
}

TEST(AForecast, TellsTheDayOnWhichEachRateIsReached) {
    const DailyAmounts history = weeks_from("2026-01-05", 56);
    const std::array rates{Rate::from_ppm(700'000), Rate::from_ppm(900'000), Rate::one()};
    // March 2026 begins on a Sunday: 40, then 580 a week, 200 for the 30th and 31st: 2,560 in all.
    const Forecast expected =
        forecast(history, month("2026-03"), day("2026-03-02"), yuan("2000"), rates);
    EXPECT_EQ(expected.known, yuan("40"));
    EXPECT_EQ(expected.expected, yuan("2560"));
    // 1,400 of 2,000: 40 + 580 + 580 by the 15th, two weekdays more. 1,800: 1,780 by the 21st …
    // 22nd.
    EXPECT_EQ(expected.reached[0], day("2026-03-17"));
    EXPECT_EQ(expected.reached[1], day("2026-03-23"));
    EXPECT_EQ(expected.reached[2], day("2026-03-25"));
    const Forecast never =
        forecast(history, month("2026-03"), day("2026-03-02"), yuan("20000"), rates);
    EXPECT_FALSE(never.reached[0].has_value());
}

TEST(AForecast, TellsWhatIsReachedAlready) {
    const DailyAmounts history = weeks_from("2026-01-05", 70);
    const std::array rates{Rate::from_ppm(700'000)};
    const Forecast expected =
        forecast(history, month("2026-03"), day("2026-03-16"), yuan("300"), rates);
    // 210 of 300: 40 on the 1st, 100 on the 2nd and 3rd.
    EXPECT_EQ(expected.reached[0], day("2026-03-03"));
}

TEST(ABackTest, OfARegularYearIsNeverOff) {
    const DailyAmounts history = weeks_from("2025-01-06", 420);
    const BackTest test = back_test(history, {.from = month("2025-04"),
                                              .to = month("2025-12"),
                                              .day_of_month = 8,
                                              .prepaid = yuan("2500"),
                                              .rate = Rate::from_ppm(900'000)});
    EXPECT_EQ(test.forecasts, 9);
    EXPECT_EQ(test.reached_both, 9);
    EXPECT_EQ(test.days_off, 0);
    EXPECT_EQ(test.amount_off, Money{});
}

TEST(ABackTest, CountsWhatItMissedAndFeared) {
    DailyAmounts history = weeks_from("2025-01-06", 200);
    // In the last week of April far more, in the rest of June nothing.
    for (std::int32_t i = 0; i < 200; ++i) {
        const Date date = day("2025-01-06").plus_days(i);
        if (date >= day("2025-04-24") && date <= day("2025-04-30")) {
            history.amounts[static_cast<std::size_t>(i)] = yuan("2000");
        }
        if (date >= day("2025-06-09") && date <= day("2025-06-30")) {
            history.amounts[static_cast<std::size_t>(i)] = {};
        }
    }
    const auto tested = [&](std::string_view which, std::string_view prepaid) {
        return back_test(history, {.from = month(which),
                                   .to = month(which),
                                   .day_of_month = 9,
                                   .prepaid = yuan(prepaid),
                                   .rate = Rate::one()});
    };
    EXPECT_EQ(tested("2025-04", "10000").missed, 1);
    // 620 known, and half (April's week keeps the trend down) of 1,840: 1,540.
    EXPECT_EQ(tested("2025-06", "1500").feared, 1);
    EXPECT_EQ(tested("2025-03", "100000").forecasts, 0);
}

}  // namespace
}  // namespace yidi::clearing
