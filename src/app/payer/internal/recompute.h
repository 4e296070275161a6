#pragma once

#include "app/payer/internal/history.h"
#include "app/payer/internal/undo.h"

namespace yidi::payer::internal {

struct Recomputation {
    CumEvent event;  ///< the reversal's: later events follow it
    UndoBy by;
};

/// Computes the settlements behind position `at` of a year again, in order, as if the one at `at`
/// had never been, and appends the differences. An account is given back what it paid too much, but
/// pays no more than it did: the rest is between the person and the agency.
/// Errors    must_undo_later_first: one of them would not be computed any more, or the pack that it
///           was computed by has been replaced by one that settles it otherwise.
[[nodiscard]] Result<void> recompute_after(ports::Session& session, const Context& context,
                                           History history, std::size_t at,
                                           const Recomputation& run);

}  // namespace yidi::payer::internal
