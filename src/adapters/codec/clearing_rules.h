#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"
#include "domain/clearing/rules.h"

namespace yidi::codec {

/// Reads the rules on clearing and prepayment: the columns of stated_lines.h. Amounts are yuan,
/// ratios decimals such as 0.7. Errors    those of read_stated_lines; bad_value: a rule, value or
/// range that is not one.
[[nodiscard]] Result<clearing::Rules> read_clearing_rules(std::string_view csv,
                                                          std::string_view file_name);

/// Errors    unreadable_file, and those above.
[[nodiscard]] Result<clearing::Rules> load_clearing_rules(const std::filesystem::path& file);

}  // namespace yidi::codec
