#include "domain/registry/searched_name.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "base/assert.h"

namespace yidi::registry {
namespace {

using std::string_view;

constexpr char32_t kAsciiEnd = 0x80;
constexpr char32_t kZero = U'〇';
constexpr unsigned kByteBits = 6;
constexpr unsigned kPartMask = 0x3F;

bool is_ascii(char character) {
    return static_cast<unsigned char>(character) < kAsciiEnd;
}

bool is_letter(char character) {
    return character >= 'a' && character <= 'z';
}

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/// Length in bytes of the character that begins with `lead`; 1 for what begins none.
std::size_t length_of(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    if (byte >= 0xF0) {
        return 4;
    }
    if (byte >= 0xE0) {
        return 3;
    }
    return byte >= 0xC0 ? 2 : 1;
}

char32_t decoded(string_view character) {
    constexpr std::array<unsigned, 5> kLeadMask{0, 0xFF, 0x1F, 0x0F, 0x07};
    char32_t point = static_cast<unsigned char>(character.front()) & kLeadMask[character.size()];
    for (const char part : character.substr(1)) {
        point = point << kByteBits | (static_cast<unsigned char>(part) & kPartMask);
    }
    return point;
}

/// A letter or digit of full width as it is written in half width; others as they are.
char32_t half_width(char32_t point) {
    constexpr char32_t kFirst = 0xFF01;
    constexpr char32_t kLast = 0xFF5E;
    constexpr char32_t kHalf = 0x21;
    return point >= kFirst && point <= kLast ? point - kFirst + kHalf : point;
}

/// Chinese characters of every plane; marks, kana and what stands for brackets in vertical text are
/// none.
bool is_chinese(char32_t point) {
    return point == kZero || (point >= 0x2E80 && point < 0x3000) ||
           (point >= 0x3400 && point < 0xA000) || (point >= 0xF900 && point < 0xFB00) ||
           (point >= 0x20000 && point < 0x40000);
}

// What a syllable may be without its tone, as initial and final. Some pairs are never spoken; that
// costs a look-up of a gram that no name has.
constexpr std::array<string_view, 24> kInitials{"",  "b", "p", "m", "f", "d",  "t",  "n",
                                                "l", "g", "k", "h", "j", "q",  "x",  "r",
                                                "z", "c", "s", "y", "w", "zh", "ch", "sh"};
constexpr std::array<string_view, 35> kFinals{
    "a",  "o",  "e",  "ai",  "ei",  "ao",  "ou", "an",   "en", "ang",  "eng", "ong",
    "er", "i",  "ia", "ie",  "iao", "iu",  "io", "ian",  "in", "iang", "ing", "iong",
    "u",  "ua", "uo", "uai", "ui",  "uan", "un", "uang", "ue", "ueng", "ng"};

bool is_double(string_view text) {
    return text.starts_with("zh") || text.starts_with("ch") || text.starts_with("sh");
}

/// Whether the text is a syllable, or with `is_part` begins one.
bool is_syllable(string_view text, bool is_part) {
    return std::ranges::any_of(kInitials, [&](string_view initial) {
        if (!text.starts_with(initial)) {
            return false;
        }
        const string_view rest = text.substr(initial.size());
        return std::ranges::any_of(kFinals, [&](string_view final) {
            const bool stands_alone = final.front() != 'i' && final.front() != 'u';
            return (stands_alone || !initial.empty()) &&
                   (is_part ? final.starts_with(rest) : final == rest);
        });
    });
}

/// The ways to read letters as characters, as the initials of these. Each letter may be a character
/// of its own.
class Ways {
public:
    static constexpr std::size_t kMax = 32;

    /// `stop_after`: characters after which a way is left as it is.
    Ways(string_view letters, bool ends_word, std::size_t stop_after)
        : letters_{letters}, ends_word_{ends_word}, stop_after_{stop_after} {
        std::string way;
        go_on(0, way);
    }
    /// False if there are more than can be told.
    [[nodiscard]] bool is_whole() const { return seen_ < kSeenMax; }
    [[nodiscard]] const std::set<std::string>& found() const { return found_; }

private:
    static constexpr std::size_t kSyllableMax = 6;
    static constexpr std::size_t kSeenMax = 512;  // More than kSyllableMax to the third.

