#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/payer/details.h"

/// The two texts of 3202: fields between TABs, rows between line feeds, no head.
namespace yidi::national::internal {

/// What an institution sends: setl_id, mdtrt_id, psn_no, medfee_sumamt, fund_pay_sumamt, acct_pay,
/// refd_setl_flag. An empty flag goes by the sign of the fee. A byte order mark, CR LF and a last
/// line feed are borne.
/// Errors    bad_value, bad_amount, limit_exceeded: with the line and the column of the file.
[[nodiscard]] Result<std::vector<payer::DetailRow>> read_statement(std::string_view text);

/// What it is answered: psn_no, mdtrt_id, setl_id, msgid, stmt_rslt, refd_setl_flag, memo, and our
/// medfee_sumamt, fund_pay_sumamt, acct_pay; "null" where there is no value. stmt_rslt: "1" to "7"
/// in the order of DetailFault.
[[nodiscard]] std::string statement_result(const std::vector<payer::DetailDifference>& rows);

}  // namespace yidi::national::internal
