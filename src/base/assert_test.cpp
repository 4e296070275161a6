#include "base/assert.h"

#include <gtest/gtest.h>

namespace yidi {
namespace {

constexpr int half_of_even(int value) {
    YIDI_ASSERT(value % 2 == 0);
    return value / 2;
}

TEST(Assert, IsSilentWhenItHolds) {
    static_assert(half_of_even(4) == 2);
}

TEST(AssertDeathTest, NamesFileLineAndExpressionWithoutTheMachine) {
    EXPECT_DEATH(static_cast<void>(half_of_even(3)),
                 "^src/base/assert_test.cpp:[0-9]+: assertion failed: value % 2 == 0");
}

}  // namespace
}  // namespace yidi
