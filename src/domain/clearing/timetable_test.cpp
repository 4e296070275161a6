#include "domain/clearing/timetable.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

TEST(Timetable, DatesTheStepsOfAServiceMonth) {
    const Timetable table = Timetable::of(month("2026-03"), national_terms(), days_2026());
    EXPECT_EQ(table.month(), month("2026-03"));
    EXPECT_EQ(table.at(Step::confirm).from, day("2026-04-01"));
    EXPECT_EQ(table.at(Step::confirm).by, day("2026-04-20"));
    EXPECT_EQ(table.at(Step::tables).from, day("2026-04-21"));
    EXPECT_EQ(table.at(Step::sign).from, day("2026-04-21"));
    EXPECT_EQ(table.at(Step::sign).by, day("2026-04-25")) << "a Saturday; no source moves it";
    EXPECT_EQ(table.at(Step::notices).by, day("2026-04-30"));
    // After 30 April: 6, 7, 8, 9 (a worked Saturday), 11 May.
    EXPECT_EQ(table.at(Step::to_finance).by, day("2026-05-11"));
    // 12 to 15, 18 to 22, 25 May.
    EXPECT_EQ(table.at(Step::pay).by, day("2026-05-25"));
    EXPECT_EQ(table.at(Step::report).by, day("2026-06-01"));
    for (const DatedStep& step : table.steps()) EXPECT_FALSE(step.is_provisional);
}

TEST(Timetable, SaysWhichDaysRestOnAYearWithoutNotice) {
    const Timetable table = Timetable::of(month("2026-11"), national_terms(), days_2026());
    EXPECT_EQ(table.at(Step::notices).by, day("2026-12-31"));
    EXPECT_FALSE(table.at(Step::notices).is_provisional);
    EXPECT_TRUE(table.at(Step::to_finance).is_provisional);
    EXPECT_TRUE(table.at(Step::report).is_provisional);
}

TEST(Timetable, CountsFromTheNoticeThatCame) {
    const auto steps = steps_after_notice(day("2026-02-25"), national_terms(), days_2026());
    // 26, 27, 28 (a worked Saturday), 2, 3 March.
    EXPECT_EQ(steps[0], (DatedStep{.step = Step::to_finance,
                                   .from = day("2026-02-25"),
                                   .by = day("2026-03-03"),
                                   .is_provisional = false}));
    EXPECT_EQ(steps[1].by, day("2026-03-17"));
    EXPECT_EQ(steps[2].by, day("2026-03-24"));
    EXPECT_EQ(name(steps[2].step), "report");
}

}  // namespace
}  // namespace yidi::clearing
