#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"

/// SM4 (GB/T 32907, GM/T 0002) in ECB mode with PKCS#7 padding, as the national interface carries
/// `input` and `output`. The mode hides little: equal blocks stay equal, and nothing shows a
/// change. It is here because software in use speaks it; what protects the line is TLS.
namespace yidi::crypto {

inline constexpr std::size_t kSm4KeyBytes = 16;
inline constexpr std::size_t kSm4BlockBytes = 16;
/// As long as a cipher that came may be: what a request may hold. An answer may be longer.
inline constexpr std::size_t kSm4BytesMax = std::size_t{8} * 1024 * 1024;

/// The cipher's bytes: a whole number of blocks, at least one.
/// Errors    bad_value: the key is not 16 bytes.
[[nodiscard]] Result<std::string> sm4_encrypt(std::string_view key, std::string_view plain);

/// The text that was encrypted. Ask only for whom the gateway's check has let in: the answer tells
/// wrong padding from right, which lets whoever may ask at will decrypt what they overheard.
/// Errors    bad_value, in Chinese (key, length, padding), limit_exceeded; `where` is `input`.
[[nodiscard]] Result<std::string> sm4_decrypt(std::string_view key, std::string_view cipher);

}  // namespace yidi::crypto
