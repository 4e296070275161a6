#include <string>

#include "tests/clearing/centre.h"

/// A dispute, a deduction and a reversal of one bill take out of the tables what it holds, once.
namespace yidi::tests {
namespace {

using app::DisputeState;

constexpr std::uint32_t kShijiazhuang = 130100;

class TakenOut : public Centre {
protected:
    TakenOut() {
        on("2026-01-05");
        EXPECT_TRUE(clear(app::open_month, centre(), month("2026-01")));
        bill_ = settle(kShijiazhuang, kTianjin, yuan(700));
        settle(kShijiazhuang, kTianjin, yuan(300));
    }
    Result<std::vector<app::DisputeView>> dispute() {
        return clear(app::open_dispute, agency(kHebei),
                     app::DisputeRequest{.setl_id = bill_.setl_id, .reason = "twice"});
    }
    Result<app::DisputeView> decide(std::int64_t id, DisputeState to) {
        return clear(app::decide_dispute, centre(),
                     app::DisputeDecision{.id = id, .to = to, .reason = "looked into"});
    }
    Result<app::DeductionView> deduct(Money decided) {
        return clear(app::decide_deduction, agency(kTianjin),
                     app::DeductionRequest{.kind = clearing::DeductionKind::audit,
                                           .setl_id = bill_.setl_id,
                                           .fund = "310100",
                                           .decided = decided,
                                           .reason = "audit",
                                           .bill = bill_});
    }
    void reverse(Money another) {
        clearing::BookedBill back = clearing::reversal_of(bill_, ids_.next(), now_.date());
        back.via = clearing::Via::own;
        settle(back);
        settle(kShijiazhuang, kTianjin, another);
    }
    /// In February, with another bill, so that the direction stays above zero; tabled, and paid
    /// with January.
    void reverse_in_february(Money another) {
        on("2026-02-25");
        ASSERT_TRUE(clear(app::open_month, centre(), month("2026-02")));
        reverse(another);
        tables(month("2026-02"));
        for (const char* text : {"2026-01", "2026-02"}) {
            for (const std::uint32_t party : view(month(text)).parties) {
                ASSERT_TRUE(sign(party, month(text))) << text << party;
            }
            pay(month(text));
        }
    }
    Money owed(std::string_view text) {
        return clearing::dues_of(view(month(text)).lines).front().amount;
    }
    Money paid_to_hospital() {
        Money sum;
        for (const auto& one : ledger::trial_balance(entries(), now_.date())) {
            if (one.account.kind == ledger::AccountKind::receivable) sum += one.balance();
        }
        return sum;
    }
    app::DisputeView only_dispute() {
        const auto all = in<std::vector<app::DisputeView>>(
            store_, [](ports::Session& session, const app::ClearingContext&) {
                return app::disputes(session, {});
            });
        EXPECT_EQ(all->size(), 1U);
        return all->front();
    }

