#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/clearing/month.h"

/// When a pair's month will have used so much of its prepayment. A method that can be checked with
/// a pencil: a coming day is the mean of the same weekday of the last weeks, times the trend; the
/// trend is the sum of those weeks divided by that of as many weeks before, held between a half and
/// two.
namespace yidi::clearing {

/// What was settled on each day, without gaps, from `first` on.
struct DailyAmounts {
    Date first;
    std::vector<Money> amounts;

    [[nodiscard]] Date end() const {
        return first.plus_days(static_cast<std::int32_t>(amounts.size()));
    }
    /// Zero for a day that is not there.
    [[nodiscard]] Money on(Date day) const;
};

inline constexpr std::int32_t kForecastWeeks = 4;

/// What a coming day is expected to be: exact, then rounded half up to the fen. `today` is the
/// first day that is not known; what the history holds from then on is not looked at. Without a day
/// in the weeks before, zero.
[[nodiscard]] Money expected_on(const DailyAmounts& history, Date today, Date coming);

/// The rest of a month as expected.
struct Forecast {
    Money known;     ///< of the month's days before `today`
    Money expected;  ///< of the whole month
    /// For each rate asked for, the first day at whose end it is reached; empty: not in this month.
    std::vector<std::optional<Date>> reached;
    bool operator==(const Forecast&) const = default;
};
/// `today` is the first day that is not known; days of the month before it count as they were.
[[nodiscard]] Forecast forecast(const DailyAmounts& history, Month month, Date today, Money prepaid,
                                std::span<const Rate> rates);

/// How far forecasts were off, made on one day of each month of a history.
struct BackTest {
    std::int64_t forecasts = 0;     ///< months in which the rate was reached, or expected to be
    std::int64_t reached_both = 0;  ///< reached and expected: the errors below are about these
    std::int64_t days_off = 0;      ///< sum of the days by which the day was missed
    std::int64_t days_off_max = 0;
    std::int64_t missed = 0;  ///< reached but not expected
    std::int64_t feared = 0;  ///< expected but not reached
    Money amount;             ///< sum of the months' amounts
    Money amount_off;         ///< sum of the months' errors without sign
    bool operator==(const BackTest&) const = default;
};
struct BackTestPlan {
    Month from;
    Month to;                   ///< included
    unsigned day_of_month = 8;  ///< on which each forecast is made
    Money prepaid;
    Rate rate;
};
[[nodiscard]] BackTest back_test(const DailyAmounts& history, const BackTestPlan& plan);

}  // namespace yidi::clearing
