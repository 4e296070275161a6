#include "app/payer/internal/new_visit.h"

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/visit_of.h"
#include "domain/entitlement/standing.h"

namespace yidi::payer::internal {

Result<settlement::Visit> new_visit(ports::Session& session, const Context& context,
                                    const RegisterRequest& request) {
    YIDI_TRY_VOID(institution_of(session, request.caller.fixmedins_code));
    YIDI_TRY(const registry::Pid pid, read_psn_no(session, request.psn_no));
    YIDI_TRY(const registry::Person person, read_person(session, context.vault, pid));
    const Date day = request.begntime.date();
    if (day > context.now.date() || (person.died && *person.died < day)) {
        return inconsistent("begntime", "a day that has come, in the person's life", "mend the day",
                            "nobody can be treated on this day");
    }
    YIDI_TRY(const auto insurances, insurances_of(session, pid));
    YIDI_TRY(const auto identities, identities_of(session, pid));
    const entitlement::Standing standing =
        entitlement::standing_on({.insurances = insurances,
                                  .identities = identities,
                                  .born = person.personal.brdy,
                                  .died = person.died},
                                 context.book, request.insutype, day);
    if (standing.insurance == nullptr) {
        return refuse(ErrorCode::not_insured, "insutype",
                      "an insurance of this type that has begun",
                      "look at insuinfo of 1101 and send the type it names",
                      "the person has no such insurance on that day");
    }
    settlement::Visit visit;
    visit.pid = pid;
    visit.fixmedins_code = request.caller.fixmedins_code;
    visit.insutype = request.insutype;
    visit.med_type = request.med_type;
    visit.ipt_otp_no = request.ipt_otp_no;
    visit.begntime = request.begntime;
    visit.dise_codg = request.dise_codg;
    visit.er_flag = request.er_flag;
    visit.trum_flag = request.trum_flag;
    visit.rel_ttp_flag = request.rel_ttp_flag;
    visit.details = request.details;
    return visit;
}

}  // namespace yidi::payer::internal
