#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

/// Bytes as text, read strictly: what is not exactly an encoding is an error that says where it
/// stops being one. The text itself is never repeated; it may be a key.
namespace yidi::crypto {

/// Whether a text may be broken into lines. Encoders of older class libraries break after 76
/// characters, which is shorter than one signature.
enum class LineBreaks : std::uint8_t { refused, skipped };

/// With padding, in one line.
[[nodiscard]] std::string to_base64(std::string_view bytes);

/// The standard alphabet with its padding; each byte string has one text only.
/// `where` is the field that the error names.
/// Errors    bad_value, in Chinese: `detail` counts characters from 1.
[[nodiscard]] Result<std::string> decode_base64(std::string_view text, std::string_view where,
                                                LineBreaks breaks = LineBreaks::refused);

/// Pairs of hexadecimal digits of either case. As decode_base64 otherwise.
[[nodiscard]] Result<std::string> decode_hex(std::string_view digits, std::string_view where);

}  // namespace yidi::crypto
