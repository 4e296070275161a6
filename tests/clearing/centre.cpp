#include "tests/clearing/centre.h"

#include <algorithm>

#include "adapters/codec/calendar.h"
#include "adapters/codec/clearing_rules.h"
#include "adapters/crypto/sha256.h"
#include "app/clearing/books.h"

namespace yidi::tests {

using clearing::BookedBill;
using clearing::Month;
using ports::Session;

const std::vector<std::uint32_t>& provinces() {
    static const std::vector<std::uint32_t> kAll = [] {
        std::vector<std::uint32_t> codes;
        for (const std::uint32_t province :
             {11U, 12U, 13U, 14U, 15U, 21U, 22U, 23U, 31U, 32U, 33U, 34U, 35U, 36U, 37U, 41U,
              42U, 43U, 44U, 45U, 46U, 50U, 51U, 52U, 53U, 54U, 61U, 62U, 63U, 64U, 65U, 66U}) {
            codes.push_back(province * 10'000);
        }
        return codes;
    }();
    return kAll;
}

peers::MemoryPeersOptions Centre::options(ports::Store& store, bool is_lossy) {
    peers::MemoryPeersOptions made{
        .take = [this, &store](std::uint32_t to, const BookedBill& bill) -> Result<void> {
            const auto taken =
                in<bool>(store, [&](Session& session, const app::ClearingContext& now) {
                    return app::book_bill(session, now, to, bill);
                });
            return taken ? Result<void>{} : fail(taken.error());
        },
        .book = [&store](const ports::Peers::Day& day) -> Result<std::vector<BookedBill>> {
            std::vector<BookedBill> bills;
            YIDI_TRY_VOID(store.read([&](Session& session) -> Result<void> {
                YIDI_TRY(bills, app::day_book(session, day));
                return {};
            }));
            return bills;
        },
        .hash = crypto::sha256_bytes};
    if (is_lossy) {
        made.fate = [this](std::uint32_t, const BookedBill& bill) {
            return fate_ ? fate_(bill) : peers::Fate::comes;
        };
    }
    return made;
}

Centre::Centre()
    : rules_{*codec::load_clearing_rules("data/rules/clearing.csv")},
      days_{*codec::load_calendar("data/calendar/cn.csv")},
      to_treating_{options(treating_, /*is_lossy=*/true)},
      to_insured_{options(store_, /*is_lossy=*/false)} {}

BookedBill Centre::stay(std::uint32_t insured, std::uint32_t treating, Money fund) {
    BookedBill bill;
    bill.setl_id = ids_.next();
    bill.day = now_.date();
    bill.insuplc_admdvs = insured;
    bill.mdtrtarea_admvs = treating;
    bill.fixmedins_code = "H" + std::to_string(clearing::party_of(treating)) + "00001";
    bill.clr_type = "21";
    bill.medfee_sumamt = fund + yuan(1'000);
    bill.fund_pay_sumamt = fund;
    bill.psn_cash_pay = yuan(1'000);
    bill.funds = {{.fund = "310100", .amount = fund}};
    return bill;
}

BookedBill Centre::settle(const BookedBill& bill) {
    const clearing::Direction direction = clearing::direction_of(bill);
    const auto booked = clear(app::book_bill, direction.insured, bill);
    EXPECT_TRUE(booked && *booked);
    ledger::DatedEntry entry{
        .date = bill.day, .about = "settlement:" + std::to_string(bill.setl_id), .entry = {}};
    const std::string between =
        std::to_string(bill.mdtrtarea_admvs) + '<' + std::to_string(bill.insuplc_admdvs) + '/';
    for (const clearing::FundPart& part : bill.funds) {
        ledger::post(entry.entry, {ledger::AccountKind::clearing, between + part.fund},
                     -part.amount);
        ledger::post(entry.entry, {ledger::AccountKind::receivable, bill.fixmedins_code},
                     part.amount);
    }
    settled_.push_back(std::move(entry));
    to_treating_.tell(direction.treating, bill);
    return bill;
}

app::ReconciledDay Centre::reconcile(std::uint32_t treating, std::uint32_t insured, Date day) {
    const auto done =
        in<app::ReconciledDay>(treating_, [&](Session& session, const app::ClearingContext& now) {
            return app::reconcile_party(
                session, now, to_insured_, crypto::sha256_bytes,
                {.holder = treating, .counterpart = insured, .day = day, .by = "job:reconcile"});
        });
    EXPECT_TRUE(done) << (done ? "" : done.error().detail);
    return *done;
}

std::vector<app::DifferenceView> Centre::open_differences(std::uint32_t treating) {
    std::vector<app::DifferenceView> found;
    EXPECT_TRUE(treating_.read([&](Session& session) -> Result<void> {
        YIDI_TRY(found, app::differences(
                            session,
                            {.holder = treating, .state = app::DifferenceState::found, .day = {}}));
        return {};
    }));
    return found;
}

Result<app::DifferenceView> Centre::repair(const app::DifferenceView& one,
                                           reconciliation::Repair repair) {
    const app::RepairStep proposes{
        .holder = one.holder, .id = one.id, .by = "user:7", .reason = "lost on the way"};
    const app::RepairStep approves{
        .holder = one.holder, .id = one.id, .by = "user:8", .reason = {}};
    YIDI_TRY(
        [[maybe_unused]] const auto proposed,
        in<app::DifferenceView>(treating_, [&](Session& session, const app::ClearingContext& now) {
            return app::propose_repair(session, now, proposes, repair);
        }));
    return in<app::DifferenceView>(
        treating_, [&](Session& session, const app::ClearingContext& now) {
            return app::approve_repair(session, now, &to_insured_, approves);
        });
}

app::TablesReply Centre::tables(Month month) {
    on(to_string(month.plus(1).day(18)));
    for (const std::uint32_t party : provinces()) {
        EXPECT_TRUE(clear(app::confirm_month, agency(party), month));
    }
    on(to_string(month.plus(1).day(21)));
    const auto made =
        clear(app::make_tables, centre(), app::TablesRequest{.month = month, .told = {}});
    EXPECT_TRUE(made) << (made ? "" : made.error().detail);
    const auto placed =
        in<app::PlacingReply>(treating_, [&](Session& session, const app::ClearingContext& now) {
            return app::place_bills(session, now, month, made->cycle.confirmed);
        });
    EXPECT_TRUE(placed);
    return *made;
}

Result<clearing::Cycle> Centre::sign(std::uint32_t party, Month month) {
    std::vector<clearing::Line> own;
    for (ports::Store* const store :
         {static_cast<ports::Store*>(&store_), static_cast<ports::Store*>(&treating_)}) {
        YIDI_TRY_VOID(store->read([&](Session& session) -> Result<void> {
            YIDI_TRY(const auto lines, app::placed_lines(session, party, month));
            own.insert(own.end(), lines.begin(), lines.end());
            return {};
        }));
    }
    return clear(app::sign_month, agency(party), app::SignRequest{.month = month, .own = own});
}

void Centre::pay(Month month) {
    on(to_string(month.plus(1).day(26)));
    ASSERT_TRUE(clear(app::publish_month, centre(), month));
    for (const clearing::Notice& notice : view(month).notices) {
        const clearing::BankReference bank{
            .bank = "bank", .serial_no = "S" + notice.number, .date = now_.date()};
        using clearing::NoticeState;
        const auto handed = clear(
            app::step_notice, agency(notice.direction.insured),
            app::NoticeRequest{.number = notice.number, .to = NoticeState::handed, .bank = {}});
        const auto paid = clear(
            app::step_notice, finance(notice.direction.insured),
            app::NoticeRequest{.number = notice.number, .to = NoticeState::paid, .bank = bank});
        const auto received = clear(
            app::step_notice, agency(notice.direction.treating),
            app::NoticeRequest{.number = notice.number, .to = NoticeState::received, .bank = bank});
        ASSERT_TRUE(handed && paid && received);
    }
    ASSERT_TRUE(clear(app::close_month, centre(), month));
}

app::MonthView Centre::view(Month month) {
    auto found = clear(app::month_view, month);
    EXPECT_TRUE(found);
    return *std::move(found);
}

std::vector<ledger::DatedEntry> Centre::entries() {
    std::vector<ledger::DatedEntry> all = settled_;
    EXPECT_TRUE(store_.read([&](Session& session) -> Result<void> {
        YIDI_TRY(const auto more, app::ledger_entries(session, now_.date()));
        all.insert(all.end(), more.begin(), more.end());
        return {};
    }));
    return all;
}

}  // namespace yidi::tests