    void go_on(std::size_t at, std::string& way) {  // NOLINT(misc-no-recursion)
        if (at == letters_.size() || way.size() == stop_after_) {
            found_.insert(way);
            ++seen_;
            return;
        }
        way += letters_[at];
        const std::size_t most = std::min(kSyllableMax, letters_.size() - at);
        for (std::size_t size = 1; size <= most && is_whole(); ++size) {
            const string_view part = letters_.substr(at, size);
            const bool is_last = ends_word_ && at + size == letters_.size();
            if (size == 1 || (size == 2 && is_double(part)) || is_syllable(part, is_last)) {
                go_on(at + size, way);
            }
        }
        way.pop_back();
    }

    string_view letters_;
    bool ends_word_;
    std::size_t stop_after_;
    std::set<std::string> found_;
    std::size_t seen_ = 0;
};

constexpr std::size_t kTriple = 3;

NameQuery::Way grams_of_initials(string_view initials) {
    NameQuery::Way grams;
    if (initials.size() == 2) {
        grams.emplace_back(initials);
    }
    for (std::size_t at = 0; at + kTriple <= initials.size(); ++at) {
        grams.emplace_back(initials.substr(at, kTriple));
    }
    return grams;
}

/// Of a run of letters and digits: one way if it can be read in one, else several. Empty if some
/// way has no gram.
std::vector<NameQuery::Way> ways_of_run(string_view run, bool ends_word) {
    Ways ways{run, ends_word, run.size()};
    if (!ways.is_whole() || ways.found().size() > Ways::kMax) {
        // A long text of whole syllables: its beginning finds few enough.
        ways = Ways{run, ends_word, kTriple};
    }
    std::vector<NameQuery::Way> all;
    for (const std::string& initials : ways.found()) {
        all.push_back(grams_of_initials(initials));
        if (all.back().empty()) {
            return {};
        }
    }
    return all;
}

/// The characters of a name one by one, for the comparison of letters and characters.
class Comparison {
public:
    explicit Comparison(const NameView& name) : name_{name} {}

    bool finds(string_view word) {
        if (name_.characters.find(word) != string_view::npos ||
            name_.initials.find(word) != string_view::npos) {
            return true;
        }
        if (std::ranges::none_of(word, is_letter)) {
            return false;
        }
        take_apart();
        for (std::size_t from = 0; from < syllables_.size(); ++from) {
            if (goes_on(from, word)) {
                return true;
            }
        }
        return false;
    }

private:
    void take_apart() {
        if (!syllables_.empty()) {
            return;
        }
        string_view left = name_.syllables;
        for (std::size_t byte = 0; byte < name_.characters.size();) {
            const std::size_t size = length_of(name_.characters[byte]);
            const std::size_t end = std::min(left.find(' '), left.size());
            characters_.push_back(name_.characters.substr(byte, size));
            syllables_.push_back(left.substr(0, end));
            left.remove_prefix(std::min(end + 1, left.size()));
            byte += size;
        }
    }

    /// Whether the name goes on from a character as the text does.
    bool goes_on(std::size_t at, string_view text) const {  // NOLINT(misc-no-recursion)
        if (text.empty()) {
            return true;
        }
        if (at == syllables_.size()) {
            return false;
        }
        if (!is_ascii(text.front())) {
            return text.starts_with(characters_[at]) &&
                   goes_on(at + 1, text.substr(characters_[at].size()));
        }
        const string_view syllable = syllables_[at];
        if (syllable.empty() || text.front() != syllable.front()) {
            return false;
        }
        if (syllable.starts_with(text) || goes_on(at + 1, text.substr(1))) {
            return true;
        }
        if (is_double(syllable) && text.starts_with(syllable.substr(0, 2)) &&
            goes_on(at + 1, text.substr(2))) {
            return true;
        }
        return syllable.size() > 1 && text.starts_with(syllable) &&
               goes_on(at + 1, text.substr(syllable.size()));
    }

    NameView name_;
    std::vector<string_view> characters_;
    std::vector<string_view> syllables_;
};

/// `v` is how ü is typed; readings have u.
void write_u_for_v(std::string& word) {
    for (std::size_t at = 1; at < word.size(); ++at) {
        if (word[at] == 'v' && (word[at - 1] == 'n' || word[at - 1] == 'l')) {
            word[at] = 'u';
        }
    }
}

void keep_each_once(std::vector<std::string>& texts) {
    std::ranges::sort(texts);
    const auto rest = std::ranges::unique(texts);
    texts.erase(rest.begin(), rest.end());
}

}  // namespace

std::vector<std::string> characters_of(string_view text) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = std::min(length_of(text[at]), text.size() - at);
        const string_view written = text.substr(at, size);
        at += size;
        const char32_t point = half_width(decoded(written));
        if (point >= kAsciiEnd) {
            if (is_chinese(point)) {
                all.emplace_back(written);
            }
            continue;
        }
        char character = static_cast<char>(point);
        if (character >= 'A' && character <= 'Z') {
            character = static_cast<char>(character - 'A' + 'a');
        }
        if (is_letter(character) || is_digit(character)) {
            all.emplace_back(1, character);
        }
    }
    return all;
}

