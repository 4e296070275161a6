#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"
#include "domain/clearing/working_days.h"

namespace yidi::codec {

/// Reads the notices about holidays: CSV with the columns from, to, working, name, document,
/// issued, grade. `working` is yes for weekends that are worked, no for days that are free. Errors
/// missing_key, bad_value with file, line and column; inconsistent: a day stated twice.
[[nodiscard]] Result<clearing::WorkingDays> read_calendar(std::string_view csv,
                                                          std::string_view file_name);

/// Errors    unreadable_file, and those above.
[[nodiscard]] Result<clearing::WorkingDays> load_calendar(const std::filesystem::path& file);

}  // namespace yidi::codec
