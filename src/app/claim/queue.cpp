#include "app/claim/queue.h"

#include <algorithm>
#include <utility>

#include "app/claim/internal/claim_log.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_claim.h"

namespace yidi::app {
namespace {

using payer::internal::WaitingClaim;

/// Read for one answer.
constexpr std::size_t kReadMax = 2'000;

bool fits(const ClaimQuery& query, const claim::Claim& one) {
    return (!query.kind || *query.kind == one.kind) &&
           (!query.channel || *query.channel == one.channel) &&
           (query.fixmedins_code.empty() || query.fixmedins_code == one.fixmedins_code) &&
           one.claimed >= query.at_least;
}

bool concerns(const ClaimQuery& query, const WaitingClaim& row) {
    const auto phase = claim::parse_phase(row.phase);
    return phase && (!query.concerns || query.concerns(*phase));
}

Result<WaitingClaimEntry> entry_of(ports::Session& session, const payer::Context& context,
                                   const WaitingClaim& row) {
    YIDI_TRY(const payer::internal::Alive person, payer::internal::read_alive(session, row.pid));
    YIDI_TRY(const internal::KeptClaim kept,
             internal::read_claim(session, {.pid = row.pid, .claim = row.claim}));
    return WaitingClaimEntry{.pid = row.pid,
                             .psn_no = registry::psn_no_of(person.insuplc_admdvs, row.pid),
                             .since = row.since,
                             .waited_days = days_between(row.since.date(), context.now.date()),
                             .now = kept.now()};
}

}  // namespace

Result<ClaimQueue> claim_queue(ports::Session& session, const payer::Context& context,
                               const ClaimQuery& query, std::size_t limit) {
    YIDI_TRY(std::vector<WaitingClaim> rows,
             payer::internal::waiting_claims(session, query.within));
    std::erase_if(rows, [&](const WaitingClaim& row) { return !concerns(query, row); });
    ClaimQueue queue;
    for (const WaitingClaim& row : rows) ++queue.counts[row.phase];
    if (query.phase) {
        std::erase_if(
            rows, [&](const WaitingClaim& row) { return row.phase != claim::name(*query.phase); });
    }
    std::ranges::stable_sort(rows, {}, &WaitingClaim::since);
    queue.has_more = rows.size() > kReadMax;
    if (queue.has_more) rows.resize(kReadMax);
    for (const WaitingClaim& row : rows) {
        YIDI_TRY(WaitingClaimEntry one, entry_of(session, context, row));
        if (!fits(query, one.now)) continue;
        if (queue.entries.size() == limit) {
            queue.has_more = true;
            break;
        }
        queue.entries.push_back(std::move(one));
    }
    return queue;
}

}  // namespace yidi::app
