#include "adapters/crypto/sha256.h"
#include "domain/clearing/compared.h"
#include "tests/clearing/centre.h"

/// Days held against the other book, and each class of difference with its repair.
namespace yidi::tests {
namespace {

using app::DifferenceState;
using reconciliation::Class;
using reconciliation::Repair;

constexpr std::uint32_t kShijiazhuang = 130100;

class TwoBooks : public Centre {
protected:
    TwoBooks() { on("2026-01-10"); }

    /// The one difference of today between Tianjin's book and Hebei's.
    app::DifferenceView difference() {
        reconcile(kTianjin, kHebei, now_.date());
        const auto open = open_differences(kTianjin);
        EXPECT_EQ(open.size(), 1U);
        return open.empty() ? app::DifferenceView{} : open.front();
    }
    void expect_agreed() {
        reconcile(kTianjin, kHebei, at("2026-01-10 10:00:00").date());
        EXPECT_TRUE(open_differences(kTianjin).empty());
    }
    /// A bill that only the treating party's book has.
    clearing::BookedBill only_there(Money fund) {
        clearing::BookedBill bill = stay(kShijiazhuang, kTianjin, fund);
        book_treating(bill);
        return bill;
    }
    void book_treating(const clearing::BookedBill& bill) {
        EXPECT_TRUE(
            in<bool>(treating_, [&](ports::Session& session, const app::ClearingContext& now) {
                return app::book_bill(session, now, kTianjin, bill);
            }));
    }
    void lose() {
        fate_ = [](const clearing::BookedBill&) { return peers::Fate::lost; };
    }
    /// What Tianjin's book has placed in a month once its tables are made.
    Money placed(std::string_view text) {
        const auto done = in<app::PlacingReply>(
            treating_, [&](ports::Session& session, const app::ClearingContext& now) {
                return app::place_bills(session, now, month(text), {kTianjin});
            });
        EXPECT_TRUE(done);
        const auto lines = in<std::vector<clearing::Line>>(
            treating_, [&](ports::Session& session, const app::ClearingContext&) {
                return app::placed_lines(session, kTianjin, month(text));
            });
        Money sum;
        for (const clearing::Due& due : clearing::dues_of(*lines)) sum += due.amount;
        return sum;
    }
    std::vector<Repair> repairs(const app::DifferenceView& one) {
        std::vector<Repair> found;
        EXPECT_TRUE(treating_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(found, app::repairs_of(session, one));
            return {};
        }));
        return found;
    }
};

TEST_F(TwoBooks, AreOfTwoParties) {
    for (const std::uint32_t counterpart : {kTianjin, 100'000U}) {
        const auto refused = in<app::ReconciledDay>(
            treating_, [&](ports::Session& session, const app::ClearingContext& now) {
                return app::reconcile_party(session, now, to_insured_, crypto::sha256_bytes,
                                            {.holder = kTianjin,
                                             .counterpart = counterpart,
                                             .day = now_.date(),
                                             .by = "job:reconcile"});
            });
        ASSERT_FALSE(refused) << counterpart;
        EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
        EXPECT_EQ(refused.error().where, "counterpart");
    }
}

TEST_F(TwoBooks, ThatAgreeExchangeOneHash) {
    for (int i = 0; i < 100; ++i) settle(kShijiazhuang, kTianjin, yuan(100 + i));
    const app::ReconciledDay day = reconcile(kTianjin, kHebei, now_.date());
    EXPECT_EQ(day.rows_here, 100);
    EXPECT_EQ(day.rows_there, 100);
    EXPECT_EQ(day.rows_moved, 0);
    EXPECT_EQ(day.hash_bytes, 32);
    EXPECT_EQ(day.differences, 0);
}

TEST_F(TwoBooks, ExchangeOnlyTheRowsOfBucketsThatDiffer) {
    for (int i = 0; i < 300; ++i) settle(kShijiazhuang, kTianjin, yuan(100 + i));
    lose();
    settle(kShijiazhuang, kTianjin, yuan(77));
    const app::ReconciledDay day = reconcile(kTianjin, kHebei, now_.date());
    EXPECT_EQ(day.differences, 1);
    EXPECT_LT(day.rows_moved, 60);
}

/// 41: what was done in the other side's program is found and adopted with a reason, by two people.
TEST_F(TwoBooks, S41_WhatTheOtherSideAloneHasIsAdopted) {
    lose();
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    const app::DifferenceView found = difference();
    EXPECT_EQ(found.what, Class::only_b);
    EXPECT_EQ(found.setl_id, bill.setl_id);
    EXPECT_EQ(found.there, bill.medfee_sumamt);
    EXPECT_FALSE(found.here);
    const auto mended = repair(found, Repair::adopt);
    ASSERT_TRUE(mended);
    EXPECT_EQ(mended->state, DifferenceState::repaired);
    expect_agreed();
}

TEST_F(TwoBooks, S41_AReversalOfTheOtherSideIsFoundByName) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    lose();
    clearing::BookedBill back = clearing::reversal_of(bill, ids_.next(), now_.date());
    back.via = clearing::Via::own;
    settle(back);
    const auto open = difference();
    EXPECT_EQ(open.what, Class::reversed_one_side);
    ASSERT_TRUE(repair(open, Repair::adopt));
    expect_agreed();
}

