#include "app/payer/internal/filing_log.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/payer/internal/audit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"
#include "domain/filing/lifecycle.h"
#include "domain/policy/filing_rules.h"

namespace yidi::payer::internal {
namespace {

using filing::Event;
using filing::Filing;
using filing::Phase;
using ports::Row;
using ports::spec;
using ports::Table;
using ports::Value;

std::string place_of(Pid pid, const Event& event) {
    return "filing/" + std::to_string(pid) + "/" + std::to_string(event.filing) + "/" +
           std::to_string(event.seq);
}

/// Where it stands in the queue of those who decide; empty: nobody has to do anything.
std::string_view stage_of(const Filing& filing) {
    constexpr std::array<Phase, 5> kWaiting{Phase::submitted, Phase::under_review,
                                            Phase::needs_material, Phase::approved,
                                            Phase::cancel_requested};
    if (std::ranges::find(kWaiting, filing.phase) != kWaiting.end()) {
        return filing::name(filing.phase);
    }
    const bool promised =
        filing.phase == Phase::reported && filing.proof == filing::ProofState::promised;
    return promised ? kPromised : std::string_view{};
}

Result<void> queue(Session& session, const KeptFiling& kept) {
    const std::array<Value, 2> key{kept.pid, kept.now().id};
    const std::string_view stage = stage_of(kept.now());
    if (stage.empty()) {
        return session.erase(spec(Table::filing_queue), key);
    }
    Instant since = kept.history.back().at;
    for (auto event = kept.history.rbegin();
         event != kept.history.rend() && event->after.phase == kept.now().phase; ++event) {
        since = event->at;
    }
    return session.put(spec(Table::filing_queue), {kept.pid, kept.now().id, std::int64_t{kept.area},
                                                   value_of(stage), value_of(since)});
}

Result<AgendaRow> read_agenda(const Row& row) {
    RowReader in{Table::agenda, row};
    AgendaRow out;
    out.pid = in.number();
    out.filing = in.number();
    out.at = in.instant();
    out.done = in.instant();
    YIDI_TRY_VOID(in.end());
    return out;
}

/// When the filing was last sent upward, or approved.
Instant last_try(const KeptFiling& kept) {
    return kept.history.back().at;
}

}  // namespace

policy::KindView rules_of(const Context& context, const KeptFiling& kept, Date day) {
    const policy::FilingRuleBook* book = context.book.filing_rules();
    return book == nullptr ? policy::KindView{nullptr, nullptr, kept.now().kind, day}
                           : book->kind(kept.area, kept.now().kind, day);
}

Result<KeptFiling> read_filing(Session& session, const Context& context, Pid pid,
                               std::int64_t filing) {
    YIDI_TRY(const registry::Person person, read_person(session, context.vault, pid));
    KeptFiling kept{.pid = pid,
                    .area = context.book.regions().pooling_area(person.insuplc_admdvs),
                    .history = {}};
    YIDI_TRY(std::vector<Event> all, filing_events_of(session, pid));
    std::ranges::copy_if(all, std::back_inserter(kept.history),
                         [&](const Event& one) { return one.filing == filing; });
    if (kept.history.empty()) {
        return refuse(ErrorCode::bad_value, "filing", "the number of one of the person's filings",
                      "list the person's filings", "the person has no such filing");
    }
    return kept;
}

Result<void> append(Session& session, const Context& context, KeptFiling& kept, Event event) {
    event.at = context.now;
    const std::string details = std::exchange(event.details, {});
    YIDI_TRY(Event next, filing::next_event(kept.history, std::move(event)));
    if (!details.empty()) {
        next.details = context.vault.seal(details, place_of(kept.pid, next));
    }
    YIDI_TRY_VOID(insert(session, kept.pid, next));
    YIDI_TRY_VOID(audit(session, context,
                        {.by = next.by,
                         .pid = kept.pid,
                         .what = "filing " + std::to_string(next.filing) + " " +
                                 std::string{filing::name(next.kind)}}));
    const bool is_new = kept.history.empty();
    kept.history.push_back(std::move(next));
    YIDI_TRY_VOID(queue(session, kept));
    YIDI_TRY(const std::optional<AgendaRow> before,
             is_new ? Result<std::optional<AgendaRow>>{std::nullopt}
                    : agenda_of(session, kept.pid, kept.now().id));
    return plan(session, context, kept, before ? before->done : context.now);
}

Result<std::string> open_details(const ports::Vault& vault, Pid pid, const Event& event) {
    if (event.details.empty()) {
        return std::string{};
    }
    return vault.open(event.details, place_of(pid, event));
}

Result<std::vector<AgendaRow>> due_by(Session& session, Instant now, std::size_t limit) {
    std::vector<AgendaRow> out;
    ports::Range range;
    range.to = value_of(now);
    Result<void> state;
    YIDI_TRY_VOID(session.scan(spec(Table::agenda), ports::by::kTime, range, [&](const Row& row) {
        Result<AgendaRow> one = read_agenda(row);
        if (!one) {
            state = fail(std::move(one).error());
            return false;
        }
        out.push_back(*one);
        return out.size() < limit;
    }));
    YIDI_TRY_VOID(state);
    return out;
}

Result<std::optional<AgendaRow>> agenda_of(Session& session, Pid pid, std::int64_t filing) {
    const std::array<Value, 2> key{pid, filing};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::agenda), key));
    if (!row) {
        return std::optional<AgendaRow>{};
    }
    YIDI_TRY(AgendaRow out, read_agenda(*row));
    return std::optional{out};
}

Result<void> plan(Session& session, const Context& context, const KeptFiling& kept, Instant done) {
    const Filing& now = kept.now();
    const std::vector<filing::Due> all =
        filing::agenda(now, rules_of(context, kept, context.now.date()), last_try(kept));
    const auto next = std::ranges::find_if(
        all, [&](const filing::Due& due) { return filing::is_act(due.kind) || due.at > done; });
    const std::array<Value, 2> key{kept.pid, now.id};
    if (next == all.end()) {
        return session.erase(spec(Table::agenda), key);
    }
    return session.put(spec(Table::agenda), {kept.pid, now.id, value_of(next->at), value_of(done)});
}

Result<std::vector<Waiting>> waiting(Session& session,
                                     const std::function<bool(std::uint32_t)>& within) {
    std::vector<Waiting> out;
    Result<void> state;
    YIDI_TRY_VOID(
        session.scan(spec(Table::filing_queue), ports::by::kPhase, {}, [&](const Row& row) {
            RowReader in{Table::filing_queue, row};
            Waiting one;
            one.pid = in.number();
            one.filing = in.number();
            one.area = in.region();
            one.stage = in.text();
            one.since = in.instant();
            state = in.end();
            if (state && within(one.area)) out.push_back(std::move(one));
            return state.has_value();
        }));
    YIDI_TRY_VOID(state);
    return out;
}

}  // namespace yidi::payer::internal
