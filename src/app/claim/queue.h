#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/claim/claim.h"
#include "domain/registry/records.h"

/// Claims by hand that wait for somebody of the agency, or for what the agency does next.
namespace yidi::app {

/// What of them is wanted; empty: all.
struct ClaimQuery {
    /// Whether the caller reaches an insured region.
    std::function<bool(std::uint32_t)> within;
    /// Whether the caller has to do with a phase at all. Empty: with every one.
    std::function<bool(claim::Phase)> concerns = {};
    std::optional<claim::Phase> phase = {};
    std::optional<claim::Kind> kind = {};
    std::optional<claim::Channel> channel = {};
    std::string fixmedins_code = {};
    Money at_least = {};  ///< of the amount claimed
};

struct WaitingClaimEntry {
    registry::Pid pid = 0;
    std::string psn_no;
    Instant since;
    std::int64_t waited_days = 0;
    claim::Claim now;
};
struct ClaimQueue {
    std::vector<WaitingClaimEntry> entries;      ///< the one that has waited longest first
    std::map<std::string, std::int64_t> counts;  ///< by phase, of all that the caller reaches
    bool has_more = false;
};
/// At most `limit` that fit. Of a long queue only the oldest are held against kind, channel,
/// institution and amount; `has_more` says that not all were.
[[nodiscard]] Result<ClaimQueue> claim_queue(ports::Session& session, const payer::Context& context,
                                             const ClaimQuery& query, std::size_t limit);

}  // namespace yidi::app
