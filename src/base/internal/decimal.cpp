#include "base/internal/decimal.h"

#include <cstddef>

namespace yidi::internal {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The text of a number, cut into its parts.
struct Parts {
    bool is_negative = false;
    std::string_view whole;
    std::string_view decimals;
};

class Reader {
public:
    Reader(std::string_view text, const DecimalRule& rule) : text_{text}, rule_{rule} {}

    [[nodiscard]] Result<std::int64_t> read() const {
        YIDI_TRY(const Parts parts, split());
        if (parts.decimals.size() > static_cast<std::size_t>(rule_.places)) {
            return failure(
                "it has " + std::to_string(parts.decimals.size()) + " decimal places",
                "round it to " + std::to_string(rule_.places) + " decimal places or fewer");
        }
        if (parts.is_negative && !rule_.negative_allowed) {
            return failure("it is negative", "give a value of 0 or more");
        }
        return scale(parts);
    }

private:
    [[nodiscard]] Result<Parts> split() const {
        if (text_.empty()) return failure("it is empty", "write a number, 0 if there is none");
        Parts parts;
        std::size_t at = 0;
        if (text_[at] == '-') {
            parts.is_negative = true;
            ++at;
        }
        parts.whole = digits_from(at);
        at += parts.whole.size();
        if (parts.whole.empty()) return unexpected_at(at);
        if (parts.whole.size() > 1 && parts.whole.front() == '0') {
            return failure("it starts with a zero", "remove the leading zeros");
        }
        if (at == text_.size()) return parts;

        if (text_[at] != '.') return unexpected_at(at);
        ++at;
        parts.decimals = digits_from(at);
        at += parts.decimals.size();
        if (parts.decimals.empty() && at == text_.size()) {
            return failure("it ends with a point", "remove the point or write digits after it");
        }
        if (at != text_.size()) return unexpected_at(at);
        return parts;
    }

    [[nodiscard]] Result<std::int64_t> scale(const Parts& parts) const {
        Int128 value = 0;
        const auto too_large = [&] { return value > rule_.max; };
        for (const char digit : parts.whole) {
            if (too_large()) break;  // Nothing that follows can make it smaller.
            value = value * 10 + (digit - '0');
        }
        for (std::size_t i = 0; i < static_cast<std::size_t>(rule_.places); ++i) {
            if (too_large()) break;
            value = value * 10 + (i < parts.decimals.size() ? parts.decimals[i] - '0' : 0);
        }
        if (too_large()) {
            const std::string limit = format_trimmed(rule_.max, rule_.places);
            return failure("it is beyond " + limit, "check the unit: the limit is " + limit);
        }
        const auto result = static_cast<std::int64_t>(value);
        return parts.is_negative ? -result : result;
    }

    [[nodiscard]] std::string_view digits_from(std::size_t begin) const {
        std::size_t end = begin;
        while (end < text_.size() && is_digit(text_[end])) ++end;
        return text_.substr(begin, end - begin);
    }

    [[nodiscard]] tl::unexpected<Error> unexpected_at(std::size_t at) const {
        if (at == text_.size()) {
            return failure("it has no digits", "write the digits of the number");
        }
        const std::string place = " at character " + std::to_string(at + 1);
        switch (text_[at]) {
            case 'e':
            case 'E': return failure("it has an exponent" + place, "write the number in full");
            case ',': return failure("it has a comma" + place, "remove the thousands separators");
            case '+': return failure("it has a plus sign" + place, "remove the sign");
            case '.':
                return failure("no digit precedes the point" + place, "write 0 before the point");
            case ' ':
            case '\t':
            case '\n':
            case '\r': return failure("it has a blank" + place, "remove the blanks");
            default: break;
        }
        return failure("it has something other than a digit" + place,
                       "keep only digits, one point and a leading minus");
    }

    [[nodiscard]] tl::unexpected<Error> failure(std::string what, std::string remedy) const {
        const std::string noun{rule_.noun};
        return fail({.code = rule_.code,
                     .rule = noun + " is a decimal number with at most " +
                             std::to_string(rule_.places) + " decimal places",
                     .remedy = std::move(remedy),
                     .detail = "not " + noun + ": " + std::move(what)});
    }

    std::string_view text_;
    const DecimalRule& rule_;
};

}  // namespace

Result<std::int64_t> parse_decimal(std::string_view text, const DecimalRule& rule) {
    return Reader{text, rule}.read();
}

std::string format_fixed(Int128 scaled, int places) {
    std::string digits = to_string(scaled);
    const std::size_t sign = scaled < 0 ? 1 : 0;
    const auto wanted = static_cast<std::size_t>(places);
    if (digits.size() - sign <= wanted) {
        digits.insert(sign, wanted + 1 - (digits.size() - sign), '0');
    }
    if (places > 0) digits.insert(digits.size() - wanted, 1, '.');
    return digits;
}

std::string format_trimmed(Int128 scaled, int places) {
    std::string text = format_fixed(scaled, places);
    if (places == 0) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace yidi::internal
