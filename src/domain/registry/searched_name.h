#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

/// Names as people look for them: by a fragment, by full pinyin, by initials, or by a mixture
/// (协和, xieheyy, xhyy, bj协和). What is kept of a name, the grams by which an index finds the
/// names that may fit, and the comparison that decides. Pure: readings come from outside.
namespace yidi::registry {

/// The characters that count, in their order, each in UTF-8: Chinese ones, digits and letters (full
/// width as half, capitals as small). Everything else, such as brackets and blanks, is left out.
[[nodiscard]] std::vector<std::string> characters_of(std::string_view text);

/// Views of one name with its readings; characters, initials and syllables stand for each other.
struct NameView {
    std::string_view characters;  ///< one after another
    std::string_view initials;    ///< one byte for each character
    std::string_view syllables;   ///< separated by blanks
};

struct SearchedName {
    std::string characters;
    std::string initials;
    std::string syllables;

    [[nodiscard]] NameView view() const { return {characters, initials, syllables}; }
};
/// Requires  a reading for each character (asserted); an empty one stands for itself.
[[nodiscard]] SearchedName searched_name(const std::vector<std::string>& characters,
                                         const std::vector<std::string>& readings);

/// Each pair of neighbouring Chinese characters, each two and each three neighbouring initials; in
/// order, each once.
[[nodiscard]] std::vector<std::string> grams_of(const SearchedName& name);

/// What somebody looks for: words, separated by blanks, each of which a name has to hold.
class NameQuery {
public:
    static constexpr std::size_t kCharactersMax = 64;

    /// Errors    bad_value: longer than kCharactersMax, or nothing in it that a name may hold.
    [[nodiscard]] static Result<NameQuery> parse(std::string_view text);

    [[nodiscard]] bool fits(const NameView& name) const;

    /// Grams that a name which fits has for certain: of each word one of the ways to read it, and
    /// of this all. A word without any is not among them.
    using Way = std::vector<std::string>;
    [[nodiscard]] std::vector<std::vector<Way>> grams() const;

private:
    struct Word {
        std::string text;
        std::vector<std::string> runs;   ///< of Chinese characters in it
        std::vector<std::string> heads;  ///< initials of which a name has one that it is typed of
        [[nodiscard]] bool is_in(const NameView& name) const;
    };
    [[nodiscard]] static Word word_of(std::string text);

    std::vector<Word> words_;
};

}  // namespace yidi::registry
