#pragma once

#include <vector>

#include "app/payer/fees.h"
#include "app/payer/settle.h"

/// What a pharmacy sells: a visit of one batch that is registered, filled and settled by one
/// message, all of it or nothing, and taken back as a whole.
namespace yidi::payer {

struct PurchaseRequest {
    RegisterRequest visit;  ///< with its med_type; `ipt_otp_no` stays empty, a pharmacy has none
    std::vector<settlement::FeeLine> lines;
    std::vector<LineTexts> texts;  ///< of each line
    Money medfee_sumamt;
    bool acct_used_flag = false;
    // Kept for queries.
    std::string invono;
    std::string mdtrt_cert_type;
};
struct PurchaseReply {
    SettleReply settled;  ///< of a trial without mdtrt_id and setl_id: nothing has been made
    std::vector<LineReply> lines;
};

/// 2101. Writes nothing and keeps nothing free: there is no visit that could hold it.
/// Errors    those of register_visit, upload_fees and pre_settle.
[[nodiscard]] Result<PurchaseReply> try_purchase(ports::Session& session, const Context& context,
                                                 const PurchaseRequest& request);
/// 2102. Asked again under another msgid it is another purchase: nothing else tells them apart.
/// Errors    those of register_visit, upload_fees and settle.
[[nodiscard]] Result<PurchaseReply> settle_purchase(ports::Session& session, const Context& context,
                                                    const PurchaseRequest& request);
/// 2103: the settlement is reversed, the lines are withdrawn, the visit is cancelled. Asked again,
/// it answers the first reversal.
/// Errors    those of reverse; inconsistent: the visit is no purchase.
[[nodiscard]] Result<SettleReply> reverse_purchase(ports::Session& session, const Context& context,
                                                   const ReverseRequest& request);
/// Withdraws the lines and cancels the visit of a purchase whose settlement has been undone.
/// Cancelling twice does nothing more.
[[nodiscard]] Result<void> cancel_purchase(ports::Session& session, const Context& context,
                                           const VisitRequest& request);

}  // namespace yidi::payer
