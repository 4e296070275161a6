#pragma once

#include "app/payer/internal/rows_settlement.h"

/// Writing into the books, each with the invariants that must hold before the use case returns.
namespace yidi::payer::internal {

/// Appends a settlement with its journal entry and moves the accounts.
/// Errors    invariant_violated: the entry does not balance or is not the settlement's, or the
///           parts of the settlement do not sum to its total.
[[nodiscard]] Result<void> post(ports::Session& session, const Settlement& one,
                                const ledger::Entry& entry);

/// Appends an event of a year.
/// Errors    invariant_violated: the year is then not as its last event says.
[[nodiscard]] Result<void> count(ports::Session& session, const CumEvent& event);

/// Whether an entry says what a settlement says: the funds, the accounts, the cash.
[[nodiscard]] bool agrees(const Settlement& one, const ledger::Entry& entry);
/// Whether the parts of a settlement, reversal or correction sum to its total.
[[nodiscard]] bool adds_up(const adjudication::Setlinfo& info);

}  // namespace yidi::payer::internal
