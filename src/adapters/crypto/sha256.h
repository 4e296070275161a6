#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace yidi::crypto {

/// The SHA-256 of the bytes: 64 lowercase hexadecimal digits. Any thread.
[[nodiscard]] std::string sha256(std::string_view bytes);
inline constexpr std::size_t kSha256Bytes = 32;
/// The same as bytes: a reconciliation::HashFunction.
[[nodiscard]] std::array<std::uint8_t, kSha256Bytes> sha256_bytes(std::string_view bytes);

/// The same of a file, of any size.
/// Errors    unreadable_file.
[[nodiscard]] Result<std::string> sha256_of_file(const std::string& path);

}  // namespace yidi::crypto
