#pragma once

#include "base/error.h"
#include "domain/adjudication/answer.h"

namespace yidi::adjudication {

/// What holds for every computed outcome, whatever the policy: parts add up, nothing is negative,
/// no payer passes its limit. Written apart from the calculation and checked on every answer in
/// every build. Source: docs/domain/calculation.md, step 14. Errors  invariant_violated, naming the
/// identity.
[[nodiscard]] Result<void> check_identities(const Outcome& outcome);

}  // namespace yidi::adjudication
