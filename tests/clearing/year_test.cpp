#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "adapters/codec/hledger.h"
#include "adapters/codec/table.h"
#include "adapters/crypto/sha256.h"
#include "app/clearing/jobs.h"
#include "tests/clearing/centre.h"

/// A year of thirty-two provinces with everything that goes wrong in one. YIDI_FULL takes more
/// stays a day.
namespace yidi::tests {
namespace {

namespace fs = std::filesystem;
using clearing::BookedBill;
using clearing::Direction;
using clearing::Month;

constexpr std::uint32_t kSeed = 20260;
constexpr int kYear = 2026;
constexpr int kMonths = 12;
constexpr std::size_t kAll = 10'000;

class Year : public Centre {
protected:
    Year() : stays_a_day_{std::getenv("YIDI_FULL") == nullptr ? 4U : 60U} {}

    std::uint32_t below(std::uint32_t count) {
        return std::uniform_int_distribution<std::uint32_t>{0, count - 1}(random_);
    }
    void on_day(Date day) { on(to_string(day)); }

    static peers::Fate fate_of(std::uint32_t message, std::uint32_t lost) {
        if (message == lost) return peers::Fate::lost;
        if (message == lost + 1) return peers::Fate::late;
        return message == 0 ? peers::Fate::twice : peers::Fate::comes;
    }
    /// A day's stays; one message is lost, one comes twice and one late.
    void live_through(Date day) {
        on_day(day);
        const std::uint32_t lost = below(stays_a_day_);
        for (std::uint32_t i = 0; i < stays_a_day_; ++i) {
            fate_ = [i, lost](const BookedBill&) { return fate_of(i, lost); };
            const std::uint32_t insured = provinces()[below(32)] + 100;
            std::uint32_t treating = provinces()[below(32)];
            if (clearing::party_of(insured) == treating) {
                treating = treating == kHebei ? kTianjin : kHebei;
            }
            const BookedBill bill =
                stay(insured, treating, Money::from_fen(100 + below(5'000'000)));
            if (below(40) == 0) {
                late_.push_back(bill);
                continue;
            }
            settled(bill);
            if (i == lost) planted_.insert(bill.setl_id);
        }
        fate_ = {};
        if (below(3) == 0 && !standing_.empty()) take_back();
        live_through_night();
    }
    void settled(const BookedBill& bill) {
        settle(bill);
        standing_.push_back(bill);
    }
    /// Any stay of the year, most of them of months whose tables are made.
    void take_back() {
        const std::uint32_t at = below(static_cast<std::uint32_t>(standing_.size()));
        BookedBill back = clearing::reversal_of(standing_[at], ids_.next(), now_.date());
        back.via = clearing::Via::own;
        standing_.erase(standing_.begin() + at);
        settle(back);
    }
    /// What has changed is held against the other book without anybody asking, and what was lost is
    /// sent again by two people.
    void live_through_night() {
        to_treating_.deliver_late();
        now_ = at(to_string(now_.date().next_day()) + " 02:00:00");
        const reconciliation::HashFunction hash = crypto::sha256_bytes;
        const auto held = app::hold_ended_days(
            {.transact =
                 [this](const app::NightWork& work) {
                     return in<void>(store_,
                                     [&](ports::Session& session, const app::ClearingContext& now) {
                                         return work(session, now, to_treating_);
                                     });
                 },
             .hash = hash},
            kAll);
        ASSERT_TRUE(held && held->left == 0);
        const app::DifferenceQuery open{
            .holder = {}, .state = app::DifferenceState::found, .day = {}};
        std::vector<app::DifferenceView> found;
        ASSERT_TRUE(store_.read([&](ports::Session& session) -> Result<void> {
            YIDI_TRY(found, app::differences(session, open));
            return {};
        }));
        for (const app::DifferenceView& one : found) {
            found_.insert(one.setl_id);
            send_again(one);
        }
    }
    void send_again(const app::DifferenceView& one) {
        app::RepairStep step{
            .holder = one.holder, .id = one.id, .by = "user:7", .reason = "lost on the way"};
        ASSERT_TRUE(clear(app::propose_repair, step, reconciliation::Repair::resend));
        step.by = "user:8";
        ports::Peers* const peers = &to_treating_;
        const auto done = clear(app::approve_repair, peers, step);
        ASSERT_TRUE(done) << done.error().detail;
    }
    /// Bills that come a month or two after their stay, and one that never should.
    void bring_late(Month open) {
        std::vector<BookedBill> rest;
        for (const BookedBill& bill : late_) {
            const auto months = months_between(Month::of(bill.day), open);
            if (months == 0 || (months < 3 && below(2) == 0)) {
                rest.push_back(bill);
                continue;
            }
            settle(bill);
            (months > 2 ? too_late_ : came_late_) += 1;
        }
        late_ = std::move(rest);
        live_through_night();
    }
    void dispute_and_deduct() {
        const BookedBill& bill = standing_.back();
        const Direction direction = clearing::direction_of(bill);
        ASSERT_TRUE(clear(app::open_dispute, agency(direction.insured),
                          app::DisputeRequest{.setl_id = bill.setl_id, .reason = "doubtful"}));
        const BookedBill& other = standing_[standing_.size() / 2];
        const Direction away = clearing::direction_of(other);
        const auto deducted = clear(app::decide_deduction, agency(away.treating),
                                    app::DeductionRequest{.kind = clearing::DeductionKind::audit,
                                                          .setl_id = other.setl_id,
                                                          .fund = "310100",
                                                          .decided = Money::from_fen(90),
                                                          .reason = "audit",
                                                          .bill = other});
        ASSERT_TRUE(deducted) << deducted.error().detail;
    }
    void decide_disputes() {
        const auto open = in<std::vector<app::DisputeView>>(
            store_, [](ports::Session& session, const app::ClearingContext&) {
                return app::disputes(session, {});
            });
        for (const app::DisputeView& one : *open) {
            if (one.state != app::DisputeState::carried) continue;
            const auto to = below(2) == 0 ? app::DisputeState::stands : app::DisputeState::upheld;
            ASSERT_TRUE(clear(
                app::decide_dispute, centre(),
                app::DisputeDecision{.id = one.dispute.id, .to = to, .reason = "looked into"}));
        }
    }

