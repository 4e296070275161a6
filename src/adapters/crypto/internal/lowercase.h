#pragma once

#include <string>
#include <string_view>

namespace yidi::crypto {

/// ASCII letters in lower case, whatever the locale.
[[nodiscard]] inline std::string lowercase(std::string_view text) {
    std::string lower{text};
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

}  // namespace yidi::crypto
