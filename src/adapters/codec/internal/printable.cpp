#include "adapters/codec/internal/printable.h"

#include <array>
#include <cstdint>

namespace yidi::codec::internal {
namespace {

/// A character that no text needs: a control character (new lines apart), an invisible separator, a
/// surrogate.
bool is_unwanted(std::uint32_t point) {
    const bool is_control = point < 0x20 ? point != '\n' : point >= 0x7F && point < 0xA0;
    return is_control || point == 0x2028 || point == 0x2029 || point == 0xFEFF || point == 0xFFFE ||
           point == 0xFFFF || (point >= 0xD800 && point < 0xE000) || point > 0x10FFFF;
}

/// Length of the well-formed UTF-8 character at the front, 0 if it is none or unwanted.
std::size_t printable_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length > text.size() || (first >= 0x80 && first < 0xC2) || first > 0xF4) {
        return 0;
    }
    std::uint32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80U) {
            return 0;
        }
        point = (point << 6U) | (next & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800,
                                                  0x10000};  // Shorter forms exist below.
    return point < kLeast.at(length) || is_unwanted(point) ? 0 : length;
}

}  // namespace

std::size_t unprintable_at(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = printable_length(text.substr(at));
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return std::string_view::npos;
}

}  // namespace yidi::codec::internal