TEST_F(TwoBooks, WhatWeAloneHaveIsSentAgain) {
    const auto bill = only_there(yuan(700));
    const app::DifferenceView found = difference();
    EXPECT_EQ(found.what, Class::only_a);
    ASSERT_TRUE(repair(found, Repair::resend));
    const auto told =
        in<bool>(store_, [&](ports::Session& session, const app::ClearingContext& now) {
            return app::book_bill(session, now, kHebei, bill);
        });
    EXPECT_FALSE(*told) << "it has come";
    expect_agreed();
}

TEST_F(TwoBooks, WhatWeAloneHaveIsReversedAndNotFoundAgain) {
    only_there(yuan(700));
    ASSERT_TRUE(repair(difference(), Repair::reverse));
    expect_agreed();
    const auto own = in<std::vector<clearing::BookedBill>>(
        treating_, [&](ports::Session& session, const app::ClearingContext&) {
            return app::day_book(session,
                                 {.asked = kTianjin, .asking = kHebei, .day = now_.date()});
        });
    EXPECT_EQ(own->size(), 1U) << "the correction is no row of the day";
}

TEST_F(TwoBooks, AnotherAmountIsCorrectedToTheOtherSides) {
    const clearing::BookedBill bill = stay(kShijiazhuang, kTianjin, yuan(700));
    clearing::BookedBill wrong = bill;
    wrong.medfee_sumamt = yuan(1'699);
    wrong.fund_pay_sumamt = yuan(699);
    wrong.funds[0].amount = yuan(699);
    book_treating(wrong);
    settle(bill);
    const app::DifferenceView found = difference();
    EXPECT_EQ(found.what, Class::amount);
    ASSERT_TRUE(repair(found, Repair::adopt));
    expect_agreed();
    const auto placed = in<app::PlacingReply>(
        treating_, [&](ports::Session& session, const app::ClearingContext& now) {
            return app::place_bills(session, now, month("2026-01"), {kTianjin});
        });
    ASSERT_TRUE(placed);
    const auto lines = in<std::vector<clearing::Line>>(
        treating_, [&](ports::Session& session, const app::ClearingContext&) {
            return app::placed_lines(session, kTianjin, month("2026-01"));
        });
    EXPECT_EQ(clearing::dues_of(*lines).front().amount, yuan(700));
}

TEST_F(TwoBooks, TheSameTotalFromOtherFundsIsASplit) {
    const clearing::BookedBill bill = stay(kShijiazhuang, kTianjin, yuan(700));
    clearing::BookedBill wrong = bill;
    wrong.funds = {{.fund = "310100", .amount = yuan(600)},
                   {.fund = "330100", .amount = yuan(100)}};
    book_treating(wrong);
    settle(bill);
    EXPECT_EQ(difference().what, Class::fund_split);
}

TEST_F(TwoBooks, TheSameAmountOfAnotherFundIsADifference) {
    lose();
    clearing::BookedBill bill = settle(kShijiazhuang, kTianjin, yuan(700));
    bill.funds = {{.fund = "330100", .amount = yuan(700)}};
    book_treating(bill);
    EXPECT_EQ(difference().what, Class::fund_split);
}

TEST_F(TwoBooks, AMonthWithTablesIsOnlyCorrectedLater) {
    settle(kShijiazhuang, kTianjin, yuan(100));
    lose();
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    const auto placed = in<app::PlacingReply>(
        treating_, [&](ports::Session& session, const app::ClearingContext& now) {
            return app::place_bills(session, now, month("2026-01"), {kTianjin});
        });
    ASSERT_TRUE(placed);
    const app::DifferenceView found = difference();
    EXPECT_EQ(repairs(found), std::vector{Repair::correct_later});
    EXPECT_EQ(repair(found, Repair::adopt).error().code, ErrorCode::not_allowed);
    on("2026-02-10");
    ASSERT_TRUE(repair(found, Repair::correct_later));
    const auto later = in<app::PlacingReply>(
        treating_, [&](ports::Session& session, const app::ClearingContext& now) {
            return app::place_bills(session, now, month("2026-02"), {kTianjin});
        });
    EXPECT_EQ(later->placed, 1);
    const auto lines = in<std::vector<clearing::Line>>(
        treating_, [&](ports::Session& session, const app::ClearingContext&) {
            return app::placed_lines(session, kTianjin, month("2026-02"));
        });
    EXPECT_EQ(clearing::dues_of(*lines).front().amount, bill.owed());
}

TEST_F(TwoBooks, ADifferenceIsFoundOnceAndClosedWhenItIsGone) {
    fate_ = [](const clearing::BookedBill&) { return peers::Fate::late; };
    settle(kShijiazhuang, kTianjin, yuan(700));
    const app::DifferenceView first = difference();
    EXPECT_EQ(difference().id, first.id);
    to_treating_.deliver_late();
    expect_agreed();
    std::vector<app::DifferenceView> steps;
    ASSERT_TRUE(treating_.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(steps, app::difference_steps(session, kTianjin, first.id));
        return {};
    }));
    EXPECT_EQ(steps.back().state, DifferenceState::agreed);
}

