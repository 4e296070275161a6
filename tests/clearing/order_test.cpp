#include <string>
#include <utility>
#include <vector>

#include "app/payer/verify.h"
#include "tests/clearing/centre.h"

/// Months one after the other: none is skipped, and one without bills holds nothing up.
namespace yidi::tests {
namespace {

using clearing::CycleState;

constexpr std::uint32_t kShijiazhuang = 130100;

class ClearingOrder : public Centre {
protected:
    Result<clearing::Cycle> open(std::string_view text) {
        return clear(app::open_month, centre(), month(text));
    }
    /// On the first day on which it may be, and by whoever has confirmed until then.
    Result<app::TablesReply> make(std::string_view text) {
        on(to_string(month(text).plus(1).day(21)));
        return clear(app::make_tables, centre(),
                     app::TablesRequest{.month = month(text), .told = {}});
    }
    void sign_all(std::string_view text) {
        for (const std::uint32_t party : view(month(text)).parties) {
            ASSERT_TRUE(sign(party, month(text))) << party;
        }
    }
    /// January's bill is reversed in February: the direction is below zero.
    void carry_from_february() {
        on("2026-01-05");
        ASSERT_TRUE(open("2026-01"));
        const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
        tables(month("2026-01"));
        on("2026-02-25");
        ASSERT_TRUE(open("2026-02"));
        settle(clearing::reversal_of(bill, ids_.next(), now_.date()));
        tables(month("2026-02"));
        ASSERT_EQ(carried("2026-02"), -yuan(700));
    }
    Money carried(std::string_view text) {
        Money sum;
        for (const clearing::Line& line : view(month(text)).carried) sum += line.amount;
        return sum;
    }
    Money owed(std::string_view text) {
        Money sum;
        for (const clearing::Due& due : clearing::dues_of(view(month(text)).lines)) {
            sum += due.amount;
        }
        return sum;
    }
    std::vector<payer::Mismatch> mismatches() {
        std::vector<payer::Mismatch> found;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const payer::VerifyReply reply, payer::verify(session));
            found = reply.mismatches;
            return {};
        }));
        return found;
    }
};

TEST_F(ClearingOrder, BeginsWithAnyMonthAndSkipsNone) {
    on("2026-09-01");
    ASSERT_TRUE(open("2026-05"));
    for (const char* other : {"2026-04", "2026-07"}) {
        const auto refused = open(other);
        ASSERT_FALSE(refused) << other;
        EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
        EXPECT_NE(refused.error().detail.find("2026-06"), std::string::npos)
            << refused.error().detail;
    }
    EXPECT_TRUE(open("2026-06"));
    EXPECT_EQ(open("2026-06").error().code, ErrorCode::changed_meanwhile);
    EXPECT_TRUE(open("2026-07"));
}

TEST_F(ClearingOrder, AMonthWithoutBillsIsClosedByTheCentreAlone) {
    on("2026-01-05");
    ASSERT_TRUE(open("2026-01"));
    on("2026-02-05");
    ASSERT_TRUE(open("2026-02"));
    // Of the month after: none of January's.
    settle(kShijiazhuang, kTianjin, yuan(700));
    const auto made = make("2026-01");
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->cycle.state, CycleState::signed_all);
    EXPECT_EQ(made->left, 1);
    EXPECT_TRUE(view(month("2026-01")).parties.empty());
    pay(month("2026-01"));
    EXPECT_EQ(view(month("2026-01")).cycle.state, CycleState::closed);
    tables(month("2026-02"));
    EXPECT_EQ(owed("2026-02"), yuan(700));
    expect_verified();
}

TEST_F(ClearingOrder, WhereABillWaitsSomebodyHasToConfirm) {
    on("2026-01-05");
    ASSERT_TRUE(open("2026-01"));
    settle(kShijiazhuang, kTianjin, yuan(700));
    const auto refused = make("2026-01");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
    EXPECT_EQ(refused.error().detail, "还没有地区确认");
}

TEST_F(ClearingOrder, WhatIsCarriedPassesThroughAMonthWithoutBills) {
    carry_from_february();
    sign_all("2026-02");
    on("2026-03-05");
    ASSERT_TRUE(open("2026-03"));
    ASSERT_TRUE(make("2026-03"));
    EXPECT_EQ(carried("2026-03"), -yuan(700));
    EXPECT_EQ(owed("2026-03"), Money{});
    sign_all("2026-03");
    pay(month("2026-03"));
    on("2026-04-25");
    ASSERT_TRUE(open("2026-04"));
    settle(kShijiazhuang, kTianjin, yuan(1'000));
    tables(month("2026-04"));
    EXPECT_EQ(owed("2026-04"), yuan(1'000 - 700));
    expect_accounted();
    expect_verified();
}

TEST_F(ClearingOrder, VerifySaysWhereACarriedAmountIsLost) {
    carry_from_february();
    on("2026-03-05");
    ASSERT_TRUE(open("2026-03"));
    ASSERT_TRUE(make("2026-03"));
    on("2026-04-05");
    ASSERT_TRUE(open("2026-04"));
    EXPECT_TRUE(mismatches().empty());
    // A month whose tables say nothing of what March carried over.
    ASSERT_TRUE(ports::write(store_, [](ports::Session& session) -> Result<void> {
        const std::int64_t april = std::int64_t{2026} * 12 + 3;
        return session.insert(
            ports::spec(ports::Table::clearing_event),
            {april, std::int64_t{2}, std::string{"tables_made"}, std::int64_t{0},
             ports::Value{at("2026-05-21 10:00:00").ms()}, std::string{"user:1"}, std::int64_t{0}});
    }));
    const auto found = mismatches();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].table, "clearing_line");
    EXPECT_EQ(found[0].key, "2026-04");
}

}  // namespace
}  // namespace yidi::tests
