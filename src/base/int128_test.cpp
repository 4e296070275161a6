#include "base/int128.h"

#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yidi {
namespace {

constexpr Int128 kHighest = (Int128{std::numeric_limits<std::int64_t>::max()} << 64) +
                            Int128{std::numeric_limits<std::uint64_t>::max()};
constexpr Int128 kLowest = -kHighest - 1;

TEST(Divide, LeavesWholeQuotientsAlone) {
    for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::down}) {
        EXPECT_TRUE(divide(6, 3, rounding) == 2);
        EXPECT_TRUE(divide(-6, 3, rounding) == -2);
        EXPECT_TRUE(divide(0, 3, rounding) == 0);
    }
}

TEST(Divide, HalfUpSendsTiesAwayFromZero) {
    static_assert(divide(1, 2, Rounding::half_up) == 1);
    static_assert(divide(3, 2, Rounding::half_up) == 2);
    static_assert(divide(-1, 2, Rounding::half_up) == -1);
    static_assert(divide(-3, 2, Rounding::half_up) == -2);
    static_assert(divide(49, 100, Rounding::half_up) == 0);
    static_assert(divide(51, 100, Rounding::half_up) == 1);
    static_assert(divide(-49, 100, Rounding::half_up) == 0);
    static_assert(divide(-51, 100, Rounding::half_up) == -1);
}

TEST(Divide, HalfEvenSendsTiesToTheEvenNeighbour) {
    static_assert(divide(1, 2, Rounding::half_even) == 0);
    static_assert(divide(3, 2, Rounding::half_even) == 2);
    static_assert(divide(5, 2, Rounding::half_even) == 2);
    static_assert(divide(-1, 2, Rounding::half_even) == 0);
    static_assert(divide(-3, 2, Rounding::half_even) == -2);
    static_assert(divide(-5, 2, Rounding::half_even) == -2);
    static_assert(divide(251, 100, Rounding::half_even) == 3);
}

TEST(Divide, DownGoesTowardZeroOnBothSides) {
    static_assert(divide(99, 100, Rounding::down) == 0);
    static_assert(divide(-99, 100, Rounding::down) == 0);
    static_assert(divide(-199, 100, Rounding::down) == -1);
}

TEST(Divide, WorksAtTheEndsOfTheRange) {
    EXPECT_TRUE(divide(kHighest, 1, Rounding::half_up) == kHighest);
    EXPECT_TRUE(divide(kLowest, 1, Rounding::half_up) == kLowest);
    // 2 * remainder would overflow here; the quotient is just below one.
    EXPECT_TRUE(divide(kHighest - 1, kHighest, Rounding::half_up) == 1);
    EXPECT_TRUE(divide(kHighest / 2, kHighest, Rounding::half_up) == 0);
}

RC_GTEST_PROP(Divide, NearestIsNeverFurtherThanHalf, (std::int64_t num, std::uint32_t divisor)) {
    const Int128 den = Int128{divisor} + 1;
    for (const Rounding rounding : {Rounding::half_up, Rounding::half_even}) {
        const Int128 rest = num - divide(num, den, rounding) * den;
        RC_ASSERT(2 * rest <= den);
        RC_ASSERT(2 * rest >= -den);
    }
}

RC_GTEST_PROP(Divide, IsSymmetricAroundZero, (std::int64_t num, std::uint32_t divisor)) {
    const Int128 den = Int128{divisor} + 1;
    for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::down}) {
        RC_ASSERT(divide(-Int128{num}, den, rounding) == -divide(num, den, rounding));
    }
}

TEST(DivideDeathTest, RefusesADivisorThatIsNotPositive) {
    EXPECT_DEATH(static_cast<void>(divide(1, 0, Rounding::down)), "den > 0");
    EXPECT_DEATH(static_cast<void>(divide(1, -1, Rounding::down)), "den > 0");
}

TEST(Checked, ComputesAsUsualInsideTheRange) {
    static_assert(checked_add(2, 3) == 5);
    static_assert(checked_subtract(2, 3) == -1);
    static_assert(checked_multiply(-2, 3) == -6);
}

TEST(CheckedDeathTest, StopsInsteadOfWrapping) {
    EXPECT_DEATH(static_cast<void>(checked_add(kHighest, 1)), "overflow");
    EXPECT_DEATH(static_cast<void>(checked_subtract(kLowest, 1)), "overflow");
    EXPECT_DEATH(static_cast<void>(checked_multiply(kHighest, 2)), "overflow");
}

TEST(Gcd, IsNeverNegativeAndKnowsZero) {
    static_assert(gcd(12, 18) == 6);
    static_assert(gcd(-12, 18) == 6);
    static_assert(gcd(12, -18) == 6);
    static_assert(gcd(0, 7) == 7);
    static_assert(gcd(7, 0) == 7);
    static_assert(gcd(0, 0) == 0);
}

TEST(Int128ToString, WritesEveryValueIncludingTheLowest) {
    EXPECT_EQ(to_string(Int128{0}), "0");
    EXPECT_EQ(to_string(Int128{-7}), "-7");
    EXPECT_EQ(to_string(Int128{1'000'000'000'000} * 1'000'000'000'000),
              "1000000000000000000000000");
    EXPECT_EQ(to_string(kHighest), "170141183460469231731687303715884105727");
    EXPECT_EQ(to_string(kLowest), "-170141183460469231731687303715884105728");
}

}  // namespace
}  // namespace yidi
