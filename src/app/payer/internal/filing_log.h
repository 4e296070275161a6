#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/payer/internal/rows_filing.h"
#include "domain/policy/filing_rules.h"

/// How a filing's history grows: the one place where an event is written, so that what is derived
/// from it (the queue of those who decide, the agenda of what falls due) cannot be forgotten.
namespace yidi::payer::internal {

/// A filing with its history.
struct KeptFiling {
    Pid pid = 0;
    std::uint32_t area = 0;  ///< pooling area of the insured region
    std::vector<filing::Event> history;
    [[nodiscard]] const filing::Filing& now() const { return history.back().after; }
};

/// Errors    bad_value: the person has no such filing.
[[nodiscard]] Result<KeptFiling> read_filing(Session& session, const Context& context, Pid pid,
                                             std::int64_t filing);

/// Appends an event to `kept` and to the store, and brings queue and agenda up to date. The event's
/// time is the context's; its details are sealed here.
/// Errors    inconsistent (filing::next_event); then nothing was written.
[[nodiscard]] Result<void> append(Session& session, const Context& context, KeptFiling& kept,
                                  filing::Event event);

/// What an event's details say.
[[nodiscard]] Result<std::string> open_details(const ports::Vault& vault, Pid pid,
                                               const filing::Event& event);

/// What is due for a filing: since when the job has not looked.
struct AgendaRow {
    Pid pid = 0;
    std::int64_t filing = 0;
    Instant at;
    Instant done;  ///< all before and at this instant was done
};
/// The earliest, at most `limit`, that are due by `now`.
[[nodiscard]] Result<std::vector<AgendaRow>> due_by(Session& session, Instant now,
                                                    std::size_t limit);
[[nodiscard]] Result<std::optional<AgendaRow>> agenda_of(Session& session, Pid pid,
                                                         std::int64_t filing);
/// Writes when the filing is due next, all up to `done` being done.
[[nodiscard]] Result<void> plan(Session& session, const Context& context, const KeptFiling& kept,
                                Instant done);

/// In the queue's place of a phase: it counts, and promised papers have not come yet.
inline constexpr std::string_view kPromised = "promised";

/// A filing that waits for somebody.
struct Waiting {
    Pid pid = 0;
    std::int64_t filing = 0;
    std::uint32_t area = 0;
    std::string stage;  ///< a phase, or kPromised
    Instant since;
};
/// All whose area `within` takes, by area, stage and how long they have waited.
[[nodiscard]] Result<std::vector<Waiting>> waiting(
    Session& session, const std::function<bool(std::uint32_t)>& within);

/// The rules of a filing's kind on a day.
[[nodiscard]] policy::KindView rules_of(const Context& context, const KeptFiling& kept, Date day);

}  // namespace yidi::payer::internal
