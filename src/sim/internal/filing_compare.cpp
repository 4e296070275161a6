#include <algorithm>
#include <array>

#include "domain/filing/lifecycle.h"
#include "domain/policy/filing_rules.h"
#include "ports/tables.h"
#include "sim/internal/country.h"
#include "sim/internal/filing_books.h"
#include "sim/internal/row_view.h"

/// What is derived from filings, held against the filings.
namespace yidi::sim {
namespace {

using app::FilingView;
using filing::Phase;
using ports::Table;

/// The payer's clock may have been that far ahead when a job ran.
constexpr std::int64_t kClockOffMax = 1'200'000;

}  // namespace

Result<void> FilingBooks::compare(ports::Session& session, const payer::Context& context) {
    Rows queue;
    Rows agenda;
    YIDI_TRY_VOID(
        session.scan(ports::spec(Table::filing_queue), {}, {}, [&](const ports::Row& row) {
            const RowView in{Table::filing_queue, row};
            queue[{in.number("pid"), in.number("filing_id")}] = {
                .phase = in.text("phase"), .at = Instant::from_ms(in.number("since")), .done = {}};
            return true;
        }));
    YIDI_TRY_VOID(session.scan(ports::spec(Table::agenda), {}, {}, [&](const ports::Row& row) {
        const RowView in{Table::agenda, row};
        agenda[{in.number("pid"), in.number("filing_id")}] = {
            .phase = {},
            .at = Instant::from_ms(in.number("at")),
            .done = Instant::from_ms(in.number("done"))};
        return true;
    }));
    std::size_t waiting = 0;
    for (const auto& [pid, known] : committed_) {
        YIDI_TRY(const Views stored, app::filings_of(session, context, pid));
        check(std::ranges::equal(stored, known, {}, &FilingView::now, &FilingView::now),
              "the store holds the filings that were committed");
        for (const FilingView& one : stored) {
            check_queue(pid, one, queue);
            check_agenda(pid, one, agenda, context);
            if (queue.contains({pid, one.now.id})) ++waiting;
        }
    }
    check(waiting == queue.size(), "only filings stand in the queue");
    return {};
}

void FilingBooks::check_queue(std::int64_t pid, const FilingView& view, const Rows& rows) {
    constexpr std::array kWaiting{Phase::submitted, Phase::under_review, Phase::needs_material,
                                  Phase::approved, Phase::cancel_requested};
    const auto row = rows.find({pid, view.now.id});
    const bool promised =
        view.now.phase == Phase::reported && view.now.proof == filing::ProofState::promised;
    if (std::ranges::find(kWaiting, view.now.phase) == kWaiting.end() && !promised) {
        return check(row == rows.end(), "who waits for nobody stands in no queue");
    }
    Instant since = view.history.back().at;
    for (auto event = view.history.rbegin();
         event != view.history.rend() && event->after.phase == view.now.phase; ++event) {
        since = event->at;
    }
    const std::string_view stage = promised ? "promised" : filing::name(view.now.phase);
    check(row != rows.end() && row->second.phase == stage && row->second.at == since,
          "who waits for somebody stands in the queue since then");
}

void FilingBooks::check_agenda(std::int64_t pid, const FilingView& view, const Rows& rows,
                               const payer::Context& context) {
    const auto row = rows.find({pid, view.now.id});
    const bool is_there = row != rows.end();
    const Instant done = is_there
                             ? row->second.done
                             : std::max(view.history.back().at, context.now).plus_ms(kClockOffMax);
    const policy::KindView rules =
        context.book.filing_rules()->kind(area_of(pid), view.now.kind, context.now.date());
    const std::vector<filing::Due> all = filing::agenda(view.now, rules, view.history.back().at);
    const auto next = std::ranges::find_if(
        all, [&](const filing::Due& due) { return filing::is_act(due.kind) || due.at > done; });
    check(is_there == (next != all.end()) && (!is_there || row->second.at == next->at),
          "the agenda says when a filing is due next");
}

Result<void> FilingBooks::check_done(ports::Session& session, Instant now) {
    return session.scan(ports::spec(Table::agenda), {}, {}, [&](const ports::Row& row) {
        const RowView in{Table::agenda, row};
        check(Instant::from_ms(in.number("at")) > now, "what fell due is done");
        return true;
    });
}

}  // namespace yidi::sim
