#include "domain/clearing/working_days.h"

#include <gtest/gtest.h>

namespace yidi::clearing {
namespace {

Date day(std::string_view text) {
    return *parse_date(text);
}

StatedDays stated(std::string_view from, std::string_view to, bool is_worked) {
    return {.from = day(from),
            .to = day(to),
            .is_worked = is_worked,
            .name = "春节",
            .document = "通知",
            .issued = day("2025-11-04"),
            .grade = policy::Grade::P};
}

/// The Spring Festival of 2026: Saturday the 14th is worked, the 15th to the 23rd are free.
WorkingDays spring_2026() {
    return *WorkingDays::from({stated("2026-02-15", "2026-02-23", false),
                               stated("2026-02-14", "2026-02-14", true),
                               stated("2026-02-28", "2026-02-28", true)});
}

TEST(WorkingDays, FollowTheNotice) {
    const WorkingDays days = spring_2026();
    using Answer = WorkingDays::Answer;
    EXPECT_EQ(days.is_working(day("2026-02-13")), (Answer{.is_working = true}));
    EXPECT_EQ(days.is_working(day("2026-02-14")), (Answer{.is_working = true}));
    EXPECT_EQ(days.is_working(day("2026-02-18")), (Answer{.is_working = false}));
    EXPECT_EQ(days.is_working(day("2026-02-24")), (Answer{.is_working = true}));
    EXPECT_EQ(days.is_working(day("2026-03-01")), (Answer{.is_working = false}));
}

TEST(WorkingDays, AreCountedOverFreeDays) {
    const WorkingDays days = spring_2026();
    // From Friday the 13th: 14 (worked Saturday), then 24, 25.
    EXPECT_EQ(days.add(day("2026-02-13"), 3), (WorkingDays::Day{.date = day("2026-02-25")}));
    EXPECT_EQ(days.add(day("2026-02-13"), 0), (WorkingDays::Day{.date = day("2026-02-13")}));
    EXPECT_EQ(days.between(day("2026-02-13"), day("2026-02-25")), 3);
    EXPECT_EQ(days.between(day("2026-02-25"), day("2026-02-13")), 0);
}

TEST(WorkingDays, AreProvisionalBeyondTheLastNotice) {
    const WorkingDays days = spring_2026();
    EXPECT_FALSE(days.add(day("2026-12-24"), 5).is_provisional) << "Thursday 31st";
    const WorkingDays::Day later = days.add(day("2026-12-24"), 6);
    EXPECT_EQ(later.date, day("2027-01-01")) << "a Friday, as far as anybody can know";
    EXPECT_TRUE(later.is_provisional);
    EXPECT_TRUE(days.is_working(day("2027-05-03")).is_provisional);
    EXPECT_TRUE(days.is_working(day("2025-05-03")).is_provisional) << "before the first, too";
    EXPECT_TRUE(WorkingDays{}.is_working(day("2026-05-04")).is_provisional);
}

TEST(WorkingDays, KnowDecemberDaysOfTheNextYearsNotice) {
    const auto days = WorkingDays::from({stated("2022-12-31", "2023-01-02", false)});
    ASSERT_TRUE(days.has_value());
    EXPECT_FALSE(days->is_working(day("2022-12-31")).is_provisional);
    EXPECT_TRUE(days->is_working(day("2022-12-30")).is_provisional);
    EXPECT_TRUE(days->knows(2023));
    EXPECT_FALSE(days->knows(2022));
}

TEST(WorkingDays, RefuseADayStatedTwice) {
    EXPECT_FALSE(WorkingDays::from(
        {stated("2026-02-15", "2026-02-23", false), stated("2026-02-23", "2026-02-23", true)}));
    EXPECT_FALSE(WorkingDays::from({stated("2026-02-23", "2026-02-15", false)}));
}

TEST(WorkingDays, CountDaysBefore1970Too) {
    EXPECT_FALSE(WorkingDays{}.is_working(day("1969-12-28")).is_working) << "a Sunday";
    EXPECT_TRUE(WorkingDays{}.is_working(day("1969-12-29")).is_working);
}

}  // namespace
}  // namespace yidi::clearing
