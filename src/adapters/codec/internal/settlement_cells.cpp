#include "adapters/codec/internal/settlement_cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "adapters/codec/table.h"

namespace yidi::codec::internal {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos;
}

/// Takes `mark` away from the front.
bool take(std::string_view& text, std::string_view mark) {
    if (!text.starts_with(mark)) return false;
    text.remove_prefix(mark.size());
    return true;
}

bool take_last(std::string_view& text, std::string_view mark) {
    if (!text.ends_with(mark)) return false;
    text.remove_suffix(mark.size());
    return true;
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// The digits at the front, at most `most` of them.
std::string_view take_digits(std::string_view& text, std::size_t most) {
    const std::size_t end = std::min({text.find_first_not_of(kDigits), text.size(), most});
    const std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    return digits;
}

/// "1,234" as "1234": commas before each three digits, or none. Empty: others.
std::string without_commas(std::string_view whole) {
    if (whole.find(',') == std::string_view::npos) return std::string{whole};
    std::string out;
    while (true) {
        const std::size_t end = std::min(whole.find(','), whole.size());
        const bool is_first = out.empty();
        if (is_first ? end == 0 || end > 3 : end != 3) return {};
        out += whole.substr(0, end);
        if (end == whole.size()) return out;
        whole.remove_prefix(end + 1);
        if (whole.empty()) return {};
    }
}

constexpr std::size_t kHeld = 15;  // Significant digits that a spreadsheet shows and keeps.

/// A number of more than two decimals, as one of two where the digits beyond the fifteen that a
/// spreadsheet holds are all that there is to lose. `places` is how many of its digits are
/// decimals.
std::optional<std::int64_t> without_noise(std::int64_t number, std::size_t digits,
                                          std::size_t places) {
    if (digits <= kHeld) return std::nullopt;
    for (std::size_t cut = digits - kHeld; cut > 0 && places > 0; --cut, --places) {
        // Half up, once: only the last digit that goes decides.
        number = cut == 1 ? (number + 5) / 10 : number / 10;
    }
    for (; places > 2; --places) {
        if (number % 10 != 0) return std::nullopt;
        number /= 10;
    }
    for (; places < 2; ++places) number *= 10;
    return number;
}

/// Fen of whole yuan and decimals, where no digit is lost but a spreadsheet's noise.
std::optional<std::int64_t> fen_of(const std::string& whole, std::string_view decimals) {
    constexpr std::size_t kMost = 18;  // Digits that an integer of 64 bits holds.
    while (decimals.size() > 2 && decimals.ends_with('0')) decimals.remove_suffix(1);
    std::string digits = whole + std::string{decimals};
    digits.append(decimals.size() < 2 ? 2 - decimals.size() : 0, '0');
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.size() > kMost) return std::nullopt;
    std::optional<std::int64_t> fen = number_of(digits);
    if (decimals.size() > 2) fen = without_noise(*fen, digits.size(), decimals.size());
    return fen && *fen <= Money::kFenMax ? fen : std::nullopt;
}

std::optional<Date> date_of(std::string_view year, std::string_view month, std::string_view day) {
    if (year.size() != 4 || month.empty() || day.empty()) return std::nullopt;
    const auto two = [](std::string_view digits) {
        return (digits.size() == 1 ? "0" : "") + std::string{digits};
    };
    const Result<Date> date = parse_date(std::string{year} + "-" + two(month) + "-" + two(day));
    return date ? std::optional{*date} : std::nullopt;
}

/// What stands behind a day: nothing, or a time.
bool is_time(std::string_view rest) {
    if (rest.empty()) return true;
    if (rest.front() != ' ' && rest.front() != 'T') return false;
    return rest.find_first_not_of("0123456789:.+-TZ ") == std::string_view::npos;
}

/// "2026-05-01 …", by whatever parts the numbers.
std::optional<Date> read_parted_day(std::string_view text) {
    const std::string_view year = take_digits(text, 4);
    for (const auto& [first, second, last] : {std::array<std::string_view, 3>{"-", "-", ""},
                                              std::array<std::string_view, 3>{"/", "/", ""},
                                              std::array<std::string_view, 3>{".", ".", ""},
                                              std::array<std::string_view, 3>{"年", "月", "日"}}) {
        std::string_view rest = text;
        if (!take(rest, first)) continue;
        const std::string_view month = take_digits(rest, 2);
        if (!take(rest, second)) return std::nullopt;
        const std::string_view day = take_digits(rest, 2);
        if (!take(rest, last) || !is_time(rest)) return std::nullopt;
        return date_of(year, month, day);
    }
    return std::nullopt;
}

/// Takes sign and currency away, in whatever order they stand. False: a parenthesis is not closed.
bool take_sign(std::string_view& text, bool& is_negative) {
    bool is_signed = false;
    if (take(text, "(") || take(text, "（")) {
        if (!take_last(text, ")") && !take_last(text, "）")) return false;
        is_negative = is_signed = true;
    }
    const auto take_one = [&] {
        if (is_signed) return;
        is_negative = take(text, "-") || take(text, "－");
        is_signed = is_negative || take(text, "+");
    };
    take_one();
    for (const std::string_view mark : {"¥", "￥", "RMB", "CNY"}) {
        if (take(text, mark)) break;
    }
    text = trim_cell(text);
    take_one();  // "¥-12"
    take_last(text, "元");
    return true;
}

