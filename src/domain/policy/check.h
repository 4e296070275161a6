#pragma once

#include <vector>

#include "domain/policy/policy.h"

/// The proof that a pack can be computed with: `yidi policy check`, and every load.
namespace yidi::policy {

/// Checks what each row says for itself: values in range, bands ascending, dates in order, layers
/// and references that exist.
void check_values(const Pack& pack, std::vector<Finding>& findings);

/// Everything: values, every insurance type and business present once, no gap, no overlap, regions
/// in the list (if given). Returns   the findings, by line; empty when the pack is sound. `cells`,
/// if given, receives the combinations proved.
[[nodiscard]] std::vector<Finding> check(const Pack& pack, const Regions* regions,
                                         std::size_t* cells = nullptr);

}  // namespace yidi::policy
