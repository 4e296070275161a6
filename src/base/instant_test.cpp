#include "base/instant.h"

#include <gtest/gtest.h>

namespace yidi {
namespace {

TEST(Instant, IsShownInChina) {
    EXPECT_EQ(to_string(Instant::from_ms(0)), "1970-01-01 08:00:00");
    EXPECT_EQ(to_string(Instant::from_ms(-8 * 3'600'000 - 1)), "1969-12-31 23:59:59");
    EXPECT_EQ(to_compact(Instant::from_ms(1'735'660'800'000)), "20250101000000");
    EXPECT_EQ(Instant::from_ms(1'735'660'799'999).date(), Date::from_ymd({2024, 12, 31}));
    EXPECT_EQ(Instant::from_ms(1'735'660'800'000).date(), Date::from_ymd({2025, 1, 1}));
}

TEST(Instant, ReadsTheThreeFormsThatClientsSend) {
    const Instant expected = Instant::from_ms(1'735'660'800'000).plus_ms(3'661'000);
    EXPECT_EQ(parse_instant("2025-01-01 01:01:01"), expected);
    EXPECT_EQ(parse_instant("2025-01-01T01:01:01"), expected);
    EXPECT_EQ(parse_instant("2025-01-01T01:01:01.123"), expected);
    EXPECT_EQ(parse_instant("2025-01-01"), Instant::from_ms(1'735'660'800'000));
}

TEST(Instant, RefusesWhatIsNoTime) {
    for (const char* text : {"", "2025-02-29 00:00:00", "2025-01-01 24:00:00",
                             "2025-01-01 00:60:00", "2025-01-01 00:00:60", "2025-01-01 0:00:00",
                             "2025-01-01 00:00", "2025-01-01 00:00:00Z", "2025-01-01 00:00:00.",
                             "2025/01/01 00:00:00", "2025-01-01_00:00:00", "2025-01-01 aa:00:00"}) {
        EXPECT_EQ(parse_instant(text), std::nullopt) << text;
    }
}

TEST(Instant, ComesBackAsItWasWritten) {
    for (const char* text : {"1900-01-02 00:00:00", "2000-02-29 23:59:59", "9999-12-31 12:00:00"}) {
        const auto instant = parse_instant(text);
        ASSERT_TRUE(instant.has_value()) << text;
        EXPECT_EQ(to_string(*instant), text);
    }
}

}  // namespace
}  // namespace yidi
