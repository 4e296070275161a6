#include "domain/explain/internal/text.h"

#include <cstddef>

#include "base/assert.h"

namespace yidi::explain::internal {
namespace {

/// Decimals of rest / den, without trailing zeros; empty digits with `ends` false where they do not
/// end.
struct Decimals {
    std::string digits;
    bool ends = true;
};

[[nodiscard]] Decimals decimals(Int128 rest, Int128 den) {
    constexpr std::size_t kPlacesMax = 60;
    Decimals result;
    while (rest != 0) {
        if (result.digits.size() == kPlacesMax) return {"", false};
        rest = checked_multiply(rest, 10);
        result.digits += static_cast<char>('0' + static_cast<int>(rest / den));
        rest %= den;
    }
    return result;
}

/// A denominator with another factor than 2 and 5 has no decimal that ends.
[[nodiscard]] bool has_decimal(Int128 den) {
    while (den % 10 == 0) den /= 10;
    while (den % 2 == 0) den /= 2;
    while (den % 5 == 0) den /= 5;
    return den == 1;
}

[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view comma,
                                 std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? last : comma;
        text += parts[i];
    }
    return text;
}

}  // namespace

std::string exact_decimal(Int128 num, Int128 den, std::size_t places) {
    YIDI_ASSERT(den > 0);
    const Int128 common = gcd(num, den);
    num /= common;
    den /= common;
    if (!has_decimal(den)) return to_string(num) + "/" + to_string(den);
    const Int128 size = num < 0 ? -num : num;
    Decimals tail = decimals(size % den, den);
    YIDI_ASSERT(tail.ends);
    if (tail.digits.size() < places) tail.digits.append(places - tail.digits.size(), '0');
    std::string text = (num < 0 ? "-" : "") + to_string(size / den);
    if (!tail.digits.empty()) text += "." + tail.digits;
    return text;
}

std::string exact_yuan(Int128 num, Int128 den) {
    return exact_decimal(num, checked_multiply(den, 100), 2);
}

std::string shown_yuan(Int128 num, Int128 den) {
    const Int128 fen = divide(num, den, Rounding::half_up);
    const std::string text = exact_yuan(fen, 1);
    return num % den == 0 ? text : "≈" + text;
}

std::string shown_ratio(Int128 num, Int128 den) {
    if (num > den) return exact_decimal(num, den, 0);
    return exact_decimal(checked_multiply(num, 100), den, 0) + "%";
}

std::string grouped(Money amount) {
    std::string text = to_yuan(amount);
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (std::size_t at = text.size() - 3; at > first + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string yuan(Money amount, Language language) {
    return grouped(amount) + (language == Language::zh ? " 元" : " yuan");
}

std::string yuan_span(const std::array<Money, 2>& ends, Language language) {
    if (ends[0] == ends[1]) return yuan(ends[0], language);
    return fill(Words{"{0} 至 {1}", "{0} to {1}"}, language,
                {grouped(ends[0]), yuan(ends[1], language)});
}

std::string listed(const std::vector<std::string>& parts, Language language) {
    const std::string_view comma = language == Language::zh ? "、" : ", ";
    return joined(parts, comma, comma);
}

std::string alternatives(const std::vector<std::string>& parts, Language language) {
    if (language == Language::zh) return joined(parts, "、", "或");
    return joined(parts, ", ", " or ");
}

}  // namespace yidi::explain::internal
