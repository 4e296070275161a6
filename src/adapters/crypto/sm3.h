#pragma once

#include <string>
#include <string_view>

namespace yidi::crypto {

/// SM3 (GB/T 32905, GM/T 0004): 32 bytes. Any thread.
[[nodiscard]] std::string sm3_bytes(std::string_view bytes);

/// The same as 64 lowercase hexadecimal digits. Software that writes them in upper case is met by
/// comparing bytes.
[[nodiscard]] std::string sm3(std::string_view bytes);

}  // namespace yidi::crypto
