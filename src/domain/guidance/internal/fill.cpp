#include "domain/guidance/internal/fill.h"

namespace yidi::guidance::internal {
namespace {

struct Filled {
    std::string text;
    bool complete = true;
};

Filled fill_plain(std::string_view pattern, const Values& values) {
    Filled out;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        out.text += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = pattern.find('}', open);
        const auto value = values.find(pattern.substr(open + 1, close - open - 1));
        const bool known = value != values.end() && !value->second.empty();
        out.complete = out.complete && known;
        out.text += known ? std::string_view{value->second} : "?";
        pattern.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace

std::string fill(std::string_view pattern, const Values& values) {
    std::string text;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('[');
        text += fill_plain(pattern.substr(0, open), values).text;
        if (open == std::string_view::npos) break;
        const std::size_t close = pattern.find(']', open);
        const Filled part = fill_plain(pattern.substr(open + 1, close - open - 1), values);
        if (part.complete) text += part.text;
        pattern.remove_prefix(close + 1);
    }
    return text;
}

}  // namespace yidi::guidance::internal
