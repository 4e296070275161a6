#include "domain/explain/internal/text.h"

#include <gtest/gtest.h>

namespace yidi::explain::internal {
namespace {

TEST(Text, FillsPlacesByNumber) {
    EXPECT_EQ(fill("{0} of {1}", {"a", "b"}), "a of b");
    EXPECT_EQ(fill("{1}{1}{0}", {"a", "b"}), "bba");
    EXPECT_EQ(fill("a { b", {}), "a { b");
    EXPECT_EQ(fill(Words{"{0} 元", "{0} yuan"}, Language::zh, {"1.00"}), "1.00 元");
}

TEST(Text, WritesExactDecimalsAndFractionsWhereNoDecimalEnds) {
    EXPECT_EQ(exact_yuan(150'000, 1), "1500.00");
    EXPECT_EQ(exact_yuan(-5, 1), "-0.05");
    EXPECT_EQ(exact_yuan(2'833'305, 100), "283.3305");
    EXPECT_EQ(exact_yuan(95'000, 9), "950/9");
    EXPECT_EQ(exact_yuan(0, 7), "0.00");
    EXPECT_EQ(exact_decimal(9, 10, 0), "0.9");
    EXPECT_EQ(exact_decimal(2'000'000, 1'000'000, 0), "2");
    EXPECT_EQ(exact_decimal(1, 1'000'000'000'000'000'000, 0), "0.000000000000000001");
}

TEST(Text, ShowsAmountsInWholeFenAndSaysWhereItRounded) {
    EXPECT_EQ(shown_yuan(7'065'000, 1), "70650.00");
    EXPECT_EQ(shown_yuan(95'000, 9), "≈105.56");
}

TEST(Text, ShowsRatiosAsPercentagesAndFactorsAsNumbers) {
    EXPECT_EQ(shown_ratio(9, 10), "90%");
    EXPECT_EQ(shown_ratio(8'875, 10'000), "88.75%");
    EXPECT_EQ(shown_ratio(1, 1), "100%");
    EXPECT_EQ(shown_ratio(3, 2), "1.5");
}

TEST(Text, GroupsThousands) {
    EXPECT_EQ(grouped(Money::from_fen(0)), "0.00");
    EXPECT_EQ(grouped(Money::from_fen(99'999)), "999.99");
    EXPECT_EQ(grouped(Money::from_fen(100'000)), "1,000.00");
    EXPECT_EQ(grouped(Money::from_fen(123'456'789)), "1,234,567.89");
    EXPECT_EQ(grouped(Money::from_fen(-10'000'000)), "-100,000.00");
    EXPECT_EQ(grouped(Money::from_fen(-99'900)), "-999.00");
    EXPECT_EQ(yuan(Money::from_yuan(1), Language::en), "1.00 yuan");
}

TEST(Text, ListsInBothLanguages) {
    EXPECT_EQ(listed({"a", "b", "c"}, Language::en), "a, b, c");
    EXPECT_EQ(listed({"甲", "乙"}, Language::zh), "甲、乙");
    EXPECT_EQ(alternatives({"a", "b", "c"}, Language::en), "a, b or c");
    EXPECT_EQ(alternatives({"甲", "乙", "丙"}, Language::zh), "甲、乙或丙");
    EXPECT_EQ(listed({}, Language::en), "");
}

}  // namespace
}  // namespace yidi::explain::internal
