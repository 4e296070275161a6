#include "adapters/crypto/encoding.h"

#include <cstddef>
#include <optional>

#include "adapters/crypto/bytes.h"

namespace yidi::crypto {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kGroup = 4;
constexpr std::size_t kGroupBytes = 3;
constexpr unsigned kSixBits = 6;
constexpr unsigned kByteBits = 8;

std::optional<unsigned> value_of(char character) {
    if (character >= 'A' && character <= 'Z') return static_cast<unsigned>(character - 'A');
    if (character >= 'a' && character <= 'z') return static_cast<unsigned>(character - 'a' + 26);
    if (character >= '0' && character <= '9') return static_cast<unsigned>(character - '0' + 52);
    if (character == '+') return 62U;
    if (character == '/') return 63U;
    return {};
}

tl::unexpected<Error> refuse(std::string_view where, std::string rule, std::string detail) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{where},
                      .rule = std::move(rule),
                      .remedy = "请核对编码方式，并检查内容是否被截断或改动",
                      .detail = std::move(detail)});
}

tl::unexpected<Error> refuse_base64(std::string_view where, std::string detail) {
    return refuse(where, "标准 Base64（A–Z a–z 0–9 + /，以 = 补足 4 的倍数）", std::move(detail));
}

std::string at_text(std::size_t index) {
    return "第 " + std::to_string(index + 1) + " 个字符";
}

std::string without_breaks(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (const char character : text) {
        if (character != '\r' && character != '\n') kept += character;
    }
    return kept;
}

Result<std::string> decode_line(std::string_view text, std::string_view where) {
    if (text.size() % kGroup != 0) {
        return refuse_base64(where, "长度 " + std::to_string(text.size()) + " 不是 4 的倍数");
    }
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') {
        ++padding;
    }
    std::string bytes;
    bytes.reserve(text.size() / kGroup * kGroupBytes);
    unsigned held = 0;
    unsigned bits = 0;
    const std::string_view digits = text.substr(0, text.size() - padding);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::optional<unsigned> value = value_of(digits[i]);
        if (!value) return refuse_base64(where, at_text(i) + "不是 Base64 字符");
        held = (held << kSixBits | *value) & 0xFFFFU;
        bits += kSixBits;
        if (bits < kByteBits) continue;
        bits -= kByteBits;
        bytes += static_cast<char>(held >> bits & 0xFFU);
    }
    // Bits that no byte holds must be zero, or two texts would be the same bytes.
    if ((held & ((1U << bits) - 1U)) != 0) {
        return refuse_base64(where, at_text(digits.size() - 1) + "多出的位不为零");
    }
    return bytes;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + kGroupBytes - 1) / kGroupBytes * kGroup);
    unsigned held = 0;
    unsigned bits = 0;
    for (const char byte : bytes) {
        held = (held << kByteBits | static_cast<unsigned char>(byte)) & 0xFFFFU;
        bits += kByteBits;
        while (bits >= kSixBits) {
            bits -= kSixBits;
            text += kAlphabet[held >> bits & 0x3FU];
        }
    }
    if (bits != 0) text += kAlphabet[held << (kSixBits - bits) & 0x3FU];
    while (text.size() % kGroup != 0) {
        text += '=';
    }
    return text;
}

Result<std::string> decode_base64(std::string_view text, std::string_view where,
                                  LineBreaks breaks) {
    if (breaks == LineBreaks::refused) return decode_line(text, where);
    return decode_line(without_breaks(text), where);
}

Result<std::string> decode_hex(std::string_view digits, std::string_view where) {
    if (std::optional<std::string> bytes = from_hex(digits)) return *std::move(bytes);
    constexpr std::string_view kRule = "十六进制数字，每字节两位";
    const std::size_t at = digits.find_first_not_of("0123456789abcdefABCDEF");
    if (at != std::string_view::npos) {
        return refuse(where, std::string{kRule}, at_text(at) + "不是十六进制数字");
    }
    return refuse(where, std::string{kRule}, "长度 " + std::to_string(digits.size()) + " 不是偶数");
}

}  // namespace yidi::crypto
