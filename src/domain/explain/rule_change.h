#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/language.h"

namespace yidi::explain {

/// The insured region's rules for this care changed between two days of one case.
struct RuleChange {
    Date on;      ///< first day of the new rules; the last such day where there are several
    Date counts;  ///< the day whose rules the case is computed by
    std::string text;
};

/// Empty where they did not, or where the case does not say from when until when.
[[nodiscard]] std::optional<RuleChange> rule_change(const adjudication::Case& facts,
                                                    const adjudication::Outcome& outcome,
                                                    Language language);

}  // namespace yidi::explain
