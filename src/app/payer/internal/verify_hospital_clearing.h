#pragma once

#include <vector>

#include "app/payer/verify.h"

namespace yidi::payer::internal {

/// What institutions say of clearing: messages follow each other and are about bills of their own;
/// nothing they left out of a month was placed in it; no two standing applications are about the
/// same settlements.
[[nodiscard]] Result<void> verify_hospital_clearing(ports::Session& session,
                                                    std::vector<Mismatch>& out);

}  // namespace yidi::payer::internal
