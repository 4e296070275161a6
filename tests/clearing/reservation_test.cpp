#include <string>
#include <utility>
#include <vector>

#include "tests/clearing/centre.h"

/// A loss that comes to light when the tables are there: both books lie in one store, as the server
/// keeps them. The month is signed, and what mends it comes later.
namespace yidi::tests {
namespace {

using app::DifferenceState;
using app::DifferenceView;
using clearing::BookedBill;
using reconciliation::Class;
using reconciliation::Repair;

constexpr std::uint32_t kShijiazhuang = 130100;

class Reservation : public Centre {
protected:
    void book(std::uint32_t holder, const BookedBill& bill) {
        const auto done = clear(app::book_bill, holder, bill);
        ASSERT_TRUE(done && *done);
    }
    BookedBill both(Money fund) {
        BookedBill bill = stay(kShijiazhuang, kTianjin, fund);
        book(kHebei, bill);
        book(kTianjin, bill);
        return bill;
    }
    void make(std::string_view text) {
        ASSERT_TRUE(clear(app::open_month, centre(), month(text)));
        on(to_string(month(text).plus(1).day(18)));
        ASSERT_TRUE(clear(app::confirm_month, agency(kTianjin), month(text)));
        on(to_string(month(text).plus(1).day(21)));
        const auto made =
            clear(app::make_tables, centre(), app::TablesRequest{.month = month(text), .told = {}});
        ASSERT_TRUE(made) << made.error().detail;
    }
    Result<clearing::Cycle> sign(std::uint32_t party, std::string_view text) {
        return clear(app::sign_month, agency(party),
                     app::SignRequest{.month = month(text), .own = {}});
    }
    void expect_signed(std::string_view text) {
        for (const std::uint32_t party : {kHebei, kTianjin}) {
            const auto done = sign(party, text);
            EXPECT_TRUE(done) << party << ": " << done.error().detail;
        }
    }
    /// What a day's reconciliation writes down.
    DifferenceView registered(std::uint32_t holder, const BookedBill& bill, Class what) {
        DifferenceView one;
        one.holder = holder;
        one.id = ids_.next();
        one.counterpart = std::to_string(holder == kHebei ? kTianjin : kHebei);
        one.day = bill.day;
        one.what = what;
        one.setl_id = bill.setl_id;
        if (what == Class::only_a) {
            one.here = bill.medfee_sumamt;
        } else {
            one.there = bill.medfee_sumamt;
            one.other = clearing::content_of(bill);
        }
        const auto amount = [](const std::optional<Money>& of) {
            return of ? ports::Value{of->fen()} : ports::Value{};
        };
        EXPECT_TRUE(ports::write(store_, [&](ports::Session& session) {
            return session.insert(
                ports::spec(ports::Table::reconciled_difference),
                {std::int64_t{one.holder}, one.id, one.seq, one.counterpart,
                 std::int64_t{one.day.days()}, std::string{reconciliation::name(one.what)},
                 one.setl_id, amount(one.here), amount(one.there), one.other,
                 std::string{name(DifferenceState::found)}, std::string{}, std::string{}, now_.ms(),
                 std::string{"job:reconcile"}, ports::Value{}});
        }));
        return one;
    }
    void mend(const DifferenceView& one) {
        app::RepairStep step{.holder = one.holder, .id = one.id, .by = "user:7", .reason = "lost"};
        const auto proposed = clear(app::propose_repair, step, Repair::correct_later);
        ASSERT_TRUE(proposed) << proposed.error().detail;
        step.by = "user:8";
        const auto done = in<DifferenceView>(
            store_, [&](ports::Session& session, const app::ClearingContext& now) {
                return app::approve_repair(session, now, nullptr, step);
            });
        ASSERT_TRUE(done) << done.error().detail;
    }
    Money owed(std::string_view text) {
        Money sum;
        for (const clearing::Due& due : clearing::dues_of(view(month(text)).lines)) {
            sum += due.amount;
        }
        return sum;
    }
};

TEST_F(Reservation, ABillThatTheTreatingBookLostIsPaidAndMendedLater) {
    on("2026-01-10");
    both(yuan(100));
    const BookedBill lost = stay(kShijiazhuang, kTianjin, yuan(700));
    book(kHebei, lost);
    make("2026-01");
    EXPECT_EQ(owed("2026-01"), yuan(800));
    EXPECT_EQ(sign(kTianjin, "2026-01").error().code, ErrorCode::inconsistent)
        << "nobody knows of the difference yet";
    const DifferenceView found = registered(kTianjin, lost, Class::only_b);
    expect_signed("2026-01");

    mend(found);
    both(yuan(50));
    make("2026-02");
    EXPECT_EQ(owed("2026-02"), yuan(50)) << "the bill was paid with January's";
    expect_signed("2026-02");
}

TEST_F(Reservation, ABillThatTheInsuredBookLostIsPaidLater) {
    on("2026-01-10");
    both(yuan(100));
    const BookedBill lost = stay(kShijiazhuang, kTianjin, yuan(700));
    book(kTianjin, lost);
    make("2026-01");
    EXPECT_EQ(owed("2026-01"), yuan(100));
    EXPECT_FALSE(sign(kTianjin, "2026-01"));
    registered(kTianjin, lost, Class::only_a);
    const DifferenceView found = registered(kHebei, lost, Class::only_b);
    expect_signed("2026-01");

    mend(found);
    make("2026-02");
    EXPECT_EQ(owed("2026-02"), yuan(700));
    expect_signed("2026-02");
}

TEST_F(Reservation, TwoRepairsOfOneDifferenceKeepFromSigning) {
    on("2026-01-10");
    both(yuan(100));
    const BookedBill lost = stay(kShijiazhuang, kTianjin, yuan(700));
    book(kTianjin, lost);
    make("2026-01");
    const DifferenceView of_tianjin = registered(kTianjin, lost, Class::only_a);
    const DifferenceView of_hebei = registered(kHebei, lost, Class::only_b);
    expect_signed("2026-01");

    // One takes it back, the other books it: now the books differ the other way round.
    mend(of_tianjin);
    mend(of_hebei);
    make("2026-02");
    const auto refused = sign(kTianjin, "2026-02");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::inconsistent);
}

TEST_F(Reservation, ADifferenceExcusesNoOtherBill) {
    on("2026-01-10");
    both(yuan(100));
    const BookedBill lost = stay(kShijiazhuang, kTianjin, yuan(700));
    book(kHebei, lost);
    book(kHebei, stay(kShijiazhuang, kTianjin, yuan(30)));
    make("2026-01");
    registered(kTianjin, lost, Class::only_b);
    const auto refused = sign(kTianjin, "2026-01");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("表上 830.00 元，本地区账册 800.00 元"),
              std::string::npos)
        << refused.error().detail;
}

}  // namespace
}  // namespace yidi::tests
