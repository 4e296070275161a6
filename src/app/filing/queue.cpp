#include "app/filing/queue.h"

#include <algorithm>
#include <utility>

#include "app/payer/internal/filing_log.h"
#include "app/payer/internal/rows_aid.h"

namespace yidi::app {
namespace {

using payer::internal::Waiting;

/// Read for one answer.
constexpr std::size_t kReadMax = 2'000;

bool fits(const QueueQuery& query, const QueueEntry& one) {
    const auto is_there = [&query](std::uint32_t place) {
        return std::to_string(place).starts_with(query.place);
    };
    return (!query.kind || *query.kind == one.now.kind) &&
           (!query.channel || *query.channel == one.now.channel) &&
           (query.place.empty() || std::ranges::any_of(one.now.places, is_there)) &&
           (!query.due_by || one.due <= *query.due_by);
}

Result<QueueEntry> entry_of(ports::Session& session, const payer::Context& context,
                            const Waiting& row) {
    const Date today = context.now.date();
    YIDI_TRY(const payer::internal::Alive person, payer::internal::read_alive(session, row.pid));
    YIDI_TRY(const std::vector<filing::Event> all,
             payer::internal::filing_events_of(session, row.pid));
    QueueEntry out{.pid = row.pid,
                   .psn_no = registry::psn_no_of(person.insuplc_admdvs, row.pid),
                   .area = row.area,
                   .stage = row.stage,
                   .since = row.since,
                   .waited_days = days_between(row.since.date(), today),
                   .now = {},
                   .due = {}};
    for (const filing::Event& event : all) {
        if (event.filing == row.filing) out.now = event.after;
    }
    out.state = filing::state_on(out.now, today);
    const bool owes = out.now.proof == filing::ProofState::promised;
    out.due = owes ? out.now.promise_until.value_or(out.now.begndate) : out.now.begndate;
    out.is_late = out.due < today;
    return out;
}

}  // namespace

Result<Queue> filing_queue(ports::Session& session, const payer::Context& context,
                           const QueueQuery& query, std::size_t limit) {
    YIDI_TRY(std::vector<Waiting> rows, payer::internal::waiting(session, query.within));
    Queue queue;
    for (const Waiting& row : rows) ++queue.counts[row.stage];
    std::erase_if(
        rows, [&](const Waiting& row) { return !query.stage.empty() && row.stage != query.stage; });
    std::ranges::stable_sort(rows, {}, &Waiting::since);
    queue.has_more = rows.size() > kReadMax;
    if (queue.has_more) rows.resize(kReadMax);
    for (const Waiting& row : rows) {
        YIDI_TRY(QueueEntry one, entry_of(session, context, row));
        if (!fits(query, one)) continue;
        if (queue.entries.size() == limit) {
            queue.has_more = true;
            break;
        }
        queue.entries.push_back(std::move(one));
    }
    return queue;
}

}  // namespace yidi::app
