#include <algorithm>
#include <string>
#include <vector>

#include "domain/clearing/compared.h"
#include "tests/clearing/centre.h"

/// The third book: a hospital's, for the days of the treating party.
namespace yidi::tests {
namespace {

using reconciliation::Amount;
using reconciliation::Class;
using reconciliation::Repair;
using Rows = std::vector<reconciliation::Row>;

constexpr std::uint32_t kShijiazhuang = 130100;

class HospitalsBook : public Centre {
protected:
    HospitalsBook() {
        on("2026-01-10");
        EXPECT_TRUE(clear(app::open_month, centre(), month("2026-01")));
        bill_ = settle(kShijiazhuang, kTianjin, yuan(700));
    }
    /// The hospital tells what it has of the bill's day.
    app::ReconciledDay report(const Rows& rows) {
        const auto done = in<app::ReconciledDay>(
            treating_, [&](ports::Session& session, const app::ClearingContext& now) {
                return app::reconcile_hospital(
                    session, now,
                    {.holder = kTianjin, .fixmedins_code = bill_.fixmedins_code, .day = bill_.day},
                    rows, "job:reconcile");
            });
        EXPECT_TRUE(done);
        return *done;
    }
    [[nodiscard]] Rows with_total(Money total) const {
        reconciliation::Row row = clearing::row_of(bill_);
        row.amounts = {};
        row.amounts.tell(Amount::medfee_sumamt, total);
        return {row};
    }
    app::DifferenceView only_open() {
        const auto open = open_differences(kTianjin);
        EXPECT_EQ(open.size(), 1U);
        return open.empty() ? app::DifferenceView{} : open.front();
    }
    std::vector<Repair> repairs(const app::DifferenceView& one) {
        std::vector<Repair> found;
        EXPECT_TRUE(treating_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(found, app::repairs_of(session, one));
            return {};
        }));
        return found;
    }
    /// February with another bill, so that the direction stays above zero.
    void go_on_in_february() {
        on("2026-02-25");
        ASSERT_TRUE(clear(app::open_month, centre(), month("2026-02")));
        settle(kShijiazhuang, kTianjin, yuan(1'000));
    }
    void expect_signed_with(std::string_view text, Money owed) {
        tables(month(text));
        EXPECT_EQ(clearing::dues_of(view(month(text)).lines).front().amount, owed);
        for (const std::uint32_t party : {kTianjin, kHebei}) {
            const auto done = sign(party, month(text));
            EXPECT_TRUE(done) << party << (done ? "" : done.error().detail);
        }
        expect_accounted();
    }

    clearing::BookedBill bill_;
};

TEST_F(HospitalsBook, ShowsWhatItAloneHas) {
    Rows rows{clearing::row_of(bill_), clearing::row_of(bill_)};
    rows[1].setl_id = std::to_string(ids_.next());
    EXPECT_EQ(report(rows).differences, 1);
    EXPECT_EQ(only_open().what, Class::only_b);
    EXPECT_TRUE(repairs(only_open()).empty()) << "it settles it with us, or not at all";
}

TEST_F(HospitalsBook, RowsWithNamesOfItsOwnAreDifferencesOfTheirOwn) {
    Rows rows{clearing::row_of(bill_), with_total(yuan(50)).front(), with_total(yuan(50)).front()};
    rows[1].setl_id = "ZY2026-17";
    rows[2].setl_id = "ZY2026-18";
    for (int times = 0; times < 2; ++times) {
        report(rows);
        std::vector<std::string> names;
        for (const app::DifferenceView& one : open_differences(kTianjin)) {
            EXPECT_EQ(one.setl_id, 0);
            names.push_back(one.name);
        }
        EXPECT_EQ(names, (std::vector<std::string>{"ZY2026-17", "ZY2026-18"}));
    }
    rows.pop_back();
    report(rows);
    EXPECT_EQ(only_open().name, "ZY2026-17");
}

TEST_F(HospitalsBook, WhatItDoesNotHaveIsTakenBackInBothBooks) {
    settle(kShijiazhuang, kTianjin, yuan(100));
    EXPECT_EQ(report({}).differences, 2);
    const auto open = open_differences(kTianjin);
    const auto ours = std::ranges::find(open, bill_.setl_id, &app::DifferenceView::setl_id);
    ASSERT_NE(ours, open.end());
    EXPECT_EQ(repairs(*ours), std::vector{Repair::reverse});
    ASSERT_TRUE(repair(*ours, Repair::reverse));
    expect_signed_with("2026-01", yuan(100));
}

TEST_F(HospitalsBook, WhatItDoesNotHaveIsTakenBackLaterInBothBooks) {
    tables(month("2026-01"));
    report({});
    EXPECT_EQ(repairs(only_open()), std::vector{Repair::correct_later});
    go_on_in_february();
    ASSERT_TRUE(repair(only_open(), Repair::correct_later));
    expect_signed_with("2026-02", yuan(1'000 - 700));
    // Nor is it found again, whatever is told of the day.
    report({});
    EXPECT_TRUE(open_differences(kTianjin).empty());
}

TEST_F(HospitalsBook, AnotherAmountIsNoReasonToTakeABillBack) {
    tables(month("2026-01"));
    report(with_total(yuan(38'401)));
    EXPECT_EQ(only_open().what, Class::amount);
    EXPECT_TRUE(repairs(only_open()).empty());
    EXPECT_EQ(repair(only_open(), Repair::correct_later).error().code, ErrorCode::not_allowed);
}

TEST_F(HospitalsBook, EachReportOfADayTakesThePlaceOfTheOneBefore) {
    tables(month("2026-01"));
    report({});
    const app::DifferenceView missing = only_open();
    report(with_total(yuan(38'401)));
    EXPECT_EQ(only_open().there, yuan(38'401));
    report(with_total(yuan(38'402)));
    EXPECT_EQ(only_open().there, yuan(38'402));
    EXPECT_EQ(repair(missing, Repair::correct_later).error().code, ErrorCode::changed_meanwhile);
    report(with_total(bill_.medfee_sumamt));
    EXPECT_TRUE(open_differences(kTianjin).empty());
}

TEST_F(HospitalsBook, WhatWasReversedMeanwhileIsNotTakenBackAgain) {
    report({});
    const app::DifferenceView found = only_open();
    clearing::BookedBill back = clearing::reversal_of(bill_, ids_.next(), now_.date());
    back.via = clearing::Via::own;
    settle(back);
    EXPECT_EQ(repair(found, Repair::reverse).error().code, ErrorCode::changed_meanwhile);
}

}  // namespace
}  // namespace yidi::tests
