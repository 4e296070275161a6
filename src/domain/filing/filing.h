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

/// A person's filing (备案) as settlement needs it: what was filed, for where and when, and whether
/// its papers are there. It is a history of events; its state is what they add up to.
namespace yidi::filing {

/// Whether what the kind asks for has been handed in.
enum class ProofState : std::uint8_t { complete, promised, lapsed };
[[nodiscard]] std::string_view name(ProofState state);
[[nodiscard]] std::optional<ProofState> parse_proof_state(std::string_view text);

enum class EventKind : std::uint8_t { filed, changed, proof_completed, proof_lapsed, cancelled };
[[nodiscard]] std::string_view name(EventKind kind);
[[nodiscard]] std::optional<EventKind> parse_event_kind(std::string_view text);

struct Filing {
    std::int64_t id = 0;
    policy::FilingKind kind = policy::FilingKind::referral;
    std::vector<std::uint32_t> places;  ///< region codes it covers; empty: any
    Date begndate;
    std::optional<Date> enddate;  ///< last day included
    ProofState proof = ProofState::complete;
    bool cancelled = false;
    bool operator==(const Filing&) const = default;
};

struct Event {
    std::int64_t filing = 0;
    std::int64_t seq = 0;  ///< from 1, without gaps
    EventKind kind = EventKind::filed;
    Filing after;  ///< the filing as the event leaves it
    Instant at;
    std::string by;  ///< operator or channel
    std::string reason;
};

/// The next event of a filing, or why it may not happen.
/// Errors    inconsistent: an end before the beginning, a change of a cancelled one, a proof that
///           was never promised.
[[nodiscard]] Result<Event> next_event(const std::vector<Event>& history, Event wanted);

/// The filings as the events leave them, by id.
[[nodiscard]] std::vector<Filing> filings_of(const std::vector<Event>& events);

/// The filing that counts for care at a place from a day on: one in force there, before one that is
/// not; a long-term one before others; the later begun before the earlier. Null without any that
/// is not cancelled. The calculation decides what it is worth.
[[nodiscard]] const Filing* best_for(const std::vector<Filing>& filings, std::uint32_t place,
                                     std::uint32_t pooling_area, Date admission);

}  // namespace yidi::filing
