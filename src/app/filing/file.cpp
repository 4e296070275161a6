#include "app/filing/file.h"

#include <algorithm>
#include <utility>

#include "app/filing/attachments.h"
#include "app/filing/internal/steps.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::app {
namespace {

using filing::Assessment;
using filing::Event;
using filing::EventKind;
using internal::approve_now;
using internal::event_of;
using internal::KeptFiling;
using internal::reply_of;
using internal::take;
using ports::Session;

/// The person and what is filed for them.
struct Known {
    registry::Person person;
    std::uint32_t area = 0;
    std::vector<filing::Filing> filings;
    std::optional<Date> insured_since;
};

Result<Known> read_known(Session& session, const FilingContext& context, registry::Pid pid) {
    Known known;
    YIDI_TRY(known.person, payer::internal::read_person(session, context.payer.vault, pid));
    known.area = context.payer.book.regions().pooling_area(known.person.insuplc_admdvs);
    YIDI_TRY(const auto events, payer::internal::filing_events_of(session, pid));
    known.filings = filing::filings_of(events);
    YIDI_TRY(const auto insurances, payer::internal::insurances_of(session, pid));
    const auto first =
        std::ranges::min_element(insurances, {}, &registry::Insurance::psn_insu_date);
    if (first != insurances.end()) known.insured_since = first->psn_insu_date;
    return known;
}

/// A change may come only when the filing that it replaces may be changed.
Result<bool> change_needs_review(Session& session, const FilingContext& context,
                                 const FilingRequest& request) {
    if (!request.replaces) {
        return false;
    }
    YIDI_TRY(const KeptFiling old,
             payer::internal::read_filing(session, context.payer, request.pid, *request.replaces));
    const Date today = context.payer.now.date();
    if (!filing::takes(&old.now(), EventKind::superseded)) {
        return payer::internal::inconsistent("/replaces", "a filing that stands",
                                             "make a new filing that replaces none",
                                             "the filing can be changed no more");
    }
    YIDI_TRY(const filing::Ruling ruling,
             filing::may_unlock(old.now(), payer::internal::rules_of(context.payer, old, today),
                                today, {}));
    return ruling.needs_review;
}

Result<Assessment> assess_request(Session& session, const FilingContext& context,
                                  const FilingRequest& request, std::optional<std::int64_t> self) {
    YIDI_TRY_VOID(internal::check_actor(session, context, request.pid, request.actor));
    YIDI_TRY(Known known, read_known(session, context, request.pid));
    if (self) {
        std::erase_if(known.filings, [&](const filing::Filing& one) { return one.id == *self; });
    }
    YIDI_TRY(const bool reviewed, change_needs_review(session, context, request));
    filing::Application wanted = request.wanted;
    wanted.channel = request.actor.channel;
    YIDI_TRY(Assessment out, filing::assess(wanted,
                                            {.insured_area = known.area,
                                             .filings = &known.filings,
                                             .replaces = request.replaces,
                                             .today = context.payer.now.date(),
                                             .admission = request.admission,
                                             .died = known.person.died,
                                             .born = known.person.personal.brdy,
                                             .insured_since = known.insured_since},
                                            context.payer.book));
    out.filing.replaces = request.replaces.value_or(0);
    out.instant = out.instant && !reviewed;
    return out;
}

std::string papers_text(const std::vector<policy::AnyOf>& missing) {
    std::string text;
    for (const policy::AnyOf& group : missing) {
        if (!text.empty()) {
            text += "; ";
        }
        for (std::size_t i = 0; i < group.size(); ++i) {
            text += (i == 0 ? "" : " or ") + group[i];
        }
    }
    return text;
}

Result<FilingReply> write_filing(Session& session, const FilingContext& context,
                                 const FilingRequest& request, KeptFiling kept, Event event) {
    YIDI_TRY(Assessment assessment, assess_request(session, context, request, event.filing));
    if (!assessment.missing.empty() && !request.is_draft) {
        return payer::internal::refuse(
            ErrorCode::filing_refused, "/materials", papers_text(assessment.missing),
            "hand the papers in, sign a promise letter where one does, or keep a draft",
            "papers are missing");
    }
    event.kind = request.is_draft ? EventKind::drafted : EventKind::submitted;
    if (request.is_draft && !kept.history.empty()) {
        event.kind = EventKind::changed;
    }
    event.after = assessment.filing;
    event.details = to_text(request.details);
    const bool waits = !request.is_draft && !assessment.instant;
    YIDI_TRY_VOID(take(session, context, kept, std::move(event),
                       waits ? std::optional{NoticeKind::submitted} : std::nullopt));
    if (!request.is_draft && assessment.instant) {
        YIDI_TRY_VOID(
            approve_now(session, context, kept, event_of(kept, EventKind::approved, "rules")));
    }
    return reply_of(context, kept, std::move(assessment));
}

}  // namespace

Result<Assessment> internal::assess_again(Session& session, const FilingContext& context,
                                          const KeptFiling& kept) {
    YIDI_TRY(Known known, read_known(session, context, kept.pid));
    const filing::Filing& now = kept.now();
    std::erase_if(known.filings, [&](const filing::Filing& one) { return one.id == now.id; });
    return filing::assess(
        {.kind = now.kind,
         .places = now.places,
         .begndate = now.begndate,
         .enddate = now.enddate,
         .promise = now.proof != filing::ProofState::complete,
         .materials = now.materials,
         .channel = now.channel},
        {.insured_area = known.area,
         .filings = &known.filings,
         .replaces = now.replaces == 0 ? std::nullopt : std::optional{now.replaces},
         .today = day_applied(kept.history, context.payer.now.date()),
         .admission = {},
         .died = known.person.died,
         .born = known.person.personal.brdy,
         .insured_since = known.insured_since},
        context.payer.book);
}

Result<Assessment> try_filing(Session& session, const FilingContext& context,
                              const FilingRequest& request) {
    return assess_request(session, context, request, {});
}

Result<FilingReply> file(Session& session, const FilingContext& context,
                         const FilingRequest& request) {
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.payer.vault, request.pid));
    KeptFiling kept{.pid = request.pid,
                    .area = context.payer.book.regions().pooling_area(person.insuplc_admdvs),
                    .history = {}};
    Event event;
    event.filing = context.payer.ids.next();
    event.by = request.actor.by;
    return write_filing(session, context, request, std::move(kept), std::move(event));
}

Result<FilingReply> resubmit(Session& session, const FilingContext& context,
                             const FilingRequest& request, std::int64_t filing) {
    YIDI_TRY(KeptFiling kept,
             payer::internal::read_filing(session, context.payer, request.pid, filing));
    Event event = event_of(kept, EventKind::submitted, request.actor.by);
    if (!filing::takes(&kept.now(), EventKind::submitted)) {
        return payer::internal::inconsistent("/filing", "a draft, or a rejected filing",
                                             "make a new filing, or change this one",
                                             "the filing was submitted already");
    }
    return write_filing(session, context, request, std::move(kept), std::move(event));
}

}  // namespace yidi::app
