#pragma once

#include <string>
#include <string_view>

/// One-time codes that people type: sixteen letters and digits in groups of four, none of which
/// looks like another.
namespace yidi::crypto {

/// "7KQM-2XFD-9HTR-4WNB": 80 bits of chance, which nobody guesses. Any thread.
[[nodiscard]] std::string new_typed_code();

/// As new_typed_code writes it, whatever was typed: small letters, without hyphens or with blanks,
/// O for 0, I and L for 1.
[[nodiscard]] std::string read_typed_code(std::string_view typed);

}  // namespace yidi::crypto