bool is_among(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

}  // namespace

std::string_view trim_cell(std::string_view cell) {
    constexpr std::array<std::string_view, 7> kBlanks{" ",      "\t",     "\r",    "\n",
                                                      "\u3000", "\u00A0", "\uFEFF"};
    // Nearly every cell begins and ends with a letter or a digit.
    const auto is_plain = [](char one) { return one > ' ' && one != '\''; };
    if (!cell.empty() && is_plain(cell.front()) && is_plain(cell.back())) return cell;
    bool is_trimmed = false;
    while (!is_trimmed) {
        is_trimmed = std::ranges::none_of(kBlanks, [&cell](std::string_view blank) {
            return take(cell, blank) || take_last(cell, blank);
        });
    }
    take(cell, "'");
    return cell;
}

bool is_untold(std::string_view trimmed) {
    constexpr std::size_t kLongest = 6;  // Bytes of the words below.
    return trimmed.size() <= kLongest &&
           is_among(trimmed, {"", "null", "NULL", "-", "--", "—", "——", "/", "无", "N/A"});
}

std::optional<Money> read_amount(std::string_view trimmed) {
    bool is_negative = false;
    if (!take_sign(trimmed, is_negative)) return std::nullopt;
    trimmed = trim_cell(trimmed);
    const std::size_t dot = std::min(trimmed.find('.'), trimmed.size());
    const std::string whole = without_commas(trimmed.substr(0, dot));
    const std::string_view decimals =
        dot == trimmed.size() ? std::string_view{} : trimmed.substr(dot + 1);
    const bool are_decimals = dot == trimmed.size() || is_digits(decimals);
    if (!is_digits(whole) || !are_decimals) return std::nullopt;
    const std::optional<std::int64_t> fen = fen_of(whole, decimals);
    if (!fen) return std::nullopt;
    return Money::from_fen(is_negative ? -*fen : *fen);
}

std::optional<Date> read_day(std::string_view trimmed) {
    constexpr std::size_t kDay = 8;  // "20260501", with a time 12 or 14.
    const std::size_t digits = std::min(trimmed.find_first_not_of(kDigits), trimmed.size());
    const std::string_view rest = trimmed.substr(digits);
    if (digits == kDay && is_time(rest)) {
        return date_of(trimmed.substr(0, 4), trimmed.substr(4, 2), trimmed.substr(6, 2));
    }
    if (rest.empty() && (digits == 12 || digits == 14)) return read_day(trimmed.substr(0, kDay));
    if (digits == 5 || digits == 6) {
        const bool is_serial = rest.empty() || (rest.front() == '.' && is_digits(rest.substr(1)));
        return is_serial ? date_of_serial(trimmed.substr(0, digits)) : std::nullopt;
    }
    return read_parted_day(trimmed);
}

std::optional<reconciliation::Month> read_month(std::string_view trimmed) {
    std::string_view rest = trimmed;
    const std::string_view year = take_digits(rest, 4);
    bool is_parted = false;
    for (const std::string_view mark : {"-", "/", ".", "年"}) {
        is_parted = is_parted || take(rest, mark);
    }
    const std::string_view month = take_digits(rest, 2);
    take(rest, "月");
    const bool is_month = month.size() == 2 || (is_parted && !month.empty());
    if (!rest.empty() || year.size() != 4 || !is_month) {
        const std::optional<Date> day = read_day(trimmed);
        if (!day) return std::nullopt;
        return reconciliation::Month{.year = day->year(), .month = day->month()};
    }
    const std::optional<Date> first = date_of(year, month, "1");
    if (!first) return std::nullopt;
    return reconciliation::Month{.year = first->year(), .month = first->month()};
}

std::optional<bool> read_mark(std::string_view trimmed) {
    if (is_untold(trimmed) || is_among(trimmed, {"0", "否", "N", "n", "no", "false", "正常",
                                                 "未退费", "未冲销", "未冲正", "有效"})) {
        return false;
    }
    if (is_among(trimmed, {"1", "是", "Y", "y", "yes", "true", "退费", "已退费", "冲销", "已冲销",
                           "冲正", "已冲正", "红冲"})) {
        return true;
    }
    return std::nullopt;
}

bool is_cut_number(std::string_view trimmed) {
    const std::size_t mark = trimmed.find_first_of("eE");
    if (mark == std::string_view::npos || mark == 0) return false;
    std::string_view exponent = trimmed.substr(mark + 1);
    const bool has_sign = take(exponent, "+");
    const std::string_view mantissa = trimmed.substr(0, mark);
    // "1E5" without a sign may be a code; what a spreadsheet writes has one.
    return has_sign && is_digits(exponent) &&
           mantissa.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace yidi::codec::internal
