#include "app/filing/jobs.h"

#include <algorithm>
#include <utility>

#include "app/filing/internal/steps.h"
#include "app/payer/internal/rows_person.h"
#include "domain/filing/lifecycle.h"
#include "domain/policy/filing_rules.h"

namespace yidi::app {
namespace {

using filing::Due;
using filing::DueKind;
using filing::Event;
using filing::EventKind;
using internal::event_of;
using internal::KeptFiling;
using internal::notice_of;
using internal::take;
using payer::internal::AgendaRow;
using ports::Session;

constexpr std::string_view kJob = "job";

bool is_notice(DueKind kind) {
    return kind == DueKind::active || kind == DueKind::expiry || kind == DueKind::ended ||
           kind == DueKind::promise_expiry;
}

/// What fell due since the job looked last. Of several warnings of one kind only the last is told.
std::vector<Due> fallen_due(const FilingContext& context, const KeptFiling& kept, Instant done) {
    std::vector<Due> out;
    const Instant now = context.payer.now;
    for (const Due& due :
         filing::agenda(kept.now(), payer::internal::rules_of(context.payer, kept, now.date()),
                        kept.history.back().at)) {
        if (due.at > now || (due.at <= done && !filing::is_act(due.kind))) {
            continue;
        }
        // A warning of a day that has passed warns of nothing.
        const std::optional<Date> warned_of = due.kind == DueKind::expiry ? kept.now().enddate
                                              : due.kind == DueKind::promise_expiry
                                                  ? kept.now().promise_until
                                                  : std::nullopt;
        if (warned_of && *warned_of < now.date()) {
            continue;
        }
        if (!out.empty() && out.back().kind == due.kind && is_notice(due.kind)) {
            out.pop_back();
        }
        out.push_back(due);
    }
    return out;
}

Result<void> tell(Session& session, const FilingContext& context, const KeptFiling& kept,
                  const Due& due) {
    const filing::Filing& now = kept.now();
    const bool promise = due.kind == DueKind::promise_expiry;
    Notice notice = notice_of(kept, due.kind == DueKind::active  ? NoticeKind::active
                                    : due.kind == DueKind::ended ? NoticeKind::ended
                                    : promise                    ? NoticeKind::promise_expiry
                                                                 : NoticeKind::expiry);
    const std::optional<Date> day = promise                       ? now.promise_until
                                    : due.kind == DueKind::active ? std::optional{now.begndate}
                                                                  : now.enddate;
    notice.until = day;
    notice.days = day ? days_between(context.payer.now.date(), *day) : 0;
    notice.reason.clear();
    notice.code = "filing/" + std::to_string(now.id) + "/" + std::string{name(notice.kind)} + "/" +
                  (day ? to_string(*day) : std::string{}) + "/" + std::to_string(due.days);
    return notify(session, context.payer, kept.pid, std::move(notice));
}

/// From today on it is a temporary filing, as long as the region gives one.
void goes_on_as_temporary(const FilingContext& context, const KeptFiling& kept, Event& event) {
    constexpr policy::FilingKind kTemporary = policy::FilingKind::other_temporary;
    event.after.kind = kTemporary;
    event.after.enddate = kept.now().enddate;
    const Date today = context.payer.now.date();
    const policy::Found<policy::Span> validity = context.payer.book.filing_rules()
                                                     ->kind(kept.area, kTemporary, today)
                                                     .find(&policy::KindRules::validity);
    if (validity && !(*validity).is_endless()) {
        event.after.enddate = (*validity).last_day_from(std::max(today, kept.now().begndate));
    }
}

Result<void> lapse(Session& session, const FilingContext& context, KeptFiling& kept) {
    // Due only where a rule says what becomes of it.
    const auto after = payer::internal::rules_of(context.payer, kept, context.payer.now.date())
                           .find(&policy::KindRules::after_lapse);
    Event event = event_of(kept, EventKind::proof_lapsed, std::string{kJob},
                           "the promised papers did not come by " +
                               to_string(kept.now().promise_until.value_or(kept.now().begndate)));
    event.after.kind = kept.now().kind;
    if (*after == policy::AfterLapse::other_temporary) {
        goes_on_as_temporary(context, kept, event);
    }
    const std::optional<Date> until = kept.now().promise_until;
    YIDI_TRY_VOID(take(session, context, kept, std::move(event)));
    Notice notice = notice_of(kept, NoticeKind::promise_lapsed);
    notice.until = until;
    return notify(session, context.payer, kept.pid, std::move(notice));
}

Result<void> do_one(Session& session, const FilingContext& context, KeptFiling& kept,
                    const Due& due, JobCounts& counts) {
    if (is_notice(due.kind)) {
        ++counts.notices;
        return tell(session, context, kept, due);
    }
    if (due.kind == DueKind::promise_lapse) {
        ++counts.lapsed;
        return lapse(session, context, kept);
    }
    if (due.kind == DueKind::report) {
        if (context.upward != nullptr) {
            return {};
        }
        ++counts.reported;
        return internal::report_now(session, context, kept, std::string{kJob},
                                    NoticeKind::reported);
    }
    const auto extension = filing::may_extend(
        kept.now(), payer::internal::rules_of(context.payer, kept, context.payer.now.date()),
        *kept.now().enddate);
    if (!extension) {
        return {};
    }
    ++counts.extended;
    Event event = event_of(kept, EventKind::extended, std::string{kJob});
    event.after.enddate = extension->enddate;
    return take(session, context, kept, std::move(event), NoticeKind::extended);
}

Result<void> do_filing(Session& session, const FilingContext& context, const AgendaRow& row,
                       JobCounts& counts) {
    YIDI_TRY(KeptFiling kept,
             payer::internal::read_filing(session, context.payer, row.pid, row.filing));
    for (const Due& due : fallen_due(context, kept, row.done)) {
        YIDI_TRY_VOID(do_one(session, context, kept, due, counts));
    }
    YIDI_TRY_VOID(payer::internal::plan(session, context.payer, kept, context.payer.now));
    // What only waits to be sent upward stays due: it is no progress, and asking again finds it.
    YIDI_TRY(const auto next, payer::internal::agenda_of(session, kept.pid, kept.now().id));
    const bool waits = next && next->at <= context.payer.now;
    counts.filings += waits ? 0 : 1;
    return {};
}

}  // namespace

Result<JobCounts> do_due(Session& session, const FilingContext& context, std::size_t limit) {
    JobCounts counts;
    YIDI_TRY(const std::vector<AgendaRow> rows,
             payer::internal::due_by(session, context.payer.now, limit));
    for (const AgendaRow& row : rows) {
        YIDI_TRY_VOID(do_filing(session, context, row, counts));
    }
    return counts;
}

Result<std::vector<DueReport>> reports_due(Session& session, const FilingContext& context,
                                           std::size_t limit) {
    std::vector<DueReport> out;
    YIDI_TRY(const std::vector<AgendaRow> rows,
             payer::internal::due_by(session, context.payer.now, limit));
    for (const AgendaRow& row : rows) {
        YIDI_TRY(const KeptFiling kept,
                 payer::internal::read_filing(session, context.payer, row.pid, row.filing));
        const filing::Filing& now = kept.now();
        if (now.phase != filing::Phase::approved) {
            continue;
        }
        YIDI_TRY(const registry::Person person,
                 payer::internal::read_person(session, context.payer.vault, row.pid));
        DueReport due{.pid = row.pid, .filing = row.filing, .report = {}};
        due.report.msgid = "filing-" + std::to_string(now.id);
        due.report.psn_no = registry::psn_no_of(person.insuplc_admdvs, row.pid);
        due.report.filing = now.id;
        due.report.kind = policy::name(now.kind);
        due.report.places = now.places;
        due.report.begndate = now.begndate;
        due.report.enddate = now.enddate;
        out.push_back(std::move(due));
    }
    return out;
}

Result<void> take_report(Session& session, const FilingContext& context, const DueReport& due,
                         const Result<void>& outcome) {
    YIDI_TRY(KeptFiling kept,
             payer::internal::read_filing(session, context.payer, due.pid, due.filing));
    if (kept.now().phase != filing::Phase::approved) {
        return {};
    }
    if (outcome) {
        return internal::report_now(session, context, kept, std::string{kJob},
                                    NoticeKind::reported);
    }
    const bool first = kept.now().failed_reports == 0;
    return take(session, context, kept,
                event_of(kept, EventKind::report_failed, std::string{kJob}, outcome.error().detail),
                first ? std::optional{NoticeKind::report_failed} : std::nullopt);
}

}  // namespace yidi::app
