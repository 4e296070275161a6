#include "tests/clearing/centre.h"

#include <algorithm>
#include <array>
#include <set>

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
        .repaired = [&store](const ports::Peers::Day& day) -> Result<std::vector<std::int64_t>> {
            std::vector<std::int64_t> numbers;
            YIDI_TRY_VOID(store.read([&](Session& session) -> Result<void> {
                YIDI_TRY(numbers, app::repaired_bills(session, day));
                return {};
            }));
            return numbers;
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
    bills_.push_back(bill);
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

namespace {

std::string account_of(std::uint32_t treating, std::uint32_t insured, const std::string& fund) {
    return std::to_string(treating) + '<' + std::to_string(insured) + '/' + fund;
}

std::string account_of(const clearing::Line& line) {
    return account_of(line.direction.treating, line.direction.insured, line.kind.fund);
}

}  // namespace

Centre::ByAccount Centre::without_a_month() {
    constexpr std::size_t kPeriod = 3;
    ByAccount open;
    EXPECT_TRUE(store_.read([&](Session& session) -> Result<void> {
        for (const BookedBill& bill : bills_) {
            const std::int64_t holder = clearing::direction_of(bill).insured;
            const std::array<ports::Value, 2> key{holder, bill.setl_id};
            YIDI_TRY(const auto place, session.get(ports::spec(ports::Table::clearing_place), key));
            if (place && !std::holds_alternative<std::monostate>((*place)[kPeriod])) continue;
            for (const clearing::FundPart& part : bill.funds) {
                open[account_of(bill.mdtrtarea_admvs, bill.insuplc_admdvs, part.fund)] +=
                    part.amount;
            }
        }
        return {};
    }));
    return open;
}

Centre::ByAccount Centre::open_in_tables() {
    ByAccount open;
    std::vector<clearing::Line> carried;
    auto all = clear(app::months);
    EXPECT_TRUE(all);
    std::ranges::reverse(*all);
    for (const clearing::Cycle& cycle : *all) {
        if (cycle.takes_bills()) continue;
        const app::MonthView one = view(cycle.month);
        std::set<clearing::Direction> paid;
        for (const clearing::Notice& notice : one.notices) {
            if (notice.payment) paid.insert(notice.direction);
        }
        for (const clearing::Line& line : one.lines) {
            if (!paid.contains(line.direction)) open[account_of(line)] += line.amount;
        }
        carried = one.carried;
    }
    for (const clearing::Line& line : carried) open[account_of(line)] += line.amount;
    const auto disputes = in<std::vector<app::DisputeView>>(
        store_,
        [](Session& session, const app::ClearingContext&) { return app::disputes(session, {}); });
    for (const app::DisputeView& one : *disputes) {
        const bool is_out =
            one.state == app::DisputeState::carried || one.state == app::DisputeState::stands;
        if (is_out) open[account_of(clearing::put_in(one.dispute))] += one.dispute.amount;
    }
    return open;
}

void Centre::expect_accounted() {
    ByAccount expected = without_a_month();
    for (const auto& [account, amount] : open_in_tables()) expected[account] += amount;
    std::erase_if(expected, [](const auto& one) { return one.second == Money{}; });
    ByAccount found;
    for (const ledger::AccountBalance& one : ledger::trial_balance(entries(), now_.date())) {
        if (one.account.kind != ledger::AccountKind::clearing) continue;
        if (one.balance() != Money{}) found[one.account.key] = -one.balance();
    }
    for (const auto& [account, amount] : expected) {
        EXPECT_EQ(found[account], amount) << account << " in the ledger, and open in the books";
    }
    for (const auto& [account, amount] : found) {
        EXPECT_TRUE(expected.contains(account)) << account << ": nothing is open of it";
    }
}

}  // namespace yidi::tests
