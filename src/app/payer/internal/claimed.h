#pragma once

#include "app/payer/internal/bill.h"
#include "domain/claim/claim.h"
#include "domain/claim/same_care.h"

/// What a person has claimed by hand, held against what a window settles.
namespace yidi::payer::internal {

/// The care of a claim, whose statement is opened for the place. `events`: of all claims of the
/// person.
[[nodiscard]] Result<claim::Care> care_of_claim(const ports::Vault& vault, registry::Pid pid,
                                                const claim::Claim& one,
                                                const std::vector<claim::Event>& events);

/// Errors    not_covered: a claim that was sent in, and is not over in vain, is for this care.
[[nodiscard]] Result<void> check_not_claimed(ports::Session& session, const Context& context,
                                             const SettleRequest& request, const Bill& bill);

}  // namespace yidi::payer::internal
