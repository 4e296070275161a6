#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "app/clearing/context.h"
#include "app/clearing/reconcile.h"
#include "base/date.h"
#include "domain/reconciliation/digest.h"
#include "ports/peers.h"

/// What every night does for clearing without being asked (docs/design/clearing.md, "Every night"):
/// the settlements of the days that have ended become bills, and days are held against the other
/// parties' books. The time is the context's, so that a simulation and a test run it as they like.
/// A night that is stopped, or run twice, does nothing twice.
namespace yidi::app {

struct TakenDays {
    std::int64_t days = 0;
    std::int64_t seen = 0;   ///< settlements of care in another province
    std::int64_t taken = 0;  ///< new to the insured parties' books
    bool is_all = true;      ///< no day that has ended is left
};
/// Takes the bills of the oldest days that have ended and were not taken yet: up to the first with
/// care in another province, and no more than a week of days without. Call again until `is_all`.
/// Goes back to the first day whose bills the next tables may still hold. `peers` as in
/// TakeRequest. Errors    rule_unknown: how late a bill may be.
[[nodiscard]] Result<TakenDays> take_ended_days(ports::Session& session,
                                                const ClearingContext& context,
                                                ports::Peers* peers);

/// What a night works with.
using NightWork =
    std::function<Result<void>(ports::Session&, const ClearingContext&, ports::Peers&)>;
struct NightPorts {
    /// Does a work on the store's writer in a transaction of its own, with the time of then.
    std::function<Result<void>(const NightWork& work)> transact;
    const reconciliation::HashFunction& hash;
    /// Parties whose books lie in this store, sorted: what one of them has of a day is held from
    /// the other's side too, which may have nothing of that day.
    std::span<const std::uint32_t> here = {};
    /// Told of each day that was left for the next night.
    std::function<void(const PartyDay& day, const Error& why)> on_left = {};
};
struct HeldDays {
    std::size_t due = 0;  ///< days of two parties that were looked at
    std::int64_t held = 0;
    std::int64_t differing = 0;  ///< of those that were held
    std::int64_t left = 0;       ///< for the next night
};
/// Holds days that have ended against the other party's book, each in a transaction of its own: at
/// most `limit` that are due, which are those of which something was booked since they were held,
/// and those of which a difference is open. Call again while `due` is `limit`. What one night has
/// left (its other party does not answer, or its difference is still open) is due in the next.
/// Errors    those of `transact`: the store cannot be written.
[[nodiscard]] Result<HeldDays> hold_ended_days(const NightPorts& ports, std::size_t limit);

}  // namespace yidi::app
