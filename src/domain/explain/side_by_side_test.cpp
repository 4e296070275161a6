#include "domain/explain/side_by_side.h"

#include <gtest/gtest.h>

namespace yidi::explain {
namespace {

Bar bar(BarGroup group, std::string id, std::int64_t whole) {
    return {group, std::move(id), "a label", Money::from_yuan(whole), {}, {}};
}

/// 1,000, of which the fund pays all but `dedc`.
std::vector<Bar> settlement(std::int64_t dedc) {
    return {bar(BarGroup::total, "medfee_sumamt", 1'000), bar(BarGroup::cost, "act_pay_dedc", dedc),
            bar(BarGroup::fund, "hifp_pay", 1'000 - dedc),
            bar(BarGroup::payer, "psn_cash_pay", dedc)};
}

const SideRow& row_of(const std::vector<SideRow>& rows, std::string_view id) {
    for (const SideRow& row : rows) {
        if (row.id == id) return row;
    }
    throw std::out_of_range{std::string{id}};
}

TEST(SideBySide, HoldsEachPartAgainstTheFirst) {
    const std::vector<std::vector<Bar>> columns{settlement(300), settlement(500)};
    const std::vector<SideRow> rows = side_by_side(columns);
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows.front().id, "medfee_sumamt");
    EXPECT_EQ(rows.front().differences[1], Money{});
    EXPECT_EQ(row_of(rows, "hifp_pay").amounts[1], Money::from_yuan(500));
    EXPECT_EQ(row_of(rows, "hifp_pay").differences[1], Money::from_yuan(-200));
    EXPECT_EQ(row_of(rows, "psn_cash_pay").differences[0], Money{});
}

TEST(SideBySide, APartThatOneHasNotIsNothingThere) {
    std::vector<std::vector<Bar>> columns{settlement(300), settlement(300)};
    columns[1].insert(columns[1].begin() + 2, bar(BarGroup::cost, "rloc_preselfpay", 100));
    columns[1].push_back(bar(BarGroup::payer, "acct_pay", 50));
    const std::vector<SideRow> rows = side_by_side(columns);
    ASSERT_EQ(rows.size(), 6U);
    EXPECT_EQ(rows[2].id, "rloc_preselfpay") << "costs stand together";
    EXPECT_EQ(rows[2].amounts[0], Money{});
    EXPECT_EQ(rows[2].differences[1], Money::from_yuan(100));
    EXPECT_EQ(rows.back().id, "acct_pay");
}

TEST(SideBySide, ASettlementWithoutAmountsHasNone) {
    const std::vector<std::vector<Bar>> columns{settlement(300), {}, settlement(100)};
    const SideRow cash = row_of(side_by_side(columns), "psn_cash_pay");
    EXPECT_EQ(cash.amounts[1], std::nullopt);
    EXPECT_EQ(cash.differences[1], std::nullopt);
    EXPECT_EQ(cash.differences[2], Money::from_yuan(-200));
}

TEST(SideBySide, AnotherThanTheFirstCanBeTheBase) {
    const std::vector<std::vector<Bar>> columns{{}, settlement(100), settlement(300)};
    const SideRow none = row_of(side_by_side(columns), "psn_cash_pay");
    EXPECT_EQ(none.amounts[1], Money::from_yuan(100));
    EXPECT_EQ(none.differences[2], std::nullopt);
    const SideRow cash = row_of(side_by_side(columns, 1), "psn_cash_pay");
    EXPECT_EQ(cash.differences[0], std::nullopt);
    EXPECT_EQ(cash.differences[2], Money::from_yuan(200));
}

}  // namespace
}  // namespace yidi::explain
