#include "adapters/render/amount_words.h"

#include <array>
#include <string_view>

#include <gtest/gtest.h>

namespace yidi::render {
namespace {

TEST(YuanFigure, GroupsThousandsAndKeepsTwoPlaces) {
    EXPECT_EQ(yuan_figure(Money{}), "¥0.00");
    EXPECT_EQ(yuan_figure(Money::from_fen(5)), "¥0.05");
    EXPECT_EQ(yuan_figure(Money::from_fen(99'999)), "¥999.99");
    EXPECT_EQ(yuan_figure(Money::from_fen(100'000)), "¥1,000.00");
    EXPECT_EQ(yuan_figure(Money::from_fen(123'456)), "¥1,234.56");
    EXPECT_EQ(yuan_figure(Money::from_fen(-123'456'789)), "-¥1,234,567.89");
    EXPECT_EQ(yuan_figure(Money::from_fen(Money::kFenMax)), "¥90,000,000,000,000.00");
}

struct Said {
    std::int64_t fen;
    std::string_view words;
};

TEST(YuanInCapitals, FollowsTheRulesOfBills) {
    // 0 stands once for any number of zeros between two digits, and not at the end of a unit.
    constexpr std::array kSaid{
        Said{0, "零元整"},
        Said{1, "壹分"},
        Said{50, "伍角"},
        Said{56, "伍角陆分"},
        Said{100, "壹元整"},
        Said{105, "壹元零伍分"},
        Said{1'000, "壹拾元整"},
        Said{1'005, "壹拾元零伍分"},
        Said{11'010, "壹佰壹拾元壹角"},
        Said{123'456, "壹仟贰佰叁拾肆元伍角陆分"},
        Said{100'100, "壹仟零壹元整"},
        Said{101'000, "壹仟零壹拾元整"},
        Said{1'000'100, "壹万零壹元整"},
        Said{1'010'000, "壹万零壹佰元整"},
        Said{10'700'053, "壹拾万柒仟元伍角叁分"},
        Said{168'032, "壹仟陆佰捌拾元叁角贰分"},
        Said{1'010'000'000, "壹仟零壹拾万元整"},
        Said{99'999'999'999, "玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"},
        Said{10'000'000'100, "壹亿零壹元整"},
        Said{9'000'000'000'000'000, "玖拾万亿元整"},
        Said{-200, "负贰元整"},
    };
    for (const Said& one : kSaid) {
        EXPECT_EQ(yuan_in_capitals(Money::from_fen(one.fen)), one.words) << one.fen;
    }
}

}  // namespace
}  // namespace yidi::render
