#pragma once

#include <vector>

#include "app/payer/verify.h"

namespace yidi::payer::internal {

/// Finds claims by hand whose money is not as their events say: a decision without its settlement,
/// a settlement without its claim, a payment that is not in the journal or more than was decided,
/// an invoice on two claims, a queue or an index that is not as derived.
[[nodiscard]] Result<void> verify_claims(ports::Session& session, std::vector<Mismatch>& out);

}  // namespace yidi::payer::internal
