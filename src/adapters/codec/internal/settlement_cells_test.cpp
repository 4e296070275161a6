#include "adapters/codec/internal/settlement_cells.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::codec::internal {
namespace {

std::string amount(std::string_view cell) {
    const std::optional<Money> found = read_amount(trim_cell(cell));
    return found ? to_yuan(*found) : "none";
}

std::string day(std::string_view cell) {
    const std::optional<Date> found = read_day(trim_cell(cell));
    return found ? to_string(*found) : "none";
}

std::string month(std::string_view cell) {
    const auto found = read_month(trim_cell(cell));
    return found ? to_string(*found) : "none";
}

TEST(Amounts, AreReadAsPeopleWriteThem) {
    EXPECT_EQ(amount("1234.5"), "1234.50");
    EXPECT_EQ(amount(" 1,234.50 "), "1234.50");
    EXPECT_EQ(amount("12,345,678"), "12345678.00");
    EXPECT_EQ(amount("¥12"), "12.00");
    EXPECT_EQ(amount("￥ 12.3元"), "12.30");
    EXPECT_EQ(amount("-0.05"), "-0.05");
    EXPECT_EQ(amount("(1,200.00)"), "-1200.00");
    EXPECT_EQ(amount("（12）"), "-12.00");
    EXPECT_EQ(amount("¥-3.00"), "-3.00");
    EXPECT_EQ(amount("'7.00"), "7.00");
    EXPECT_EQ(amount("0.100000"), "0.10");
    EXPECT_EQ(amount("\u30008\u00A0"), "8.00");
}

TEST(Amounts, LoseASpreadsheetsNoiseAndNothingElse) {
    EXPECT_EQ(amount("86.44999999999999"), "86.45");
    EXPECT_EQ(amount("0.30000000000000004"), "0.30");
    EXPECT_EQ(amount("1234567.1199999999"), "1234567.12");
    EXPECT_EQ(amount("0.005"), "none");
    EXPECT_EQ(amount("12.345"), "none");
    EXPECT_EQ(amount("12.3449999999999"), "none");  // Fifteen digits: no noise.
}

TEST(Amounts, OfAnotherFormAreNone) {
    for (const std::string_view cell :
         {"1,23", "1,2345", ",123", "12,", "1.2.3", "12a", "1E5", "(12", "--1", "-", "¥", ".", "1.",
          "99999999999999999.00", "99999999999999999999999"}) {
        EXPECT_EQ(amount(cell), "none") << cell;
    }
}

TEST(Days, AreReadAsPeopleWriteThem) {
    for (const std::string_view cell :
         {"2026-05-01", "2026/5/1", "2026.05.01", "2026年5月1日", "20260501", "2026-05-01 08:30:00",
          "2026-05-01T08:30:00.123+08:00", "2026/5/1 8:30", "20260501083000", "202605010830",
          "20260501 08:30:00", "46143", "46143.354166666664"}) {
        EXPECT_EQ(day(cell), "2026-05-01") << cell;
    }
}

TEST(Days, OfAnotherFormAreNone) {
    for (const std::string_view cell :
         {"2026-02-30", "2026-13-01", "01/05/2026", "5/1/2026", "2026-05", "1", "20261301",
          "2026-05-01x", "yesterday", "46143.", "2026-5-1-2"}) {
        EXPECT_EQ(day(cell), "none") << cell;
    }
}

TEST(Months, AreReadAsPeopleWriteThem) {
    for (const std::string_view cell :
         {"2026-05", "2026/5", "202605", "2026年5月", "2026-05-01", "46143", "20260517"}) {
        EXPECT_EQ(month(cell), "2026-05") << cell;
    }
    for (const std::string_view cell : {"2026-13", "2026", "05-2026", "202600"}) {
        EXPECT_EQ(month(cell), "none") << cell;
    }
}

TEST(Marks, AreReadInWordsToo) {
    for (const std::string_view cell : {"1", "是", "退费", "true", "已冲销"}) {
        EXPECT_EQ(read_mark(cell), true) << cell;
    }
    for (const std::string_view cell : {"0", "", "否", "正常", "null", "false"}) {
        EXPECT_EQ(read_mark(cell), false) << cell;
    }
    EXPECT_EQ(read_mark("2"), std::nullopt);
}

TEST(Numbers, ThatASpreadsheetHasCutAreKnown) {
    EXPECT_TRUE(is_cut_number("1.23457E+17"));
    EXPECT_TRUE(is_cut_number("1.2345678901234568e+17"));
    for (const std::string_view cell :
         {"1E5", "E+17", "H12E+", "123456789012345678", "4419E0012"}) {
        EXPECT_FALSE(is_cut_number(cell)) << cell;
    }
}

}  // namespace
}  // namespace yidi::codec::internal
