#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"
#include "domain/policy/person_rules.h"

namespace yidi::codec {

/// Reads the rules about persons: CSV with the columns rule, region, value, from, to, document,
/// article, grade, note, each once. Amounts are yuan; the value "unknown" needs a note that says
/// why. Errors    bad_value, missing_key, unknown_key, duplicate_key, bad_date, each with file,
/// line and column: also a rule that stands twice for one region and day.
[[nodiscard]] Result<policy::PersonRules> read_person_rules(std::string_view csv,
                                                            std::string_view file_name);

/// Errors    unreadable_file, and those above.
[[nodiscard]] Result<policy::PersonRules> load_person_rules(const std::filesystem::path& file);

}  // namespace yidi::codec
