#pragma once

#include <vector>

#include "app/payer/verify.h"

namespace yidi::payer::internal {

/// Books of bills, months, tables and notices: each bill waits or has a place, never both; a
/// month's events follow each other; its notices are what its lines say; every entry balances.
[[nodiscard]] Result<void> verify_clearing(ports::Session& session, std::vector<Mismatch>& out);

}  // namespace yidi::payer::internal
