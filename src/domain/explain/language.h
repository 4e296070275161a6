#pragma once

#include <cstdint>
#include <string_view>

namespace yidi::explain {

/// The languages of every sentence: plain Chinese, plain English.
enum class Language : std::uint8_t { zh, en };

/// One expression in both languages. Views of literals.
struct Words {
    std::string_view zh;
    std::string_view en;

    [[nodiscard]] constexpr std::string_view in(Language language) const {
        return language == Language::zh ? zh : en;
    }
};

}  // namespace yidi::explain
