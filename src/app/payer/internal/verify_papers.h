#pragma once

#include <vector>

#include "app/payer/verify.h"

namespace yidi::payer::internal {

/// Holds the papers that were handed in against what they are for: a filing of the same person, and
/// a seal that is not shorter than what it seals. Mismatches are added to `out`.
[[nodiscard]] Result<void> verify_papers(ports::Session& session, std::vector<Mismatch>& out);

}  // namespace yidi::payer::internal
