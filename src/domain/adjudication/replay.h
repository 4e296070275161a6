#pragma once

#include "base/error.h"
#include "domain/adjudication/trace.h"

namespace yidi::adjudication {

/// Carries out every entry of `trace` again from `op`, `in` and `rounding` alone, as `Op` defines
/// them, and compares each result with the entry's `out`, exactly. It knows nothing of packs, cases
/// or the adjudicator, so that a trace that replays is an explanation of its amounts and not a
/// story beside them. Requires  nothing: a trace that is not well-formed (a step that refers to a
/// later one, a price where an amount belongs)
///           fails like a wrong result.
/// Returns   nothing; linear in the entries and in what `sum_range` adds up; allocates only to
/// report a failure. Errors    invariant_violated, naming the first entry that differs. Threads
/// pure.
[[nodiscard]] Result<void> replay(const Trace& trace);

}  // namespace yidi::adjudication
