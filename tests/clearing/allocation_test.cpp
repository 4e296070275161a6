#include "app/clearing/allocation.h"

#include <map>

#include "tests/clearing/centre.h"

/// A month's tables, institution by institution.
namespace yidi::tests {
namespace {

using clearing::Month;
using clearing::Origin;

constexpr std::uint32_t kShijiazhuang = 130100;

class Allocation : public Centre {
protected:
    Allocation() {
        on("2026-01-05");
        EXPECT_TRUE(clear(app::open_month, centre(), month("2026-01")));
    }
    std::vector<app::AllocatedRow> allocated(Month which) {
        std::vector<app::AllocatedRow> rows;
        const auto done = in<bool>(
            store_, [&](ports::Session& session, const app::ClearingContext& now) -> Result<bool> {
                YIDI_TRY_VOID(app::each_allocated(
                    session, now, which, [&rows](const app::AllocatedRow& row) -> Result<void> {
                        rows.push_back(row);
                        return {};
                    }));
                return true;
            });
        EXPECT_TRUE(done);
        return rows;
    }
};

TEST_F(Allocation, SumsToTheTablesOfTheMonth) {
    settle(kShijiazhuang, kTianjin, yuan(700));
    settle(kShijiazhuang, kTianjin, yuan(300));
    settle(kTianjin, kShijiazhuang, yuan(250));
    tables(month("2026-01"));
    std::map<clearing::Direction, Money> sums;
    for (const app::AllocatedRow& row : allocated(month("2026-01"))) {
        EXPECT_EQ(row.kind.origin, Origin::settled);
        sums[{.insured = clearing::party_of(row.insured_area),
              .treating = clearing::party_of(row.treating_area)}] += row.amount;
    }
    ASSERT_EQ(sums.size(), 2U);
    for (const clearing::Due& due : clearing::dues_of(view(month("2026-01")).lines)) {
        EXPECT_EQ(sums[due.direction], due.amount);
    }
}

TEST_F(Allocation, HasAnAreaOfItsOwnAndNotItsProvince) {
    settle(kShijiazhuang, kTianjin, yuan(700));
    tables(month("2026-01"));
    const auto rows = allocated(month("2026-01"));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().insured_area, kShijiazhuang);
    EXPECT_EQ(rows.front().amount, yuan(700));
}

TEST_F(Allocation, OfALaterMonthHasWhatIsTakenBackThere) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    tables(month("2026-01"));
    on("2026-02-10");
    ASSERT_TRUE(clear(app::open_month, centre(), month("2026-02")));
    settle(clearing::reversal_of(bill, ids_.next(), now_.date()));
    tables(month("2026-02"));
    const auto rows = allocated(month("2026-02"));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().kind.origin, Origin::reversed);
    EXPECT_EQ(rows.front().amount, -yuan(700));
    EXPECT_EQ(allocated(month("2026-01")).size(), 1U) << "the closed month keeps its own";
}

}  // namespace
}  // namespace yidi::tests
