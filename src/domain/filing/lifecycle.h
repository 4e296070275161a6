#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/filing/filing.h"
#include "domain/policy/filing_rules.h"

/// What a filing is on a day, what may be done with it, and what falls due.
namespace yidi::filing {

/// A filing on a day: its phase and what time adds. Activation, the warning before the end and the
/// end itself need no event, so they cannot be forgotten.
enum class State : std::uint8_t {
    draft,
    submitted,
    under_review,
    needs_material,
    approved,  ///< waiting to reach the network
    reported,  ///< the network has it; its first day has not come
    effective,
    expiring,  ///< effective, with kExpiringDays or less to its last day
    expired,
    cancel_requested,
    cancelled,
    rejected,
    superseded,
    lapsed,  ///< the promised papers did not come
};
inline constexpr std::size_t kStateCount = 14;
[[nodiscard]] std::string_view name(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view text);

/// Days before the end, or before a promise's last day, on which the person is told.
inline constexpr std::array<std::int32_t, 3> kNoticeDays{14, 7, 1};
inline constexpr std::int32_t kExpiringDays = kNoticeDays[0];

[[nodiscard]] State state_on(const Filing& filing, Date day);

/// Whether something may be done, and who says so.
struct Ruling {
    bool needs_review = false;  ///< allowed, but by a person of the agency: the rule is not known
    std::string clause;         ///< empty: no rule is known
};

/// Whether a filing may be changed or cancelled on a day.
/// Errors    filing_locked: not yet; the detail names the day from which it may.
[[nodiscard]] Result<Ruling> may_unlock(const Filing& filing, const policy::KindView& rules,
                                        Date day, std::optional<policy::LockException> because);
/// The first day after the lock; empty if there is none, or it is not known.
[[nodiscard]] std::optional<Date> locked_until(const Filing& filing, const policy::KindView& rules);

/// The last day that an extension gives.
struct Extension {
    Date enddate;
    Ruling ruling;
};
/// Errors    filing_refused: none is given, or no more of them; inconsistent: without end, or not
///           in force.
[[nodiscard]] Result<Extension> may_extend(const Filing& filing, const policy::KindView& rules,
                                           Date day);

/// What time brings.
enum class DueKind : std::uint8_t {
    report,          ///< send it upward, again if it failed
    active,          ///< tell the person that it counts from today
    expiry,          ///< tell the person that it ends in `days` days
    extend,          ///< it extends itself
    ended,           ///< tell the person that it has ended
    promise_expiry,  ///< tell the person that the papers are due in `days` days
    promise_lapse,   ///< the papers did not come
};
[[nodiscard]] std::string_view name(DueKind kind);
struct Due {
    Instant at;
    DueKind kind = DueKind::report;
    std::int32_t days = 0;
    bool operator==(const Due&) const = default;
};
/// Whether it is done by an event, which takes it off the agenda; the others are only told.
[[nodiscard]] constexpr bool is_act(DueKind kind) {
    return kind == DueKind::report || kind == DueKind::extend || kind == DueKind::promise_lapse;
}
/// All that will fall due or has fallen due, if nothing else happens, by time; each once, so that
/// what was told by an instant is what lies before it. An act stays due until it is done.
/// `last_try` is when it was last sent upward.
[[nodiscard]] std::vector<Due> agenda(const Filing& filing, const policy::KindView& rules,
                                      Instant last_try);

/// The hour of the day in China at which notices and lapses fall due.
inline constexpr std::int64_t kDueHour = 8;

}  // namespace yidi::filing
