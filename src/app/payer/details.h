#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"

/// 3202: an institution's settlements against ours, one by one.
namespace yidi::payer {

/// One settlement as the institution has it.
struct DetailRow {
    std::string setl_id;
    std::string mdtrt_id;
    std::string psn_no;
    Money medfee_sumamt;
    Money fund_pay_sumamt;
    Money acct_pay;
    bool is_refund = false;
};

struct DetailsRequest {
    Caller caller;
    std::string clr_type;
    std::uint32_t setl_optins = 0;  ///< pooling area of the insured
    Date stmt_begndate;
    Date stmt_enddate;
    bool without_refunds = false;
    std::vector<DetailRow> theirs;
};

enum class DetailFault : std::uint8_t {
    amount,   ///< both have it with different amounts
    visit,    ///< both have it, of another visit or person
    refund,   ///< one has it as a settlement, the other as a reversal
    unknown,  ///< the institution made no such settlement here, or 2601 has undone it
    outside,  ///< it is there, but not of these days, this kind or this area
    missing,  ///< the institution does not have it
    twice,    ///< the institution has it a second time
};
struct DetailDifference {
    DetailFault fault = DetailFault::amount;
    std::optional<DetailRow> theirs;  ///< empty: missing
    std::optional<DetailRow> ours;    ///< empty: unknown
    std::string msgid;                ///< of the message that made ours; empty: unknown
};
struct DetailsReply {
    std::int64_t count = 0;  ///< of ours
    /// In the order of the institution's rows, and then what it does not have, by time. One row
    /// differs once, by the first fault in the order above.
    std::vector<DetailDifference> differences;
};
/// Reads only.
/// Errors    inconsistent: an end before the beginning, or more than a year.
[[nodiscard]] Result<DetailsReply> details(ports::Session& session, const Context& context,
                                           const DetailsRequest& request);

}  // namespace yidi::payer
