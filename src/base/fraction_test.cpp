#include "base/fraction.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yidi {
namespace {

constexpr Money fen(std::int64_t value) {
    return Money::from_fen(value);
}
constexpr Rate ppm(std::int64_t value) {
    return Rate::from_ppm(value);
}

Money any_input() {
    return fen(*rc::gen::inRange<std::int64_t>(-kInputFenMax, kInputFenMax + 1));
}
Rate any_share() {
    return ppm(*rc::gen::inRange<std::int64_t>(0, 1'000'001));
}

TEST(Fraction, IsExactAndReduced) {
    constexpr Fraction kPart = Fraction{fen(101)}.times(ppm(500'000));
    static_assert(kPart.num() == 101);
    static_assert(kPart.den() == 2);
    static_assert(kPart + kPart == Fraction{fen(101)});
    static_assert(kPart - kPart == Fraction{});
    static_assert(-kPart + kPart == Fraction{});
}

TEST(Fraction, IsRoundedOnceAtTheEnd) {
    // Three parts of 0.5 fen each: 1.5 fen, not three times 1 and not three times 0.
    const Fraction half = Fraction{fen(1)}.times(ppm(500'000));
    EXPECT_EQ((half + half + half).round(Rounding::half_up), fen(2));
    EXPECT_EQ((half + half + half).round(Rounding::down), fen(1));
    EXPECT_EQ((-half - half - half).round(Rounding::half_up), fen(-2));
    EXPECT_EQ((half + half).round(Rounding::half_even), fen(1));
}

TEST(Fraction, ComparesWithMoneyAndWithItself) {
    const Fraction half = Fraction{fen(1)}.times(ppm(500'000));
    EXPECT_LT(half, fen(1));
    EXPECT_GT(half, fen(0));
    EXPECT_LT(-half, fen(0));
    EXPECT_GT(-half, fen(-1));
    EXPECT_EQ(half + half, fen(1));
    EXPECT_LT(-half - half - half, -half);
    EXPECT_LT(Fraction{fen(1)}.times(ppm(333'333)), Fraction{fen(1)}.times(ppm(333'334)));
}

TEST(Fraction, HoldsTheLargestInputWithTheFinestRatios) {
    const Ratio finest =
        Ratio{ppm(333'333)}.times(ppm(333'331)).times(ppm(999'999));  // Over 10^18.
    const Fraction once = Fraction{fen(kInputFenMax)}.times(finest);
    const Fraction twice = once.times(ppm(999'997));  // Over 10^24, the limit.
    EXPECT_EQ(to_string(twice.den()), "1000000000000000000000000");
    EXPECT_LT(twice, once);
    EXPECT_EQ((twice + once) - once, twice);
    EXPECT_EQ((once + once).round(Rounding::down), fen(22'222'022'222));
    EXPECT_GT(once, -once);
}

TEST(FractionDeathTest, StopsInsteadOfWrapping) {
    const Ratio finest = Ratio{ppm(333'333)}.times(ppm(333'331)).times(ppm(999'999));
    const Fraction once = Fraction{fen(kInputFenMax)}.times(finest);
    EXPECT_DEATH(static_cast<void>(once.times(finest)), "assertion failed");
    const Fraction beyond = Fraction{fen(Money::kFenMax)} + fen(Money::kFenMax);
    EXPECT_DEATH(static_cast<void>(beyond.round(Rounding::down)), "kFenMax");
    EXPECT_DEATH(static_cast<void>((-beyond).round(Rounding::down)), "kFenMax");
}

TEST(Fraction, IsWrittenAsAQuotient) {
    EXPECT_EQ(to_string(Fraction{fen(7)}), "7");
    EXPECT_EQ(to_string(Fraction{fen(-1)}.times(ppm(250'000))), "-1/4");
}

RC_GTEST_PROP(Fraction, RoundsLikeMoneyDoes, ()) {
    const Money amount = any_input();
    const Ratio ratio = Ratio{any_share()}.times(any_share()).times(any_share());
    for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::down}) {
        RC_ASSERT(Fraction{amount}.times(ratio).round(rounding) == amount.times(ratio, rounding));
    }
}

RC_GTEST_PROP(Fraction, SplitsWithoutALoss, ()) {
    const Money amount = any_input();
    const Rate share = any_share();
    const Rate rest = ppm(1'000'000 - share.ppm());
    RC_ASSERT(Fraction{amount}.times(share) + Fraction{amount}.times(rest) == amount);
}

RC_GTEST_PROP(Fraction, OrderAgreesWithTheDifference, ()) {
    const Fraction a = Fraction{any_input()}.times(any_share());
    const Fraction b = Fraction{any_input()}.times(any_share());
    RC_ASSERT((a <=> b) == ((a - b).num() <=> 0));
}

}  // namespace
}  // namespace yidi
