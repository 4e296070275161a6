#include "base/date.h"

#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yidi {
namespace {

constexpr Date ymd(int year, unsigned month, unsigned day) {
    return Date::from_ymd({.year = year, .month = month, .day = day});
}

Date any_date() {
    return Date::from_days(*rc::gen::inRange<std::int32_t>(-25'567, 2'932'897));
}

TEST(Date, CountsDaysFrom1970) {
    static_assert(ymd(1970, 1, 1) == Date{});
    static_assert(ymd(1970, 1, 1).days() == 0);
    static_assert(ymd(1969, 12, 31).days() == -1);
    static_assert(ymd(2000, 3, 1).days() == 11'017);
    static_assert(ymd(2024, 2, 29).year() == 2024);
    static_assert(ymd(2024, 2, 29).month() == 2);
    static_assert(ymd(2024, 2, 29).day() == 29);
}

TEST(Date, CrossesLeapDaysAndYears) {
    static_assert(ymd(2024, 2, 28).next_day() == ymd(2024, 2, 29));
    static_assert(ymd(2023, 2, 28).next_day() == ymd(2023, 3, 1));
    static_assert(ymd(2100, 2, 28).next_day() == ymd(2100, 3, 1));
    static_assert(ymd(2024, 1, 1).previous_day() == ymd(2023, 12, 31));
    static_assert(ymd(2024, 12, 31).plus_days(366) == ymd(2026, 1, 1));
    static_assert(days_between(ymd(2024, 1, 1), ymd(2025, 1, 1)) == 366);
    static_assert(days_between(ymd(2024, 1, 2), ymd(2024, 1, 1)) == -1);
}

TEST(Date, ReachesExactlyTheEndsOfItsRange) {
    static_assert(ymd(1, 1, 1).next_day().previous_day() == ymd(1, 1, 1));
    static_assert(ymd(29999, 12, 31).previous_day().next_day() == ymd(29999, 12, 31));
}

TEST(Date, CanPassTheLastDayThatIsAcceptedFromOutside) {
    // Some systems write 9999-12-31 for "open"; the first day after it must still be a date.
    EXPECT_EQ(to_string(parse_date("9999-12-31").value().next_day()), "10000-01-01");
}

TEST(Date, AddsMonthsClampedToTheMonthsEnd) {
    static_assert(ymd(2024, 1, 31).plus_months_clamp_to_month_end(1) == ymd(2024, 2, 29));
    static_assert(ymd(2023, 1, 31).plus_months_clamp_to_month_end(1) == ymd(2023, 2, 28));
    static_assert(ymd(2024, 3, 31).plus_months_clamp_to_month_end(-1) == ymd(2024, 2, 29));
    static_assert(ymd(2024, 8, 31).plus_months_clamp_to_month_end(6) == ymd(2025, 2, 28));
    static_assert(ymd(2024, 7, 15).plus_months_clamp_to_month_end(6) == ymd(2025, 1, 15));
    static_assert(ymd(2024, 7, 15).plus_months_clamp_to_month_end(-12) == ymd(2023, 7, 15));
}

TEST(DateDeathTest, StopsOnDaysThatDoNotExist) {
    EXPECT_DEATH(static_cast<void>(ymd(2023, 2, 29)), "ok");
    EXPECT_DEATH(static_cast<void>(Date::from_days(INT32_MAX)), "kDaysMax");
    EXPECT_DEATH(static_cast<void>(ymd(29999, 12, 31).next_day()), "kDaysMax");
    EXPECT_DEATH(static_cast<void>(ymd(1, 1, 1).previous_day()), "kDaysMin");
}

TEST(ParseDate, ReadsTheOneForm) {
    EXPECT_EQ(parse_date("2024-07-01").value(), ymd(2024, 7, 1));
    EXPECT_EQ(parse_date("2024-02-29").value(), ymd(2024, 2, 29));
    EXPECT_EQ(parse_date("1900-01-01").value(), ymd(1900, 1, 1));
}

TEST(ParseDate, SaysWhatIsWrong) {
    const auto detail = [](std::string_view text) { return parse_date(text).error().detail; };
    EXPECT_EQ(detail("2024-7-1"), "not a date: it is not of the form YYYY-MM-DD");
    EXPECT_EQ(detail("20240701"), "not a date: it is not of the form YYYY-MM-DD");
    EXPECT_EQ(detail("2024-07-01 "), "not a date: it is not of the form YYYY-MM-DD");
    EXPECT_EQ(detail("2024/07/01"), "not a date: it is not of the form YYYY-MM-DD");
    EXPECT_EQ(detail(""), "not a date: it is not of the form YYYY-MM-DD");
    EXPECT_EQ(detail("2O24-07-01"),
              "not a date: it has something other than digits and two hyphens");
    EXPECT_EQ(detail("2024-+7-01"),
              "not a date: it has something other than digits and two hyphens");
    EXPECT_EQ(detail("2024-07-0x"),
              "not a date: it has something other than digits and two hyphens");
    EXPECT_EQ(detail("2023-02-29"), "not a date: that month has no day 29");
    EXPECT_EQ(detail("2024-04-31"), "not a date: that month has no day 31");
    EXPECT_EQ(detail("2024-01-00"), "not a date: that month has no day 0");
    EXPECT_EQ(detail("2024-13-01"), "not a date: there is no month 13");
    EXPECT_EQ(detail("2024-00-01"), "not a date: there is no month 0");
    EXPECT_EQ(detail("0024-01-01"), "not a date: the year is before 1900");
    EXPECT_EQ(parse_date("2024-13-01").error().code, ErrorCode::bad_date);
    EXPECT_EQ(parse_date("2024-13-01").error().remedy, "check the month");
}

TEST(DateInterval, IsHalfOpen) {
    constexpr DateInterval kYear{.from = ymd(2024, 1, 1), .to = ymd(2025, 1, 1)};
    static_assert(kYear.contains(ymd(2024, 1, 1)));
    static_assert(kYear.contains(ymd(2024, 12, 31)));
    static_assert(!kYear.contains(ymd(2025, 1, 1)));
    static_assert(!kYear.contains(ymd(2023, 12, 31)));
    constexpr DateInterval kOpen{.from = ymd(2024, 1, 1), .to = {}};
    static_assert(kOpen.contains(ymd(2999, 1, 1)));
    static_assert(!kOpen.contains(ymd(2023, 12, 31)));
}

TEST(DateInterval, OverlapsOnlyWhereADayIsShared) {
    constexpr DateInterval kYear{.from = ymd(2024, 1, 1), .to = ymd(2025, 1, 1)};
    constexpr DateInterval kNext{.from = ymd(2025, 1, 1), .to = {}};
    constexpr DateInterval kLastDay{.from = ymd(2024, 12, 31), .to = ymd(2025, 1, 1)};
    constexpr DateInterval kNothing{.from = ymd(2024, 6, 1), .to = ymd(2024, 6, 1)};
    static_assert(!kYear.overlaps(kNext));
    static_assert(!kNext.overlaps(kYear));
    static_assert(kYear.overlaps(kLastDay));
    static_assert(kLastDay.overlaps(kYear));
    static_assert(kNext.overlaps(kNext));
    static_assert(kNothing.is_empty());
    static_assert(!kNothing.overlaps(kYear));
    static_assert(!kYear.overlaps(kNothing));
    static_assert(!kNothing.contains(ymd(2024, 6, 1)));
}

TEST(DateText, IsTheIsoForm) {
    std::ostringstream out;
    out << ymd(2024, 7, 1) << ' ' << DateInterval{.from = ymd(2024, 1, 1), .to = ymd(2025, 1, 1)}
        << ' ' << DateInterval{.from = ymd(987, 1, 1), .to = {}};
    EXPECT_EQ(out.str(), "2024-07-01 [2024-01-01, 2025-01-01) [0987-01-01, )");
}

RC_GTEST_PROP(ParseDate, ReadsBackEveryDay, ()) {
    const Date date = any_date();
    RC_ASSERT(parse_date(to_string(date)).value() == date);
}

RC_GTEST_PROP(DateInterval, OverlapMeansThatADayIsInBoth, ()) {
    const Date origin = ymd(2024, 1, 1);
    const auto any_interval = [&] {
        const Date from = origin.plus_days(*rc::gen::inRange(0, 12));
        if (*rc::gen::inRange(0, 4) == 0) return DateInterval{.from = from, .to = {}};
        return DateInterval{.from = from, .to = origin.plus_days(*rc::gen::inRange(0, 12))};
    };
    const DateInterval a = any_interval();
    const DateInterval b = any_interval();
    bool is_shared = false;
    for (int day = 0; day < 13; ++day) {
        const Date date = origin.plus_days(day);
        is_shared = is_shared || (a.contains(date) && b.contains(date));
    }
    RC_ASSERT(a.overlaps(b) == is_shared);
}

}  // namespace
}  // namespace yidi
