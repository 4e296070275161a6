#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/error.h"

namespace yidi {

/// Year, month and day by name, because three numbers in a row trade places easily.
struct DateParts {
    int year;
    unsigned month;
    unsigned day;
};

/// A calendar day without time or zone, 0001-01-01 to 29999-12-31. Made from what the caller says,
/// never from a clock: of <chrono> only the calendar is used.
class Date {
public:
    /// 1970-01-01. For members that are filled later.
    constexpr Date() = default;

    /// Requires  the day exists (asserted; input goes through parse_date).
    [[nodiscard]] static constexpr Date from_ymd(DateParts parts) {
        const std::chrono::year_month_day ymd{std::chrono::year{parts.year},
                                              std::chrono::month{parts.month},
                                              std::chrono::day{parts.day}};
        YIDI_ASSERT(ymd.ok());
        return from_days(std::chrono::sys_days{ymd}.time_since_epoch().count());
    }

    /// Days since 1970-01-01, negative before.
    /// Requires  the range of the type (asserted).
    [[nodiscard]] static constexpr Date from_days(std::int64_t days) {
        YIDI_ASSERT(days >= kDaysMin);
        YIDI_ASSERT(days <= kDaysMax);
        Date date;
        date.days_ = static_cast<std::int32_t>(days);
        return date;
    }

    [[nodiscard]] constexpr std::int32_t days() const { return days_; }
    [[nodiscard]] constexpr int year() const { return static_cast<int>(ymd().year()); }
    [[nodiscard]] constexpr unsigned month() const { return static_cast<unsigned>(ymd().month()); }
    [[nodiscard]] constexpr unsigned day() const { return static_cast<unsigned>(ymd().day()); }

    /// All three at once, for less than three questions.
    [[nodiscard]] constexpr DateParts parts() const {
        const std::chrono::year_month_day of = ymd();
        return {static_cast<int>(of.year()), static_cast<unsigned>(of.month()),
                static_cast<unsigned>(of.day())};
    }

    [[nodiscard]] constexpr Date plus_days(std::int32_t count) const {
        return from_days(std::int64_t{days_} + count);
    }
    [[nodiscard]] constexpr Date next_day() const { return plus_days(1); }
    [[nodiscard]] constexpr Date previous_day() const { return plus_days(-1); }

    /// The same day of the month `count` months later; where that month has no such day, its last
    /// day: 2024-01-31 plus one month is 2024-02-29.
    [[nodiscard]] constexpr Date plus_months_clamp_to_month_end(std::int32_t count) const {
        const std::chrono::year_month_day from = ymd();
        const auto target = from.year() / from.month() + std::chrono::months{count};
        const auto last = target / std::chrono::last;
        const auto result = target / (from.day() < last.day() ? from.day() : last.day());
        return from_days(std::chrono::sys_days{result}.time_since_epoch().count());
    }

    friend constexpr auto operator<=>(Date, Date) = default;

private:
    static constexpr std::int32_t kDaysMin = -719'162;    // 0001-01-01.
    static constexpr std::int32_t kDaysMax = 10'237'746;  // 29999-12-31.

    [[nodiscard]] constexpr std::chrono::year_month_day ymd() const {
        return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days_}}};
    }

    std::int32_t days_ = 0;
};

/// Nights from `from` to `to`; negative if `to` is earlier.
[[nodiscard]] constexpr std::int32_t days_between(Date from, Date to) {
    return to.days() - from.days();
}

/// The days from `from` on, up to but without `to`; without end if there is no `to`. Empty if to <=
/// from.
struct DateInterval {
    Date from;
    std::optional<Date> to;

    [[nodiscard]] constexpr bool is_empty() const { return to && *to <= from; }
    [[nodiscard]] constexpr bool contains(Date date) const {
        return from <= date && (!to || date < *to);
    }
    /// Whether the two share a day. An empty interval shares none.
    [[nodiscard]] constexpr bool overlaps(const DateInterval& other) const {
        if (is_empty() || other.is_empty()) return false;
        return (!other.to || from < *other.to) && (!to || other.from < *to);
    }

    friend constexpr bool operator==(const DateInterval&, const DateInterval&) = default;
};

/// Reads exactly YYYY-MM-DD, years 1900 to 9999, days that exist.
/// Errors    bad_date.
[[nodiscard]] Result<Date> parse_date(std::string_view text);

/// "2024-02-29". A year beyond 9999 has five digits.
[[nodiscard]] std::string to_string(Date date);
/// "[2024-01-01, 2025-01-01)", "[2024-01-01, )".
[[nodiscard]] std::string to_string(const DateInterval& interval);

std::ostream& operator<<(std::ostream& out, Date date);
std::ostream& operator<<(std::ostream& out, const DateInterval& interval);

}  // namespace yidi
