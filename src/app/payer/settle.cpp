#include "app/payer/settle.h"

#include "app/payer/internal/bill.h"
#include "app/payer/internal/books.h"
#include "app/payer/internal/holds.h"
#include "app/payer/internal/refusal.h"

namespace yidi::payer {
namespace {

using internal::Bill;
using internal::Mode;
using ports::Session;
using settlement::Settlement;

/// The hold of this bill's trial.
settlement::Hold hold_of(const Bill& bill, const Settlement& settlement) {
    settlement::Hold hold;
    hold.pid = settlement.pid;
    hold.mdtrt_id = settlement.mdtrt_id;
    hold.chrg_bchno = settlement.chrg_bchno;
    hold.year = settlement.year;
    hold.insutype = settlement.insutype;
    hold.business = bill.answer.outcome.scheme->counter;
    hold.pool = settlement.info.fund[static_cast<std::size_t>(policy::FundField::hifp_pay)];
    hold.account = settlement.info.acct_pay;
    if (settlement.info.acct_mulaid_pay != Money{}) {
        hold.owner = bill.family.owner;
    }
    return hold;
}

/// The settlement that the request asks for again; null if it is a new one.
const Settlement* settled_before(const SettleRequest& request, const Bill& bill) {
    if (!bill.visit.is_stay) {
        return bill.lines.settled(request.chrg_bchno);
    }
    if (const Settlement* whole = bill.lines.settled({})) {
        return whole;
    }
    // A part asked for again has no lines of its own any more.
    const auto parts = bill.lines.parts();
    const bool again = request.mid_setl_flag && !parts.empty() && !bill.lines.has_open();
    return again ? parts.back() : nullptr;
}

}  // namespace

Result<SettleReply> pre_settle(Session& session, const Context& context,
                               const SettleRequest& request) {
    YIDI_TRY(Bill bill, internal::open_bill(session, context, request));
    YIDI_TRY_VOID(internal::compute(session, context, request, Mode::trial, bill));
    Settlement trial = internal::settlement_of(context, request, bill);
    settlement::Hold hold = hold_of(bill, trial);
    hold.until = context.now.plus_ms(settlement::kHoldMs);
    YIDI_TRY_VOID(internal::keep(session, hold, trial.info.acct_mulaid_pay));
    return internal::reply_of(std::move(bill), std::move(trial));
}

Result<SettleReply> settle(Session& session, const Context& context, const SettleRequest& request) {
    YIDI_TRY(Bill bill, internal::open_bill(session, context, request));
    if (const Settlement* before = settled_before(request, bill)) {
        SettleReply reply;
        reply.settlement = *before;
        reply.person = std::move(bill.person);
        reply.already_settled = true;
        return reply;
    }
    if (bill.visit.is_stay && !request.mid_setl_flag &&
        bill.visit.state == settlement::VisitState::registered) {
        return internal::inconsistent("mdtrt_id", "a stay that has been discharged",
                                      "discharge first (2402), or settle a part (mid_setl_flag 1)",
                                      "the stay goes on");
    }
    YIDI_TRY_VOID(internal::compute(session, context, request, Mode::final, bill));
    Settlement one = internal::settlement_of(context, request, bill);
    one.setl_id = context.ids.next();
    one.case_text = context.texts.case_text(bill.facts);
    one.particulars = internal::sealed(context.vault, one,
                                       {.invono = request.invono,
                                        .mdtrt_cert_type = request.mdtrt_cert_type,
                                        .opter_name = request.visit.caller.opter_name});
    const ledger::Entry entry = settlement::entry_of(one.info, internal::places_of(context, bill));
    YIDI_TRY_VOID(internal::post(session, one, entry));
    YIDI_TRY_VOID(internal::count(session, {.key = bill.year_key,
                                            .seq = bill.year.seq + 1,
                                            .setl_id = one.setl_id,
                                            .event = "settled",
                                            .at = context.now,
                                            .cum = settlement::to_text(bill.answer.outcome.cum)}));
    YIDI_TRY_VOID(internal::release(session, bill.visit, one.chrg_bchno));
    return internal::reply_of(std::move(bill), std::move(one));
}

}  // namespace yidi::payer
