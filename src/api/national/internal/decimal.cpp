#include "api/national/internal/decimal.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace yidi::national::internal {
namespace {

constexpr std::size_t kDigitsMax = 40;     // Of what is written; far more than any field has.
constexpr std::size_t kScaledDigits = 18;  // Every number of so many digits fits an int64.
constexpr int kExponentMax = 30;

struct Written {
    bool is_negative = false;
    std::string digits;  ///< without the point
    int exponent = 0;    ///< the number is digits × 10^exponent
};

constexpr bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

std::string_view take_digits(std::string_view& text) {
    const auto* end = std::ranges::find_if_not(text, is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool take_exponent(std::string_view text, int& out) {
    if (text.empty()) return true;
    if (text.front() != 'e' && text.front() != 'E') return false;
    text.remove_prefix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    int value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || rest != end || value < -kExponentMax || value > kExponentMax) {
        return false;
    }
    out += value;
    return true;
}

std::optional<Written> split(std::string_view text) {
    Written number;
    number.is_negative = text.starts_with('-');
    if (number.is_negative) text.remove_prefix(1);
    number.digits = take_digits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        const std::string_view fraction = take_digits(text);
        number.digits += fraction;
        number.exponent = -static_cast<int>(fraction.size());
    }
    if (number.digits.empty() || number.digits.size() > kDigitsMax) return std::nullopt;
    if (!take_exponent(text, number.exponent)) return std::nullopt;
    return number;
}

}  // namespace

Decimal read_decimal(std::string_view text, std::uint8_t places) {
    std::optional<Written> number = split(text);
    if (!number) return {.fault = DecimalFault::form};
    std::string& digits = number->digits;
    const int shift = number->exponent + places;
    if (shift >= 0) {
        digits.append(static_cast<std::size_t>(shift), '0');
    } else {
        const std::size_t kept =
            digits.size() - std::min(digits.size(), static_cast<std::size_t>(-shift));
        if (digits.find_first_not_of('0', kept) != std::string::npos) {
            return {.fault = DecimalFault::places};
        }
        digits.resize(kept);
    }
    digits.erase(0, digits.find_first_not_of('0'));
    if (digits.size() > kScaledDigits) return {.fault = DecimalFault::size};
    Decimal result;
    std::from_chars(digits.data(), digits.data() + digits.size(), result.scaled);
    if (number->is_negative) result.scaled = -result.scaled;
    return result;
}

std::string write_decimal(std::int64_t scaled, std::uint8_t places) {
    std::string digits = std::to_string(scaled < 0 ? -scaled : scaled);
    if (places > 0) {
        if (digits.size() <= places) digits.insert(0, places + 1U - digits.size(), '0');
        digits.insert(digits.size() - places, ".");
    }
    return scaled < 0 ? "-" + digits : digits;
}

}  // namespace yidi::national::internal
