#include "adapters/codec/internal/case_reader.h"

#include <utility>

#include "adapters/codec/internal/suggest.h"
#include "base/region_code.h"

namespace yidi::codec::internal {
namespace {

constexpr std::size_t kKeyShownMax =
    64;  // A place is for finding, not for carrying a document away.

void append_segment(std::string& out, std::string_view key) {
    out += '/';
    for (const char character : key.substr(0, kKeyShownMax)) {
        if (character == '~') {
            out += "~0";
        } else if (character == '/') {
            out += "~1";
        } else {
            out += character;
        }
    }
}

constexpr bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/// The token of a number reaches to the next piece of structure, blanks included.
std::string_view trimmed_token(JsonValue value) {
    std::string_view token = value.raw_json_token();
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' ||
                              token.back() == '\r')) {
        token.remove_suffix(1);
    }
    return token;
}

/// Whole yuan or with one or two decimals, below a million million: what nearly every amount looks
/// like. −1 sends anything else to parse_yuan, which knows the rules and says what is wrong.
std::int64_t quick_fen(std::string_view text) {
    constexpr std::size_t kWholeDigits = 9;
    std::size_t at = 0;
    std::int64_t fen = 0;
    while (at < text.size() && at <= kWholeDigits && is_digit(text[at])) {
        fen = fen * 10 + (text[at++] - '0');
    }
    if (at == 0 || at > kWholeDigits || (text.front() == '0' && at > 1)) return -1;
    if (at == text.size()) return fen * 100;
    const std::size_t decimals = text.size() - at - 1;
    if (text[at] != '.' || decimals == 0 || decimals > 2 || !is_digit(text[at + 1])) return -1;
    fen = fen * 10 + (text[at + 1] - '0');
    if (decimals == 1) return fen * 10;
    return is_digit(text[at + 2]) ? fen * 10 + (text[at + 2] - '0') : -1;
}

constexpr std::string_view kLeaveOut = "leave the key out if it is not known";

/// What to write in place of a word that is not in the list. The nearest of some codes is another
/// code, not what was meant.
std::string word_remedy(std::string_view content, std::span<const std::string_view> words) {
    if (content == "?") return std::string{kLeaveOut};
    const bool are_codes = is_digit(words.front().front());
    const std::string_view near = are_codes ? std::string_view{} : nearest(content, words);
    if (near.empty()) return "write one of these";
    return "did you mean \"" + std::string{near} + "\"?";
}

/// A number that cannot be read: its own error, but for "?" and for what only other numbers may
/// have.
Error number_error(std::string_view content, Error&& error) {
    if (content == "?") {
        error.remedy = kLeaveOut;
    } else if (error.remedy.ends_with("a leading minus")) {
        error.remedy = "keep only digits and one point";
    }
    return std::move(error);
}

}  // namespace

std::string Path::pointer() const {
    if (up == nullptr) return {};
    std::string result = up->pointer();
    if (index >= 0) {
        result += '/';
        result += std::to_string(index);
    } else {
        append_segment(result, key);
    }
    return result;
}

bool CaseReader::fail(ErrorCode code, const Path& path, std::string rule, std::string remedy,
                      std::string detail) {
    return keep(path, {.code = code,
                       .where = {},
                       .rule = std::move(rule),
                       .remedy = std::move(remedy),
                       .detail = std::move(detail),
                       .source = {}});
}

bool CaseReader::keep(const Path& path, Error&& error) {
    error_ = std::move(error);
    error_.where = path.pointer();
    return false;
}

bool CaseReader::broken(simdjson::error_code code, const Path& path) {
    return fail(ErrorCode::malformed_json, path, "one JSON object in UTF-8 (RFC 8259)",
                "mend the text at this place",
                "this is not JSON: " + std::string{simdjson::error_message(code)});
}

bool CaseReader::bad_type(const Path& path, std::string_view expected) {
    return fail(ErrorCode::bad_value, path, std::string{expected}, "write " + std::string{expected},
                "this is something else than " + std::string{expected});
}

bool CaseReader::unknown_key(const Path& path, std::string_view key,
                             std::span<const std::string_view> names) {
    return fail(ErrorCode::unknown_key, Path{.up = &path, .key = key},
                "only keys of docs/using/case-file.md", suggestion(key, names),
                "unknown key \"" + std::string{key.substr(0, kKeyShownMax)} + "\"");
}

