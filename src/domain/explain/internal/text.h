#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/int128.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/explain/fill.h"
#include "domain/explain/language.h"

/// Numbers as texts, and texts put together.
namespace yidi::explain::internal {

using explain::fill;

/// num / den exactly: a decimal with at least `places` decimals, or "950/9" where no decimal ends.
[[nodiscard]] std::string exact_decimal(Int128 num, Int128 den, std::size_t places);

/// num / den fen in yuan exactly: "1500.00", "283.3305".
[[nodiscard]] std::string exact_yuan(Int128 num, Int128 den);

/// num / den fen in yuan for people: whole fen, "≈" before what had to be rounded for showing.
[[nodiscard]] std::string shown_yuan(Int128 num, Int128 den);

/// A ratio for people: "90%"; above 1 the plain number, since a factor of 2 is not read as 200%.
[[nodiscard]] std::string shown_ratio(Int128 num, Int128 den);

/// "70,650.00".
[[nodiscard]] std::string grouped(Money amount);

/// "70,650.00 元", "70,650.00 yuan".
[[nodiscard]] std::string yuan(Money amount, Language language);

/// "1,200.00 至 1,500.00 元"; one amount where both ends are the same.
[[nodiscard]] std::string yuan_span(const std::array<Money, 2>& ends, Language language);

/// Joins with the language's comma: "甲、乙", "a, b".
[[nodiscard]] std::string listed(const std::vector<std::string>& parts, Language language);
/// The same with "or" before the last.
[[nodiscard]] std::string alternatives(const std::vector<std::string>& parts, Language language);

}  // namespace yidi::explain::internal
