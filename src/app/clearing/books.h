#pragma once

#include <vector>

#include "app/clearing/context.h"
#include "domain/ledger/trial_balance.h"

/// The whole ledger of a store: what settlements, claims and payments into accounts have posted,
/// and what clearing has.
namespace yidi::app {

/// Every entry up to a day, that included, in order of day and of what it is about.
[[nodiscard]] Result<std::vector<ledger::DatedEntry>> ledger_entries(ports::Session& session,
                                                                     Date day);

}  // namespace yidi::app