bool CaseReader::repeated_key(const Path& path, std::string_view key) {
    return fail(ErrorCode::duplicate_key, Path{.up = &path, .key = key}, "each key once",
                "keep one of the two",
                "the key \"" + std::string{key.substr(0, kKeyShownMax)} + "\" stands twice");
}

bool CaseReader::too_many(const Path& path, std::size_t max) {
    return fail(ErrorCode::limit_exceeded, path, "at most " + std::to_string(max) + " entries",
                "split the case", "there are more than " + std::to_string(max) + " entries");
}

bool CaseReader::is_null(JsonValue value, const Path& path, bool& null) {
    simdjson::ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return broken(error, path);
    null = type == simdjson::ondemand::json_type::null;
    if (null && trimmed_token(value) != "null") return broken(simdjson::N_ATOM_ERROR, path);
    return true;
}

bool CaseReader::is_dont_know(JsonValue value) {
    const std::string_view token = trimmed_token(value);
    return token == "\"?\"";
}

bool CaseReader::scalar_text(JsonValue value, const Path& path, std::string_view& out,
                             std::string_view expected) {
    simdjson::ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return broken(error, path);
    if (type == simdjson::ondemand::json_type::number) {
        out = trimmed_token(value);
        return true;
    }
    if (type != simdjson::ondemand::json_type::string) return bad_type(path, expected);
    const auto error = value.get_string().get(out);
    return error == simdjson::SUCCESS || broken(error, path);
}

bool CaseReader::text(JsonValue value, const Path& path, const TextRule& rule, std::string& out) {
    std::string_view content;
    if (const auto error = value.get_string().get(content)) {
        return error == simdjson::INCORRECT_TYPE ? bad_type(path, rule.says) : broken(error, path);
    }
    bool allowed = !content.empty() && content.size() <= rule.size_max && content != "?";
    for (const char character : content) {
        allowed = allowed && static_cast<unsigned char>(character) >= 0x20 &&
                  (rule.allows == nullptr || rule.allows(character));
    }
    if (!allowed) {
        return fail(ErrorCode::bad_value, path,
                    std::string{rule.says} + " of 1 to " + std::to_string(rule.size_max) + " bytes",
                    content == "?" ? std::string{kLeaveOut} : "mend the text",
                    "this is not " + std::string{rule.says});
    }
    out.assign(content);
    return true;
}

bool CaseReader::word(JsonValue value, const Path& path, std::span<const std::string_view> words,
                      std::size_t& out) {
    std::string_view content;
    if (!scalar_text(value, path, content, "a string")) return false;
    for (out = 0; out < words.size(); ++out) {
        if (words[out] == content) return true;
    }
    std::string rule = "one of";
    for (const std::string_view choice : words) rule += " " + std::string{choice};
    return fail(ErrorCode::bad_value, path, std::move(rule), word_remedy(content, words),
                "this value is not in the list");
}

bool CaseReader::digits(JsonValue value, const Path& path, std::string_view& out) {
    if (!scalar_text(value, path, out, "a string of digits")) return false;
    bool all = !out.empty() && out.size() <= 6;
    for (const char character : out) all = all && is_digit(character);
    return all || fail(ErrorCode::bad_value, path, "a string of at most six digits",
                       out == "?" ? std::string{kLeaveOut} : "write the code's digits",
                       "this is not a code of digits");
}

bool CaseReader::amount(JsonValue value, const Path& path, Money& out) {
    std::string_view content;
    if (!scalar_text(value, path, content, "an amount, a number or a string")) return false;
    if (const std::int64_t fen = quick_fen(content); fen >= 0) {
        out = Money::from_fen(fen);
        return true;
    }
    Result<Money> parsed = parse_yuan(content);
    if (!parsed) return keep(path, number_error(content, std::move(parsed).error()));
    if (content.front() == '-') {
        return fail(ErrorCode::bad_amount, path, "an amount is 0 or more", "remove the sign",
                    "the amount is negative");
    }
    out = *parsed;
    return true;
}

