#pragma once

#include <string>
#include <vector>

namespace yidi::ports {

/// How the characters of a name are read, for look-ups by pinyin.
/// Threads   one at a time.
class Readings {
public:
    Readings() = default;
    Readings(const Readings&) = delete;
    Readings& operator=(const Readings&) = delete;
    virtual ~Readings() = default;

    /// For each character (registry::characters_of) its syllable in small letters without tone, ü
    /// as u; empty where none is known. What stands around a character may decide.
    [[nodiscard]] virtual std::vector<std::string> of(
        const std::vector<std::string>& characters) = 0;
};

}  // namespace yidi::ports
