#include "domain/explain/fill.h"

#include "base/assert.h"

namespace yidi::explain {

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool is_slot = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        if (!is_slot) {
            text += pattern[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
        YIDI_ASSERT(index < values.size());
        text += *(values.begin() + index);
        i += 2;
    }
    return text;
}

std::string fill(Words pattern, Language language, std::initializer_list<std::string_view> values) {
    return fill(pattern.in(language), values);
}

}  // namespace yidi::explain
