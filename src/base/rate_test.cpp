#include "base/rate.h"

#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace yidi {
namespace {

constexpr Rate ppm(std::int64_t value) {
    return Rate::from_ppm(value);
}

Rate any_rate_up_to_two() {
    return ppm(*rc::gen::inRange<std::int64_t>(0, 2'000'001));
}
Rate any_share() {
    return ppm(*rc::gen::inRange<std::int64_t>(0, 1'000'001));
}

TEST(ParseRate, ReadsUpToSixDecimals) {
    EXPECT_EQ(parse_rate("0.85").value(), ppm(850'000));
    EXPECT_EQ(parse_rate("1").value(), Rate::one());
    EXPECT_EQ(parse_rate("1.05").value(), ppm(1'050'000));
    EXPECT_EQ(parse_rate("0.000001").value(), ppm(1));
    EXPECT_EQ(parse_rate("1000").value(), ppm(Rate::kPpmMax));
}

TEST(ParseRate, RefusesWhatIsNotARatio) {
    for (const std::string_view text :
         {"85%", "-0.1", "0.0000001", ".85", "1000.000001", "", "0,85"}) {
        const Result<Rate> result = parse_rate(text);
        ASSERT_FALSE(result) << text;
        EXPECT_EQ(result.error().code, ErrorCode::bad_value) << text;
    }
    EXPECT_EQ(parse_rate("-0.1").error().detail, "not a ratio: it is negative");
}

TEST(RateDeathTest, StopsOutsideItsRange) {
    EXPECT_DEATH(static_cast<void>(ppm(-1)), "ppm >= 0");
    EXPECT_DEATH(static_cast<void>(ppm(Rate::kPpmMax + 1)), "kPpmMax");
}

TEST(RateText, DropsTrailingZerosOnly) {
    EXPECT_EQ(to_string(ppm(850'000)), "0.85");
    EXPECT_EQ(to_string(ppm(1'000'000)), "1");
    EXPECT_EQ(to_string(ppm(10'000'000)), "10");
    EXPECT_EQ(to_string(ppm(0)), "0");
    EXPECT_EQ(to_string(ppm(1)), "0.000001");
    EXPECT_EQ(as_percent(ppm(850'000)), "85%");
    EXPECT_EQ(as_percent(ppm(888'000)), "88.8%");
    EXPECT_EQ(as_percent(ppm(0)), "0%");
    EXPECT_EQ(as_percent(ppm(1'000'000)), "100%");
    EXPECT_EQ(as_percent(ppm(1)), "0.0001%");
    std::ostringstream out;
    out << ppm(850'000) << ' ' << Ratio{ppm(900'000)};
    EXPECT_EQ(out.str(), "0.85 0.9");
}

TEST(Ratio, StaysInMillionthsWhenItCan) {
    constexpr Ratio kProduct = Ratio{ppm(850'000)}.times(ppm(900'000));  // 0.765
    static_assert(kProduct.num() == 765'000);
    static_assert(kProduct.den() == 1'000'000);
    static_assert(kProduct == Ratio{ppm(765'000)});
}

TEST(Ratio, KeepsAllPlacesOfAProduct) {
    constexpr Ratio kProduct = Ratio{ppm(333'333)}.times(ppm(333'333)).times(ppm(333'333));
    static_assert(kProduct.den() == 1'000'000'000'000'000'000);
    EXPECT_EQ(to_string(kProduct), "0.037036925926037037");
    EXPECT_EQ(as_percent(kProduct), "3.7036925926037037%");
}

TEST(Ratio, TakesAndGivesPercentagePointsWithinZeroAndOne) {
    constexpr Ratio kBase{ppm(850'000)};
    EXPECT_EQ(kBase.minus_points(ppm(100'000)), ppm(750'000));
    EXPECT_EQ(kBase.minus_points(ppm(900'000)), Ratio{});
    EXPECT_EQ(kBase.plus_points(ppm(50'000)), ppm(900'000));
    EXPECT_EQ(kBase.plus_points(ppm(200'000)), Rate::one());
    // Points off a product: 0.333333^2 - 0.1, exact in 10^-12.
    const Ratio product = Ratio{ppm(333'333)}.times(ppm(333'333));
    EXPECT_EQ(to_string(product.minus_points(ppm(100'000))), "0.011110888889");
}

TEST(Ratio, ScalesTheOtherSidesShare) {
    // The fund pays 86% of an active person's bill; the retiree's own share is 80% of 14%: 1 -
    // 0.112 = 0.888.
    EXPECT_EQ(to_string(Ratio{ppm(860'000)}.scaled_share(ppm(800'000))), "0.888");
    EXPECT_EQ(Ratio{ppm(860'000)}.scaled_share(Rate::one()), ppm(860'000));
    EXPECT_EQ(Ratio{ppm(860'000)}.scaled_share(Rate{}), Rate::one());
    EXPECT_EQ(Ratio{ppm(100'000)}.scaled_share(ppm(2'000'000)), Ratio{});
}

TEST(Ratio, ComparesExactlyAcrossDenominators) {
    const Ratio third = Ratio{ppm(333'333)}.times(ppm(1'000'001));  // 0.333333333333
    EXPECT_LT(Ratio{ppm(333'333)}, third);
    EXPECT_GT(Ratio{ppm(333'334)}, third);
    EXPECT_EQ(third, third);
    EXPECT_NE(third, Ratio{ppm(333'333)});
}

TEST(RatioDeathTest, StopsInsteadOfLosingPlaces) {
    const Ratio three = Ratio{ppm(333'333)}.times(ppm(333'333)).times(ppm(333'333));
    EXPECT_DEATH(static_cast<void>(three.times(ppm(333'333))), "den <= kDenMax");
    const Ratio large = Ratio{ppm(999'999'999)}.times(ppm(999'999'999));
    EXPECT_DEATH(static_cast<void>(large.times(ppm(999'999'999))), "INT64_MAX");
    EXPECT_DEATH(static_cast<void>(Ratio{ppm(1'000'001)}.scaled_share(Rate::one())),
                 "num_ <= den_");
}

RC_GTEST_PROP(Ratio, ProductOfThreeRatesUpToTwoFitsInAnyOrder, ()) {
    const Rate a = any_rate_up_to_two();
    const Rate b = any_rate_up_to_two();
    const Rate c = any_rate_up_to_two();
    RC_ASSERT(Ratio{a}.times(b).times(c) == Ratio{c}.times(a).times(b));
}

RC_GTEST_PROP(Ratio, ScaledShareIsTheComplementOfTheScaledPart, ()) {
    const Rate fund = any_share();
    const Rate share = any_share();
    const Rate self = ppm(1'000'000 - fund.ppm());
    const Int128 part = Int128{self.ppm()} * share.ppm();  // In 10^-12.
    const Ratio result = Ratio{fund}.scaled_share(share);
    RC_ASSERT(Int128{result.num()} * (1'000'000'000'000 / result.den()) ==
              1'000'000'000'000 - part);
}

RC_GTEST_PROP(ParseRate, ReadsBackWhatToStringWrites, ()) {
    const Rate rate = ppm(*rc::gen::inRange<std::int64_t>(0, Rate::kPpmMax + 1));
    RC_ASSERT(parse_rate(to_string(rate)).value() == rate);
}

}  // namespace
}  // namespace yidi
