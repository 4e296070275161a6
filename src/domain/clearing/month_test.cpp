#include "domain/clearing/month.h"

#include <gtest/gtest.h>

namespace yidi::clearing {
namespace {

TEST(Month, KnowsItsDays) {
    const Month month = *parse_month("2024-02");
    EXPECT_EQ(to_string(month.first()), "2024-02-01");
    EXPECT_EQ(to_string(month.last()), "2024-02-29");
    EXPECT_EQ(to_string(month.day(20)), "2024-02-20");
    EXPECT_TRUE(month.contains(*parse_date("2024-02-29")));
    EXPECT_FALSE(month.contains(*parse_date("2024-03-01")));
}

TEST(Month, CountsAcrossYears) {
    const Month december = *parse_month("2025-12");
    EXPECT_EQ(to_string(december.plus(1)), "2026-01");
    EXPECT_EQ(to_string(december.plus(-12)), "2024-12");
    EXPECT_EQ(december.plus(3).year(), 2026);
    EXPECT_EQ(december.plus(3).month(), 3U);
    EXPECT_EQ(months_between(december, december.plus(-5)), -5);
    EXPECT_LT(december, december.plus(1));
}

TEST(Month, IsReadExactly) {
    for (const char* text : {"", "2026", "2026-13", "2026-00", "2026-1", "2026-01-01", "26-01"}) {
        EXPECT_FALSE(parse_month(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace yidi::clearing
