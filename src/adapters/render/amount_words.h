#pragma once

#include <string>

#include "base/money.h"

/// Amounts as they are printed on a bill.
namespace yidi::render {

/// "¥1,234.56", "-¥0.05".
[[nodiscard]] std::string yuan_figure(Money amount);

/// In the numerals of bills, which cannot be altered with a stroke: "壹仟贰佰叁拾肆元伍角陆分",
/// "壹拾元零伍分", "零元整", "负贰元整".
[[nodiscard]] std::string yuan_in_capitals(Money amount);

}  // namespace yidi::render
