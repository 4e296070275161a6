#include "domain/explain/error_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/explain/internal/error_table.h"
#include "domain/explain/settling_words.h"

namespace yidi::explain {
namespace {

constexpr std::size_t kMarkSize = 3;  // "{0}"

bool is_mark(std::string_view text) {
    return text.size() >= kMarkSize && text[0] == '{' && text[1] >= '0' && text[1] <= '9' &&
           text[2] == '}';
}

/// Where the next mark of a pattern stands; npos if there is none.
std::size_t find_mark(std::string_view pattern) {
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
        if (is_mark(pattern.substr(at))) return at;
    }
    return std::string_view::npos;
}

/// What stands in the text for the marks of the pattern, in their order; empty if the text is not
/// of this form, or the pattern has no marks.
std::optional<std::vector<std::string_view>> match(std::string_view pattern,
                                                   std::string_view text) {
    std::vector<std::string_view> found;
    std::size_t mark = find_mark(pattern);
    if (!text.starts_with(pattern.substr(0, mark))) return std::nullopt;
    if (mark == std::string_view::npos) return std::nullopt;
    text.remove_prefix(mark);
    while (mark != std::string_view::npos) {
        pattern.remove_prefix(mark + kMarkSize);
        mark = find_mark(pattern);
        const std::string_view literal = pattern.substr(0, mark);
        const bool is_last = mark == std::string_view::npos;
        std::size_t end = text.size();
        if (is_last) {
            if (!text.ends_with(literal)) return std::nullopt;
            end -= literal.size();
        } else {
            end = text.find(literal);
            if (end == std::string_view::npos) return std::nullopt;
        }
        found.push_back(text.substr(0, end));
        text.remove_prefix(end + (is_last ? 0 : literal.size()));
    }
    return found;
}

std::string filled(std::string_view pattern, const std::vector<std::string>& values) {
    std::string text;
    while (true) {
        const std::size_t mark = find_mark(pattern);
        text += pattern.substr(0, mark);
        if (mark == std::string_view::npos) return text;
        const auto index = static_cast<std::size_t>(pattern[mark + 1] - '0');
        if (index < values.size()) text += values[index];
        pattern.remove_prefix(mark + kMarkSize);
    }
}

/// Where the values of a pattern's marks belong: by number, whatever their order in the pattern.
std::vector<std::string> by_number(std::string_view pattern, std::vector<std::string> values) {
    std::vector<std::string> out(values.size());
    std::size_t at = find_mark(pattern);
    for (std::string& value : values) {
        const auto number = static_cast<std::size_t>(pattern[at + 1] - '0');
        if (number < out.size()) out[number] = std::move(value);
        const std::size_t next = find_mark(pattern.substr(at + kMarkSize));
        at = next == std::string_view::npos ? next : at + kMarkSize + next;
    }
    return out;
}

using Tables = std::span<const std::span<const Words>>;

/// A sentence in the other language. What its marks stand for may be a sentence of the tables too.
/// Whole sentences come before patterns. Those of the last table, which is for every command, come
/// before the others', and its patterns behind them: they take nearly anything.
std::optional<std::string> in(Tables tables, Language language, std::string_view text) {
    const bool to_chinese = language == Language::zh;
    const auto from = [&](const Words& row) { return to_chinese ? row.en : row.zh; };
    const auto into = [&](const Words& row) { return to_chinese ? row.zh : row.en; };
    for (const std::span<const Words> table : std::views::reverse(tables)) {
        for (const Words& row : table) {
            if (from(row) == text) return std::string{into(row)};
        }
    }
    for (const std::span<const Words> table : tables) {
        for (const Words& row : table) {
            const auto found = match(from(row), text);
            if (!found) continue;
            std::vector<std::string> values;
            for (const std::string_view value : *found) {
                values.push_back(in(tables, language, value).value_or(std::string{value}));
            }
            return filled(into(row), by_number(from(row), std::move(values)));
        }
    }
    return std::nullopt;
}

/// Whether there is Chinese in it: some layers write for people at once.
bool has_chinese(std::string_view text) {
    constexpr unsigned char kAsciiEnd = 0x80;
    return std::ranges::any_of(
        text, [](char one) { return static_cast<unsigned char>(one) >= kAsciiEnd; });
}

/// What an error of a kind means at all, for a message without a wording of its own.
struct Kind {
    ErrorCode code;
    std::string_view words;
};
constexpr std::array kKinds{
    Kind{ErrorCode::malformed_json, "不是有效的 JSON"},
    Kind{ErrorCode::unknown_key, "有未知的键"},
    Kind{ErrorCode::duplicate_key, "有重复的键"},
    Kind{ErrorCode::bad_amount, "金额有误"},
    Kind{ErrorCode::bad_date, "日期有误"},
    Kind{ErrorCode::bad_region, "行政区划代码有误"},
    Kind{ErrorCode::bad_value, "取值有误"},
    Kind{ErrorCode::missing_key, "缺少键"},
    Kind{ErrorCode::inconsistent, "内容互相矛盾"},
    Kind{ErrorCode::usage, "命令用法有误"},
    Kind{ErrorCode::unreadable_file, "文件无法读写"},
    Kind{ErrorCode::bad_pack, "政策包有误"},
    Kind{ErrorCode::limit_exceeded, "超出限制"},
    Kind{ErrorCode::invariant_violated, "程序内部错误"},
    Kind{ErrorCode::internal, "程序内部错误"},
};

}  // namespace

std::optional<std::string> settling_sentence(std::string_view text, Language language) {
    const std::array tables{settling_words()};
    return in(tables, language, text);
}

Error translated(Error error, Language language) {
    const std::array tables{settling_words(), field_words(), refusal_words(),
                            internal::error_table()};
    const auto reword = [&](std::string& text) {
        auto words = in(tables, language, text);
        if (!words) return language == Language::zh && has_chinese(text);
        text = *std::move(words);
        return true;
    };
    if (!reword(error.rule) && language == Language::en) {
        // What the rules refuse is a sentence with the case's own particulars behind it.
        constexpr std::string_view kColon = "：";
        const std::size_t colon = error.rule.find(kColon);
        std::string head = error.rule.substr(0, colon);
        if (colon != std::string::npos && reword(head)) {
            error.rule.replace(0, colon + kColon.size(), head + ": ");
        }
    }
    reword(error.remedy);
    if (reword(error.detail) || language != Language::zh) return error;
    // What an answer says of itself is of no kind here: it comes in the right language.
    const auto* kind = std::ranges::find(kKinds, error.code, &Kind::code);
    if (kind == kKinds.end()) return error;
    const std::string words{kind->words};
    error.detail = error.detail.empty() ? words : words + "：" + error.detail;
    return error;
}

}  // namespace yidi::explain
