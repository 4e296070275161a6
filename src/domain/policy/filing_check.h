#pragma once

#include <vector>

#include "domain/policy/filing_rules.h"
#include "domain/policy/policy.h"

/// The proof that filing rules can be decided by, beyond what FilingRuleBook::from holds of each
/// file: `yidi policy check`.
namespace yidi::policy {

/// Holds grades against documents, codes against the region list (if given), and the rule on care
/// inside the province against the region's pack (if given): where the one lets people go without a
/// filing, the other has to pay them. Returns   the findings; none has a line.
[[nodiscard]] std::vector<Finding> check_filing(const FilingRules& rules, const Pack* pack,
                                                const Regions* regions);

}  // namespace yidi::policy
