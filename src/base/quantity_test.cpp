#include "base/quantity.h"

#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yidi {
namespace {

constexpr UnitPrice price(std::int64_t microyuan) {
    return UnitPrice::from_microyuan(microyuan);
}
constexpr Quantity count(std::int64_t value) {
    return Quantity::from_ten_thousandths(value);
}

TEST(Amount, IsTheExactProductRoundedOnce) {
    // 0.333333 yuan * 3 = 0.999999 yuan.
    static_assert(amount(price(333'333), count(30'000), Rounding::half_up) == Money::from_fen(100));
    static_assert(amount(price(333'333), count(30'000), Rounding::down) == Money::from_fen(99));
    // 0.05 yuan * 0.5 = 0.025 yuan, a tie.
    static_assert(amount(price(50'000), count(5'000), Rounding::half_up) == Money::from_fen(3));
    static_assert(amount(price(50'000), count(5'000), Rounding::half_even) == Money::from_fen(2));
}

TEST(Amount, OfARefundLineIsNegative) {
    static_assert(amount(price(50'000), count(-5'000), Rounding::half_up) == Money::from_fen(-3));
    static_assert(amount(price(12'500'000), count(-20'000), Rounding::half_up) ==
                  Money::from_fen(-2500));
}

TEST(Amount, FitsMoneyForTheLargestOfBoth) {
    const Money largest = amount(price(UnitPrice::kMicroyuanMax),
                                 count(Quantity::kTenThousandthsMax), Rounding::half_up);
    EXPECT_EQ(to_yuan(largest), "9999999998999.00");  // (10^7 - 10^-6) * (10^6 - 10^-4).
}

TEST(ParseUnitPrice, ReadsUpToSixDecimals) {
    EXPECT_EQ(parse_unit_price("0.000001").value(), price(1));
    EXPECT_EQ(parse_unit_price("12.5").value(), price(12'500'000));
    EXPECT_EQ(parse_unit_price("9999999.999999").value(), price(UnitPrice::kMicroyuanMax));
    EXPECT_EQ(parse_unit_price("-1").value(), price(-1'000'000));
    EXPECT_EQ(parse_unit_price("0.0000001").error().code, ErrorCode::bad_amount);
    EXPECT_EQ(parse_unit_price("10000000").error().code, ErrorCode::bad_amount);
}

TEST(ParseQuantity, ReadsUpToFourDecimals) {
    EXPECT_EQ(parse_quantity("0.0001").value(), count(1));
    EXPECT_EQ(parse_quantity("-2").value(), count(-20'000));
    EXPECT_EQ(parse_quantity("999999.9999").value(), count(Quantity::kTenThousandthsMax));
    EXPECT_EQ(parse_quantity("0.00001").error().code, ErrorCode::bad_value);
    EXPECT_EQ(parse_quantity("1000000").error().code, ErrorCode::bad_value);
    EXPECT_EQ(parse_quantity("two").error().detail,
              "not a count: it has something other than a digit at character 1");
}

TEST(QuantityDeathTest, StopsBeyondTheLimits) {
    EXPECT_DEATH(static_cast<void>(price(UnitPrice::kMicroyuanMax + 1)), "kMicroyuanMax");
    EXPECT_DEATH(static_cast<void>(count(-Quantity::kTenThousandthsMax - 1)), "kTenThousandthsMax");
}

TEST(QuantityText, IsTheShortestDecimal) {
    std::ostringstream out;
    out << price(12'500'000) << ' ' << price(-1) << ' ' << count(30'000) << ' ' << count(-5'000);
    EXPECT_EQ(out.str(), "12.5 -0.000001 3 -0.5");
}

RC_GTEST_PROP(QuantityText, ReadsBack, ()) {
    const auto microyuan =
        *rc::gen::inRange<std::int64_t>(-UnitPrice::kMicroyuanMax, UnitPrice::kMicroyuanMax + 1);
    const auto value = *rc::gen::inRange<std::int64_t>(-Quantity::kTenThousandthsMax,
                                                       Quantity::kTenThousandthsMax + 1);
    RC_ASSERT(parse_unit_price(to_string(price(microyuan))).value() == price(microyuan));
    RC_ASSERT(parse_quantity(to_string(count(value))).value() == count(value));
}

}  // namespace
}  // namespace yidi
