#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/peers/memory/memory_peers.h"
#include "adapters/storage/memory/memory_store.h"
#include "app/clearing/bills.h"
#include "app/clearing/matters.h"
#include "app/clearing/months.h"
#include "app/clearing/prepayment.h"
#include "app/clearing/reconcile.h"
#include "domain/clearing/book.h"
#include "domain/ledger/trial_balance.h"
#include "tests/payer/window.h"

/// The centre and thirty-two provinces, each of which keeps two books: as insured side in the store
/// of the window, beside the centre's; as treating side in a second store, to which messages may
/// never come.
namespace yidi::tests {

inline constexpr std::uint32_t kHebei = 130000;
inline constexpr std::uint32_t kTianjin = 120000;
inline constexpr std::uint32_t kBeijing = 110000;

/// Every province, sorted.
[[nodiscard]] const std::vector<std::uint32_t>& provinces();

class Centre : public Window {
protected:
    Centre();

    /// In the store of insured books, or of treating ones.
    template <class Reply, class Work>
    Result<Reply> in(ports::Store& store, const Work& work) {
        std::optional<Result<Reply>> reply;
        const Result<void> done = ports::write(store, [&](ports::Session& session) -> Result<void> {
            const payer::Context payer = context();
            const app::ClearingContext clearing{
                .payer = payer, .rules = rules_, .days = days_, .parties = provinces()};
            reply = work(session, clearing);
            return *reply ? Result<void>{} : fail(reply->error());
        });
        return done ? *std::move(reply) : fail(done.error());
    }
    /// A use case of the centre's store.
    template <class Reply, class... Given, class... Asked>
    Result<Reply> clear(Result<Reply> (*verb)(ports::Session&, const app::ClearingContext&,
                                              Given...),
                        const Asked&... asked) {
        return in<Reply>(store_, [&](ports::Session& session, const app::ClearingContext& now) {
            return verb(session, now, asked...);
        });
    }

    void on(std::string_view day) { now_ = at(std::string{day} + " 10:00:00"); }
    [[nodiscard]] static clearing::Month month(std::string_view text) {
        return *clearing::parse_month(text);
    }
    [[nodiscard]] static clearing::Actor centre() {
        return {.role = clearing::Role::centre, .party = 0, .by = "user:1"};
    }
    [[nodiscard]] static clearing::Actor agency(std::uint32_t party) {
        return {
            .role = clearing::Role::agency, .party = party, .by = "user:" + std::to_string(party)};
    }
    [[nodiscard]] static clearing::Actor finance(std::uint32_t party) {
        return {.role = clearing::Role::finance,
                .party = party,
                .by = "user:" + std::to_string(party + 1)};
    }

    /// A stay of somebody of an area at the hospital of another, on the day of `now_`: the fund
    /// owes the amount.
    [[nodiscard]] clearing::BookedBill stay(std::uint32_t insured, std::uint32_t treating,
                                            Money fund);
    /// Settled: in the book of the insured party, and told to the treating one.
    clearing::BookedBill settle(const clearing::BookedBill& bill);
    clearing::BookedBill settle(std::uint32_t insured, std::uint32_t treating, Money fund) {
        return settle(stay(insured, treating, fund));
    }

    /// The treating party holds a day against the insured one's book.
    app::ReconciledDay reconcile(std::uint32_t treating, std::uint32_t insured, Date day);
    /// Its differences that wait for somebody.
    [[nodiscard]] std::vector<app::DifferenceView> open_differences(std::uint32_t treating);
    /// Proposed by one and approved by another of the treating party.
    Result<app::DifferenceView> repair(const app::DifferenceView& one,
                                       reconciliation::Repair repair);

    /// Tables of a month, after every treating party has confirmed; both stores place.
    app::TablesReply tables(clearing::Month month);
    Result<clearing::Cycle> sign(std::uint32_t party, clearing::Month month);
    /// From signing to the close: on the days of the timetable.
    void pay(clearing::Month month);
    [[nodiscard]] app::MonthView view(clearing::Month month);
    /// Everything posted: settlements of this fixture and what clearing adds.
    [[nodiscard]] std::vector<ledger::DatedEntry> entries();
    /// What stands on each clearing account of the ledger is what the books say is still open:
    /// bills without a month, lines of tables that are not paid, amounts carried over, undecided
    /// disputes.
    void expect_accounted();

    clearing::Rules rules_;
    clearing::WorkingDays days_;
    storage::MemoryStore treating_{ports::payer_tables()};
    /// What becomes of a message to a treating party.
    std::function<peers::Fate(const clearing::BookedBill& bill)> fate_;
    peers::MemoryPeers to_treating_;
    peers::MemoryPeers to_insured_;

private:
    peers::MemoryPeersOptions options(ports::Store& store, bool is_lossy);
    using ByAccount = std::map<std::string, Money>;
    ByAccount without_a_month();
    ByAccount open_in_tables();

    std::vector<ledger::DatedEntry> settled_;
    std::vector<clearing::BookedBill> bills_;
};

}  // namespace yidi::tests
