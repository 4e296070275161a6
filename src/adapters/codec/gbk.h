#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Text of machines whose code page is GBK, as some hospitals' are.
namespace yidi::codec {

/// Whether the bytes are valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// The text in UTF-8, of bytes in GB18030 (which GBK and GB 2312 are parts of). Empty: they are
/// not. Any thread.
[[nodiscard]] std::optional<std::string> from_gbk(std::string_view bytes);

/// Where bytes stop being GB18030; npos if nowhere.
[[nodiscard]] std::size_t malformed_gbk_at(std::string_view bytes);

}  // namespace yidi::codec
