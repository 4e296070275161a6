#include <array>

#include "api/national/internal/handler.h"
#include "api/national/internal/output.h"
#include "app/payer/accumulators.h"
#include "app/payer/totals.h"
#include "app/payer/undo_message.h"

/// 2601, 3201, 5206.
namespace yidi::national::internal {
namespace {

using payer::Context;
using ports::Session;

std::string_view told(payer::Undone undone) {
    switch (undone) {
        case payer::Undone::taken_back: return "已冲正";
        case payer::Undone::never_came:
            return "原报文没有到达过，无须冲正；此后到达的原报文将被拒绝";
        case payer::Undone::before: return "此前已经冲正";
    }
    return {};
}

Result<Prepared> undo_message(const Call& call) {
    const payer::UndoRequest request{.caller = call.caller,
                                     .psn_no = string_of(call.first(), "psn_no"),
                                     .omsgid = string_of(call.first(), "omsgid"),
                                     .oinfno = string_of(call.first(), "oinfno")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const payer::Undone undone, payer::undo_message(session, context, request));
        return Done{.output = std::string{kEmptyOutput}, .warn_msg = std::string{told(undone)}};
    }};
}

Result<Prepared> totals(const Call& call) {
    const Fields& fields = call.first();
    payer::TotalsRequest request{
        .caller = call.caller,
        .clr_type = string_of(fields, "clr_type"),
        .stmt_begndate = fields.date("stmt_begndate"),
        .stmt_enddate = fields.date("stmt_enddate"),
        .theirs = {.medfee_sumamt = fields.money("medfee_sumamt"),
                   .fund_pay_sumamt = fields.money("fund_pay_sumamt"),
                   .acct_pay = fields.money("acct_pay"),
                   .count = fields.whole("fixmedins_setl_cnt")},
        .without_refunds = fields.has("refd_setl_flag") && !fields.flag("refd_setl_flag")};
    YIDI_TRY(request.insutype, insutype_of(fields));
    YIDI_TRY(request.setl_optins, setl_optins_of(fields));
    return Prepared{.run = [request](Session& session, const Context& context) -> Result<Done> {
                        YIDI_TRY(const payer::TotalsReply reply,
                                 payer::totals(session, context, request));
                        return Done{totals_output(reply, request.setl_optins)};
                    },
                    .reads_only = true};
}

Result<Prepared> accumulators(const Call& call) {
    const payer::AccumulatorsRequest request{.caller = call.caller,
                                             .psn_no = string_of(call.first(), "psn_no"),
                                             .cum_ym = string_of(call.first(), "cum_ym")};
    return Prepared{[request](Session& session, const Context& context) -> Result<Done> {
        YIDI_TRY(const std::vector<payer::AccumulatorRow> rows,
                 payer::query_accumulators(session, context, request));
        return Done{accumulators_output(rows)};
    }};
}

}  // namespace

std::span<const Handler> query_handlers() {
    static constexpr std::array kHandlers{
        Handler{"2601", undo_message},
        Handler{"3201", totals},
        Handler{"5206", accumulators},
    };
    return kHandlers;
}

}  // namespace yidi::national::internal
