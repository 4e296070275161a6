#include "base/date.h"

#include <cstddef>
#include <ostream>

namespace yidi {
namespace {

/// The number written in text[begin, begin + length), or nothing if that is not all digits.
std::optional<unsigned> number_at(std::string_view text, std::size_t begin, std::size_t length) {
    unsigned number = 0;
    for (const char c : text.substr(begin, length)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    return number;
}

tl::unexpected<Error> bad_date(std::string what, std::string remedy) {
    return fail({.code = ErrorCode::bad_date,
                 .rule = "a date is written YYYY-MM-DD and exists in the calendar",
                 .remedy = std::move(remedy),
                 .detail = "not a date: " + std::move(what)});
}

std::string padded(unsigned number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

}  // namespace

Result<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return bad_date("it is not of the form YYYY-MM-DD", "write it like 2024-07-01");
    }
    const auto year = number_at(text, 0, 4);
    const auto month = number_at(text, 5, 2);
    const auto day = number_at(text, 8, 2);
    if (!year || !month || !day) {
        return bad_date("it has something other than digits and two hyphens",
                        "write it like 2024-07-01");
    }
    if (*year < 1900) return bad_date("the year is before 1900", "check the year");

    const std::chrono::year_month_day ymd{std::chrono::year{static_cast<int>(*year)},
                                          std::chrono::month{*month}, std::chrono::day{*day}};
    if (!ymd.month().ok()) {
        return bad_date("there is no month " + std::to_string(*month), "check the month");
    }
    if (!ymd.ok()) {
        return bad_date("that month has no day " + std::to_string(*day),
                        "check the day and the month");
    }
    return Date::from_ymd({.year = static_cast<int>(*year), .month = *month, .day = *day});
}

std::string to_string(Date date) {
    return padded(static_cast<unsigned>(date.year()), 4) + "-" + padded(date.month(), 2) + "-" +
           padded(date.day(), 2);
}

std::string to_string(const DateInterval& interval) {
    return "[" + to_string(interval.from) + ", " + (interval.to ? to_string(*interval.to) : "") +
           ")";
}

std::ostream& operator<<(std::ostream& out, Date date) {
    return out << to_string(date);
}
std::ostream& operator<<(std::ostream& out, const DateInterval& interval) {
    return out << to_string(interval);
}

}  // namespace yidi
