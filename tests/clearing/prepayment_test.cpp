#include "tests/clearing/centre.h"

/// Orders on the prepayment: the bank's days, and what becomes of one that nobody uses.
namespace yidi::tests {
namespace {

using app::OrderState;

const clearing::Direction kDirection{.insured = kHebei, .treating = kTianjin};

class Prepaid : public Centre {
protected:
    Prepaid() {
        on("2026-10-12");
        EXPECT_TRUE(clear(app::order_prepayment, centre(),
                          app::OrderRequest{.direction = kDirection, .after = yuan(1'000)}));
        on("2026-10-14");
        EXPECT_TRUE(step(agency(kHebei), OrderState::handed, "2026-10-14"));
    }
    Result<app::PrepaymentOrder> step(const clearing::Actor& actor, OrderState to,
                                      std::string_view day) {
        return clear(
            app::step_order, actor,
            app::OrderStep{.direction = kDirection,
                           .to = to,
                           .bank = {.bank = "bank", .serial_no = "S1", .date = *parse_date(day)}});
    }

    /// By which the quotas of 2027 are counted.
    void make_tables_of_the_last_quarter() {
        for (const char* text : {"2026-10", "2026-11", "2026-12"}) {
            const clearing::Month which = month(text);
            on(to_string(which.plus(1).day(21)));
            ASSERT_TRUE(clear(app::open_month, centre(), which));
            ASSERT_TRUE(
                clear(app::make_tables, centre(), app::TablesRequest{.month = which, .told = {}}));
        }
    }
};

TEST_F(Prepaid, ThePaymentHasADayThatCanBe) {
    for (const char* day : {"2026-10-11", "2026-10-15", "2030-01-01"}) {
        const auto refused = step(finance(kHebei), OrderState::paid, day);
        ASSERT_FALSE(refused) << day;
        EXPECT_EQ(refused.error().code, ErrorCode::bad_date) << day;
    }
    const auto paid = step(finance(kHebei), OrderState::paid, "2026-10-13");
    ASSERT_TRUE(paid) << "after the order was told";
    EXPECT_EQ(paid->bank_date, parse_date("2026-10-13"));
    EXPECT_EQ(step(agency(kTianjin), OrderState::received, "2026-10-12").error().code,
              ErrorCode::bad_date)
        << "before it was paid";
    const auto received = step(agency(kTianjin), OrderState::received, "2026-10-14");
    ASSERT_TRUE(received);
    EXPECT_EQ(received->bank_date, parse_date("2026-10-14"));
}

TEST_F(Prepaid, WhatNobodyUsesComesBackWithTheYearlyQuotas) {
    ASSERT_TRUE(step(finance(kHebei), OrderState::paid, "2026-10-14"));
    ASSERT_TRUE(step(agency(kTianjin), OrderState::received, "2026-10-14"));
    make_tables_of_the_last_quarter();
    const auto orders = clear(app::order_yearly, centre(), 2027);
    ASSERT_TRUE(orders);
    ASSERT_EQ(orders->size(), 1U);
    EXPECT_EQ(orders->front().direction, kDirection);
    EXPECT_EQ(orders->front().after, Money{});
    EXPECT_EQ(orders->front().payer(), kTianjin);
}

TEST_F(Prepaid, QuotasOfAYearThatIsOverAreNotOrderedAgain) {
    ASSERT_TRUE(step(finance(kHebei), OrderState::paid, "2026-10-14"));
    ASSERT_TRUE(step(agency(kTianjin), OrderState::received, "2026-10-14"));
    make_tables_of_the_last_quarter();
    on("2028-01-05");
    const auto orders = clear(app::order_yearly, centre(), 2027);
    ASSERT_FALSE(orders);
    EXPECT_EQ(orders.error().where, "year");
}

/// What Tianjin is to get besides is not paid yet; what lies in Beijing comes back all the same.
TEST_F(Prepaid, AnOrderThatIsNotDoneKeepsNoOtherPairFromItsQuota) {
    ASSERT_TRUE(step(finance(kHebei), OrderState::paid, "2026-10-14"));
    ASSERT_TRUE(step(agency(kTianjin), OrderState::received, "2026-10-14"));
    ASSERT_TRUE(clear(app::order_prepayment, centre(),
                      app::OrderRequest{.direction = kDirection, .after = yuan(90'000)}));
    const clearing::Direction other{.insured = kHebei, .treating = kBeijing};
    ASSERT_TRUE(clear(app::order_prepayment, centre(),
                      app::OrderRequest{.direction = other, .after = yuan(500)}));
    for (const OrderState to : {OrderState::handed, OrderState::paid, OrderState::received}) {
        const clearing::Actor actor = to == OrderState::handed ? agency(kHebei)
                                      : to == OrderState::paid ? finance(kHebei)
                                                               : agency(kBeijing);
        ASSERT_TRUE(clear(
            app::step_order, actor,
            app::OrderStep{.direction = other,
                           .to = to,
                           .bank = {.bank = "bank", .serial_no = "S2", .date = now_.date()}}));
    }
    make_tables_of_the_last_quarter();
    const auto orders = clear(app::order_yearly, centre(), 2027);
    ASSERT_TRUE(orders) << orders.error().detail;
    ASSERT_EQ(orders->size(), 1U);
    EXPECT_EQ(orders->front().direction, other);
}

}  // namespace
}  // namespace yidi::tests
