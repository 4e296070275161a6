#include "app/payer/look_up_person.h"

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::payer {
namespace {

/// Which key of `person_by_cert` a certificate of a visit stands for.
std::string_view kind_of(std::string_view mdtrt_cert_type) {
    if (mdtrt_cert_type == "02") {
        return "01";  // The identity card.
    }
    return mdtrt_cert_type == "03" ? internal::kCardKind : internal::kTokenKind;
}

Result<std::optional<registry::Pid>> find(ports::Session& session, const Context& context,
                                          const PersonRequest& request) {
    if (!request.certno.empty()) {
        const std::string_view kind =
            request.psn_cert_type.empty() ? "01" : std::string_view{request.psn_cert_type};
        return internal::find_cert(session,
                                   internal::cert_hash(context.vault, kind, request.certno));
    }
    return internal::find_cert(session,
                               internal::cert_hash(context.vault, kind_of(request.mdtrt_cert_type),
                                                   request.mdtrt_cert_no));
}

}  // namespace

Result<PersonReply> look_up_person(ports::Session& session, const Context& context,
                                   const PersonRequest& request) {
    YIDI_TRY(const std::optional<registry::Pid> pid, find(session, context, request));
    if (!pid) {
        return internal::refuse(
            ErrorCode::bad_value, request.certno.empty() ? "mdtrt_cert_no" : "certno",
            "the certificate of an insured person", "check the number and its type with the person",
            "nobody who is insured here has this certificate");
    }
    PersonReply reply;
    YIDI_TRY(reply.person, internal::read_person(session, context.vault, *pid));
    if (!request.psn_name.empty() && request.psn_name != reply.person.personal.psn_name) {
        return internal::refuse(ErrorCode::bad_value, "psn_name", "the name on the certificate",
                                "check the name with the person, or leave it out",
                                "the certificate is somebody's of another name");
    }
    reply.psn_no = registry::psn_no_of(reply.person.insuplc_admdvs, *pid);
    YIDI_TRY(reply.insurances, internal::insurances_of(session, *pid));
    YIDI_TRY(reply.identities, internal::identities_of(session, *pid));
    YIDI_TRY(reply.balc, internal::balance_of(session, *pid));
    reply.age = registry::age_on(reply.person.personal, context.now.date());
    return reply;
}

}  // namespace yidi::payer
