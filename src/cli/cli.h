#pragma once

#include "cli/context.h"

namespace yidi::cli {

/// Runs one command line: `argv[0]` is the program's name. Nothing is thrown.
/// Exit codes: docs/using/commands.md; wrong usage is 2.
/// Returns   the exit code, which is also left in `context.exit`.
int run(int argc, const char* const* argv, Context& context);

/// Says that what was printed did not reach its end, and leaves the exit code for it.
void report_lost_output(Context& context);

}  // namespace yidi::cli
