#include "base/money.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

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

TEST(Money, AddsSubtractsNegatesAndCompares) {
    static_assert(fen(150) + fen(-50) == Money::from_yuan(1));
    static_assert(fen(150) - fen(200) == fen(-50));
    static_assert(-fen(150) == fen(-150));
    static_assert(fen(-1) < Money{});
    static_assert(std::min(fen(3), fen(2)) == fen(2));
    Money sum = fen(1);
    sum += fen(5);
    sum -= fen(2);
    EXPECT_EQ(sum, fen(4));
}

TEST(Money, ReachesExactlyItsLimitAndNoFurther) {
    EXPECT_EQ(fen(Money::kFenMax).fen(), 9'000'000'000'000'000);
    EXPECT_EQ(fen(-Money::kFenMax) + fen(Money::kFenMax), Money{});
    static_assert(Money::kFenMax < (std::int64_t{1} << 53));
}

TEST(MoneyDeathTest, StopsBeyondItsLimit) {
    EXPECT_DEATH(static_cast<void>(fen(Money::kFenMax + 1)), "kFenMax");
    EXPECT_DEATH(static_cast<void>(fen(-Money::kFenMax - 1)), "kFenMax");
    EXPECT_DEATH(static_cast<void>(fen(Money::kFenMax) + fen(1)), "kFenMax");
    EXPECT_DEATH(static_cast<void>(fen(-Money::kFenMax) - fen(1)), "kFenMax");
    EXPECT_DEATH(static_cast<void>(fen(Money::kFenMax).times(ppm(2'000'000), Rounding::down)),
                 "kFenMax");
    EXPECT_DEATH(static_cast<void>(Money::from_yuan(INT64_MAX)), "yuan");
}

TEST(MoneyTimes, RoundsOnceByTheStatedRule) {
    // 1.05 yuan * 0.5 = 52.5 fen; 1.07 * 0.5 = 53.5 fen.
    EXPECT_EQ(fen(105).times(ppm(500'000), Rounding::half_up), fen(53));
    EXPECT_EQ(fen(105).times(ppm(500'000), Rounding::half_even), fen(52));
    EXPECT_EQ(fen(105).times(ppm(500'000), Rounding::down), fen(52));
    EXPECT_EQ(fen(107).times(ppm(500'000), Rounding::half_even), fen(54));
    EXPECT_EQ(fen(-105).times(ppm(500'000), Rounding::half_up), fen(-53));
    EXPECT_EQ(fen(-105).times(ppm(500'000), Rounding::down), fen(-52));
}

TEST(MoneyTimes, KnowsNoBinaryFractions) {
    // In binary, 1.005 * 100 is 100.49999999999999 and would round to 1.00.
    EXPECT_EQ(fen(100).times(ppm(1'005'000), Rounding::half_up), fen(101));
}

TEST(MoneyTimes, KeepsAProductOfRatesExactUntilTheEnd) {
    // 100.00 * 0.85 * 0.9 * 0.95 = 72.675: one rounding gives 72.68. Rounding the ratio or each
    // step could differ.
    const Ratio ratio = Ratio{ppm(850'000)}.times(ppm(900'000)).times(ppm(950'000));
    EXPECT_EQ(fen(10'000).times(ratio, Rounding::half_up), fen(7'268));
    EXPECT_EQ(fen(10'000).times(ratio, Rounding::down), fen(7'267));
}

RC_GTEST_PROP(MoneyTimes, OneAndZeroAreWhatTheySay, (std::int32_t value)) {
    for (const Rounding rounding : {Rounding::half_up, Rounding::half_even, Rounding::down}) {
        RC_ASSERT(fen(value).times(Rate::one(), rounding) == fen(value));
        RC_ASSERT(fen(value).times(Rate{}, rounding) == Money{});
    }
}

TEST(CheckedSum, AddsNothingToZero) {
    EXPECT_EQ(checked_sum({}).value(), Money{});
}

TEST(CheckedSum, MayPassTheLimitOnTheWayButNotAtTheEnd) {
    const std::array amounts{fen(Money::kFenMax), fen(Money::kFenMax), fen(-Money::kFenMax)};
    EXPECT_EQ(checked_sum(amounts).value(), fen(Money::kFenMax));
    const std::array beyond{fen(Money::kFenMax), fen(1)};
    EXPECT_EQ(checked_sum(beyond).error().code, ErrorCode::limit_exceeded);
    const std::array below{fen(-Money::kFenMax), fen(-1)};
    EXPECT_EQ(checked_sum(below).error().code, ErrorCode::limit_exceeded);
}

TEST(Allocate, GivesTheRestToThoseWhoLostMost) {
    // 100 fen by 1:1:1 is 33.33 each, the odd fen goes to the first.
    EXPECT_EQ(allocate(fen(100), std::vector<std::int64_t>{1, 1, 1}),
              (std::vector{fen(34), fen(33), fen(33)}));
    // 10 fen by 1:2:4 is 1.43, 2.86, 5.71: the second lost most, then the third.
    EXPECT_EQ(allocate(fen(10), std::vector<std::int64_t>{1, 2, 4}),
              (std::vector{fen(1), fen(3), fen(6)}));
}

TEST(Allocate, MirrorsNegativeTotalsFenByFen) {
    EXPECT_EQ(allocate(fen(-100), std::vector<std::int64_t>{1, 1, 1}),
              (std::vector{fen(-34), fen(-33), fen(-33)}));
}

TEST(Allocate, GivesNothingToAWeightOfZero) {
    EXPECT_EQ(allocate(fen(5), std::vector<std::int64_t>{0, 1, 0}),
              (std::vector{fen(0), fen(5), fen(0)}));
    EXPECT_EQ(allocate(Money{}, std::vector<std::int64_t>{0, 0}), (std::vector{fen(0), fen(0)}));
    EXPECT_TRUE(allocate(Money{}, {}).empty());
}

TEST(Allocate, HoldsAtTheLimitOfMoneyAndWeights) {
    const std::vector<std::int64_t> weights{INT64_MAX, INT64_MAX, 1};
    const std::vector<Money> parts = allocate(fen(Money::kFenMax), weights);
    EXPECT_EQ(checked_sum(parts).value(), fen(Money::kFenMax));
}

TEST(AllocateDeathTest, StopsWhenThereIsNobodyToGiveTo) {
    EXPECT_DEATH(static_cast<void>(allocate(fen(1), std::vector<std::int64_t>{0, 0})),
                 "weight_sum > 0");
    EXPECT_DEATH(static_cast<void>(allocate(fen(1), std::vector<std::int64_t>{2, -1})),
                 "weight >= 0");
}

RC_GTEST_PROP(Allocate, AlwaysSumsToTheTotalAndStaysWithinAFenOfTheShare,
              (std::int32_t total, std::vector<std::uint32_t> numbers)) {
    const std::vector<std::int64_t> weights(numbers.begin(), numbers.end());
    const Int128 sum = std::accumulate(weights.begin(), weights.end(), Int128{0});
    RC_PRE(sum > 0);
    const std::vector<Money> parts = allocate(fen(total), weights);
    RC_ASSERT(checked_sum(parts).value() == fen(total));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Int128 difference = Int128{parts[i].fen()} * sum - Int128{total} * weights[i];
        RC_ASSERT(difference < sum);
        RC_ASSERT(-difference < sum);
    }
}

TEST(ToYuan, AlwaysShowsTwoDecimals) {
    EXPECT_EQ(to_yuan(fen(-1205)), "-12.05");
    EXPECT_EQ(to_yuan(fen(-5)), "-0.05");
    EXPECT_EQ(to_yuan(fen(0)), "0.00");
    EXPECT_EQ(to_yuan(fen(7)), "0.07");
    EXPECT_EQ(to_yuan(fen(100)), "1.00");
    EXPECT_EQ(to_yuan(fen(Money::kFenMax)), "90000000000000.00");
}

TEST(ParseYuan, ReadsWhatJsonCallsANumber) {
    EXPECT_EQ(parse_yuan("0").value(), Money{});
    EXPECT_EQ(parse_yuan("-0").value(), Money{});
    EXPECT_EQ(parse_yuan("12").value(), fen(1200));
    EXPECT_EQ(parse_yuan("12.5").value(), fen(1250));
    EXPECT_EQ(parse_yuan("-0.05").value(), fen(-5));
    EXPECT_EQ(parse_yuan("1234.56").value(), fen(123'456));
}

TEST(ParseYuan, AcceptsUpToItsLimit) {
    EXPECT_EQ(parse_yuan("999999999.99").value(), fen(kInputFenMax));
    EXPECT_EQ(parse_yuan("-999999999.99").value(), fen(-kInputFenMax));
    EXPECT_EQ(parse_yuan("1000000000").error().code, ErrorCode::bad_amount);
    EXPECT_EQ(parse_yuan("-1000000000.00").error().code, ErrorCode::bad_amount);
    EXPECT_EQ(parse_yuan(std::string(400, '9')).error().code, ErrorCode::bad_amount);
}

TEST(ParseYuan, SaysWhatIsWrongAndWhatToDo) {
    struct Case {
        std::string_view text;
        std::string_view detail;
        std::string_view remedy;
    };
    const std::array cases{
        Case{"", "it is empty", "write a number, 0 if there is none"},
        Case{"-", "it has no digits", "write the digits of the number"},
        Case{"01.00", "it starts with a zero", "remove the leading zeros"},
        Case{"-00", "it starts with a zero", "remove the leading zeros"},
        Case{"1.", "it ends with a point", "remove the point or write digits after it"},
        Case{".5", "no digit precedes the point at character 1", "write 0 before the point"},
        Case{"1.234", "it has 3 decimal places", "round it to 2 decimal places or fewer"},
        Case{"1.000", "it has 3 decimal places", "round it to 2 decimal places or fewer"},
        Case{"1e3", "it has an exponent at character 2", "write the number in full"},
        Case{"1.0E3", "it has an exponent at character 4", "write the number in full"},
        Case{"1,000.00", "it has a comma at character 2", "remove the thousands separators"},
        Case{"+1", "it has a plus sign at character 1", "remove the sign"},
        Case{" 1", "it has a blank at character 1", "remove the blanks"},
        Case{"1 ", "it has a blank at character 2", "remove the blanks"},
        Case{"1.5.5", "no digit precedes the point at character 4", "write 0 before the point"},
        Case{"12元", "it has something other than a digit at character 3",
             "keep only digits, one point and a leading minus"},
        Case{"NaN", "it has something other than a digit at character 1",
             "keep only digits, one point and a leading minus"},
        Case{"9999999999", "it is beyond 999999999.99",
             "check the unit: the limit is 999999999.99"},
    };
    for (const Case& item : cases) {
        SCOPED_TRACE(item.text);
        const Result<Money> result = parse_yuan(item.text);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::bad_amount);
        EXPECT_EQ(result.error().detail, "not an amount in yuan: " + std::string{item.detail});
        EXPECT_EQ(result.error().remedy, item.remedy);
        EXPECT_EQ(result.error().rule,
                  "an amount in yuan is a decimal number with at most 2 decimal places");
    }
}

RC_GTEST_PROP(ParseYuan, ReadsBackWhatToYuanWrites, ()) {
    const Money amount = fen(*rc::gen::inRange<std::int64_t>(-kInputFenMax, kInputFenMax + 1));
    RC_ASSERT(parse_yuan(to_yuan(amount)).value() == amount);
}

}  // namespace
}  // namespace yidi
