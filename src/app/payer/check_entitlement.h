#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/policy/vocabulary.h"

namespace yidi::payer {

struct EntitlementRequest {
    Caller caller;
    std::string psn_no;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string fixmedins_code;
    std::string med_type;
    Instant begntime;
    std::optional<Instant> endtime;
    std::string dise_codg;
};
/// Whether one fund would pay.
struct Entitlement {
    std::string psn_no;
    std::string fund_pay_type;
    bool trt_enjymnt_flag = false;
    std::optional<Date> begndate;
    std::optional<Date> enddate;
    std::string trt_chk_rslt;  ///< why not, in Chinese with the clause; empty where it pays
};
/// 2001: what a settlement of such care would be refused for, by the same calculation.
/// Errors    bad_value: person or institution not known.
[[nodiscard]] Result<std::vector<Entitlement>> check_entitlement(ports::Session& session,
                                                                 const Context& context,
                                                                 const EntitlementRequest& request);

}  // namespace yidi::payer
