#pragma once

#include <cstddef>
#include <string_view>

namespace yidi::codec::internal {

/// Where a text stops being well-formed UTF-8 or holds a character that no text needs: a control
/// character (new lines apart), an invisible separator, a surrogate. npos if nowhere.
[[nodiscard]] std::size_t unprintable_at(std::string_view text);

}  // namespace yidi::codec::internal
