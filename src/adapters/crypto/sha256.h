#pragma once

#include <string>
#include <string_view>

namespace yidi::crypto {

/// The SHA-256 of the bytes: 64 lowercase hexadecimal digits. Any thread.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace yidi::crypto
