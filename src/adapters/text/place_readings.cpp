#include "adapters/text/place_readings.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace yidi::text {
namespace {

using std::string_view;
using Syllables = std::vector<std::string>;

tl::unexpected<Error> wrong_line(string_view file_name, std::size_t line) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{file_name} + ":" + std::to_string(line),
                      .rule = "a word, a tab, and a syllable for each of its characters",
                      .remedy = "write the line as 重庆, a tab, chong qing",
                      .detail = "this line does not say how a word is read"});
}

std::size_t length_of(string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// Empty where something else than small letters and single blanks stands.
Syllables syllables_of(string_view text) {
    Syllables all(1);
    for (const char character : text) {
        if (character == ' ' && !all.back().empty()) {
            all.emplace_back();
        } else if (character >= 'a' && character <= 'z') {
            all.back() += character;
        } else {
            return {};
        }
    }
    return all.back().empty() ? Syllables{} : all;
}

string_view next_line(string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

}  // namespace

struct PlaceReadings::Parts {
    std::map<std::string, Syllables, std::less<>> words;
    std::size_t longest = 0;  ///< in characters
    std::unique_ptr<icu::Transliterator> icu;
    /// What ICU said before: it takes microseconds for each character.
    std::unordered_map<std::string, std::string> known;

    const std::string& alone(const std::string& character) {
        const auto [found, is_new] = known.try_emplace(character);
        if (!is_new) {
            return found->second;
        }
        if (!icu) {
            UErrorCode code = U_ZERO_ERROR;
            icu.reset(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower",
                                                          UTRANS_FORWARD, code));
        }
        if (icu) {
            icu::UnicodeString text = icu::UnicodeString::fromUTF8(character);
            icu->transliterate(text);
            std::string read;
            text.toUTF8String(read);
            // What it cannot read it leaves as it is.
            if (syllables_of(read).size() == 1) {
                found->second = std::move(read);
            }
        }
        return found->second;
    }
};

PlaceReadings::PlaceReadings(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
PlaceReadings::~PlaceReadings() = default;

Result<std::unique_ptr<PlaceReadings>> PlaceReadings::from(string_view table,
                                                           string_view file_name) {
    auto parts = std::make_unique<Parts>();
    for (std::size_t number = 1; !table.empty(); ++number) {
        const string_view line = next_line(table);
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        const std::size_t tab = std::min(line.find('\t'), line.size());
        const string_view word = line.substr(0, tab);
        Syllables read = syllables_of(line.substr(std::min(tab + 1, line.size())));
        const std::size_t length = length_of(word);
        if (word.empty() || read.size() != length ||
            !parts->words.emplace(word, std::move(read)).second) {
            return wrong_line(file_name, number);
        }
        parts->longest = std::max(parts->longest, length);
    }
    return std::unique_ptr<PlaceReadings>{new PlaceReadings{std::move(parts)}};
}

std::vector<std::string> PlaceReadings::of(const std::vector<std::string>& characters) {
    std::vector<std::string> all;
    all.reserve(characters.size());
    while (all.size() < characters.size()) {
        const std::size_t at = all.size();
        std::string word;
        const Syllables* found = nullptr;
        for (std::size_t i = at; i < std::min(characters.size(), at + parts_->longest); ++i) {
            word += characters[i];
            const auto entry = parts_->words.find(word);
            found = entry == parts_->words.end() ? found : &entry->second;
        }
        if (found != nullptr) {
            all.insert(all.end(), found->begin(), found->end());
        } else {
            all.push_back(parts_->alone(characters[at]));
        }
    }
    return all;
}

}  // namespace yidi::text
