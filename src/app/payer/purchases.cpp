#include "app/payer/purchases.h"

#include "app/payer/internal/bill.h"
#include "app/payer/internal/new_lines.h"
#include "app/payer/internal/new_visit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"

namespace yidi::payer {
namespace {

using ports::Session;
using settlement::Visit;

/// The one batch of a purchase.
constexpr std::string_view kBatch = "1";

std::vector<settlement::FeeLine> batch_of(const PurchaseRequest& request) {
    std::vector<settlement::FeeLine> lines = request.lines;
    for (settlement::FeeLine& line : lines) {
        line.chrg_bchno = kBatch;
    }
    return lines;
}

SettleRequest bill_of(const PurchaseRequest& request, std::int64_t mdtrt_id) {
    SettleRequest bill;
    bill.visit = {.caller = request.visit.caller,
                  .psn_no = request.visit.psn_no,
                  .mdtrt_id = std::to_string(mdtrt_id)};
    bill.chrg_bchno = kBatch;
    bill.med_type = request.visit.med_type;
    bill.insutype = request.visit.insutype;
    bill.medfee_sumamt = request.medfee_sumamt;
    bill.acct_used_flag = request.acct_used_flag;
    bill.invono = request.invono;
    bill.mdtrt_cert_type = request.mdtrt_cert_type;
    return bill;
}

}  // namespace

Result<PurchaseReply> try_purchase(Session& session, const Context& context,
                                   const PurchaseRequest& request) {
    internal::Bill bill;
    YIDI_TRY(bill.visit, internal::new_visit(session, context, request.visit));
    YIDI_TRY(const std::vector<settlement::PricedLine> lines,
             internal::new_lines(session, context, bill.visit, bill.lines, batch_of(request)));
    PurchaseReply reply;
    for (const settlement::PricedLine& line : lines) {
        bill.lines.live.push_back({.priced = line, .seq = 1, .settled = nullptr});
        reply.lines.push_back({.priced = line, .parts = settlement::parts_of(line)});
    }
    YIDI_TRY(bill.person, internal::read_person(session, context.vault, bill.visit.pid));
    const SettleRequest wanted = bill_of(request, bill.visit.mdtrt_id);
    YIDI_TRY_VOID(internal::compute(session, context, wanted, internal::Mode::trial, bill));
    settlement::Settlement trial = internal::settlement_of(context, wanted, bill);
    reply.settled = internal::reply_of(std::move(bill), std::move(trial));
    return reply;
}

Result<PurchaseReply> settle_purchase(Session& session, const Context& context,
                                      const PurchaseRequest& request) {
    YIDI_TRY(const Visit visit, register_visit(session, context, request.visit));
    const SettleRequest wanted = bill_of(request, visit.mdtrt_id);
    PurchaseReply reply;
    YIDI_TRY(
        reply.lines,
        upload_fees(session, context,
                    {.visit = wanted.visit, .lines = batch_of(request), .texts = request.texts}));
    YIDI_TRY(reply.settled, settle(session, context, wanted));
    return reply;
}

Result<SettleReply> reverse_purchase(Session& session, const Context& context,
                                     const ReverseRequest& request) {
    ReverseRequest of_purchase = request;
    of_purchase.is_purchase = true;
    YIDI_TRY(SettleReply reply, reverse(session, context, of_purchase));
    YIDI_TRY_VOID(cancel_purchase(session, context, request.visit));
    return reply;
}

Result<void> cancel_purchase(Session& session, const Context& context,
                             const VisitRequest& request) {
    YIDI_TRY_VOID(
        withdraw_fees(session, context,
                      {.visit = request, .chrg_bchno = std::string{kAllLines}, .feedetl_sn = {}}));
    return cancel_visit(session, context, request);
}

}  // namespace yidi::payer
