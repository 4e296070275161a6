#include <string>
#include <utility>
#include <vector>

#include "app/payer/verify.h"
#include "domain/clearing/application.h"
#include "domain/clearing/confirmation.h"
#include "tests/clearing/centre.h"

/// What verify finds of what institutions say of clearing. A store that was damaged is made by
/// hand.
namespace yidi::tests {
namespace {

using clearing::Application;
using clearing::ApplicationState;
using clearing::Confirmation;
using clearing::ConfirmationKind;

class HospitalWords : public Centre {
protected:
    /// A bill in the book of its treating party.
    clearing::BookedBill booked(Money fund) {
        clearing::BookedBill bill = stay(130100, kTianjin, fund);
        const auto done =
            in<bool>(treating_, [&](ports::Session& session, const app::ClearingContext& clearing) {
                return app::book_bill(session, clearing, kTianjin, bill);
            });
        EXPECT_TRUE(done && *done);
        return bill;
    }
    void write(ports::Table table, const ports::Row& row) {
        const auto done = ports::write(treating_, [&](ports::Session& session) {
            return session.insert(ports::spec(table), row);
        });
        ASSERT_TRUE(done) << done.error();
    }
    static std::int64_t number_of(clearing::Month month) {
        return std::int64_t{month.year()} * 12 + month.month() - 1;
    }
    void write(const Confirmation& one) {
        write(ports::Table::hospital_confirmation,
              {number_of(one.month), one.fixmedins_code, one.seq, std::string{name(one.kind)},
               one.otransid, clearing::to_text(one.bills), one.at.ms(), one.by});
    }
    void write(const Application& one) {
        constexpr std::int64_t kNothing = 0;
        write(ports::Table::clearing_application,
              {one.fixmedins_code, one.evt_id, one.seq, std::string{name(one.state)},
               number_of(one.month), one.clr_type, one.clr_way, std::int64_t{one.begndate.days()},
               std::int64_t{one.enddate.days()}, kNothing, kNothing, kNothing, kNothing, kNothing,
               kNothing, one.at.ms(), one.by});
    }
    /// The tables of a month take the one bill that waits.
    void place_in(clearing::Month month) {
        const auto done = in<app::PlacingReply>(
            treating_, [&](ports::Session& session, const app::ClearingContext& clearing) {
                return app::place_bills(session, clearing, month, {kTianjin});
            });
        ASSERT_TRUE(done);
        ASSERT_EQ(done->placed, 1);
    }
    /// "table: problem" of each.
    std::vector<std::string> found() {
        std::vector<std::string> all;
        EXPECT_TRUE(treating_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(const payer::VerifyReply reply, payer::verify(session));
            for (const payer::Mismatch& one : reply.mismatches) {
                all.push_back(one.table + ": " + one.problem);
            }
            return {};
        }));
        return all;
    }
    static Confirmation said(const clearing::BookedBill& bill, std::int64_t seq) {
        return {.month = month("2026-01"),
                .fixmedins_code = bill.fixmedins_code,
                .seq = seq,
                .kind = ConfirmationKind::said,
                .otransid = "m" + std::to_string(seq),
                .bills = {{.setl_id = bill.setl_id, .is_in = false}},
                .at = at("2026-02-02 10:00:00"),
                .by = "terminal:1"};
    }
    static Application applied(std::int64_t evt_id, unsigned from, unsigned to) {
        Application one;
        one.fixmedins_code = "H12000000001";
        one.evt_id = evt_id;
        one.month = month("2026-01");
        one.clr_type = "21";
        one.begndate = one.month.day(from);
        one.enddate = one.month.day(to);
        one.at = at("2026-02-02 10:00:00");
        one.by = "terminal:1";
        return one;
    }
};

TEST_F(HospitalWords, ThatFollowEachOtherAreInOrder) {
    on("2026-01-05");
    const auto bill = booked(yuan(700));
    write(said(bill, 1));
    write(said(bill, 2));
    write(applied(1, 1, 14));
    Application withdrawn = applied(1, 1, 14);
    withdrawn.seq = 2;
    withdrawn.state = ApplicationState::withdrawn;
    write(withdrawn);
    write(applied(2, 10, 28));
    EXPECT_EQ(found(), std::vector<std::string>{});
}

TEST_F(HospitalWords, AMissingMessageIsFound) {
    on("2026-01-05");
    write(said(booked(yuan(700)), 2));
    EXPECT_EQ(found(), std::vector<std::string>{"hospital_confirmation: its messages have gaps"});
}

TEST_F(HospitalWords, ABillOfAnotherInstitutionIsFound) {
    on("2026-01-05");
    Confirmation one = said(booked(yuan(700)), 1);
    one.fixmedins_code = "H12000000002";
    write(one);
    const auto all = found();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all[0].ends_with("is not the institution's")) << all[0];
}

TEST_F(HospitalWords, ABillThatWasLeftOutAndPlacedIsFound) {
    on("2026-01-05");
    const auto bill = booked(yuan(700));
    on("2026-02-21");
    place_in(month("2026-01"));
    write(said(bill, 1));
    const auto all = found();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(all[0].ends_with("was left out of the month and is placed in it")) << all[0];
}

TEST_F(HospitalWords, TwoApplicationsForTheSameSettlementsAreFound) {
    write(applied(1, 1, 14));
    write(applied(2, 14, 28));
    EXPECT_EQ(found(),
              std::vector<std::string>{"clearing_application: about settlements of 1 too"});
}

TEST_F(HospitalWords, AWithdrawalOfNothingIsFound) {
    Application one = applied(1, 1, 14);
    one.state = ApplicationState::withdrawn;
    write(one);
    EXPECT_EQ(found(), std::vector<std::string>{"clearing_application: its steps do not follow"});
}

}  // namespace
}  // namespace yidi::tests
