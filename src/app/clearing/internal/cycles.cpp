#include "app/clearing/internal/cycles.h"

#include <algorithm>
#include <set>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::app::internal {
namespace {

namespace rows = payer::internal;
using clearing::Cycle;
using clearing::CycleEvent;
using clearing::CycleEventKind;
using clearing::Month;
using ports::Session;

/// Who signs: whoever has confirmed, or stands in the tables.
Result<std::vector<std::uint32_t>> signers(Session& session, Month month,
                                           const std::vector<CycleEvent>& events) {
    std::set<std::uint32_t> parties;
    for (const CycleEvent& event : events) {
        if (event.kind == CycleEventKind::confirmed) parties.insert(event.party);
    }
    YIDI_TRY(const clearing::Carried lines, rows::lines_in(session, month));
    for (const clearing::Line& line : lines.month) {
        parties.insert({line.direction.insured, line.direction.treating});
    }
    return std::vector<std::uint32_t>(parties.begin(), parties.end());
}

}  // namespace

Result<CycleNow> cycle_now(Session& session, const ClearingContext& context, Month month) {
    YIDI_TRY(const clearing::Terms terms, context.terms());
    CycleNow now{.cycle = {},
                 .timetable = clearing::Timetable::of(month, terms, context.days),
                 .events = {},
                 .parties = context.parties};
    YIDI_TRY(now.events, rows::events_of(session, month));
    const bool has_tables = std::ranges::any_of(now.events, [](const CycleEvent& event) {
        return event.kind == CycleEventKind::tables_made;
    });
    if (has_tables) {
        YIDI_TRY(now.parties, signers(session, month, now.events));
    }
    for (const CycleEvent& event : now.events) {
        now.cycle = clearing::applied(now.cycle ? &*now.cycle : nullptr, event, now.parties.size());
    }
    return now;
}

Result<std::vector<Month>> months_with(Session& session, CycleEventKind kind) {
    YIDI_TRY(const auto events, rows::all_events(session));
    std::set<Month> months;
    for (const CycleEvent& event : events) {
        if (event.kind == kind) months.insert(event.month);
    }
    return std::vector<Month>(months.begin(), months.end());
}

Result<Cycle> step_cycle(Session& session, const ClearingContext& context,
                         const clearing::Actor& actor, Month month, CycleEventKind kind) {
    YIDI_TRY(const CycleNow now, cycle_now(session, context, month));
    YIDI_TRY(const auto notices, rows::notices_in(session, month));
    const Cycle* before = now.cycle ? &*now.cycle : nullptr;
    YIDI_TRY(const CycleEvent event,
             clearing::next_event(before, actor, {.kind = kind, .at = context.now()},
                                  {.timetable = now.timetable,
                                   .parties = now.parties,
                                   .open_notices = clearing::open_notices(notices)}));
    YIDI_TRY_VOID(rows::insert(session, event));
    return clearing::applied(before, event, now.parties.size());
}

Result<std::optional<Date>> tables_day(Session& session, Month month) {
    YIDI_TRY(const auto events, rows::events_of(session, month));
    const auto made = std::ranges::find(events, CycleEventKind::tables_made, &CycleEvent::kind);
    if (made == events.end()) return std::optional<Date>{};
    return std::optional{made->at.date()};
}

tl::unexpected<Error> tables_are_made(std::string_view field, Date tables) {
    return rows::refuse(ErrorCode::not_allowed, field, "a month whose tables are not made",
                        "have it corrected in a month that is open",
                        "the tables of this month were made on " + to_string(tables));
}

}  // namespace yidi::app::internal
