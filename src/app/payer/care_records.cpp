#include "app/payer/care_records.h"

#include <algorithm>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_record.h"
#include "app/payer/internal/visit_of.h"

namespace yidi::payer {
namespace {

using internal::inconsistent;
using internal::refuse;
using ports::Session;
using registry::CareRecord;
using registry::RecordKind;

Result<void> check_days(const RecordRequest& request, Date today) {
    if (request.enddate && *request.enddate < request.begndate) {
        return inconsistent("enddate", "a day on or after begndate", "mend one of the two days",
                            "the record would end before it begins");
    }
    if (request.assessed && *request.assessed > today) {
        return inconsistent("hosp_ide_date", "a day that has come", "mend the day",
                            "the disease would be found in the future");
    }
    return {};
}

Result<void> check_insured(Session& session, const RecordRequest& request, registry::Pid pid) {
    if (!request.insutype) {
        return {};
    }
    YIDI_TRY(const auto insurances, internal::insurances_of(session, pid));
    if (registry::in_force(insurances, *request.insutype, request.begndate) != nullptr) {
        return {};
    }
    return refuse(ErrorCode::not_insured, "insutype", "an insurance of this type that has begun",
                  "look at insuinfo of 1101 and send the type it names",
                  "the person has no such insurance on that day");
}

/// The register's own recognitions hold for every insurance, as they do in settlement.
std::vector<CareRecord> in_register(const std::vector<registry::Identity>& identities,
                                    const std::optional<policy::Insutype>& insutype) {
    std::vector<CareRecord> found;
    for (const registry::Identity& one : identities) {
        if (one.psn_idet_type == registry::kRecognisedDisease) {
            CareRecord& record = found.emplace_back();
            record.kind = RecordKind::chronic;
            record.insutype = insutype;
            record.dise_codg = one.psn_type_lv;
            record.begndate = one.begndate;
            record.enddate = one.enddate;
        }
    }
    return found;
}

Result<void> check_new(Session& session, const CareRecord& wanted) {
    YIDI_TRY(std::vector<CareRecord> all, internal::records_of(session, wanted.pid));
    if (wanted.kind == RecordKind::chronic) {
        YIDI_TRY(const auto identities, internal::identities_of(session, wanted.pid));
        const std::vector<CareRecord> known = in_register(identities, wanted.insutype);
        all.insert(all.end(), known.begin(), known.end());
    }
    const auto same = std::ranges::find_if(
        all, [&](const CareRecord& one) { return registry::repeats(one, wanted); });
    if (same == all.end()) {
        return {};
    }
    if (same->id == 0) {
        return inconsistent("opsp_dise_code", "days for which the disease is not recognised yet",
                            "nothing is to be done: the register has it",
                            "the register recognises the disease already");
    }
    return inconsistent("begndate", "days for which there is no such record yet",
                        "cancel the first (2502, 2504, 2506), or send other days",
                        "the record " + std::to_string(same->id) + " says the same already");
}

}  // namespace

Result<CareRecord> add_record(Session& session, const Context& context,
                              const RecordRequest& request) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, request.psn_no));
    YIDI_TRY_VOID(internal::read_person(session, context.vault, pid));
    YIDI_TRY_VOID(check_days(request, context.now.date()));
    YIDI_TRY_VOID(check_insured(session, request, pid));
    if (request.kind == RecordKind::chosen_institution) {
        YIDI_TRY_VOID(internal::institution_of(session, request.place));
    }
    CareRecord record;
    record.pid = pid;
    record.kind = request.kind;
    record.sender = request.caller.fixmedins_code;
    record.insutype = request.insutype;
    record.type = request.type;
    record.place = request.place;
    record.area = request.area;
    record.dise_codg = request.dise_codg;
    record.begndate = request.begndate;
    record.enddate = request.enddate;
    YIDI_TRY_VOID(check_new(session, record));
    record.id = context.ids.next();
    YIDI_TRY_VOID(internal::insert(
        session, context.vault, record,
        {.at = context.now, .by = request.caller.opter, .details = request.details}));
    return record;
}

Result<Cancelled> cancel_record(Session& session, const Context& context,
                                const CancelRequest& request) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, request.psn_no));
    YIDI_TRY(const std::int64_t id,
             internal::read_id(request.trt_dcla_detl_sn, "trt_dcla_detl_sn"));
    YIDI_TRY(const std::vector<CareRecord> all, internal::records_of(session, pid));
    const auto found = std::ranges::find(all, id, &CareRecord::id);
    // Another institution's record is not the caller's to cancel.
    if (found == all.end() || found->kind != request.kind ||
        (!request.by_agency && found->sender != request.caller.fixmedins_code)) {
        return refuse(ErrorCode::bad_value, "trt_dcla_detl_sn",
                      "a record of this kind that was made here of this person",
                      "send the trt_dcla_detl_sn that 2501, 2503 or 2505 answered",
                      "this institution has made no such record");
    }
    Cancelled reply{.record = *found, .before = found->cancelled};
    if (reply.before) {
        return reply;
    }
    reply.record.cancelled = true;
    ++reply.record.seq;
    YIDI_TRY_VOID(
        internal::insert(session, context.vault, reply.record,
                         {.at = context.now, .by = request.caller.opter, .details = request.memo}));
    return reply;
}

Result<RecordsReply> query_records(Session& session, const Context& context,
                                   const RecordQuery& request) {
    YIDI_TRY(const registry::Pid pid, internal::read_psn_no(session, request.psn_no));
    RecordsReply reply;
    YIDI_TRY(reply.person, internal::read_person(session, context.vault, pid));
    YIDI_TRY(const std::vector<CareRecord> all, internal::records_of(session, pid));
    for (const CareRecord& one : all) {
        const Date from = request.from.value_or(one.begndate);
        const Date to = request.to.value_or(std::max(one.begndate, from));
        if (one.cancelled || one.kind != request.kind || !registry::falls_into(one, from, to) ||
            (!request.type.empty() && one.type != request.type)) {
            continue;
        }
        YIDI_TRY(std::string details, internal::details_of(session, context.vault, one));
        reply.rows.push_back({.record = one, .details = std::move(details)});
    }
    if (request.kind == RecordKind::chronic) {
        YIDI_TRY(const auto identities, internal::identities_of(session, pid));
        for (CareRecord& one : in_register(identities, {})) {
            reply.rows.push_back({.record = std::move(one), .details = {}});
        }
    }
    return reply;
}

}  // namespace yidi::payer