SearchedName searched_name(const std::vector<std::string>& characters,
                           const std::vector<std::string>& readings) {
    YIDI_ASSERT(characters.size() == readings.size());
    // A byte that begins no word that is looked for.
    constexpr char kUnknown = '_';
    SearchedName name;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const bool stands_for_itself = is_ascii(characters[i].front());
        const std::string& reading = stands_for_itself ? characters[i] : readings[i];
        name.characters += characters[i];
        name.initials += reading.empty() ? kUnknown : reading.front();
        name.syllables += (i == 0 ? "" : " ") + reading;
    }
    return name;
}

std::vector<std::string> grams_of(const SearchedName& name) {
    std::vector<std::string> grams;
    const string_view text = name.characters;
    std::size_t before = text.size();  // Where the Chinese character before this one begins.
    for (std::size_t at = 0; at < text.size(); at += length_of(text[at])) {
        const bool is_han = !is_ascii(text[at]);
        if (is_han && before != text.size()) {
            grams.emplace_back(text.substr(before, at + length_of(text[at]) - before));
        }
        before = is_han ? at : text.size();
    }
    const string_view initials = name.initials;
    for (std::size_t at = 0; at + 2 <= initials.size(); ++at) {
        grams.emplace_back(initials.substr(at, 2));
        if (at + kTriple <= initials.size()) {
            grams.emplace_back(initials.substr(at, kTriple));
        }
    }
    keep_each_once(grams);
    return grams;
}

Result<NameQuery> NameQuery::parse(string_view text) {
    const auto refuse = [](string_view detail) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "name",
                          .rule = "a part of a name, its pinyin or its initials, at most " +
                                  std::to_string(kCharactersMax) + " characters",
                          .remedy = "write 协和医院, xiehe, xhyy, or several words such as bj 协和",
                          .detail = std::string{detail},
                          .source = {}});
    };
    constexpr string_view kWideBlank = "　";
    std::string blanks{text};
    for (std::size_t at = blanks.find(kWideBlank); at != std::string::npos;
         at = blanks.find(kWideBlank)) {
        blanks.replace(at, kWideBlank.size(), " ");
    }
    NameQuery query;
    std::size_t count = 0;
    for (std::size_t at = 0; at < blanks.size();) {
        const std::size_t end = std::min(blanks.find_first_of(" \t", at), blanks.size());
        std::string word;
        for (const std::string& character :
             characters_of(string_view{blanks}.substr(at, end - at))) {
            word += character;
            ++count;
        }
        at = end + 1;
        if (count > kCharactersMax) {
            return refuse("it is longer");
        }
        if (!word.empty()) {
            write_u_for_v(word);
            query.words_.push_back(std::move(word));
        }
    }
    if (query.words_.empty()) {
        return refuse("it holds neither a letter, a digit nor a Chinese character");
    }
    return query;
}

bool NameQuery::fits(const NameView& name) const {
    Comparison comparison{name};
    return std::ranges::all_of(words_,
                               [&](const std::string& word) { return comparison.finds(word); });
}

std::vector<std::vector<NameQuery::Way>> NameQuery::grams() const {
    std::vector<std::vector<Way>> all;
    for (const string_view word : words_) {
        for (std::size_t at = 0; at < word.size();) {
            const bool is_han = !is_ascii(word[at]);
            std::size_t end = at;
            Way pairs;
            for (std::size_t before = at; end < word.size() && is_ascii(word[end]) != is_han;) {
                const std::size_t size = length_of(word[end]);
                if (is_han && end != at) {
                    pairs.emplace_back(word.substr(before, end + size - before));
                }
                before = end;
                end += size;
            }
            std::vector<Way> ways = is_han ? std::vector<Way>{std::move(pairs)}
                                           : ways_of_run(word.substr(at, end - at),
                                                         /*ends_word=*/end == word.size());
            if (!ways.empty() && !ways.front().empty()) {
                all.push_back(std::move(ways));
            }
            at = end;
        }
    }
    return all;
}

}  // namespace yidi::registry
