#include "api/national/internal/err_msg.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "api/national/fields.h"

namespace yidi::national::internal {
namespace {

constexpr std::string_view kMark = "{}";

/// What stands in the text for the marks of the pattern; empty if the text is not of this form.
std::optional<std::vector<std::string_view>> match(std::string_view pattern,
                                                   std::string_view text) {
    std::vector<std::string_view> found;
    std::size_t mark = pattern.find(kMark);
    if (!text.starts_with(pattern.substr(0, mark))) return std::nullopt;
    text.remove_prefix(std::min(mark, pattern.size()));
    while (mark != std::string_view::npos) {
        pattern.remove_prefix(mark + kMark.size());
        mark = pattern.find(kMark);
        const std::string_view literal = pattern.substr(0, mark);
        const std::size_t end = literal.empty() ? text.size() : text.find(literal);
        if (end == std::string_view::npos) return std::nullopt;
        found.push_back(text.substr(0, end));
        text.remove_prefix(end + literal.size());
    }
    if (!text.empty()) return std::nullopt;
    return found;
}

std::string filled(std::string_view pattern, const std::vector<std::string_view>& values) {
    std::string text;
    for (const std::string_view value : values) {
        const std::size_t mark = pattern.find(kMark);
        text.append(pattern.substr(0, mark)).append(value);
        pattern.remove_prefix(mark + kMark.size());
    }
    return text.append(pattern);
}

}  // namespace

std::string chinese(const std::string& sentence) {
    for (const explain::Words& words : payer_words()) {
        if (words.en == sentence) return std::string{words.zh};
    }
    for (const explain::Words& words : payer_words()) {
        if (words.en.find(kMark) == std::string_view::npos) continue;
        if (const auto values = match(words.en, sentence)) return filled(words.zh, *values);
    }
    return sentence;
}

std::string err_msg(const Error& error) {
    Error told = error;
    // What the rules refuse says why in its rule; its code is known to programs, not to people.
    told.detail = chinese(error.detail.empty() ? std::string{name(error.code)} : error.detail);
    told.rule = chinese(error.rule);
    told.remedy = chinese(error.remedy);
    // These say nothing to a hospital about where to look.
    if (told.where == "policy" || told.where == "store") told.where.clear();
    return message_of(told);
}

}  // namespace yidi::national::internal