/// Both sides see one difference. When one has repaired its book, the other's repair would swap the
/// two, and nobody would look again.
TEST_F(TwoBooks, OneRepairOfADifferenceIsEnough) {
    const clearing::BookedBill bill = stay(kShijiazhuang, kTianjin, yuan(700));
    clearing::BookedBill wrong = bill;
    wrong.medfee_sumamt = yuan(1'699);
    wrong.fund_pay_sumamt = yuan(699);
    wrong.funds[0].amount = yuan(699);
    book_treating(wrong);
    settle(bill);
    const app::DifferenceView of_treating = difference();
    const auto of_insured = [this] {
        const auto held = in<app::ReconciledDay>(
            store_, [&](ports::Session& session, const app::ClearingContext& now) {
                return app::reconcile_party(session, now, to_treating_, crypto::sha256_bytes,
                                            {.holder = kHebei,
                                             .counterpart = kTianjin,
                                             .day = now_.date(),
                                             .by = "job:reconcile"});
            });
        EXPECT_TRUE(held);
        std::vector<app::DifferenceView> all;
        EXPECT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(all, app::differences(session, {.holder = kHebei, .state = {}, .day = {}}));
            return {};
        }));
        EXPECT_EQ(all.size(), 1U);
        return all.empty() ? app::DifferenceView{} : all.front();
    };
    const app::DifferenceView found = of_insured();
    EXPECT_EQ(found.state, DifferenceState::found);
    app::RepairStep step{
        .holder = found.holder, .id = found.id, .by = "user:7", .reason = "as theirs"};
    ASSERT_TRUE(clear(app::propose_repair, step, Repair::adopt));
    ASSERT_TRUE(repair(of_treating, Repair::adopt));
    step.by = "user:8";
    const auto second = in<app::DifferenceView>(
        store_, [&](ports::Session& session, const app::ClearingContext& now) {
            return app::approve_repair(session, now, &to_treating_, step);
        });
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::changed_meanwhile);
    EXPECT_EQ(of_insured().state, DifferenceState::agreed) << "it is seen to";
    EXPECT_EQ(placed("2026-01"), yuan(700));
}

TEST_F(TwoBooks, NobodyApprovesTheirOwnProposal) {
    lose();
    settle(kShijiazhuang, kTianjin, yuan(700));
    const app::DifferenceView found = difference();
    const app::RepairStep step{
        .holder = found.holder, .id = found.id, .by = "user:7", .reason = "lost"};
    const auto proposed = in<app::DifferenceView>(
        treating_, [&](ports::Session& session, const app::ClearingContext& now) {
            return app::propose_repair(session, now, step, Repair::adopt);
        });
    ASSERT_TRUE(proposed);
    const auto approved = in<app::DifferenceView>(
        treating_, [&](ports::Session& session, const app::ClearingContext& now) {
            return app::approve_repair(session, now, &to_insured_, step);
        });
    ASSERT_FALSE(approved);
    EXPECT_EQ(approved.error().code, ErrorCode::not_allowed);
}

/// A reversal that we alone have is taken back: the settlement stands once, not twice.
TEST_F(TwoBooks, AReversalThatWeAloneHaveIsTakenBack) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    clearing::BookedBill back = clearing::reversal_of(bill, ids_.next(), now_.date());
    back.via = clearing::Via::own;
    book_treating(back);
    const app::DifferenceView found = difference();
    EXPECT_EQ(found.what, Class::reversed_one_side);
    EXPECT_EQ(found.setl_id, back.setl_id);
    ASSERT_TRUE(repair(found, Repair::adopt));
    EXPECT_EQ(placed("2026-01"), yuan(700));
}

TEST_F(TwoBooks, AReversalThatWeAloneHaveIsTakenBackLater) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    clearing::BookedBill back = clearing::reversal_of(bill, ids_.next(), now_.date());
    back.via = clearing::Via::own;
    book_treating(back);
    EXPECT_EQ(placed("2026-01"), Money{});
    const app::DifferenceView found = difference();
    on("2026-02-10");
    ASSERT_TRUE(repair(found, Repair::correct_later));
    EXPECT_EQ(placed("2026-02"), yuan(700));
}

}  // namespace
}  // namespace yidi::tests
