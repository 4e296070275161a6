#include "app/payer/settle.h"

#include <array>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"

/// 2206–2208, 2206A, 2207A, 2303–2305, 5203.
namespace yidi::national::internal {
namespace {

using payer::Context;
using payer::SettleReply;
using payer::SettleRequest;
using ports::Session;

std::optional<Money> maybe_money(const Fields& fields, std::string_view name) {
    return fields.has(name) ? std::optional{fields.money(name)} : std::nullopt;
}

payer::EchoedAmounts echo_of(const Fields& fields) {
    return {.fulamt_ownpay_amt = maybe_money(fields, "fulamt_ownpay_amt"),
            .overlmt_selfpay = maybe_money(fields, "overlmt_selfpay"),
            .preselfpay_amt = maybe_money(fields, "preselfpay_amt"),
            .inscp_scp_amt = maybe_money(fields, "inscp_scp_amt")};
}

Result<SettleRequest> request_of(const Call& call) {
    const Fields& fields = call.first();
    SettleRequest request;
    request.visit = visit_of(call);
    request.medfee_sumamt = fields.money("medfee_sumamt");
    request.acct_used_flag = fields.flag("acct_used_flag");
    request.mdtrt_cert_type = string_of(fields, "mdtrt_cert_type");
    YIDI_TRY(request.insutype, insutype_of(fields));
    return request;
}

Result<SettleRequest> outpatient_request(const Call& call) {
    YIDI_TRY(SettleRequest request, request_of(call));
    request.chrg_bchno = string_of(call.first(), "chrg_bchno");
    request.med_type = string_of(call.first(), "med_type");
    return request;
}

Result<SettleRequest> stay_request(const Call& call) {
    const Fields& fields = call.first();
    YIDI_TRY(SettleRequest request, request_of(call));
    request.mid_setl_flag = fields.flag("mid_setl_flag");
    if (fields.has("dscgTime")) request.dscg_time = fields.date("dscgTime");
    request.echo = echo_of(fields);
    request.invono = string_of(fields, "invono");
    return request;
}

using SettleUseCase = Result<SettleReply> (*)(Session&, const Context&, const SettleRequest&);

Prepared settle_with(SettleUseCase use_case, SettleRequest request) {
    return Prepared{[use_case, request = std::move(request)](
                        Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const SettleReply reply, use_case(session, context, request));
        return Done{.output = settle_output(reply, {.mdtrt_cert_type = request.mdtrt_cert_type,
                                                    .regions = context.book.regions()}),
                    .warn_msg = warning_of(reply),
                    .id = reply.settlement.setl_id,
                    .is_repeat = reply.already_settled};
    }};
}

Result<Prepared> pre_settle_outpatient(const Call& call) {
    YIDI_TRY(SettleRequest request, outpatient_request(call));
    return settle_with(payer::pre_settle, std::move(request));
}

Result<Prepared> settle_outpatient(const Call& call) {
    YIDI_TRY(SettleRequest request, outpatient_request(call));
    request.echo = echo_of(call.first());
    request.invono = string_of(call.first(), "invono");
    return settle_with(payer::settle, std::move(request));
}

Result<Prepared> pre_settle_stay(const Call& call) {
    YIDI_TRY(SettleRequest request, stay_request(call));
    return settle_with(payer::pre_settle, std::move(request));
}

Result<Prepared> settle_stay(const Call& call) {
    YIDI_TRY(SettleRequest request, stay_request(call));
    return settle_with(payer::settle, std::move(request));
}

payer::ReverseRequest reverse_request(const Call& call) {
    return {.visit = visit_of(call), .setl_id = string_of(call.first(), "setl_id")};
}

Result<Prepared> reverse(const Call& call) {
    return Prepared{[request = reverse_request(call)](Session& session,
                                                      const Context& context) -> Result<Done> {
        YIDI_TRY(const SettleReply reply, payer::reverse(session, context, request));
        return Done{.output = reverse_output(
                        reply, {.mdtrt_cert_type = {}, .regions = context.book.regions()}),
                    .warn_msg = reply.already_settled ? "此前已经撤销，返回首次撤销的结果" : "",
                    .id = reply.settlement.setl_id,
                    .is_repeat = reply.already_settled};
    }};
}

Result<Prepared> query_settlement(const Call& call) {
    return Prepared{[request = reverse_request(call)](Session& session,
                                                      const Context& context) -> Result<Done> {
        YIDI_TRY(const payer::SettlementReply reply,
                 payer::query_settlement(session, context, request));
        return Done{settlement_output(reply, context.book.regions())};
    }};
}

}  // namespace

std::string warning_of(const SettleReply& reply) {
    if (reply.already_settled) {
        return "已结算（already settled）：该批次此前已经结算，返回首次结算的结果";
    }
    const Money held = reply.held_pool + reply.held_account + reply.held_family;
    if (held == Money{}) return {};
    return "其他窗口的预结算正占用统筹限额 " + to_yuan(reply.held_pool) + " 元、个人账户 " +
           to_yuan(reply.held_account) + " 元、共济账户 " + to_yuan(reply.held_family) +
           " 元，本次按余下的额度计算";
}

std::span<const Handler> settle_handlers() {
    static constexpr std::array kHandlers{
        Handler{"2206", pre_settle_outpatient},
        Handler{"2206A", pre_settle_outpatient},
        Handler{"2207", settle_outpatient},
        Handler{"2207A", settle_outpatient},
        Handler{"2208", reverse},
        Handler{"2303", pre_settle_stay},
        Handler{"2304", settle_stay},
        Handler{"2305", reverse},
        Handler{"5203", query_settlement},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
