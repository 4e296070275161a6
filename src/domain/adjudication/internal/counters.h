#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/adjudication/case.h"

/// Look-ups in the keyed accumulators.
namespace yidi::adjudication {

/// Key of a month in `by_month`, "YYYY-MM", without an allocation.
struct MonthKey {
    std::array<char, 7> characters;
    [[nodiscard]] std::string_view text() const { return {characters.data(), characters.size()}; }
};
[[nodiscard]] inline MonthKey month_key(Date date) {
    const auto digit = [](int value) { return static_cast<char>('0' + value % 10); };
    const DateParts parts = date.parts();
    const int year = parts.year;
    const int month = static_cast<int>(parts.month);
    return {{digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-',
             digit(month / 10), digit(month)}};
}

/// Which part of the keyed counters is looked at.
struct CounterPart {
    policy::Business business;
    Money Counter::*member;
};

[[nodiscard]] inline Money of_key(const std::vector<Counter>& counters, std::string_view key,
                                  const CounterPart& part) {
    for (const Counter& counter : counters) {
        if (counter.business == part.business && counter.key == key) {
            return counter.*part.member;
        }
    }
    return {};
}

[[nodiscard]] inline Money of_month(const std::vector<Counter>& months, Date date,
                                    const CounterPart& part) {
    return months.empty() ? Money{} : of_key(months, month_key(date).text(), part);
}

/// Sum over the calendar quarter of `date`.
[[nodiscard]] inline Money sum_of_quarter(const std::vector<Counter>& months, Date date,
                                          const CounterPart& part) {
    Money sum;
    if (months.empty()) {
        return sum;
    }
    const unsigned first = (date.month() - 1) / 3 * 3 + 1;
    for (unsigned month = first; month < first + 3; ++month) {
        sum += of_key(months, month_key(Date::from_ymd({date.year(), month, 1})).text(), part);
    }
    return sum;
}

/// The counter of a key and business, made if it is not there.
[[nodiscard]] inline Counter& counter_of(std::vector<Counter>& counters, std::string_view key,
                                         policy::Business business) {
    for (Counter& counter : counters) {
        if (counter.business == business && counter.key == key) {
            return counter;
        }
    }
    counters.push_back({std::string{key}, business, {}, {}});
    return counters.back();
}

}  // namespace yidi::adjudication
