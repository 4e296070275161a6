#include <algorithm>

#include "tests/clearing/centre.h"

/// One month between two or three provinces.
namespace yidi::tests {
namespace {

using clearing::Direction;
using clearing::Month;
using clearing::Origin;

constexpr std::uint32_t kShijiazhuang = 130100;

class ClearingMonth : public Centre {
protected:
    ClearingMonth() {
        on("2026-01-05");
        EXPECT_TRUE(clear(app::open_month, centre(), month("2026-01")));
    }
    void open(std::string_view text) { EXPECT_TRUE(clear(app::open_month, centre(), month(text))); }
    /// Signed by everybody who stands in it.
    void sign_all(Month which) {
        for (const std::uint32_t party : view(which).parties) {
            const auto signed_now = sign(party, which);
            ASSERT_TRUE(signed_now) << party << " " << signed_now.error().detail;
        }
    }
    [[nodiscard]] std::vector<clearing::Line> lines(std::string_view text) {
        return view(month(text)).lines;
    }
};

TEST_F(ClearingMonth, GoesFromItsBillsToItsClose) {
    settle(kShijiazhuang, kTianjin, yuan(700));
    settle(kShijiazhuang, kTianjin, yuan(300));
    settle(kTianjin, kShijiazhuang, yuan(250));
    const app::TablesReply made = tables(month("2026-01"));
    EXPECT_EQ(made.placed, 3);
    EXPECT_EQ(made.left, 0);
    const auto positions = clearing::positions_of(lines("2026-01"));
    ASSERT_EQ(positions.size(), 2U);
    EXPECT_EQ(positions[0].balance(), yuan(1'000 - 250));
    EXPECT_EQ(positions[1].balance(), -yuan(1'000 - 250));
    sign_all(month("2026-01"));
    pay(month("2026-01"));
    EXPECT_EQ(view(month("2026-01")).cycle.state, clearing::CycleState::closed);
    // Everything between the two is paid; each fiscal account has what came less what went.
    for (const auto& balance : ledger::trial_balance(entries(), now_.date())) {
        if (balance.account.kind == ledger::AccountKind::clearing) {
            EXPECT_EQ(balance.balance(), Money{}) << balance.account.key;
        }
        if (balance.account == ledger::Account{ledger::AccountKind::fiscal, "120000"}) {
            EXPECT_EQ(balance.balance(), yuan(750));
        }
    }
}

TEST_F(ClearingMonth, TakesNoBillOfAPartyThatHasNotConfirmed) {
    settle(kShijiazhuang, kTianjin, yuan(700));
    settle(kShijiazhuang, kBeijing, yuan(300));
    on("2026-02-18");
    ASSERT_TRUE(clear(app::confirm_month, agency(kTianjin), month("2026-01")));
    on("2026-02-21");
    const auto made = clear(app::make_tables, centre(),
                            app::TablesRequest{.month = month("2026-01"), .told = {}});
    ASSERT_TRUE(made);
    EXPECT_EQ(made->placed, 1);
    EXPECT_EQ(made->left, 1);
    EXPECT_EQ(view(month("2026-01")).parties, (std::vector<std::uint32_t>{kTianjin, kHebei}));
}

TEST_F(ClearingMonth, IsNotSignedWhileABookSaysSomethingElse) {
    fate_ = [](const clearing::BookedBill&) { return peers::Fate::lost; };
    settle(kShijiazhuang, kTianjin, yuan(700));
    tables(month("2026-01"));
    EXPECT_TRUE(sign(kHebei, month("2026-01")));
    const auto refused = sign(kTianjin, month("2026-01"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
    EXPECT_NE(refused.error().detail.find("表上 700.00 元，本地区账册 0.00 元"), std::string::npos)
        << refused.error().detail;
}

TEST_F(ClearingMonth, TablesAreMadeInTheOrderOfTheMonths) {
    settle(kShijiazhuang, kTianjin, yuan(700));
    on("2026-02-03");
    open("2026-02");
    on("2026-03-21");
    const auto refused = clear(app::make_tables, centre(),
                               app::TablesRequest{.month = month("2026-02"), .told = {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
}

/// 39 in the list of situations: refund after month close.
TEST_F(ClearingMonth, S39_ARefundAfterTheCloseIsALineOfALaterMonth) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    tables(month("2026-01"));
    sign_all(month("2026-01"));
    pay(month("2026-01"));
    const auto closed = lines("2026-01");
    on("2026-02-27");
    open("2026-02");
    settle(kShijiazhuang, kTianjin, yuan(900));
    clearing::BookedBill back = clearing::reversal_of(bill, ids_.next(), now_.date());
    back.via = clearing::Via::own;
    settle(back);
    tables(month("2026-02"));
    EXPECT_EQ(lines("2026-01"), closed);
    const auto later = lines("2026-02");
    const auto line = std::ranges::find(later, Origin::reversed, &clearing::Line::origin);
    ASSERT_NE(line, later.end());
    EXPECT_EQ(line->amount, -yuan(700));
    EXPECT_EQ(clearing::dues_of(later).front().amount, yuan(900 - 700));
    sign_all(month("2026-02"));
}

/// 38: refund before the close: both rows are of the month and cancel out.
TEST_F(ClearingMonth, S38_ARefundBeforeTheCloseLeavesNothingToClear) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    on("2026-01-20");
    settle(clearing::reversal_of(bill, ids_.next(), now_.date()));
    tables(month("2026-01"));
    EXPECT_EQ(clearing::dues_of(lines("2026-01")).front().amount, Money{});
    sign_all(month("2026-01"));
    on("2026-02-26");
    ASSERT_TRUE(clear(app::publish_month, centre(), month("2026-01")));
    EXPECT_TRUE(view(month("2026-01")).notices.empty());
}

TEST_F(ClearingMonth, CarriesADirectionBelowZeroToTheNext) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    tables(month("2026-01"));
    on("2026-02-25");
    open("2026-02");
    settle(clearing::reversal_of(bill, ids_.next(), now_.date()));
    tables(month("2026-02"));
    EXPECT_EQ(clearing::dues_of(lines("2026-02")).front().amount, Money{});
    ASSERT_EQ(view(month("2026-02")).carried.size(), 1U);
    EXPECT_EQ(view(month("2026-02")).carried.front().amount, -yuan(700));
    sign_all(month("2026-02"));
    on("2026-03-25");
    open("2026-03");
    settle(kShijiazhuang, kTianjin, yuan(1'000));
    tables(month("2026-03"));
    EXPECT_EQ(clearing::dues_of(lines("2026-03")).front().amount, yuan(1'000 - 700));
}

TEST_F(ClearingMonth, ABillThreeMonthsLateIsRefusedAndListed) {
    const clearing::BookedBill late = stay(kShijiazhuang, kTianjin, yuan(700));
    for (const char* next : {"2026-01", "2026-02", "2026-03"}) {
        if (std::string_view{next} != "2026-01") {
            on(std::string{next} + "-03");
            open(next);
        }
        settle(kShijiazhuang, kTianjin, yuan(100));
        tables(month(next));
    }
    on("2026-04-03");
    open("2026-04");
    settle(late);
    const app::TablesReply made = tables(month("2026-04"));
    EXPECT_EQ(made.refused, 1);
    const auto refused = in<std::vector<app::RefusedBill>>(
        store_, [&](ports::Session& session, const app::ClearingContext&) {
            return app::refused_bills(session, kHebei, month("2026-04"));
        });
    ASSERT_EQ(refused->size(), 1U);
    EXPECT_EQ(refused->front().bill.setl_id, late.setl_id);
    EXPECT_EQ(refused->front().placing.reason, clearing::PlacingReason::too_late);
}

TEST_F(ClearingMonth, ADisputeIsTakenOutAndComesBackWhenTheBillStands) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    settle(kShijiazhuang, kTianjin, yuan(300));
    const auto opened = clear(app::open_dispute, agency(kHebei),
                              app::DisputeRequest{.setl_id = bill.setl_id, .reason = "twice"});
    ASSERT_TRUE(opened);
    tables(month("2026-01"));
    EXPECT_EQ(clearing::dues_of(lines("2026-01")).front().amount, yuan(300));
    sign_all(month("2026-01"));
    on("2026-02-26");
    ASSERT_TRUE(clear(app::decide_dispute, centre(),
                      app::DisputeDecision{.id = opened->front().dispute.id,
                                           .to = app::DisputeState::stands,
                                           .reason = "two stays"}));
    open("2026-02");
    settle(kShijiazhuang, kTianjin, yuan(50));
    tables(month("2026-02"));
    EXPECT_EQ(clearing::dues_of(lines("2026-02")).front().amount, yuan(50 + 700));
    sign_all(month("2026-02"));
}

TEST_F(ClearingMonth, ADisputeIsOpenedByTheInsuredSideBeforeTheTables) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(700));
    const app::DisputeRequest asked{.setl_id = bill.setl_id, .reason = "twice"};
    EXPECT_EQ(clear(app::open_dispute, agency(kTianjin), asked).error().code, ErrorCode::bad_value);
    tables(month("2026-01"));
    EXPECT_EQ(clear(app::open_dispute, agency(kHebei), asked).error().code,
              ErrorCode::changed_meanwhile);
}

TEST_F(ClearingMonth, WhatAnInquiryFindsIsDeductedFromTheNextTables) {
    const auto bill = settle(kShijiazhuang, kTianjin, yuan(40'000));
    const auto small = settle(kShijiazhuang, kTianjin, yuan(20'000));
    EXPECT_EQ(
        clear(app::ask_inquiry, agency(kHebei), small.setl_id, std::string{"why"}).error().code,
        ErrorCode::not_allowed);
    const auto asked =
        clear(app::ask_inquiry, agency(kHebei), bill.setl_id, std::string{"three CTs in a day"});
    ASSERT_TRUE(asked);
    // The tenth working day after Monday 5 January 2026.
    EXPECT_EQ(to_string(asked->inquiry.due), "2026-01-19");
    const auto again =
        clear(app::ask_inquiry, agency(kHebei), bill.setl_id, std::string{"three CTs in a day"});
    ASSERT_FALSE(again) << "one at a time";
    EXPECT_EQ(again.error().code, ErrorCode::changed_meanwhile);
    // The treating side answers from its own book.
    const auto step = [&](clearing::InquiryState to, Money not_owed) {
        return app::InquiryStepRequest{
            .id = asked->inquiry.id,
            .to = to,
            .reason = "two of them",
            .finding = not_owed > Money{} ? clearing::Finding::partly : clearing::Finding::none,
            .not_owed = not_owed,
            .bill = bill};
    };
    ASSERT_TRUE(clear(app::step_inquiry, agency(kTianjin),
                      step(clearing::InquiryState::accepted, Money{})));
    ASSERT_TRUE(clear(app::step_inquiry, agency(kTianjin),
                      step(clearing::InquiryState::answered, yuan(500))));
    ASSERT_TRUE(
        clear(app::step_inquiry, agency(kHebei),
              app::InquiryStepRequest{
                  .id = asked->inquiry.id, .to = clearing::InquiryState::closed, .reason = {}}));
    EXPECT_TRUE(
        clear(app::ask_inquiry, agency(kHebei), bill.setl_id, std::string{"and the implant"}));
    tables(month("2026-01"));
    EXPECT_EQ(clearing::dues_of(lines("2026-01")).front().amount, yuan(60'000 - 500));
}

TEST_F(ClearingMonth, PrepaymentIsOrderedPaidUsedAndIncreased) {
    const Direction direction{.insured = kHebei, .treating = kTianjin};
    ASSERT_TRUE(clear(app::order_prepayment, centre(),
                      app::OrderRequest{.direction = direction, .after = yuan(1'000)}));
    const auto step = [&](app::OrderState to) {
        return app::OrderStep{.direction = direction,
                              .to = to,
                              .bank = {.bank = "bank", .serial_no = "S1", .date = now_.date()}};
    };
    EXPECT_FALSE(clear(app::step_order, finance(kHebei), step(app::OrderState::paid)));
    ASSERT_TRUE(clear(app::step_order, agency(kHebei), step(app::OrderState::handed)));
    ASSERT_TRUE(clear(app::step_order, finance(kHebei), step(app::OrderState::paid)));
    ASSERT_TRUE(clear(app::step_order, agency(kTianjin), step(app::OrderState::received)));
    settle(kShijiazhuang, kTianjin, yuan(950));
    on("2026-01-06");
    const auto gauge = clear(app::gauges, kHebei, month("2026-01"));
    ASSERT_EQ(gauge->size(), 1U);
    EXPECT_EQ(gauge->front().use.ppm(), 950'000);
    EXPECT_EQ(gauge->front().warning, clearing::Warning::red);
    EXPECT_FALSE(gauge->front().is_final);
    tables(month("2026-01"));
    sign_all(month("2026-01"));
    const auto asked = clear(app::ask_for_increase, agency(kTianjin),
                             app::IncreaseAsked{.direction = direction,
                                                .month = month("2026-01"),
                                                .amount = yuan(500),
                                                .reason = "red"});
    ASSERT_TRUE(asked);
    const auto again = clear(app::ask_for_increase, agency(kTianjin),
                             app::IncreaseAsked{.direction = direction,
                                                .month = month("2026-01"),
                                                .amount = yuan(500),
                                                .reason = "red"});
    ASSERT_FALSE(again) << "while nobody has decided";
    EXPECT_EQ(again.error().code, ErrorCode::changed_meanwhile);
    ASSERT_TRUE(clear(app::decide_on_increase, centre(), asked->id, yuan(400)));
    const auto orders = clear(
        +[](ports::Session& session, const app::ClearingContext&,
            const std::optional<std::uint32_t>& party) { return app::prepayments(session, party); },
        std::optional<std::uint32_t>{kHebei});
    EXPECT_EQ(orders->front().after, yuan(1'400));
    EXPECT_EQ(orders->front().why, "increase");
}

}  // namespace
}  // namespace yidi::tests
