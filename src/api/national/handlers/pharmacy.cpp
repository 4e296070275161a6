#include <array>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "app/payer/purchases.h"

/// 2101–2103.
namespace yidi::national::internal {
namespace {

using payer::Context;
using payer::PurchaseReply;
using payer::PurchaseRequest;
using ports::Session;

settlement::FeeLine line_of(const Fields& row) {
    return {.feedetl_sn = string_of(row, "feedetl_sn"),
            .init_feedetl_sn = {},
            .chrg_bchno = {},
            .fee_ocur_time = row.instant("fee_ocur_time"),
            .med_list_codg = string_of(row, "med_list_codg"),
            .medins_list_codg = string_of(row, "medins_list_codg"),
            .cnt = row.quantity("cnt"),
            .pric = row.price("pric"),
            .det_item_fee_sumamt = row.money("det_item_fee_sumamt"),
            .hosp_appr_flag = {}};
}

Result<PurchaseRequest> request_of(const Call& call) {
    const Fields& fields = call.first();
    PurchaseRequest request;
    request.visit.caller = call.caller;
    request.visit.psn_no = string_of(fields, "psn_no");
    YIDI_TRY(request.visit.insutype, insutype_of(fields));
    request.visit.begntime = fields.instant("begntime");
    request.visit.med_type = string_of(fields, "med_type");
    request.visit.dise_codg = string_of(fields, "dise_codg");
    // What the rules do not read is kept as it came.
    request.visit.details = canonical(*call.envelope.input);
    request.medfee_sumamt = fields.money("medfee_sumamt");
    request.acct_used_flag = fields.flag("acct_used_flag");
    request.invono = string_of(fields, "invono");
    request.mdtrt_cert_type = string_of(fields, "mdtrt_cert_type");
    for (const Fields& row : call.nodes.back()) {
        request.lines.push_back(line_of(row));
        request.texts.push_back(texts_of(row, "rxno"));
    }
    return request;
}

using UseCaseOf = decltype(payer::try_purchase)*;

Result<Prepared> purchase_with(UseCaseOf use_case, const Call& call) {
    YIDI_TRY(PurchaseRequest request, request_of(call));
    return Prepared{[use_case, request = std::move(request)](
                        Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const PurchaseReply reply, use_case(session, context, request));
        return Done{
            .output = settle_output(reply.settled, {.mdtrt_cert_type = request.mdtrt_cert_type,
                                                    .regions = context.book.regions(),
                                                    .lines = &reply.lines}),
            .warn_msg = warning_of(reply.settled),
            .id = reply.settled.settlement.setl_id};
    }};
}

Result<Prepared> try_purchase(const Call& call) {
    return purchase_with(payer::try_purchase, call);
}

Result<Prepared> settle_purchase(const Call& call) {
    return purchase_with(payer::settle_purchase, call);
}

Result<Prepared> reverse_purchase(const Call& call) {
    const payer::ReverseRequest request{.visit = {.caller = call.caller,
                                                  .psn_no = string_of(call.first(), "psn_no"),
                                                  .mdtrt_id = string_of(call.first(), "mdtrt_id")},
                                        .setl_id = string_of(call.first(), "setl_id")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const payer::SettleReply reply,
                 payer::reverse_purchase(session, context, request));
        return Done{.output = reverse_output(
                        reply, {.mdtrt_cert_type = {}, .regions = context.book.regions()}),
                    .warn_msg = reply.already_settled ? "此前已经撤销，返回首次撤销的结果" : "",
                    .id = reply.settlement.setl_id,
                    .is_repeat = reply.already_settled};
    }};
}

}  // namespace

std::span<const Handler> pharmacy_handlers() {
    static constexpr std::array kHandlers{
        Handler{"2101", try_purchase},
        Handler{"2102", settle_purchase},
        Handler{"2103", reverse_purchase},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
