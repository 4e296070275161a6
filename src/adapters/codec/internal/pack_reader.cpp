#include "adapters/codec/internal/pack_reader.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "adapters/codec/internal/printable.h"
#include "adapters/codec/internal/suggest.h"
#include "base/region_code.h"

namespace yidi::codec::internal {
namespace {

constexpr std::size_t kTextMax = 4096;
constexpr std::size_t kNameMax = 64;
constexpr std::size_t kListMax = 4096;

std::string quote(std::string_view text) {
    constexpr std::size_t kShown = 60;
    if (text.size() <= kShown) {
        return "\"" + std::string{text} + "\"";
    }
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;  // Not inside a character.
    }
    return "\"" + std::string{text.substr(0, end)} + "…\"";
}

std::string_view kind_name(NodeKind kind) {
    switch (kind) {
        case NodeKind::scalar: return "a single value";
        case NodeKind::list: return "a list";
        case NodeKind::map: return "a map of keys";
    }
    return "";
}

}  // namespace

Error PackReader::refuse_line(std::uint32_t line, std::uint32_t column, Refusal refusal) const {
    return {.code = refusal.code,
            .where = file_name_ + ":" + std::to_string(line),
            .rule = std::move(refusal.rule),
            .remedy = std::move(refusal.remedy),
            .detail = std::move(refusal.detail) + " (column " + std::to_string(column) + ")"};
}

Result<void> PackReader::expect_map(const Node& node, std::string_view what) const {
    if (node.is_map()) {
        return {};
    }
    return fail(
        refuse(node, {.code = ErrorCode::bad_pack,
                      .detail = std::string{what} + " is " + std::string{kind_name(node.kind)},
                      .rule = std::string{what} + " is a map of keys",
                      .remedy = "write `key: value` lines below it, or {key: value}"}));
}

Result<void> PackReader::expect_list(const Node& node, std::string_view what) const {
    if (node.is_list()) {
        return {};
    }
    return fail(
        refuse(node, {.code = ErrorCode::bad_pack,
                      .detail = std::string{what} + " is " + std::string{kind_name(node.kind)},
                      .rule = std::string{what} + " is a list",
                      .remedy = "write `- item` lines below it, or [item, item]"}));
}

Result<void> PackReader::expect_scalar(const Node& node, std::string_view what,
                                       std::string_view rule) const {
    if (node.is_scalar()) {
        return {};
    }
    return fail(
        refuse(node, {.code = ErrorCode::bad_value,
                      .detail = std::string{what} + " is " + std::string{kind_name(node.kind)},
                      .rule = std::string{rule},
                      .remedy = "write one value here"}));
}

Result<void> PackReader::only_keys(const Node& map, std::string_view what, Words allowed) const {
    for (const Entry& entry : map.entries) {
        if (std::find(allowed.begin(), allowed.end(), entry.key) == allowed.end()) {
            const std::string_view near = nearest(entry.key, allowed);
            return fail(refuse_line(
                entry.line, entry.column,
                {.code = ErrorCode::unknown_key,
                 .detail = "the key " + quote(entry.key) + " is not known in " + std::string{what} +
                           did_you_mean(entry.key, allowed),
                 .rule = "keys of " + std::string{what} + ": " + one_of(allowed),
                 .remedy = near.empty() ? std::string{"remove it, or use one of the keys named"}
                                        : "write \"" + std::string{near} + "\""}));
        }
    }
    return {};
}

Result<const Node*> PackReader::need(const Node& map, std::string_view key,
                                     std::string_view what) const {
    const Node* found = map.find(key);
    if (found == nullptr) {
        return fail(refuse(
            map, {.code = ErrorCode::missing_key,
                  .detail = std::string{what} + " lacks the key \"" + std::string{key} + "\"",
                  .rule = std::string{what} + " must say \"" + std::string{key} + "\"",
                  .remedy = "add the key \"" + std::string{key} + "\""}));
    }
    return found;
}

Result<std::string> PackReader::text(const Node& node, std::string_view what) const {
    const std::string rule = std::string{what} + " is a text";
    YIDI_TRY_VOID(expect_scalar(node, what, rule));
    if (node.text.empty() || node.text.size() > kTextMax ||
        unprintable_at(node.text) != std::string_view::npos) {
        return fail(refuse(
            node, {.detail = node.text.empty()
                                 ? std::string{what} + " is empty"
                                 : std::string{what} +
                                       " is too long or holds a character that cannot be shown",
                   .rule = rule + " of 1 to 4,096 bytes without control characters",
                   .remedy = "write the text, or the literal unknown"}));
    }
    return node.text;
}

Result<std::string> PackReader::name(const Node& node, std::string_view what) const {
    YIDI_TRY(std::string found, text(node, what));
    constexpr std::string_view kNotInNames = " \n;,\"[]{}";
    if (found.size() > kNameMax || found.find_first_of(kNotInNames) != std::string::npos) {
        return fail(refuse(
            node, {.detail = std::string{what} + " " + quote(found) + " is not a name",
                   .rule = std::string{what} + " is a name of at most 64 bytes without blanks, "
                                               "commas, semicolons, quotes and brackets",
                   .remedy = "write the name as the case file spells it"}));
    }
    return found;
}

Result<std::int64_t> PackReader::whole(const Node& node, std::string_view what,
                                       WholeLimits limits) const {
    const std::string rule = std::string{what} + " is a whole number from " +
                             std::to_string(limits.low) + " to " + std::to_string(limits.high) +
                             ", without quotes";
    YIDI_TRY_VOID(expect_scalar(node, what, rule));
    std::int64_t number = 0;
    const char* begin = node.text.data();
    const char* end = begin + node.text.size();
    const auto [stopped, problem] = std::from_chars(begin, end, number);
    const bool is_number =
        problem == std::errc{} && stopped == end && node.style != ScalarStyle::quoted;
    if (!is_number || number < limits.low || number > limits.high) {
        return fail(
            refuse(node, {.detail = std::string{what} + " cannot be " + quote(node.text),
                          .rule = rule,
                          .remedy = "write a whole number such as " +
                                    std::to_string(std::max<std::int64_t>(limits.low, 1))}));
    }
    return number;
}

