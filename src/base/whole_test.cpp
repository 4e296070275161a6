#include "base/whole.h"

#include <limits>

#include <gtest/gtest.h>

namespace yidi {
namespace {

TEST(Whole, ReadsDigits) {
    EXPECT_EQ(parse_whole("0"), 0);
    EXPECT_EQ(parse_whole("12"), 12);
    EXPECT_EQ(parse_whole("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
}

TEST(Whole, TakesNothingElseForANumber) {
    for (const char* const text : {"", "12abc", "abc", " 12", "12 ", "+12", "-12", "1.2", "0x1f",
                                   "１２", "9223372036854775808"}) {
        EXPECT_FALSE(parse_whole(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace yidi
