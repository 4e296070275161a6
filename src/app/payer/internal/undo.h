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
/// what they were before it. Where the pack does not compute later settlements again those of
/// windows have to be taken back first; claims by hand, which no window can take back, stay as they
/// are, and what this one added is taken out of what the year holds after them. Errors
/// must_undo_later_first; invariant_violated.
[[nodiscard]] Result<Settlement> take_back(ports::Session& session, const Context& context,
                                           const Settlement& target, const UndoBy& by);

/// What a claim leaves that is taken back for another to be decided in its place.
struct TakenOut {
    Settlement negative;
    /// What the year held where it stood, as text; empty: later settlements have been computed
    /// again, or there are none.
    std::string place;
};
/// As take_back; but where the pack does not compute later settlements again they stay as they are,
/// and what this one added is taken out of what the year holds after them.
[[nodiscard]] Result<TakenOut> take_out(ports::Session& session, const Context& context,
                                        const Settlement& target, const UndoBy& by);

/// Undoes a reversal: the settlement stands again as it did.
/// Errors    must_undo_later_first: the year, the batch or the account has been used since.
[[nodiscard]] Result<Settlement> give_back(ports::Session& session, const Context& context,
                                           const Settlement& reversal, const UndoBy& by);

}  // namespace yidi::payer::internal
