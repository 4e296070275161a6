#include "bench/clearing/forecast_year.h"

#include <algorithm>
#include <array>
#include <vector>

#include "domain/clearing/prepayment.h"
#include "tests/property/random.h"

namespace yidi::clearing_bench {
namespace {

using clearing::BackTest;
using clearing::DailyAmounts;
using clearing::Month;

constexpr std::uint64_t kSeed = 2'025;
constexpr std::uint64_t kPairs = std::uint64_t{32} * 31;
constexpr int kFirstYear = 2024;

Month january(int year) {
    return Month::of(Date::from_ymd({.year = year, .month = 1, .day = 1}));
}

DailyAmounts random_pair(property::Random& random, const clearing::WorkingDays& days) {
    DailyAmounts history{.first = january(kFirstYear).first(), .amounts = {}};
    // In hundredths of a fen until the end, so that a small growth is not lost.
    std::int64_t level = random.between(100'000, 50'000'000) * 100;
    const std::int64_t growth_percent = random.between(-1, 8);
    const Date end = january(kFirstYear + 2).first();
    for (Date day = history.first; day < end; day = day.next_day()) {
        if (day.day() == 1) level += level * growth_percent / 100;
        const bool is_worked = days.is_working(day).is_working;
        const std::int64_t of_day = is_worked ? 110 : 55;
        const std::int64_t noise = random.between(85, 115);
        history.amounts.push_back(Money::from_fen(level / 100 * of_day / 100 * noise / 100));
    }
    return history;
}

Money month_of(const DailyAmounts& history, Month month) {
    Money sum;
    for (Date day = month.first(); day <= month.last(); day = day.next_day()) {
        sum += history.on(day);
    }
    return sum;
}

void add(BackTest& sum, const BackTest& one) {
    sum.forecasts += one.forecasts;
    sum.reached_both += one.reached_both;
    sum.days_off += one.days_off;
    sum.days_off_max = std::max(sum.days_off_max, one.days_off_max);
    sum.missed += one.missed;
    sum.feared += one.feared;
    sum.amount += one.amount;
    sum.amount_off += one.amount_off;
}

}  // namespace

ForecastError test_forecast(const clearing::WorkingDays& days, Rate rate) {
    clearing::Terms terms;
    terms.quota_months = 3;
    terms.quota_factor = 2;
    const Month year = january(kFirstYear + 1);
    ForecastError error{.sum = {}, .pairs = static_cast<std::int64_t>(kPairs)};
    for (std::uint64_t pair = 0; pair < kPairs; ++pair) {
        property::Random random{kSeed, pair};
        const DailyAmounts history = random_pair(random, days);
        const std::array quarter{month_of(history, year.plus(-3)), month_of(history, year.plus(-2)),
                                 month_of(history, year.plus(-1))};
        add(error.sum, clearing::back_test(history, {.from = year,
                                                     .to = year.plus(11),
                                                     .day_of_month = 8,
                                                     .prepaid = clearing::quota_of(quarter, terms),
                                                     .rate = rate}));
    }
    return error;
}

}  // namespace yidi::clearing_bench
