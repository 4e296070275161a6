#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace yidi {

/// Reads digits and nothing else: no sign, no space, and nothing behind them, so that "12abc" is
/// never taken for 12.
/// Returns   empty where the text is anything else, or more than an int64 holds.
[[nodiscard]] std::optional<std::int64_t> parse_whole(std::string_view text);

}  // namespace yidi
