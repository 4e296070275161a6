#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.h"

namespace yidi::cli {

/// Writes a file whole or not at all: beside its place first, then renamed.
/// Errors    unreadable_file: it cannot be written.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view text);

/// What write_file fails with.
[[nodiscard]] Error not_written(const std::filesystem::path& path);

}  // namespace yidi::cli
