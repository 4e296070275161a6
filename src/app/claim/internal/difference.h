#pragma once

#include <string>

#include "app/claim/claims.h"
#include "app/claim/internal/claim_log.h"

/// The decision and the number of a claim that has no bill.
namespace yidi::app::internal {

/// Decides to pay what the fund owes by now and no other claim waits for.
/// Errors    inconsistent: nothing of that is left.
[[nodiscard]] Result<ClaimReply> decide_difference(ports::Session& session,
                                                   const ClaimContext& context,
                                                   const ClaimStep& step, KeptClaim kept);

/// Of the person's numbers in the claim's area the one under which most is owed.
/// Errors    inconsistent: nothing is owed under any.
[[nodiscard]] Result<std::string> psn_no_owed(ports::Session& session,
                                              const policy::Regions& regions,
                                              const KeptClaim& kept);

}  // namespace yidi::app::internal
