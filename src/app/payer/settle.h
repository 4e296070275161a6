#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/visits.h"
#include "domain/settlement/records.h"

/// Trial and final settlement by the same calculation, and taking it back.
namespace yidi::payer {

/// Amounts that some clients send again with the settlement; those given must be the computed ones.
struct EchoedAmounts {
    std::optional<Money> fulamt_ownpay_amt;
    std::optional<Money> overlmt_selfpay;
    std::optional<Money> preselfpay_amt;
    std::optional<Money> inscp_scp_amt;
};

/// 2206, 2207, 2303, 2304.
struct SettleRequest {
    VisitRequest visit;
    std::string chrg_bchno;  ///< outpatient; empty for stays
    std::string med_type;    ///< empty: the visit's
    policy::Insutype insutype = policy::Insutype::employee;
    Money medfee_sumamt;
    bool acct_used_flag = false;
    bool mid_setl_flag = false;     ///< an interim settlement of a stay that goes on
    std::optional<Date> dscg_time;  ///< last day of an interim part, or of a trial before discharge
    EchoedAmounts echo;
    // Kept for queries.
    std::string invono = {};
    std::string mdtrt_cert_type = {};
};

struct SettleReply {
    settlement::Settlement settlement;  ///< setl_id 0: a trial
    registry::Person person;
    bool already_settled = false;  ///< this is the first settlement's answer
    /// What other windows' pre-settlements hold of the pooled limit, of the account and of the
    /// family account.
    Money held_pool;
    Money held_account;
    Money held_family;
};

/// 2206 and 2303. Keeps what it would take free for ten minutes; repeatable.
/// Errors    those of the policy (2xxx, 6xxx) with sentence and clause; inconsistent: total, days,
///           state of the visit; not_connected.
[[nodiscard]] Result<SettleReply> pre_settle(ports::Session& session, const Context& context,
                                             const SettleRequest& request);

/// 2207 and 2304. A batch, a stay or a part of one is settled once: asked again, it answers the
/// first settlement. A discharged stay of which parts have settled every line is closed by nothing.
/// Errors    as pre_settle; invariant_violated (our bug). Nothing is written then.
[[nodiscard]] Result<SettleReply> settle(ports::Session& session, const Context& context,
                                         const SettleRequest& request);

/// 2208 and 2305.
struct ReverseRequest {
    VisitRequest visit;
    std::string setl_id;
    bool is_purchase = false;  ///< 2103, which takes back the whole of 2102
};
/// The exact negative; the year's accumulators and the accounts as they were before. Asked again,
/// it answers the first reversal.
/// Errors    must_undo_later_first: later settlements stand on it and the pack does not recompute,
///           or a later part of the same stay is settled; bad_value: no such settlement.
[[nodiscard]] Result<SettleReply> reverse(ports::Session& session, const Context& context,
                                          const ReverseRequest& request);

/// 5203.
struct SettlementReply {
    settlement::Settlement settlement;
    settlement::Visit visit;  ///< with its details
    registry::Person person;
    registry::Institution institution;
    std::string emp_name;  ///< employer, by the insurance of the first day
    // As the settlement's message said them; of a reversal its own operator.
    std::string invono;
    std::string mdtrt_cert_type;
    std::string opter;
    std::string opter_name;
};
/// Errors    bad_value: no such settlement, or its message was undone.
[[nodiscard]] Result<SettlementReply> query_settlement(ports::Session& session,
                                                       const Context& context,
                                                       const ReverseRequest& request);

}  // namespace yidi::payer
