#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/ledger/journal.h"
#include "domain/settlement/records.h"

/// Rows of settlements, of the journal and of the year's accumulators.
namespace yidi::payer::internal {

using ports::Session;
using registry::Pid;
using settlement::Settlement;

[[nodiscard]] Result<void> insert(Session& session, const Settlement& one);
[[nodiscard]] Result<std::optional<Settlement>> find_settlement(Session& session, Pid pid,
                                                                std::int64_t setl_id);
/// Every row of a visit, in the order in which they were made.
[[nodiscard]] Result<std::vector<Settlement>> settlements_of(Session& session, Pid pid,
                                                             std::int64_t mdtrt_id);
/// What a settlement's message says that no rule reads.
struct Particulars {
    std::string invono;
    std::string mdtrt_cert_type;
    std::string opter_name;
    bool operator==(const Particulars&) const = default;
};
/// For the row of this settlement; empty where nothing is said.
[[nodiscard]] std::string sealed(ports::Vault& vault, const Settlement& one,
                                 const Particulars& particulars);
/// Errors    internal: sealed for another row.
[[nodiscard]] Result<Particulars> particulars_of(const ports::Vault& vault, const Settlement& one);

/// Reads one row, for whole-table scans.
[[nodiscard]] Result<Settlement> read_settlement(const ports::Row& row);

struct JournalRow {
    Pid pid = 0;
    std::int64_t setl_id = 0;
    Instant at;
    ledger::Entry entry;
};
[[nodiscard]] Result<void> insert(Session& session, const JournalRow& one);
/// Errors    invariant_violated: the settlement has no journal row.
[[nodiscard]] Result<ledger::Entry> entry_of(Session& session, Pid pid, std::int64_t setl_id);
[[nodiscard]] Result<JournalRow> read_journal(const ports::Row& row);

/// A benefit year of a person in one insurance.
struct YearKey {
    Pid pid = 0;
    std::int64_t year = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    auto operator<=>(const YearKey&) const = default;
};
/// What the year holds: `seq` of its last event (0: none) and the accumulators as text.
struct Year {
    std::int64_t seq = 0;
    std::string cum;
};
[[nodiscard]] Result<Year> year_of(Session& session, const YearKey& key);

/// `opening` brings accumulators from elsewhere; the others are settlement::name(kind).
struct CumEvent {
    YearKey key;
    std::int64_t seq = 0;
    std::int64_t setl_id = 0;
    std::string event;
    Instant at;
    std::string cum;
};
inline constexpr std::string_view kOpening = "opening";
/// Appends the event and makes the year as it says. `seq` is the next one.
[[nodiscard]] Result<void> append(Session& session, const CumEvent& event);
[[nodiscard]] Result<std::vector<CumEvent>> cum_events_of(Session& session, const YearKey& key);
[[nodiscard]] Result<std::vector<CumEvent>> cum_events_of(Session& session, Pid pid);
[[nodiscard]] Result<CumEvent> read_cum_event(const ports::Row& row);

/// Balance of the personal account; 0 where nothing was ever posted.
[[nodiscard]] Result<Money> balance_of(Session& session, Pid pid);
/// Moves the accounts that the entry's personal legs stand on.
/// Errors    changed_meanwhile: an account would fall below zero.
[[nodiscard]] Result<void> move_accounts(Session& session, const ledger::Entry& entry);

}  // namespace yidi::payer::internal
