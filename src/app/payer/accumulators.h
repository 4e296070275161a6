#pragma once

#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/policy/vocabulary.h"

namespace yidi::payer {

/// 5206.
struct AccumulatorsRequest {
    Caller caller;
    std::string psn_no;
    std::string cum_ym;  ///< "yyyyMM": as at the end of that month; empty: now
};
struct AccumulatorRow {
    policy::Insutype insutype = policy::Insutype::employee;
    std::int64_t year = 0;
    std::string cum_ym;
    std::string cum_type_code;  ///< the name in a case file's `cum`: "dedc", "otp_pool", …
    bool is_count = false;      ///< `count` holds, not `amount`
    Money amount;
    std::int64_t count = 0;
};
/// Of each insurance the latest benefit year that had begun to be used by then: its admissions,
/// and of the amounts those that are not zero.
/// Errors    bad_value: not a month, or nobody has this number.
[[nodiscard]] Result<std::vector<AccumulatorRow>> query_accumulators(
    ports::Session& session, const Context& context, const AccumulatorsRequest& request);

}  // namespace yidi::payer
