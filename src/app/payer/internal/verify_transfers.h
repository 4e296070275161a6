#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/payer/verify.h"
#include "domain/ledger/journal.h"

namespace yidi::payer::internal {

/// Sums of the journal by transit account.
using TransitSums = std::map<std::string, Money>;

/// Holds the transfers against the journal: what is open is on its way in full, what is closed has
/// left nothing on its way, each event has its entry, and the list of the open ones is what the
/// events say. Mismatches are added to `out`.
[[nodiscard]] Result<void> verify_transfers(ports::Session& session, TransitSums on_way,
                                            std::vector<Mismatch>& out);

}  // namespace yidi::payer::internal
