#include "adapters/codec/utf8.h"

#include <array>
#include <cstdint>

namespace yidi::codec {
namespace {

/// Length of the well-formed character at the front of a text that is not empty; 0 if there is
/// none.
std::size_t character_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return 1;
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4 || length > text.size()) return 0;
    std::uint32_t point = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) return 0;
        point = (point << 6U) | (next & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    const bool is_surrogate = point >= 0xD800 && point < 0xE000;
    return point < kLeast.at(length) || point > 0x10FFFF || is_surrogate ? 0 : length;
}

}  // namespace

std::size_t malformed_utf8_at(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string shown_utf8(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    std::string shown;
    while (true) {
        const std::size_t bad = malformed_utf8_at(text);
        shown += text.substr(0, bad);
        if (bad == std::string_view::npos) return shown;
        shown += kReplacement;
        text.remove_prefix(bad + 1);
    }
}

}  // namespace yidi::codec
