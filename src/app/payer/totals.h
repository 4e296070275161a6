#pragma once

#include <string>

#include "app/payer/context.h"
#include "domain/policy/vocabulary.h"

namespace yidi::payer {

/// Sums over settlements.
struct Totals {
    Money medfee_sumamt;
    Money fund_pay_sumamt;
    Money acct_pay;
    std::int64_t count = 0;
    bool operator==(const Totals&) const = default;
};

/// 3201: an institution's totals against ours, by the day of settlement.
struct TotalsRequest {
    Caller caller;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string clr_type;
    std::uint32_t setl_optins = 0;  ///< pooling area of the insured
    Date stmt_begndate;
    Date stmt_enddate;
    Totals theirs;
    bool without_refunds = false;
};
struct TotalsReply {
    bool equal = false;
    Totals ours;
    std::string dscr;  ///< both totals and the difference, in Chinese, at most 200 characters
};
/// Corrections between the fund and a person (`recomputed`) are no affair of the institution's and
/// not counted, nor what 2601 has undone.
/// Errors    inconsistent: an end before the beginning.
[[nodiscard]] Result<TotalsReply> totals(ports::Session& session, const Context& context,
                                         const TotalsRequest& request);

}  // namespace yidi::payer
