#include "domain/clearing/forecast.h"

#include <algorithm>
#include <array>

#include "base/int128.h"
#include "domain/clearing/prepayment.h"

namespace yidi::clearing {
namespace {

constexpr std::int32_t kWeek = 7;
constexpr std::int32_t kWindow = kWeek * kForecastWeeks;

Int128 sum_of(const DailyAmounts& history, Date from, Date to) {
    Int128 sum = 0;
    for (Date day = from; day < to; day = day.next_day()) sum += history.on(day).fen();
    return sum;
}

/// A ratio of two sums, held within [1/2, 2]; one where the weeks before are not all known.
struct Trend {
    Int128 num = 1;
    Int128 den = 1;
};

Trend trend_of(const DailyAmounts& history, Date today) {
    const Date middle = today.plus_days(-kWindow);
    const Date start = middle.plus_days(-kWindow);
    if (start < history.first) return {};
    const Int128 late = sum_of(history, middle, today);
    const Int128 early = sum_of(history, start, middle);
    if (early <= 0 || late <= 0) return {};
    if (late > 2 * early) return {.num = 2, .den = 1};
    if (early > 2 * late) return {.num = 1, .den = 2};
    return {.num = late, .den = early};
}

struct SameWeekday {
    Int128 sum = 0;
    std::int32_t days = 0;
};

SameWeekday same_weekday(const DailyAmounts& history, Date today, Date coming) {
    SameWeekday found;
    for (Date day = today.plus_days(-kWindow); day < today; day = day.next_day()) {
        const bool is_same = days_between(day, coming) % kWeek == 0;
        if (!is_same || day < history.first || day >= history.end()) continue;
        found.sum += history.on(day).fen();
        ++found.days;
    }
    return found;
}

Money expected_with(const SameWeekday& found, const Trend& trend) {
    if (found.days == 0) return {};
    const Int128 fen = divide(checked_multiply(found.sum, trend.num),
                              checked_multiply(Int128{found.days}, trend.den), Rounding::half_up);
    return Money::from_fen(static_cast<std::int64_t>(fen));
}

}  // namespace

Money DailyAmounts::on(Date day) const {
    if (day < first || day >= end()) return {};
    return amounts[static_cast<std::size_t>(days_between(first, day))];
}

Money expected_on(const DailyAmounts& history, Date today, Date coming) {
    return expected_with(same_weekday(history, today, coming), trend_of(history, today));
}

Forecast forecast(const DailyAmounts& history, Month month, Date today, Money prepaid,
                  std::span<const Rate> rates) {
    // The seven weekdays once: a month asks for each of them four times.
    const Trend trend = trend_of(history, today);
    std::array<Money, kWeek> expected;
    for (std::int32_t i = 0; i < kWeek; ++i) {
        const auto slot = static_cast<std::size_t>(i);
        expected[slot] = expected_with(same_weekday(history, today, today.plus_days(i)), trend);
    }
    Forecast result;
    result.reached.resize(rates.size());
    for (Date day = month.first(); day <= month.last(); day = day.next_day()) {
        if (day < today) {
            result.known += history.on(day);
            result.expected += history.on(day);
        } else {
            result.expected += expected[static_cast<std::size_t>(days_between(today, day) % kWeek)];
        }
        for (std::size_t i = 0; i < rates.size(); ++i) {
            const UseRate use{.cleared = result.expected, .prepaid = prepaid};
            if (!result.reached[i] && use.reaches(rates[i])) result.reached[i] = day;
        }
    }
    return result;
}

BackTest back_test(const DailyAmounts& history, const BackTestPlan& plan) {
    BackTest test;
    const std::array rates{plan.rate};
    for (Month month = plan.from; month <= plan.to; month = month.plus(1)) {
        const Date today = month.day(plan.day_of_month);
        const Forecast expected = forecast(history, month, today, plan.prepaid, rates);
        // With every day known the forecast is what happened.
        const Forecast actual =
            forecast(history, month, month.last().next_day(), plan.prepaid, rates);
        test.amount += actual.known;
        test.amount_off +=
            std::max(actual.known - expected.expected, expected.expected - actual.known);
        const std::optional<Date>& said = expected.reached[0];
        const std::optional<Date>& was = actual.reached[0];
        if (!said && !was) continue;
        ++test.forecasts;
        if (!said) {
            ++test.missed;
        } else if (!was) {
            ++test.feared;
        } else {
            const std::int64_t off = std::max(days_between(*said, *was), days_between(*was, *said));
            ++test.reached_both;
            test.days_off += off;
            test.days_off_max = std::max(test.days_off_max, off);
        }
    }
    return test;
}

}  // namespace yidi::clearing
