#pragma once

#include <span>
#include <string>
#include <string_view>

namespace yidi::codec::internal {

/// The word nearest to `word` by edit distance; empty if none is near enough to be meant.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> words);

/// `; did you mean "level"?`, or nothing if no word is near.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> words);

/// "a, b or c".
[[nodiscard]] std::string one_of(std::span<const std::string_view> words);

}  // namespace yidi::codec::internal
