#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yidi::codec {

/// Where a text stops being well-formed UTF-8; npos if nowhere.
[[nodiscard]] std::size_t malformed_utf8_at(std::string_view text);

/// The text with U+FFFD in place of every byte that is no part of a well-formed character, so that
/// what came from outside (a file's name, the bytes of another encoding) can be shown.
[[nodiscard]] std::string shown_utf8(std::string_view text);

}  // namespace yidi::codec
