#include <array>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "api/national/internal/output_words.h"
#include "app/payer/sign_in.h"

/// 9001, 9002, 1101, 2001.
namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;

Result<Prepared> sign_in(const Call& call) {
    const Fields& fields = call.first();
    const payer::SignInRequest request{.caller = call.caller,
                                       .opter_no = string_of(fields, "opter_no"),
                                       .mac = string_of(fields, "mac"),
                                       .ip = string_of(fields, "ip")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const payer::SignInReply reply, payer::sign_in(session, context, request));
        std::string out;
        codec::JsonWriter writer{out};
        writer.begin_object();
        writer.key("signinoutb");
        writer.begin_object();
        time(writer, "sign_time", reply.sign_time);
        text(writer, "sign_no", reply.sign_no);
        writer.end_object();
        writer.end_object();
        return Done{std::move(out)};
    }};
}

Result<Prepared> sign_out(const Call& call) {
    const payer::SignOutRequest request{.caller = call.caller,
                                        .sign_no = string_of(call.first(), "sign_no"),
                                        .opter_no = string_of(call.first(), "opter_no")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const Instant at, payer::sign_out(session, context, request));
        std::string out;
        codec::JsonWriter writer{out};
        writer.begin_object();
        writer.key("signoutoutb");
        writer.begin_object();
        time(writer, "sign_time", at);
        writer.end_object();
        writer.end_object();
        return Done{std::move(out)};
    }};
}

Result<Prepared> look_up_person(const Call& call) {
    const Fields& fields = call.first();
    // "the insurance status of a past date": the insurances and the age are told as of it.
    const std::optional<Instant> at =
        fields.has("begntime") ? std::optional{fields.instant("begntime")} : std::nullopt;
    const payer::PersonRequest request{.caller = call.caller,
                                       .mdtrt_cert_type = string_of(fields, "mdtrt_cert_type"),
                                       .mdtrt_cert_no = string_of(fields, "mdtrt_cert_no"),
                                       .card_sn = string_of(fields, "card_sn"),
                                       .psn_cert_type = string_of(fields, "psn_cert_type"),
                                       .certno = string_of(fields, "certno"),
                                       .psn_name = string_of(fields, "psn_name"),
                                       .day = at ? std::optional{at->date()} : std::nullopt};
    return Prepared{
        .run = [request, at](Session& session, const Context& context) -> Result<Done> {
            YIDI_TRY(const payer::PersonReply reply,
                     payer::look_up_person(session, context, request));
            return Done{person_output(reply, at.value_or(context.now))};
        },
        .find_person = [request](Session& session,
                                 const Context& context) -> std::optional<registry::Pid> {
            const auto reply = payer::look_up_person(session, context, request);
            return reply ? std::optional{reply->person.pid} : std::nullopt;
        }};
}

Result<Prepared> check_entitlement(const Call& call) {
    const Fields& fields = call.first();
    payer::EntitlementRequest request{.caller = call.caller,
                                      .psn_no = string_of(fields, "psn_no"),
                                      .fixmedins_code = string_of(fields, "fixmedins_code"),
                                      .med_type = string_of(fields, "med_type"),
                                      .begntime = fields.instant("begntime"),
                                      .endtime = std::nullopt,
                                      .dise_codg = string_of(fields, "dise_codg")};
    YIDI_TRY(request.insutype, insutype_of(fields));
    if (fields.has("endtime")) request.endtime = fields.instant("endtime");
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const std::vector<payer::Entitlement> rows,
                 payer::check_entitlement(session, context, request));
        return Done{entitlement_output(rows)};
    }};
}

}  // namespace

std::span<const Handler> session_handlers() {
    static constexpr std::array kHandlers{
        Handler{"9001", sign_in},
        Handler{"9002", sign_out},
        Handler{"1101", look_up_person},
        Handler{"2001", check_entitlement},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
