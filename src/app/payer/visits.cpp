#include "app/payer/visits.h"

#include "app/payer/internal/holds.h"
#include "app/payer/internal/new_visit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_visit.h"
#include "app/payer/internal/visit_of.h"

namespace yidi::payer {
namespace {

using internal::inconsistent;
using ports::Session;
using settlement::Visit;
using settlement::VisitState;

Result<Visit> begin(Session& session, const Context& context, const RegisterRequest& request,
                    bool is_stay) {
    YIDI_TRY(Visit visit, internal::new_visit(session, context, request));
    visit.mdtrt_id = context.ids.next();
    visit.is_stay = is_stay;
    YIDI_TRY_VOID(internal::append(session, context.vault, visit,
                                   {.event = is_stay ? "admitted" : "registered",
                                    .at = context.now,
                                    .msgid = request.caller.msgid}));
    return visit;
}

Result<void> check_registered(const Visit& visit) {
    if (visit.state == VisitState::registered) {
        return {};
    }
    return inconsistent("mdtrt_id", "a visit that is open",
                        visit.state == VisitState::discharged ? "undo the discharge first (2405)"
                                                              : "register a new visit",
                        visit.state == VisitState::discharged ? "the stay has been discharged"
                                                              : "the visit was cancelled");
}

/// The visit with its texts, so that an event that brings none keeps them.
Result<Visit> with_details(Session& session, const Context& context, const VisitRequest& request) {
    YIDI_TRY(Visit visit, internal::visit_of(session, request));
    YIDI_TRY(visit.details, internal::details_of(session, context.vault, visit));
    return visit;
}

/// A settlement keeps the case it was computed from, so most may change after it. But the parts of
/// a stay follow each other by their days.
Result<void> check_begin(Session& session, const Visit& visit, Instant begntime, Instant now) {
    if (begntime.date() > now.date()) {
        return inconsistent("begntime", "a day that has come", "mend the day",
                            "the visit would begin in the future");
    }
    if (!visit.is_stay || begntime.date() == visit.begntime.date()) {
        return {};
    }
    YIDI_TRY(const internal::Lines lines, internal::lines_of(session, visit));
    if (!lines.has_standing()) {
        return {};
    }
    return inconsistent("begntime", "the admission of a stay of which nothing is settled",
                        "reverse the settlements of the stay first",
                        "parts of the stay have been settled");
}

Result<void> change(Session& session, const Context& context, const ChangeRequest& request,
                    bool is_stay) {
    YIDI_TRY(Visit visit, with_details(session, context, request.visit));
    YIDI_TRY_VOID(internal::check_kind(visit, is_stay));
    YIDI_TRY_VOID(check_registered(visit));
    const Instant begntime = request.begntime.value_or(visit.begntime);
    YIDI_TRY_VOID(check_begin(session, visit, begntime, context.now));
    if (!request.med_type.empty()) {
        visit.med_type = request.med_type;
    }
    // A purchase has none, and stays one.
    if (!request.ipt_otp_no.empty() && !internal::is_purchase(visit)) {
        visit.ipt_otp_no = request.ipt_otp_no;
    }
    visit.begntime = begntime;
    visit.dise_codg = request.dise_codg.value_or(visit.dise_codg);
    visit.er_flag = request.er_flag ? request.er_flag : visit.er_flag;
    visit.trum_flag = request.trum_flag.value_or(visit.trum_flag);
    visit.rel_ttp_flag = request.rel_ttp_flag.value_or(visit.rel_ttp_flag);
    if (!request.details.empty()) {
        visit.details = request.details;
    }
    return internal::append(
        session, context.vault, visit,
        {.event = "changed", .at = context.now, .msgid = request.visit.caller.msgid});
}

}  // namespace

Result<Visit> register_visit(Session& session, const Context& context,
                             const RegisterRequest& request) {
    return begin(session, context, request, /*is_stay=*/false);
}

Result<Visit> admit(Session& session, const Context& context, const RegisterRequest& request) {
    return begin(session, context, request, /*is_stay=*/true);
}

Result<void> cancel_visit(Session& session, const Context& context, const VisitRequest& request) {
    YIDI_TRY(Visit visit, with_details(session, context, request));
    if (visit.state == VisitState::cancelled) {
        return {};
    }
    YIDI_TRY_VOID(check_registered(visit));
    YIDI_TRY(const internal::Lines lines, internal::lines_of(session, visit));
    if (lines.has_standing() || lines.has_open()) {
        return inconsistent("mdtrt_id", "a visit without settlements and lines",
                            "reverse its settlements, then withdraw its lines (2205, 2302)",
                            "something of the visit is settled, or lines are still there");
    }
    visit.state = VisitState::cancelled;
    YIDI_TRY_VOID(
        internal::append(session, context.vault, visit,
                         {.event = "cancelled", .at = context.now, .msgid = request.caller.msgid}));
    return internal::release(session, visit, std::nullopt);
}

Result<void> describe_visit(Session& session, const Context& context,
                            const ChangeRequest& request) {
    return change(session, context, request, /*is_stay=*/false);
}

Result<void> change_admission(Session& session, const Context& context,
                              const ChangeRequest& request) {
    return change(session, context, request, /*is_stay=*/true);
}

Result<void> discharge(Session& session, const Context& context, const DischargeRequest& request) {
    YIDI_TRY(Visit visit, with_details(session, context, request.visit));
    YIDI_TRY_VOID(internal::check_kind(visit, /*is_stay=*/true));
    YIDI_TRY_VOID(check_registered(visit));
    if (request.endtime < visit.begntime || request.endtime.date() > context.now.date()) {
        return inconsistent("endtime", "after the admission, and a day that has come",
                            "mend the time of discharge or of admission (2403)",
                            "the stay cannot end then");
    }
    visit.state = VisitState::discharged;
    visit.endtime = request.endtime;
    visit.dscg_way = request.dscg_way;
    visit.dise_codg = request.dise_codg.value_or(visit.dise_codg);
    if (!request.details.empty()) {
        visit.details = request.details;
    }
    return internal::append(
        session, context.vault, visit,
        {.event = "discharged", .at = context.now, .msgid = request.visit.caller.msgid});
}

Result<void> undo_discharge(Session& session, const Context& context, const VisitRequest& request) {
    YIDI_TRY(Visit visit, with_details(session, context, request));
    if (visit.state != VisitState::discharged) {
        return inconsistent("mdtrt_id", "a stay that has been discharged",
                            "nothing is to be undone", "the stay is not discharged");
    }
    YIDI_TRY(const internal::Lines lines, internal::lines_of(session, visit));
    if (lines.settled({}) != nullptr) {
        return inconsistent("mdtrt_id", "a stay that is not settled",
                            "reverse the settlement first (2305)", "the stay has been settled");
    }
    visit.state = VisitState::registered;
    visit.endtime.reset();
    visit.dscg_way.clear();
    return internal::append(
        session, context.vault, visit,
        {.event = "discharge undone", .at = context.now, .msgid = request.caller.msgid});
}

}  // namespace yidi::payer
