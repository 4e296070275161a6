#pragma once

#include <string>
#include <string_view>

namespace yidi::render::internal {

/// Appends text to a page so that it can be nothing but text there, also inside an attribute.
/// Controls that HTML does not allow become U+FFFD.
void escape(std::string_view text, std::string& out);
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace yidi::render::internal
