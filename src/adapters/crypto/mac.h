#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yidi::crypto {

/// HMAC-SHA-256 (RFC 2104): 32 bytes. Any thread.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view text);

/// HMAC-SHA-1 (RFC 2202): 20 bytes. Only for interfaces that prescribe it. Any thread.
[[nodiscard]] std::string hmac_sha1(std::string_view key, std::string_view text);

/// HKDF-Expand with SHA-256 (RFC 5869): `size` bytes, at most 8,160 (asserted), from a key that is
/// already as good as chance. `info` says what the bytes are for; other uses get other bytes.
[[nodiscard]] std::string hkdf_expand(std::string_view key, std::string_view info,
                                      std::size_t size);

}  // namespace yidi::crypto