Result<bool> PackReader::flag(const Node& node, std::string_view what) const {
    if (!node.is_plain("true") && !node.is_plain("false")) {
        return fail(refuse(node, {.detail = std::string{what} + " is neither true nor false",
                                  .rule = std::string{what} + " is true or false, without quotes",
                                  .remedy = "write true or false"}));
    }
    return node.text == "true";
}

Result<Date> PackReader::date(const Node& node, std::string_view what) const {
    const std::string rule = std::string{what} + " is a day that exists, YYYY-MM-DD";
    YIDI_TRY_VOID(expect_scalar(node, what, rule));
    const Result<Date> parsed = parse_date(node.text);
    if (!parsed) {
        return fail(refuse(node, {.code = ErrorCode::bad_date,
                                  .detail = std::string{what} + " cannot be " + quote(node.text),
                                  .rule = rule,
                                  .remedy = "write the date as 2025-01-31"}));
    }
    return *parsed;
}

Result<Money> PackReader::amount(const Node& node, std::string_view what) const {
    const std::string rule =
        std::string{what} +
        " is an amount in yuan: a plain number, not negative, at most two decimals";
    YIDI_TRY_VOID(expect_scalar(node, what, rule));
    if (node.style == ScalarStyle::quoted) {
        return fail(
            refuse(node, {.code = ErrorCode::bad_amount,
                          .detail = std::string{what} + " stands in quotes: " + quote(node.text),
                          .rule = rule,
                          .remedy = "write the amount without quotes; quotes mark rates"}));
    }
    const Result<Money> parsed = parse_yuan(node.text);
    if (!parsed || *parsed < Money{}) {
        return fail(refuse(node, {.code = ErrorCode::bad_amount,
                                  .detail = std::string{what} + " cannot be " + quote(node.text),
                                  .rule = rule,
                                  .remedy = "write the amount in yuan, such as 600 or 0.50"}));
    }
    return *parsed;
}

Result<Rate> PackReader::rate(const Node& node, std::string_view what, Rate highest) const {
    const std::string rule = std::string{what} + R"( is a rate: a string from "0" to ")" +
                             to_string(highest) + "\" with at most six decimals";
    YIDI_TRY_VOID(expect_scalar(node, what, rule));
    const Result<Rate> parsed = parse_rate(node.text);
    if (!parsed || *parsed > highest) {
        return fail(refuse(node, {.detail = std::string{what} + " cannot be " + quote(node.text),
                                  .rule = rule,
                                  .remedy = "write a share such as \"0.85\" for 85 %"}));
    }
    if (node.style == ScalarStyle::plain) {
        return fail(
            refuse(node, {.detail = std::string{what} + " " + node.text + " stands without quotes",
                          .rule = rule,
                          .remedy = "put it in quotes: \"" + node.text + "\""}));
    }
    return *parsed;
}

Result<std::uint32_t> PackReader::region(const Node& node, std::string_view what) const {
    const std::string rule = std::string{what} + " is a region code of six digits";
    YIDI_TRY_VOID(expect_scalar(node, what, rule));
    const Result<RegionCode> code = parse_region_code(node.text);
    if (!code) {
        return fail(refuse(
            node, {.code = ErrorCode::bad_region,
                   .detail = std::string{what} + " cannot be " + quote(node.text),
                   .rule = rule,
                   .remedy = "write the six digits of the region list, such as \"130100\""}));
    }
    return code->number();
}

Result<std::size_t> PackReader::word(const Node& node, std::string_view what, Words words) const {
    const std::string rule = std::string{what} + " is one of " + one_of(words);
    YIDI_TRY_VOID(expect_scalar(node, what, rule));
    const auto found = std::find(words.begin(), words.end(), node.text);
    if (found == words.end()) {
        return fail(refuse(node, {.detail = std::string{what} + " cannot be " + quote(node.text) +
                                            did_you_mean(node.text, words),
                                  .rule = rule,
                                  .remedy = "write one of the words named"}));
    }
    return static_cast<std::size_t>(found - words.begin());
}

Result<std::vector<const Node*>> PackReader::one_or_more(const Node& node,
                                                         std::string_view what) const {
    std::vector<const Node*> found;
    if (!node.is_list()) {
        found.push_back(&node);
        return found;
    }
    if (node.items.empty() || node.items.size() > kListMax) {
        return fail(refuse(
            node, {.detail = std::string{what} + " is an empty list or has more than 4,096 items",
                   .rule = std::string{what} + " names one or more values",
                   .remedy = "leave the key out where it does not restrict"}));
    }
    for (const Node& item : node.items) {
        found.push_back(&item);
    }
    return found;
}

Result<std::vector<std::string>> PackReader::names(const Node& node, std::string_view what) const {
    YIDI_TRY(const std::vector<const Node*> items, one_or_more(node, what));
    std::vector<std::string> found;
    std::set<std::string_view> seen;
    found.reserve(items.size());
    for (const Node* item : items) {
        YIDI_TRY(std::string one, name(*item, what));
        if (!seen.insert(item->text).second) {
            return fail(
                refuse(*item, {.detail = std::string{what} + " names " + quote(one) + " twice",
                               .rule = "each value once",
                               .remedy = "remove one of the two"}));
        }
        found.push_back(std::move(one));
    }
    return found;
}

}  // namespace yidi::codec::internal
