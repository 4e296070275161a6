#pragma once

#include <cstddef>
#include <string>

#include "domain/explain/language.h"
#include "domain/policy/pack.h"

/// Rows of packs in words: what they are for, and what they say.
namespace yidi::explain::internal {

/// "三级医院、退休人员", "tertiary hospital, retired"; empty for a row without conditions.
[[nodiscard]] std::string conditions_text(const policy::Conditions& when, Language language);

/// One reading of a row: "600.00 元", "85%", "10 points less". Requires  reading <
/// row.readings.size() (asserted).
[[nodiscard]] std::string value_text(const policy::Row& row, std::size_t reading,
                                     Language language);

}  // namespace yidi::explain::internal
