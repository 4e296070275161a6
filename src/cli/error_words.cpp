#include "cli/error_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/internal/error_table.h"

namespace yidi::cli {
namespace {

using explain::Language;
using explain::Words;

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

/// The Chinese of a sentence. What its marks stand for may be a sentence of the table itself.
std::optional<std::string> chinese(std::string_view text) {
    for (const Words& row : internal::error_table()) {
        if (row.en == text) return std::string{row.zh};
    }
    for (const Words& row : internal::error_table()) {
        const auto found = match(row.en, text);
        if (!found) continue;
        std::vector<std::string> values;
        for (const std::string_view value : *found) {
            values.push_back(chinese(value).value_or(std::string{value}));
        }
        return filled(row.zh, values);
    }
    return std::nullopt;
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

Error translated(Error error, Language language) {
    if (language != Language::zh) return error;
    const auto reword = [](std::string& text) {
        auto words = chinese(text);
        if (!words) return false;
        text = *std::move(words);
        return true;
    };
    reword(error.rule);
    reword(error.remedy);
    if (reword(error.detail)) return error;
    // What an answer says of itself is of no kind here: it comes in the right language.
    const auto* kind = std::ranges::find(kKinds, error.code, &Kind::code);
    if (kind == kKinds.end()) return error;
    const std::string words{kind->words};
    error.detail = error.detail.empty() ? words : words + "：" + error.detail;
    return error;
}

}  // namespace yidi::cli
