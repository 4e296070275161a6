#pragma once

#include <string>
#include <vector>

#include "domain/explain/render.h"

namespace yidi::golden {

/// Carries out the steps of a rendered trace from the texts `op`, `in` and `rounding` alone, as a
/// reader of the JSON would, in yuan and exact rationals. Returns   a sentence on the first step
/// whose `out` does not follow; empty if all do.
[[nodiscard]] std::string first_that_does_not_follow(
    const std::vector<explain::RenderedStep>& steps);

}  // namespace yidi::golden
