#pragma once

#include "app/payer/internal/history.h"
#include "app/payer/internal/undo.h"

namespace yidi::payer::internal {

/// A run over the settlements of a year: the event after which the next one is computed, which
/// moves on with each.
struct Recomputation {
    CumEvent event;
    UndoBy by;
};

/// Computes one settlement of the year again, from what `run.event` left, and appends the
/// difference and the event that `run.event.event` names. An account is given back what it paid too
/// much, but pays no more than it did: the rest is between the person and the agency.
/// Returns   the correction; empty where nothing changes.
/// Errors    must_undo_later_first: it would not be computed any more, or the pack that it was
///           computed by has been replaced by one that settles it otherwise.
[[nodiscard]] Result<std::optional<Settlement>> recompute_one(ports::Session& session,
                                                              const Context& context,
                                                              const History& history,
                                                              std::int64_t setl_id,
                                                              Recomputation& run);

/// The same for all behind position `at` of a year, in order, as if the one at `at` had never been.
/// `run` begins with the reversal's event.
[[nodiscard]] Result<void> recompute_after(ports::Session& session, const Context& context,
                                           History history, std::size_t at, Recomputation run);

}  // namespace yidi::payer::internal
