#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

/// Pinyin as it is typed: small letters without tones, ü as u.
namespace yidi::registry {

/// Whether it is a syllable.
[[nodiscard]] bool is_syllable(std::string_view text);

/// The initials of the characters that letters may stand for, each typed as its whole syllable, as
/// its initial (zh, ch and sh too), or, the last of a word, as the beginning of its syllable. The
/// letters themselves are one way, for a name may hold letters. xian: "x" (先), "xa" (西安),
/// "xian".
struct Spellings {
    std::set<std::string> initials;
    /// False: only the first kHead characters of each, for the whole would be too many.
    bool is_whole = true;

    static constexpr std::size_t kHead = 3;
};
[[nodiscard]] Spellings spellings_of(std::string_view letters, bool ends_word);

}  // namespace yidi::registry
