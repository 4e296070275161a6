#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"
#include "base/money.h"
#include "domain/reconciliation/row.h"

/// Cells as people's tables write them. Each reader gives nothing for what it does not understand;
/// what counts as an empty cell is asked first.
namespace yidi::codec::internal {

/// Without blanks around it, also wide and fixed ones, and without the apostrophe by which a
/// spreadsheet marks a text.
[[nodiscard]] std::string_view trim_cell(std::string_view cell);

/// Nothing, or a word for it: "null", "-", "无".
[[nodiscard]] bool is_untold(std::string_view trimmed);

/// "1234.5", "1,234.50", "¥12", "12元", "-3", "(12.00)" (below zero). More than two places are
/// zeros, or what is left of a spreadsheet's sum beyond the fifteen digits that it holds
/// (86.44999999999999). At most Money's own limit.
[[nodiscard]] std::optional<Money> read_amount(std::string_view trimmed);

/// "2026-05-01", "2026/5/1", "2026.5.1", "2026年5月1日", "20260501", each with a time behind it, or
/// Excel's serial number with or without a fraction of the day.
[[nodiscard]] std::optional<Date> read_day(std::string_view trimmed);

/// "2026-05", "202605", "2026年5月", or a day of the month.
[[nodiscard]] std::optional<reconciliation::Month> read_month(std::string_view trimmed);

/// "1", "是", "退费" …, and "0", "否", "正常" … An empty cell is no mark.
[[nodiscard]] std::optional<bool> read_mark(std::string_view trimmed);

/// Whether a spreadsheet has made a number of a code and cut it: "1.23457E+17".
[[nodiscard]] bool is_cut_number(std::string_view trimmed);

}  // namespace yidi::codec::internal
