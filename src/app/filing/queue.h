#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/filing/lifecycle.h"
#include "domain/registry/records.h"

/// Filings that wait for somebody of the agency: to be decided, to reach the network, or for papers
/// that were promised.
namespace yidi::app {

/// What of them is wanted; empty: all.
struct QueueQuery {
    /// Whether the caller reaches an insured region.
    std::function<bool(std::uint32_t)> within;
    std::string stage = {};  ///< a phase, or "promised"
    std::optional<policy::FilingKind> kind = {};
    std::string place = {};  ///< first digits of a place that it names
    std::optional<filing::Channel> channel = {};
    std::optional<Date> due_by = {};
};

struct QueueEntry {
    registry::Pid pid = 0;
    std::string psn_no;
    std::uint32_t area = 0;
    std::string stage;
    Instant since;
    std::int64_t waited_days = 0;
    filing::Filing now;
    filing::State state = filing::State::draft;
    Date due;              ///< of the papers where some are promised, else its first day
    bool is_late = false;  ///< that day has passed
};
struct Queue {
    std::vector<QueueEntry> entries;             ///< the one that has waited longest first
    std::map<std::string, std::int64_t> counts;  ///< by stage, of all that the caller reaches
    bool has_more = false;
};
/// At most `limit` that fit. Of a long queue only the oldest are held against kind, place, channel
/// and day; `has_more` says that not all were.
[[nodiscard]] Result<Queue> filing_queue(ports::Session& session, const payer::Context& context,
                                         const QueueQuery& query, std::size_t limit);

}  // namespace yidi::app
