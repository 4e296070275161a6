#pragma once

#include "app/payer/internal/bill.h"
#include "domain/entitlement/standing.h"
#include "domain/entitlement/words.h"

/// What 2001 and settlement ask of a person's standing before anything is computed.
namespace yidi::payer::internal {

/// Errors    insurance_paused, insurance_ended, waiting_period, not_insured, rule_unknown (a
/// special
///           group): with the cause, the next step and the clause in Chinese.
[[nodiscard]] Result<void> check_standing(const entitlement::Standing& standing,
                                          const policy::Book& book);

/// Whether the bill may be computed: the insurance of the day that the insured region names pays;
/// nobody is treated after death; a stay in which the insurance changes is settled in parts where
/// the region says so; no day is paid by two insurances. Errors    those above; interim_required;
/// inconsistent.
[[nodiscard]] Result<void> check_entitled(Session& session, const Context& context,
                                          const SettleRequest& request, const Bill& bill);

}  // namespace yidi::payer::internal