    clearing::BookedBill bill_;
};

TEST_F(TakenOut, WhatIsDisputedCannotBeDeducted) {
    const auto opened = dispute();
    ASSERT_TRUE(opened);
    EXPECT_EQ(deduct(yuan(1)).error().code, ErrorCode::bad_amount);
    tables(month("2026-01"));
    EXPECT_EQ(owed("2026-01"), yuan(300));
    EXPECT_EQ(deduct(yuan(1)).error().code, ErrorCode::bad_amount);
    ASSERT_TRUE(decide(opened->front().dispute.id, DisputeState::upheld));
    EXPECT_EQ(deduct(yuan(1)).error().code, ErrorCode::bad_amount);
    expect_accounted();
}

TEST_F(TakenOut, WhatIsDeductedCannotBeDisputed) {
    ASSERT_TRUE(deduct(yuan(200)));
    const auto opened = dispute();
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->front().dispute.amount, yuan(700 - 200));
    tables(month("2026-01"));
    EXPECT_EQ(owed("2026-01"), yuan(300));
    expect_accounted();
}

TEST_F(TakenOut, ABillThatIsDeductedWholeLeavesNothingToDispute) {
    ASSERT_TRUE(deduct(yuan(700)));
    EXPECT_EQ(dispute().error().code, ErrorCode::changed_meanwhile);
}

TEST_F(TakenOut, WhatIsReversedCannotBeDeducted) {
    reverse(yuan(50));
    EXPECT_EQ(deduct(yuan(1)).error().code, ErrorCode::bad_amount);
    EXPECT_EQ(dispute().error().code, ErrorCode::changed_meanwhile);
}

TEST_F(TakenOut, AnUpheldBillThatIsReversedIsTakenOutOnce) {
    const auto opened = dispute();
    ASSERT_TRUE(opened);
    tables(month("2026-01"));
    ASSERT_TRUE(decide(opened->front().dispute.id, DisputeState::upheld));
    reverse_in_february(yuan(1'000));
    EXPECT_EQ(owed("2026-01"), yuan(300));
    EXPECT_EQ(owed("2026-02"), yuan(1'000));
    EXPECT_EQ(paid_to_hospital(), yuan(300 + 1'000));
    EXPECT_EQ(only_dispute().state, DisputeState::settled);
    expect_accounted();
}

TEST_F(TakenOut, ADisputeOfABillThatIsReversedNeedsNoDecision) {
    const auto opened = dispute();
    ASSERT_TRUE(opened);
    tables(month("2026-01"));
    reverse_in_february(yuan(1'000));
    EXPECT_EQ(owed("2026-02"), yuan(1'000));
    EXPECT_EQ(only_dispute().state, DisputeState::settled);
    EXPECT_EQ(decide(opened->front().dispute.id, DisputeState::upheld).error().code,
              ErrorCode::changed_meanwhile);
    EXPECT_EQ(paid_to_hospital(), yuan(300 + 1'000));
    expect_accounted();
}

TEST_F(TakenOut, ADisputeOfABillThatIsReversedBeforeTheTablesIsWithdrawn) {
    ASSERT_TRUE(dispute());
    reverse(yuan(50));
    tables(month("2026-01"));
    EXPECT_EQ(owed("2026-01"), yuan(300 + 50));
    EXPECT_EQ(only_dispute().state, DisputeState::withdrawn);
    expect_accounted();
}

TEST_F(TakenOut, ADeductionOfABillThatIsReversedIsGivenBack) {
    ASSERT_TRUE(deduct(yuan(200)));
    tables(month("2026-01"));
    EXPECT_EQ(owed("2026-01"), yuan(700 + 300 - 200));
    reverse_in_february(yuan(1'000));
    EXPECT_EQ(owed("2026-02"), yuan(1'000 - 700 + 200));
    EXPECT_EQ(paid_to_hospital(), yuan(300 + 1'000));
    const auto all = in<std::vector<app::DeductionView>>(
        store_, [](ports::Session& session, const app::ClearingContext&) {
            return app::deductions(session, {});
        });
    EXPECT_EQ(all->front().deduction.deducted, Money{});
    EXPECT_EQ(all->front().deduction.open(), Money{});
    expect_accounted();
}

/// A bill of 700 of which 200 is kept back, lowered by 600 later: 100 is owed, none of it is kept.
TEST_F(TakenOut, AsMuchIsGivenBackAsIsNoLongerOwed) {
    ASSERT_TRUE(deduct(yuan(200)));
    tables(month("2026-01"));
    clearing::BookedBill should = bill_;
    should.funds = {{.fund = "310100", .amount = yuan(100)}};
    on("2026-02-25");
    ASSERT_TRUE(clear(app::open_month, centre(), month("2026-02")));
    settle(clearing::correction_of(
        {.has = &bill_, .should = &should, .setl_id = ids_.next(), .day = now_.date()}));
    settle(kShijiazhuang, kTianjin, yuan(1'000));
    tables(month("2026-02"));
    EXPECT_EQ(owed("2026-02"), yuan(1'000 - 600 + 100));
    expect_accounted();
}

/// What no tables take is not paid, so that nothing of it is kept back from the other bills.
TEST_F(TakenOut, NothingIsKeptBackOfABillThatIsRefused) {
    clearing::BookedBill old = stay(kShijiazhuang, kTianjin, yuan(500));
    old.day = *parse_date("2025-08-05");
    bill_ = settle(old);
    ASSERT_TRUE(deduct(yuan(100)));
    EXPECT_EQ(tables(month("2026-01")).refused, 1);
    EXPECT_EQ(owed("2026-01"), yuan(1'000));
    const auto again = deduct(yuan(100));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().where, "decided");
}

}  // namespace
}  // namespace yidi::tests
