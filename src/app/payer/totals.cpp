#include "app/payer/totals.h"

#include <vector>

#include "app/payer/internal/period.h"

namespace yidi::payer {
namespace {

using internal::PeriodRow;
using ports::Session;
using settlement::SettlementKind;

bool is_asked_for(const Context& context, const TotalsRequest& request, const PeriodRow& one) {
    return one.insutype == request.insutype && one.clr_type == request.clr_type &&
           context.book.regions().pooling_area(one.insuplc_admdvs) == request.setl_optins &&
           (!request.without_refunds || one.kind != SettlementKind::reversed);
}

std::string told(const Totals& totals) {
    return std::to_string(totals.count) + "笔，总费用" + to_yuan(totals.medfee_sumamt) + "，基金" +
           to_yuan(totals.fund_pay_sumamt) + "，账户" + to_yuan(totals.acct_pay);
}

Totals difference(const Totals& a, const Totals& b) {
    return {.medfee_sumamt = a.medfee_sumamt - b.medfee_sumamt,
            .fund_pay_sumamt = a.fund_pay_sumamt - b.fund_pay_sumamt,
            .acct_pay = a.acct_pay - b.acct_pay,
            .count = a.count - b.count};
}

}  // namespace

Result<TotalsReply> totals(Session& session, const Context& context, const TotalsRequest& request) {
    YIDI_TRY(const std::vector<PeriodRow> rows,
             internal::settled_in(session, {.fixmedins_code = request.caller.fixmedins_code,
                                            .begndate = request.stmt_begndate,
                                            .enddate = request.stmt_enddate}));
    TotalsReply reply;
    for (const PeriodRow& one : rows) {
        if (is_asked_for(context, request, one)) {
            reply.ours.medfee_sumamt += one.medfee;
            reply.ours.fund_pay_sumamt += one.fund;
            reply.ours.acct_pay += one.account;
            ++reply.ours.count;
        }
    }
    reply.equal = reply.ours == request.theirs;
    reply.dscr = reply.equal ? "相符：" + told(reply.ours)
                             : "不符。机构" + told(request.theirs) + "；中心" + told(reply.ours) +
                                   "；差额" + told(difference(request.theirs, reply.ours));
    return reply;
}

}  // namespace yidi::payer
