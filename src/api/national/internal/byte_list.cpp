#include "api/national/internal/byte_list.h"

#include <charconv>
#include <cstdint>
#include <string_view>

namespace yidi::national::internal {
namespace {

using codec::JsonKind;
using codec::JsonNode;

bool append_integer(std::string_view digits, std::string& out) {
    constexpr int kLeast = -128;
    constexpr int kMost = 255;
    int value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return false;
    if (value < kLeast || value > kMost) return false;
    out += static_cast<char>(static_cast<unsigned char>(value));
    return true;
}

std::optional<std::string> from_list(const JsonNode& list) {
    std::string bytes;
    for (const JsonNode* item = list.first; item != nullptr; item = item->next) {
        if (item->kind != JsonKind::number || !append_integer(item->text, bytes)) {
            return std::nullopt;
        }
    }
    return bytes;
}

/// What the reader of JSON has found to be integers with commas and blanks.
std::optional<std::string> from_integers(std::string_view text) {
    constexpr std::string_view kInteger = "-0123456789";
    std::string bytes;
    bytes.reserve(text.size() / 2);
    std::size_t begin = text.find_first_of(kInteger);
    while (begin != std::string_view::npos) {
        const std::size_t end = text.find_first_not_of(kInteger, begin);
        if (!append_integer(text.substr(begin, end - begin), bytes)) return std::nullopt;
        begin = text.find_first_of(kInteger, end);
    }
    return bytes;
}

/// The six bits of a character; -1 for what is none of Base64.
int bits_of(char character) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (character >= 'A' && character <= 'Z') return character - 'A';
    const std::size_t found = kAlphabet.find(character);
    return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

std::optional<std::string> from_base64(std::string_view text) {
    constexpr unsigned kBitsOfByte = 8;
    constexpr unsigned kBitsOfCharacter = 6;
    while (!text.empty() && (text.back() == '=' || text.back() == '\n' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t held = 0;
    unsigned count = 0;
    for (const char character : text) {
        if (character == '\n' || character == '\r') continue;
        const int bits = bits_of(character);
        if (bits < 0) return std::nullopt;
        held = (held << kBitsOfCharacter) | static_cast<std::uint32_t>(bits);
        count += kBitsOfCharacter;
        if (count >= kBitsOfByte) {
            count -= kBitsOfByte;
            bytes += static_cast<char>(static_cast<unsigned char>(held >> count));
            held &= (1U << count) - 1U;
        }
    }
    // A lone character at the end, or bits that belong to no byte, come of a text cut short.
    if (count == kBitsOfCharacter || held != 0) return std::nullopt;
    return bytes;
}

}  // namespace

std::optional<std::string> read_bytes(const JsonNode& node) {
    switch (node.kind) {
        case JsonKind::list: return from_list(node);
        case JsonKind::integers: return from_integers(node.text);
        case JsonKind::text: return from_base64(node.text);
        case JsonKind::null:
        case JsonKind::boolean:
        case JsonKind::number:
        case JsonKind::object: break;
    }
    return std::nullopt;
}

}  // namespace yidi::national::internal
