#pragma once

#include "app/payer/internal/rows_settlement.h"

/// Taking settlements back, and giving them back.
namespace yidi::payer::internal {

/// On whose message, and whether the pair is hidden (2601).
struct UndoBy {
    const Caller& caller;
    bool hidden = false;
};

/// Appends the exact negative of a settlement that stands, and brings the year and the accounts to
/// what they were before it.
/// Errors    must_undo_later_first; invariant_violated.
[[nodiscard]] Result<Settlement> take_back(ports::Session& session, const Context& context,
                                           const Settlement& target, const UndoBy& by);

/// Undoes a reversal: the settlement stands again as it did.
/// Errors    must_undo_later_first: the year, the batch or the account has been used since.
[[nodiscard]] Result<Settlement> give_back(ports::Session& session, const Context& context,
                                           const Settlement& reversal, const UndoBy& by);

}  // namespace yidi::payer::internal
