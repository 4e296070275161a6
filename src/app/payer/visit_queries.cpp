#include "app/payer/visit_queries.h"

#include <algorithm>

#include "app/payer/internal/line_views.h"
#include "app/payer/internal/messages.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"

namespace yidi::payer {
namespace {

using ports::Session;
using settlement::Visit;
using settlement::VisitState;

Result<std::vector<Told>> told_of(Session& session, const Context& context, const Visit& visit) {
    YIDI_TRY(const auto history, internal::history_of(session, context.vault, visit));
    std::vector<Told> told;
    for (const internal::ToldVisit& event : history) {
        // An event that says nothing new keeps what was said before.
        if (event.visit.details.empty() ||
            (!told.empty() && told.back().details == event.visit.details)) {
            continue;
        }
        YIDI_TRY(const auto message,
                 internal::find_message(session, {visit.fixmedins_code, event.msgid}));
        told.push_back({.details = event.visit.details,
                        .seq = event.visit.seq,
                        .at = event.at,
                        .opter = message ? message->opter : std::string{}});
    }
    return told;
}

Result<VisitView> view_of(Session& session, const Context& context, const Visit& visit) {
    VisitView view{
        .visit = visit, .told = {}, .institution = {}, .insurance = {}, .civil_servant = false};
    YIDI_TRY(view.told, told_of(session, context, visit));
    YIDI_TRY(view.institution, internal::institution_of(session, visit.fixmedins_code));
    YIDI_TRY(const auto insurances, internal::insurances_of(session, visit.pid));
    const Date day = visit.begntime.date();
    if (const auto* insurance = registry::in_force(insurances, visit.insutype, day)) {
        view.insurance = *insurance;
    }
    YIDI_TRY(const auto identities, internal::identities_of(session, visit.pid));
    const std::vector<std::string> names = registry::names_on(identities, day);
    view.civil_servant = !view.insurance.civil_rank.empty() ||
                         std::ranges::find(names, "civil_servant") != names.end();
    return view;
}

/// The person, and those of the visits that `wanted` takes.
template <class Wanted>
Result<VisitsReply> pick(Session& session, const Context& context, const std::string& psn_no,
                         Wanted wanted) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, psn_no));
    VisitsReply reply;
    YIDI_TRY(reply.person, internal::read_person(session, context.vault, pid));
    YIDI_TRY(const std::vector<Visit> visits, internal::visits_of(session, pid));
    for (const Visit& visit : visits) {
        if (wanted(visit)) {
            YIDI_TRY(VisitView view, view_of(session, context, visit));
            reply.visits.push_back(std::move(view));
        }
    }
    return reply;
}

bool is_chronic(const Visit& visit) {
    return visit.state != VisitState::cancelled &&
           policy::business_of(visit.med_type) == policy::Business::chronic;
}

/// Codes of list_type: 101 … 106 are drugs.
bool is_drug(const settlement::PricedLine& line) {
    return line.list_type.starts_with('1');
}

}  // namespace

Result<VisitsReply> query_visits(Session& session, const Context& context,
                                 const VisitsQuery& request) {
    std::optional<std::int64_t> mdtrt_id;
    if (!request.mdtrt_id.empty()) {
        YIDI_TRY(mdtrt_id, internal::read_id(request.mdtrt_id, "mdtrt_id"));
    }
    const Instant to = request.to.value_or(context.now);
    return pick(session, context, request.psn_no, [&](const Visit& visit) {
        return visit.state != VisitState::cancelled &&
               visit.fixmedins_code == request.caller.fixmedins_code &&
               visit.med_type == request.med_type && visit.begntime >= request.from &&
               visit.begntime <= to && (!mdtrt_id || visit.mdtrt_id == *mdtrt_id);
    });
}

Result<VisitView> query_visit(Session& session, const Context& context,
                              const VisitRequest& request) {
    YIDI_TRY(const Visit visit, internal::visit_of(session, request));
    return view_of(session, context, visit);
}

Result<VisitsReply> query_stays(Session& session, const Context& context,
                                const StaysQuery& request) {
    return pick(session, context, request.psn_no, [&](const Visit& visit) {
        return visit.is_stay && visit.state == VisitState::registered &&
               (!request.from || visit.begntime >= *request.from) &&
               (!request.to || visit.begntime <= *request.to);
    });
}

Result<std::vector<ChronicDrug>> query_chronic_drugs(Session& session, const Context& context,
                                                     const ChronicDrugsQuery& request) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, request.psn_no));
    YIDI_TRY_VOID(internal::read_person(session, context.vault, pid));
    const Instant to = request.to.value_or(context.now);
    YIDI_TRY(const std::vector<Visit> visits, internal::visits_of(session, pid));
    std::vector<ChronicDrug> drugs;
    for (const Visit& visit : visits) {
        if (!is_chronic(visit)) {
            continue;
        }
        YIDI_TRY(const registry::Institution institution,
                 internal::institution_of(session, visit.fixmedins_code));
        YIDI_TRY(std::vector<LineView> lines, internal::line_views(session, context, visit));
        for (LineView& line : lines) {
            const Instant day = line.line.priced.line.fee_ocur_time;
            if (line.setl_id != 0 && is_drug(line.line.priced) && day >= request.from &&
                day <= to) {
                std::string& disease = line.texts[line_text_place("dise_codg")];
                disease = disease.empty() ? visit.dise_codg : disease;
                drugs.push_back({.line = std::move(line),
                                 .mdtrt_id = visit.mdtrt_id,
                                 .institution = institution});
            }
        }
    }
    return drugs;
}

}  // namespace yidi::payer
