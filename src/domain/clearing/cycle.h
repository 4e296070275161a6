#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "domain/clearing/month.h"
#include "domain/clearing/timetable.h"

/// A clearing month as its events leave it: who may do what from which day. What follows a notice
/// (finance, payment, receipt) is the notice's own (notice.h).
namespace yidi::clearing {

enum class CycleState : std::uint8_t {
    open,         ///< bills arrive
    confirming,   ///< some parties have confirmed; bills still arrive
    tables_made,  ///< nothing arrives any more
    signed_all,   ///< by every party
    published,    ///< the notices are out
    closed,       ///< every notice is paid and received
};
inline constexpr std::size_t kCycleStateCount = 6;
[[nodiscard]] std::string_view name(CycleState state);

enum class CycleEventKind : std::uint8_t {
    opened,
    confirmed,
    tables_made,
    signed_by,
    published,
    closed
};
inline constexpr std::size_t kCycleEventKindCount = 6;
[[nodiscard]] std::string_view name(CycleEventKind kind);

/// Whose hand it is. The centre clears between the parties: the nation's between provinces, a
/// province's between its areas.
enum class Role : std::uint8_t { centre, agency, finance };
struct Actor {
    Role role = Role::centre;
    std::uint32_t party = 0;  ///< of an agency or finance
    std::string by;           ///< the person: "user:12"
};

struct CycleEvent {
    Month month;
    std::int64_t seq = 0;  ///< from 1, without gaps
    CycleEventKind kind = CycleEventKind::opened;
    std::uint32_t party = 0;  ///< of a confirmation or signature, else 0
    Instant at;
    std::string by;
    std::int32_t late_days = 0;  ///< days of the calendar after the step's last day
    bool operator==(const CycleEvent&) const = default;
};

struct Cycle {
    Month month;
    std::int64_t seq = 0;
    CycleState state = CycleState::open;
    std::vector<std::uint32_t> confirmed;  ///< parties, sorted
    std::vector<std::uint32_t> signed_by;  ///< parties, sorted
    Instant at;                            ///< of the last event
    bool operator==(const Cycle&) const = default;

    [[nodiscard]] bool takes_bills() const {
        return state == CycleState::open || state == CycleState::confirming;
    }
};

/// What a step is held against.
struct CycleFacts {
    const Timetable& timetable;
    const std::vector<std::uint32_t>& parties;  ///< sorted
    std::int64_t open_notices = 0;              ///< not yet paid and received
};

/// What somebody wants to do, and when.
struct CycleStep {
    CycleEventKind kind = CycleEventKind::opened;
    Instant at = {};
};

/// The next event. `before` null: the month is not there yet.
/// Errors    not_allowed: another role, a party that is none, or before the step's first day (the
///           detail says from when); changed_meanwhile: the state does not take it, or the party
///           has done it already; inconsistent: closing with notices that are open.
[[nodiscard]] Result<CycleEvent> next_event(const Cycle* before, const Actor& actor,
                                            const CycleStep& wanted, const CycleFacts& facts);
/// The month after an event that next_event has given. `parties` is of those that sign: where
/// nobody stands in the tables, they wait for no signature.
[[nodiscard]] Cycle applied(const Cycle* before, const CycleEvent& event, std::size_t parties);

/// Parties that have not done a step yet, sorted.
[[nodiscard]] std::vector<std::uint32_t> missing(const std::vector<std::uint32_t>& parties,
                                                 const std::vector<std::uint32_t>& done);

}  // namespace yidi::clearing
