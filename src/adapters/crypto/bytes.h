#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace yidi::crypto {

/// Lowercase hexadecimal digits, two for each byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// Empty unless the text is pairs of hexadecimal digits, of either case.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view digits);

/// Takes as long for texts that differ early as for equal ones, so that a caller cannot find a
/// secret letter by letter. The length is no secret.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

/// Bytes that nobody can guess. Any thread.
[[nodiscard]] std::string random_bytes(std::size_t size);

}  // namespace yidi::crypto
