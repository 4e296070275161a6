#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"

namespace yidi::clearing {

/// A calendar month: 2026-01. Bills belong to one (service month), and are cleared in one.
class Month {
public:
    /// 1970-01. For members that are filled later.
    constexpr Month() = default;
    [[nodiscard]] static constexpr Month of(Date day) {
        const DateParts parts = day.parts();
        return Month{parts.year * 12 + static_cast<std::int32_t>(parts.month) - 1};
    }

    [[nodiscard]] constexpr int year() const { return number_ / 12; }
    [[nodiscard]] constexpr unsigned month() const {
        return static_cast<unsigned>(number_ % 12) + 1;
    }
    [[nodiscard]] constexpr Month plus(std::int32_t months) const {
        return Month{number_ + months};
    }

    [[nodiscard]] constexpr Date first() const { return day(1); }
    [[nodiscard]] constexpr Date last() const { return plus(1).first().previous_day(); }
    [[nodiscard]] constexpr bool contains(Date date) const { return of(date) == *this; }
    /// Requires  1 <= number <= 28 (asserted), so that every month has it.
    [[nodiscard]] constexpr Date day(unsigned number) const {
        YIDI_ASSERT(number >= 1 && number <= 28);
        return Date::from_ymd({.year = year(), .month = month(), .day = number});
    }

    friend constexpr auto operator<=>(Month, Month) = default;
    /// Months from `from` to `to`; negative if `to` is earlier.
    friend constexpr std::int32_t months_between(Month from, Month to) {
        return to.number_ - from.number_;
    }

private:
    explicit constexpr Month(std::int32_t number) : number_{number} {}
    std::int32_t number_ = 1970 * 12;
};

/// Reads exactly YYYY-MM, years 1900 to 9999.
/// Errors    bad_date.
[[nodiscard]] Result<Month> parse_month(std::string_view text);
/// "2026-01".
[[nodiscard]] std::string to_string(Month month);
std::ostream& operator<<(std::ostream& out, Month month);

}  // namespace yidi::clearing
