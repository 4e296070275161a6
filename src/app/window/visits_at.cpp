#include "app/window/visits_at.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"
#include "base/assert.h"
#include "ports/tables.h"

namespace yidi::app {
namespace {

using ports::Session;
using ports::Table;
using ports::Value;
using settlement::Visit;
using settlement::VisitState;

/// Number of a visit, as the rows have it.
struct VisitKey {
    registry::Pid pid = 0;
    std::int64_t mdtrt_id = 0;
    auto operator<=>(const VisitKey&) const = default;
};
struct Last {
    std::vector<VisitKey> keys;  ///< the latest first
    bool is_cut = false;
};

/// Visits of an institution of which something was said last.
Result<Last> last_visits(Session& session, const std::string& fixmedins_code, bool is_stay) {
    ports::Range range;
    range.prefix = {Value{fixmedins_code}, Value{std::int64_t{is_stay ? 1 : 0}}};
    range.descending = true;
    Last last;
    std::set<VisitKey> seen;
    YIDI_TRY_VOID(session.scan(
        ports::spec(Table::visit), ports::by::kInstitution, range, [&](const ports::Row& row) {
            const VisitKey key{std::get<std::int64_t>(row[0]), std::get<std::int64_t>(row[1])};
            if (!seen.insert(key).second) return true;
            last.is_cut = last.keys.size() == kVisitsLookedAt;
            if (!last.is_cut) last.keys.push_back(key);
            return !last.is_cut;
        }));
    return last;
}

/// Empty where the lines decide.
std::optional<Stage> stage_by_state(const Visit& visit) {
    if (visit.state == VisitState::cancelled) return Stage::cancelled;
    if (visit.is_stay && visit.state == VisitState::registered) return Stage::in_hospital;
    return std::nullopt;
}

Stage stage_of(const VisitNow& now, bool has_standing) {
    if (const std::optional<Stage> stage = stage_by_state(now.visit)) return *stage;
    if (now.open_lines > 0) return Stage::to_settle;
    if (has_standing) return Stage::settled;
    return now.visit.is_stay ? Stage::discharged : Stage::registered;
}

bool is_wanted(Which which, Stage stage) {
    switch (which) {
        case Which::open: return is_open(stage);
        case Which::settled: return stage == Stage::settled;
        case Which::all: return true;
    }
    YIDI_ASSERT(false);
}

Result<std::optional<Instant>> held_until(Session& session, const Visit& visit, Instant now) {
    YIDI_TRY(const auto holds, payer::internal::holds_of(session, visit.pid, visit.mdtrt_id));
    std::optional<Instant> until;
    for (const settlement::Hold& hold : holds) {
        if (hold.until > now && (!until || hold.until > *until)) until = hold.until;
    }
    return until;
}

}  // namespace

std::string_view name(Stage stage) {
    static constexpr std::array<std::string_view, 7> kNames{
        "registered", "in_hospital", "to_settle", "pre_settled",
        "discharged", "settled",     "cancelled"};
    return kNames.at(static_cast<std::size_t>(stage));
}

namespace {

/// What its lines tell; holds and the person are left to `complete`.
Result<VisitNow> counted(Session& session, const Visit& visit) {
    VisitNow now;
    now.visit = visit;
    YIDI_TRY(const payer::internal::Lines lines, payer::internal::lines_of(session, visit));
    now.lines = static_cast<std::int64_t>(lines.live.size());
    for (const payer::internal::LiveLine& line : lines.live) {
        if (line.settled != nullptr) continue;
        ++now.open_lines;
        now.open_sumamt += line.priced.line.det_item_fee_sumamt;
    }
    now.stage = stage_of(now, lines.has_standing());
    return now;
}

/// What only those need that are shown: names have to be unsealed.
Result<void> complete(Session& session, const payer::Context& context, VisitNow& now) {
    const Visit& visit = now.visit;
    YIDI_TRY(now.held_until, held_until(session, visit, context.now));
    if (now.stage == Stage::to_settle && now.held_until) now.stage = Stage::pre_settled;
    YIDI_TRY(now.person, person_named(session, context, visit.pid));
    if (visit.is_stay) {
        const Date end = visit.endtime ? visit.endtime->date() : context.now.date();
        now.days = std::max<std::int64_t>(end.days() - visit.begntime.date().days(), 0);
    }
    return {};
}

}  // namespace

Result<VisitNow> visit_now(Session& session, const payer::Context& context, const Visit& visit) {
    YIDI_TRY(VisitNow now, counted(session, visit));
    YIDI_TRY_VOID(complete(session, context, now));
    return now;
}

Result<VisitsNow> visits_at(Session& session, const payer::Context& context,
                            const VisitsQuery& query) {
    VisitsNow found;
    for (const bool is_stay : {true, false}) {
        YIDI_TRY(const Last last, last_visits(session, query.fixmedins_code, is_stay));
        found.is_cut = found.is_cut || last.is_cut;
        for (const VisitKey& key : last.keys) {
            YIDI_TRY(const auto visit, payer::internal::find_visit(session, key.pid, key.mdtrt_id));
            YIDI_ASSERT(visit.has_value());
            const std::optional<Stage> known = stage_by_state(*visit);
            if (known && !is_wanted(query.which, *known)) continue;
            YIDI_TRY(VisitNow now, counted(session, *visit));
            if (!is_wanted(query.which, now.stage)) continue;
            if (found.visits.size() == query.limit) {
                found.is_cut = true;
                return found;
            }
            YIDI_TRY_VOID(complete(session, context, now));
            found.visits.push_back(std::move(now));
        }
    }
    return found;
}

}  // namespace yidi::app
