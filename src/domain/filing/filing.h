#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/instant.h"
#include "domain/policy/vocabulary.h"

/// A person's filing (备案): what was filed, for where and when, whether its papers are there, and
/// how far it has come. It is a history of events; its state is what they add up to on a day
/// (docs/design/filing.md).
namespace yidi::filing {

/// Whether what the kind asks for has been handed in.
enum class ProofState : std::uint8_t {
    complete,
    promised,
    lapsed,   ///< the papers did not come: it counts no more
    reduced,  ///< the same, and it counts as a temporary filing until they come
};
inline constexpr std::size_t kProofStateCount = 4;
[[nodiscard]] std::string_view name(ProofState state);
[[nodiscard]] std::optional<ProofState> parse_proof_state(std::string_view text);

/// By which way an action came in.
enum class Channel : std::uint8_t {
    registry,      ///< the agency's own table
    self,          ///< the person
    proxy,         ///< a family member
    window,        ///< a counter of the insured region
    phone,         ///< a call that a counter writes down
    other_region,  ///< a counter of another region (跨省通办)
    hospital,      ///< the hospital, before the discharge
    feed,          ///< shared data, without an application (免申即享)
    job,           ///< the passing of time
};
inline constexpr std::size_t kChannelCount = 9;
[[nodiscard]] std::string_view name(Channel channel);
[[nodiscard]] std::optional<Channel> parse_channel(std::string_view text);

/// How far a filing has come by its events alone; what the day adds is in `State`.
enum class Phase : std::uint8_t {
    draft,
    submitted,
    under_review,
    needs_material,
    approved,          ///< but not reported upward: no hospital sees it
    reported,          ///< the network knows it
    cancel_requested,  ///< still counts until somebody has decided
    cancelled,         ///< over; counts for stays begun before
    rejected,
    superseded,  ///< another took its place; counts for stays begun before
};
inline constexpr std::size_t kPhaseCount = 10;
[[nodiscard]] std::string_view name(Phase phase);
[[nodiscard]] std::optional<Phase> parse_phase(std::string_view text);

enum class EventKind : std::uint8_t {
    filed,  ///< taken over from a register: reported already
    changed,
    proof_completed,
    proof_lapsed,
    cancelled,
    drafted,
    submitted,
    review_begun,
    material_asked,
    material_given,
    approved,
    rejected,
    reported,
    report_failed,
    extended,
    cancel_requested,
    cancel_declined,
    superseded,
    refused_by_person,  ///< the person does not want what was filed for them
};
inline constexpr std::size_t kEventKindCount = 19;
[[nodiscard]] std::string_view name(EventKind kind);
[[nodiscard]] std::optional<EventKind> parse_event_kind(std::string_view text);

struct Filing {
    std::int64_t id = 0;
    policy::FilingKind kind = policy::FilingKind::referral;
    std::string local_code;             ///< the insured region's own code of the kind, or empty
    std::vector<std::uint32_t> places;  ///< region codes it covers; empty: any
    Date begndate;
    std::optional<Date> enddate;  ///< last day included; before begndate: it never counted
    ProofState proof = ProofState::complete;
    std::optional<Date> promise_until;   ///< last day for the papers
    std::vector<std::string> materials;  ///< papers that were handed in
    std::uint8_t businesses = 0;         ///< mask of policy::Business; 0: all that the route opens
    Channel channel = Channel::registry;
    Phase phase = Phase::reported;
    bool was_reported = true;         ///< the network has known it, and not lost it since
    std::int64_t replaces = 0;        ///< the filing that ends when this one is reported; 0: none
    std::int32_t extensions = 0;      ///< how many it has had
    std::int32_t failed_reports = 0;  ///< since the last that arrived
    bool operator==(const Filing&) const = default;
};

/// Whether it is over by an act: cancelled, or replaced by another.
[[nodiscard]] bool is_ended(const Filing& filing);
/// Whether the network knows it, so that it can count on a day of its interval.
[[nodiscard]] bool is_known_upward(const Filing& filing);
/// Whether its interval holds a day.
[[nodiscard]] bool holds_on(const Filing& filing, Date day);
/// Whether one of its places covers a region or the pooling area that it belongs to.
[[nodiscard]] bool covers(const Filing& filing, std::uint32_t region, std::uint32_t pooling_area);

struct Event {
    std::int64_t filing = 0;
    std::int64_t seq = 0;  ///< from 1, without gaps
    EventKind kind = EventKind::filed;
    Filing after;  ///< the filing as the event leaves it
    Instant at;
    std::string by;       ///< operator, person or job
    std::string reason;   ///< for people
    std::string details;  ///< contact, agent, referral: opaque here, sealed in the store
};

/// The next event of a filing, or why it may not happen. `wanted.after` is read where the kind says
/// something about the filing itself: filed, drafted, submitted, changed (all of it), extended
/// (enddate), material_given (materials), approved (promise_until where the rules name none),
/// cancelled and superseded (enddate, the last day it counts; without one the day before the
/// event).
/// Errors    inconsistent: an event that the phase does not take, an end before the beginning, a
///           proof that was never promised, an extension that does not extend.
[[nodiscard]] Result<Event> next_event(const std::vector<Event>& history, Event wanted);

/// Whether a filing takes an event now; null: a filing that is not there yet.
[[nodiscard]] bool takes(const Filing* before, EventKind kind);

/// The filings as the events leave them, by id.
[[nodiscard]] std::vector<Filing> filings_of(const std::vector<Event>& events);

/// The filing that counts for care at a place from a day on: one in force there, before one that is
/// not; a long-term one before others; the later begun before the earlier. Of those that the
/// network knows; one that is ended only where it held on that day. Null without any. The
/// calculation decides what it is worth.
[[nodiscard]] const Filing* best_for(const std::vector<Filing>& filings, std::uint32_t place,
                                     std::uint32_t pooling_area, Date admission);

}  // namespace yidi::filing