    void live_through(Month month) {
        on_day(month.first());
        ASSERT_TRUE(clear(app::open_month, centre(), month));
        for (Date day = month.first(); day <= month.last(); day = day.plus_days(1)) {
            live_through(day);
        }
        on_day(month.last());
        bring_late(month);
        on_day(month.last());
        dispute_and_deduct();
        tables(month);
        check(month);
        pay(month);
        decide_disputes();
    }
    void check(Month month) {
        const app::MonthView now = view(month);
        // One side's book against the other's, pair by pair.
        EXPECT_TRUE(clearing::disagreements(dues_of_books(store_, month, /*insured=*/true),
                                            dues_of_books(treating_, month, /*insured=*/false))
                        .empty())
            << month;
        // Every loss is found before anybody signs.
        EXPECT_TRUE(std::ranges::includes(found_, planted_)) << month;
        for (const std::uint32_t party : now.parties) {
            const auto done = sign(party, month);
            ASSERT_TRUE(done) << month << " " << party << " " << done.error().detail;
        }
        EXPECT_EQ(view(month).cycle.state, clearing::CycleState::signed_all);
    }
    std::vector<clearing::Due> dues_of_books(ports::Store& store, Month month, bool insured) {
        std::vector<clearing::Line> lines;
        for (const std::uint32_t party : provinces()) {
            EXPECT_TRUE(store.read([&](ports::Session& session) -> Result<void> {
                YIDI_TRY(const auto own, app::placed_lines(session, party, month));
                for (const clearing::Line& line : own) {
                    const auto side = insured ? line.direction.insured : line.direction.treating;
                    if (side == party) lines.push_back(line);
                }
                return {};
            }));
        }
        return clearing::dues_of(lines);
    }

    std::uint32_t stays_a_day_;
    std::mt19937 random_{kSeed};
    std::vector<BookedBill> standing_;
    std::vector<BookedBill> late_;
    std::set<std::int64_t> planted_;
    std::set<std::int64_t> found_;
    int came_late_ = 0;
    int too_late_ = 0;
};

/// What Debian's hledger says of every account.
std::map<std::string, std::string> balances_by_hledger(const std::string& journal) {
    const fs::path file = fs::path{::testing::TempDir()} /
                          ("yidi-year-" + std::to_string(std::random_device{}()) + ".journal");
    const fs::path answer = fs::path{file}.replace_extension("csv");
    std::ofstream{file} << journal;
    const std::string command = "LC_ALL=C.UTF-8 hledger -f '" + file.string() +
                                "' balance --flat --empty --no-total -O csv > '" + answer.string() +
                                "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::ostringstream text;
    text << std::ifstream{answer}.rdbuf();
    fs::remove(file);
    fs::remove(answer);
    const auto table = codec::read_csv(text.str(), "hledger");
    std::map<std::string, std::string> balances;
    for (std::size_t i = 1; table && i < table->size(); ++i) {
        balances[(*table)[i].cells.at(0)] = (*table)[i].cells.at(1);
    }
    return balances;
}

TEST_F(Year, OfThirtyTwoProvincesAgreesInEveryMonth) {
    Month month = *clearing::parse_month(std::to_string(kYear) + "-01");
    for (int i = 0; i < kMonths; ++i, month = month.plus(1)) live_through(month);
    EXPECT_GT(planted_.size(), 300U);
    EXPECT_GT(came_late_, 0);
    EXPECT_GT(too_late_, 0);

    expect_accounted();
    const auto all = entries();
    std::map<std::string, std::string> expected;
    for (const ledger::AccountBalance& one : ledger::trial_balance(all, now_.date())) {
        const Money balance = one.balance();
        expected[codec::hledger_account(one.account)] =
            balance == Money{} ? "0" : "CNY " + to_yuan(balance);
    }
    EXPECT_GT(expected.size(), 100U);
    EXPECT_EQ(balances_by_hledger(codec::hledger_journal(all)), expected);
    expect_verified();
}

}  // namespace
}  // namespace yidi::tests
