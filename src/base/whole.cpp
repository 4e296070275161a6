#include "base/whole.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace yidi {

std::optional<std::int64_t> parse_whole(std::string_view text) {
    const bool is_digits =
        std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
    if (text.empty() || !is_digits) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} ? std::optional{number} : std::nullopt;
}

}  // namespace yidi
