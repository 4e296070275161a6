#include "app/payer/look_up_person.h"

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::payer {
namespace {

using internal::refuse;
using registry::Pid;

constexpr std::string_view kIdentityCard = "02";  // mdtrt_cert_type
constexpr std::string_view kCard = "03";

class Certificates {
public:
    Certificates(ports::Session& session, const Context& context)
        : session_{session}, context_{context} {}

    Result<std::optional<Pid>> find(std::string_view kind, std::string_view number) {
        return internal::find_cert(session_, internal::cert_hash(context_.vault, kind, number));
    }

private:
    ports::Session& session_;
    const Context& context_;
};

/// The kind of `certno`: an identity card where nothing else is said.
std::string_view kind_of(const PersonRequest& request) {
    return request.psn_cert_type.empty() ? "01" : std::string_view{request.psn_cert_type};
}

/// The register keeps the number in a card's chip (card_sn). What is printed on the card cannot be
/// looked up, but must not be the chip of another person's.
Result<std::optional<Pid>> find_by_card(Certificates& all, const PersonRequest& request) {
    if (request.card_sn.empty()) {
        return refuse(ErrorCode::missing_key, "card_sn", "required of a card (mdtrt_cert_type 03)",
                      "read the card's card_sn and send it", "card_sn is missing");
    }
    YIDI_TRY(const std::optional<Pid> pid, all.find(internal::kCardKind, request.card_sn));
    if (!pid) {
        return refuse(ErrorCode::bad_value, "card_sn", "the card of an insured person",
                      "read the card again, or ask for the identity card",
                      "nobody who is insured here has this card");
    }
    YIDI_TRY(const std::optional<Pid> other, all.find(internal::kCardKind, request.mdtrt_cert_no));
    if (other && other != pid) {
        return refuse(ErrorCode::bad_value, "card_sn", "the card_sn of the card in mdtrt_cert_no",
                      "read the card again", "the two numbers are of two persons' cards");
    }
    return pid;
}

Result<std::optional<Pid>> find(Certificates& all, const PersonRequest& request) {
    if (request.mdtrt_cert_type == kCard) {
        return find_by_card(all, request);
    }
    const bool is_identity_card = request.mdtrt_cert_type == kIdentityCard;
    YIDI_TRY(const std::optional<Pid> pid,
             all.find(is_identity_card ? "01" : internal::kTokenKind, request.mdtrt_cert_no));
    // Shown as an identity card is also what stands for one. A token's person is told by `certno`.
    const bool may_tell =
        !request.certno.empty() && (!is_identity_card || request.mdtrt_cert_no == request.certno);
    return pid || !may_tell ? pid : all.find(kind_of(request), request.certno);
}

tl::unexpected<Error> not_theirs(std::string_view field, std::string_view what) {
    return refuse(ErrorCode::bad_value, field, "what the register has of the person",
                  "check it with the person, or leave it out", what);
}

Result<void> check_person(const PersonRequest& request, const registry::Personal& personal) {
    if (!request.certno.empty() && request.certno != personal.certno) {
        return not_theirs("certno", "the person has another number of certificate");
    }
    if (!request.psn_cert_type.empty() && request.psn_cert_type != personal.psn_cert_type) {
        return not_theirs("psn_cert_type", "the person has another type of certificate");
    }
    if (!request.psn_name.empty() && request.psn_name != personal.psn_name) {
        return refuse(ErrorCode::bad_value, "psn_name", "the name on the certificate",
                      "check the name with the person, or leave it out",
                      "the certificate is somebody's of another name");
    }
    return {};
}

}  // namespace

Result<PersonReply> look_up_person(ports::Session& session, const Context& context,
                                   const PersonRequest& request) {
    Certificates all{session, context};
    YIDI_TRY(const std::optional<Pid> pid, find(all, request));
    if (!pid) {
        return refuse(ErrorCode::bad_value, "mdtrt_cert_no", "the certificate of an insured person",
                      "check the number and its type with the person",
                      "nobody who is insured here has this certificate");
    }
    PersonReply reply;
    YIDI_TRY(reply.person, internal::read_person(session, context.vault, *pid));
    YIDI_TRY_VOID(check_person(request, reply.person.personal));
    reply.psn_no = registry::psn_no_of(reply.person.insuplc_admdvs, *pid);
    YIDI_TRY(const auto insurances, internal::insurances_of(session, *pid));
    const Date day = request.day.value_or(context.now.date());
    reply.insurances = registry::as_of(insurances, day);
    reply.age = registry::age_on(reply.person.personal, day);
    YIDI_TRY(reply.identities, internal::identities_of(session, *pid));
    YIDI_TRY(reply.balc, internal::balance_of(session, *pid));
    return reply;
}

}  // namespace yidi::payer
