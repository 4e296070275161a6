#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/instant.h"

/// How a policy comes to be computed with: a change is written by one person and approved by
/// another, from a day on. It is a history of events; nothing of it is ever erased
/// (docs/design/publishing.md).
namespace yidi::publication {

enum class EventKind : std::uint8_t {
    drafted,         ///< a new text of an area's pack
    return_drafted,  ///< the text of an earlier pack, to be computed with again
    revised,         ///< another text of the same change
    submitted,       ///< for approval; again with another day
    approved,
    rejected,  ///< may be revised
    withdrawn,
};
inline constexpr std::size_t kEventKindCount = 7;
[[nodiscard]] std::string_view name(EventKind kind);
[[nodiscard]] std::optional<EventKind> parse_event_kind(std::string_view text);

enum class State : std::uint8_t { draft, submitted, approved, rejected, withdrawn };
inline constexpr std::size_t kStateCount = 5;
[[nodiscard]] std::string_view name(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view text);

struct Event {
    std::int64_t change = 0;
    std::int64_t seq = 0;  ///< from 1, without gaps
    std::uint32_t area = 0;
    EventKind kind = EventKind::drafted;
    Instant at;
    std::string by;      ///< the person: "user:12"
    std::string sha256;  ///< of the text that the person had before them, hexadecimal
    /// The first day on which is computed with it. Submitted: wanted, empty: the day of the
    /// approval. Approved: that day.
    std::optional<Date> from;
    std::string reason;
    bool operator==(const Event&) const = default;
};

/// A change as its events leave it.
struct Change {
    std::int64_t id = 0;
    std::int64_t seq = 0;  ///< of its last event
    std::uint32_t area = 0;
    State state = State::draft;
    bool is_return = false;
    std::string sha256;
    std::optional<Date> from;          ///< as Event::from of the submission or the approval
    std::vector<std::string> authors;  ///< who wrote or submitted any of it, sorted
    std::string by;                    ///< of the last event
    std::string reason;                ///< of the last event
    Instant begun;
    Instant at;  ///< of the last event
    bool operator==(const Change&) const = default;
};

/// Whether a change takes an event now; null: a change that is not there yet.
[[nodiscard]] bool takes(const Change* before, EventKind kind);

/// The next event of a change, with its `seq`, its area and, approved, its day. Its time is not
/// before the last event's, whatever a clock says.
/// Requires  `wanted.by` and `wanted.sha256` say something (asserted).
/// Errors    changed_meanwhile: the state does not take it, or the text is another than
///           `wanted.sha256`; not_allowed: an approval by somebody who wrote or submitted any of
///           it, a withdrawal by somebody who did not; bad_date: a day that is past; missing_key: a
///           rejection without a reason; inconsistent: a revision that changes nothing.
[[nodiscard]] Result<Event> next_event(const Change* before, Event wanted);

/// The change after an event that next_event has given.
[[nodiscard]] Change applied(const Change* before, const Event& event);
/// The changes as their events leave them, by id. `events` by change and seq.
[[nodiscard]] std::vector<Change> changes_of(const std::vector<Event>& events);

/// From when until when a change is computed with.
struct Term {
    DateInterval days;
    const Change* change = nullptr;
};
/// The terms of one area, ascending, the last without end: before the first, the pack that came
/// with the program is computed with. Of two from one day on, the later approved counts.
[[nodiscard]] std::vector<Term> terms_of(const std::vector<Change>& changes, std::uint32_t area);
/// The change that is computed with on a day; null: the pack that came with the program.
[[nodiscard]] const Change* in_force(const std::vector<Change>& changes, std::uint32_t area,
                                     Date day);

}  // namespace yidi::publication