bool CaseReader::price(JsonValue value, const Path& path, UnitPrice& out) {
    std::string_view content;
    if (!scalar_text(value, path, content, "a price, a number or a string")) return false;
    Result<UnitPrice> parsed = parse_unit_price(content);
    if (!parsed) return keep(path, number_error(content, std::move(parsed).error()));
    if (content.front() == '-') {
        return fail(ErrorCode::bad_amount, path, "a price is 0 or more", "remove the sign",
                    "the price is negative");
    }
    out = *parsed;
    return true;
}

bool CaseReader::quantity(JsonValue value, const Path& path, Quantity& out) {
    std::string_view content;
    if (!scalar_text(value, path, content, "a count, a number or a string")) return false;
    Result<Quantity> parsed = parse_quantity(content);
    if (!parsed) return keep(path, number_error(content, std::move(parsed).error()));
    if (content.front() == '-') {
        return fail(ErrorCode::bad_value, path, "a count is 0 or more", "remove the sign",
                    "the count is negative");
    }
    out = *parsed;
    return true;
}

bool CaseReader::ratio(JsonValue value, const Path& path, Rate& out) {
    std::string_view content;
    if (const auto error = value.get_string().get(content)) {
        if (error != simdjson::INCORRECT_TYPE) return broken(error, path);
        return fail(ErrorCode::bad_value, path, "a ratio is a string", "write it as \"0.90\"",
                    "a ratio must be a string such as \"0.90\"");
    }
    Result<Rate> parsed = parse_rate(content);
    if (!parsed) return keep(path, std::move(parsed).error());
    if (*parsed > Rate::one()) {
        return fail(ErrorCode::bad_value, path, "a ratio is at most 1", "write 90 % as \"0.90\"",
                    "the ratio is above 1");
    }
    out = *parsed;
    return true;
}

bool CaseReader::whole(JsonValue value, const Path& path, std::int64_t max, std::int64_t& out) {
    std::string_view content;
    if (!scalar_text(value, path, content, "a whole number")) return false;
    constexpr std::size_t kDigitsMax = 9;
    bool valid = !content.empty() && content.size() <= kDigitsMax &&
                 (content.front() != '0' || content.size() == 1);
    out = 0;
    for (const char character : content) {
        valid = valid && is_digit(character);
        if (valid) out = out * 10 + (character - '0');
    }
    return (valid && out <= max) ||
           fail(ErrorCode::bad_value, path, "a whole number from 0 to " + std::to_string(max),
                content == "?" ? std::string{kLeaveOut} : "write the number in digits",
                "this is not such a number");
}

bool CaseReader::flag(JsonValue value, const Path& path, bool& out) {
    simdjson::ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return broken(error, path);
    std::string_view content;
    if (type == simdjson::ondemand::json_type::boolean) {
        const auto error = value.get_bool().get(out);
        return error == simdjson::SUCCESS || broken(error, path);
    }
    if (!scalar_text(value, path, content, "true or false")) return false;
    out = content == "1" || content == "true";
    return out || content == "0" || content == "false" ||
           fail(ErrorCode::bad_value, path, "true or false (1 or 0)", "write true or false",
                "this is neither true nor false");
}

bool CaseReader::date(JsonValue value, const Path& path, std::optional<Date>& out) {
    std::string_view content;
    if (const auto error = value.get_string().get(content)) {
        return error == simdjson::INCORRECT_TYPE ? bad_type(path, "a date \"YYYY-MM-DD\"")
                                                 : broken(error, path);
    }
    Result<Date> parsed = parse_date(content);
    if (!parsed) return keep(path, std::move(parsed).error());
    out = *parsed;
    return true;
}

bool CaseReader::region(JsonValue value, const Path& path, std::optional<std::uint32_t>& out) {
    std::string_view content;
    if (!scalar_text(value, path, content, "a region code of six digits")) return false;
    Result<RegionCode> parsed = parse_region_code(content);
    if (!parsed) return keep(path, std::move(parsed).error());
    const std::uint32_t code = parsed->number();
    if (!regions_->contains(code)) {
        return fail(ErrorCode::bad_region, path, "a code of the region list",
                    "check the six digits",
                    "region " + std::to_string(code) + " is not in the list");
    }
    out = code;
    return true;
}

}  // namespace yidi::codec::internal
