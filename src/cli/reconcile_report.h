#pragma once

#include "adapters/codec/reconciliation_encoder.h"
#include "cli/context.h"
#include "domain/reconciliation/compare.h"

namespace yidi::cli {

/// What two files are held against each other with, on the terminal: how each was read, the sums,
/// the counts, and the first differences, or all.
void print_reconciliation(Context& context, const reconciliation::Outcome& outcome,
                          const codec::ReconciledFile& a, const codec::ReconciledFile& b,
                          bool shows_all);

}  // namespace yidi::cli
