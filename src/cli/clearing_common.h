#pragma once

#include "app/clearing/context.h"
#include "cli/context.h"
#include "domain/policy/regions.h"

namespace yidi::cli {

/// What clearing goes by, from the data that is installed.
/// Errors    unreadable_file, and those of the two readers.
[[nodiscard]] Result<app::ClearingRules> load_clearing(const Context& context,
                                                       const policy::Regions& regions);

/// The commands `clearing month` and `clearing statistics`.
void add_clearing(CLI::App& app, Context& context);

}  // namespace yidi::cli
