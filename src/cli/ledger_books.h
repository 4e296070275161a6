#pragma once

#include "cli/context.h"

namespace yidi::cli {

/// `ledger balance` and `ledger export`.
void add_ledger_books(CLI::App& group, Context& context);

}  // namespace yidi::cli
