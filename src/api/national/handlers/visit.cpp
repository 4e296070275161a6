#include <array>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "api/national/internal/output_words.h"
#include "app/payer/visits.h"

/// 2201–2203A and 2401–2405.
namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;

std::optional<bool> maybe_flag(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{fields.flag(name)} : std::nullopt;
}

std::optional<std::string> maybe_text(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{string_of(fields, name)} : std::nullopt;
}

/// What the rules do not read is kept as it came.
std::string details_of(const Call& call) {
    return canonical(*call.envelope.input);
}

std::string visit_output(std::string_view node, const settlement::Visit& visit,
                         const payer::RegisterRequest* request) {
    std::string out;
    codec::JsonWriter writer{out};
    writer.begin_object();
    writer.key(node);
    writer.begin_object();
    text(writer, "mdtrt_id", std::to_string(visit.mdtrt_id));
    if (request != nullptr) {
        text(writer, "psn_no", request->psn_no);
        text(writer, "ipt_otp_no", request->ipt_otp_no);
    }
    writer.end_object();
    writer.end_object();
    return out;
}

Result<Prepared> register_visit(const Call& call) {
    const Fields& fields = call.first();
    payer::RegisterRequest request{.caller = call.caller,
                                   .psn_no = string_of(fields, "psn_no"),
                                   .begntime = fields.instant("begntime"),
                                   .ipt_otp_no = string_of(fields, "ipt_otp_no"),
                                   .med_type = {},
                                   .dise_codg = {},
                                   .er_flag = {},
                                   .details = details_of(call)};
    YIDI_TRY(request.insutype, insutype_of(fields));
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const settlement::Visit visit, payer::register_visit(session, context, request));
        return Done{.output = visit_output("data", visit, &request), .id = visit.mdtrt_id};
    }};
}

Result<Prepared> admit(const Call& call) {
    const Fields& fields = call.first();
    payer::RegisterRequest request{.caller = call.caller,
                                   .psn_no = string_of(fields, "psn_no"),
                                   .begntime = fields.instant("begntime"),
                                   .ipt_otp_no = string_of(fields, "ipt_no"),
                                   .med_type = string_of(fields, "med_type"),
                                   .dise_codg = string_of(fields, "dise_codg"),
                                   .er_flag = maybe_flag(fields, "er_flag"),
                                   .trum_flag = fields.flag("trum_flag"),
                                   .rel_ttp_flag = fields.flag("rel_ttp_flag"),
                                   .details = details_of(call)};
    YIDI_TRY(request.insutype, insutype_of(fields));
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const settlement::Visit visit, payer::admit(session, context, request));
        return Done{.output = visit_output("result", visit, nullptr), .id = visit.mdtrt_id};
    }};
}

template <auto UseCaseOf>
Result<Prepared> of_visit(const Call& call) {
    return Prepared{
        [request = visit_of(call)](Session& session, const Context& context) -> Result<Done> {
            YIDI_TRY_VOID(UseCaseOf(session, context, request));
            return Done{std::string{kEmptyOutput}};
        }};
}

Prepared change(payer::ChangeRequest request, decltype(payer::describe_visit)* use_case) {
    return Prepared{[request = std::move(request), use_case](
                        Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY_VOID(use_case(session, context, request));
        return Done{std::string{kEmptyOutput}};
    }};
}

Result<Prepared> describe_visit(const Call& call) {
    const Fields& fields = call.first();
    return change({.visit = visit_of(call),
                   .med_type = string_of(fields, "med_type"),
                   .begntime = fields.instant("begntime"),
                   .ipt_otp_no = {},
                   .dise_codg = maybe_text(fields, "dise_codg"),
                   .er_flag = {},
                   .trum_flag = {},
                   .rel_ttp_flag = {},
                   .details = details_of(call)},
                  payer::describe_visit);
}

Result<Prepared> change_admission(const Call& call) {
    const Fields& fields = call.first();
    return change({.visit = visit_of(call),
                   .med_type = string_of(fields, "med_type"),
                   .begntime = fields.instant("begntime"),
                   .ipt_otp_no = string_of(fields, "ipt_otp_no"),
                   .dise_codg = maybe_text(fields, "dise_codg"),
                   .er_flag = maybe_flag(fields, "er_flag"),
                   .trum_flag = maybe_flag(fields, "trum_flag"),
                   .rel_ttp_flag = maybe_flag(fields, "rel_ttp_flag"),
                   .details = details_of(call)},
                  payer::change_admission);
}

Result<Prepared> discharge(const Call& call) {
    const Fields& fields = call.first();
    const payer::DischargeRequest request{.visit = visit_of(call),
                                          .endtime = fields.instant("endtime"),
                                          .dscg_way = string_of(fields, "dscg_way"),
                                          .dise_codg = maybe_text(fields, "dise_codg"),
                                          .details = details_of(call)};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY_VOID(payer::discharge(session, context, request));
        return Done{std::string{kEmptyOutput}};
    }};
}

}  // namespace

std::span<const Handler> visit_handlers() {
    static constexpr std::array kHandlers{
        Handler{"2201", register_visit},
        Handler{"2202", of_visit<payer::cancel_visit>},
        Handler{"2203", describe_visit},
        Handler{"2203A", describe_visit},
        Handler{"2401", admit},
        Handler{"2402", discharge},
        Handler{"2403", change_admission},
        Handler{"2404", of_visit<payer::cancel_visit>},
        Handler{"2405", of_visit<payer::undo_discharge>},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
