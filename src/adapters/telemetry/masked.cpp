#include "adapters/telemetry/masked.h"

#include <algorithm>

namespace yidi::telemetry {
namespace {

constexpr std::string_view kHidden = "****";

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_last(char character) {
    return is_digit(character) || character == 'X' || character == 'x';
}

bool is_letter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/// The digits at the beginning, with an X behind seventeen of them.
std::size_t digits_of(std::string_view text) {
    constexpr std::size_t kBeforeX = 17;
    const auto* const end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto digits = static_cast<std::size_t>(end - text.begin());
    return digits == kBeforeX && end != text.end() && is_last(*end) ? digits + 1 : digits;
}

bool holds_personal_number(std::string_view text) {
    // An institution is a letter and eleven digits: H35010000001. No telephone follows a letter.
    constexpr std::size_t kOfInstitution = 11;
    bool follows_letter = false;
    while (!text.empty()) {
        const std::size_t digits = digits_of(text);
        const bool names_institution = digits == kOfInstitution && follows_letter;
        if (is_personal_length(digits) && !names_institution) return true;
        const std::size_t taken = std::max<std::size_t>(digits, 1);
        follows_letter = is_letter(text[taken - 1]);
        text.remove_prefix(taken);
    }
    return false;
}

}  // namespace

bool is_personal_length(std::size_t digits) {
    return digits == 11 || digits == 15 || digits == 18 || digits == 20;
}

Masked::Masked(std::string_view text) : text_{kHidden} {
    constexpr std::size_t kRegion = 6;
    constexpr std::size_t kEnd = 2;
    constexpr std::size_t kShortest = 15;
    const bool is_number = text.size() >= kShortest &&
                           std::all_of(text.begin(), text.end() - 1, is_digit) &&
                           is_last(text.back());
    if (!is_number) return;
    text_.insert(0, text.substr(0, kRegion));
    text_ += text.substr(text.size() - kEnd);
}

Code::Code(std::string_view text) : text_{text} {
    constexpr std::size_t kLongest = 64;
    constexpr std::string_view kOthers = "-_.:/+";
    const bool is_code =
        text.size() <= kLongest && std::all_of(text.begin(), text.end(), [kOthers](char character) {
            return is_digit(character) || is_letter(character) ||
                   kOthers.find(character) != std::string_view::npos;
        });
    if (!is_code || holds_personal_number(text)) text_ = kHidden;
}

Prose::Prose(std::string_view text) {
    constexpr std::size_t kLongest = 300;
    // Cut where a character begins, so that what is left is UTF-8 still.
    if (text.size() > kLongest) {
        std::size_t end = kLongest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text = text.substr(0, end);
    }
    while (!text.empty()) {
        const std::size_t digits = digits_of(text);
        const std::size_t taken = std::max<std::size_t>(digits, 1);
        text_ += is_personal_length(digits) ? kHidden : text.substr(0, taken);
        text.remove_prefix(taken);
    }
}

}  // namespace yidi::telemetry
