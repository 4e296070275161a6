#include "domain/registry/searched_name.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/assert.h"
#include "domain/registry/pinyin.h"

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

bool is_double(string_view text) {
    return text.starts_with("zh") || text.starts_with("ch") || text.starts_with("sh");
}

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
    std::vector<NameQuery::Way> all;
    for (const std::string& initials : spellings_of(run, ends_word).initials) {
        all.push_back(grams_of_initials(initials));
        if (all.back().empty()) {
            return {};
        }
    }
    return all;
}

/// Where a syllable ends in a text of syllables.
std::size_t end_of_first(string_view syllables) {
    return std::min(syllables.find(' '), syllables.size());
}

/// Whether a name goes on from a character as the text does. Characters and syllables begin there.
bool goes_on(string_view characters, string_view syllables,
             string_view text) {  // NOLINT(misc-no-recursion)
    if (text.empty()) {
        return true;
    }
    if (characters.empty()) {
        return false;
    }
    const string_view character = characters.substr(0, length_of(characters.front()));
    const string_view syllable = syllables.substr(0, end_of_first(syllables));
    const string_view characters_left = characters.substr(character.size());
    const string_view syllables_left =
        syllables.substr(std::min(syllable.size() + 1, syllables.size()));
    if (!is_ascii(text.front())) {
        return text.starts_with(character) &&
               goes_on(characters_left, syllables_left, text.substr(character.size()));
    }
    if (syllable.empty() || text.front() != syllable.front()) {
        return false;
    }
    if (syllable.starts_with(text) || goes_on(characters_left, syllables_left, text.substr(1))) {
        return true;
    }
    if (is_double(syllable) && text.starts_with(syllable.substr(0, 2)) &&
        goes_on(characters_left, syllables_left, text.substr(2))) {
        return true;
    }
    return syllable.size() > 1 && text.starts_with(syllable) &&
           goes_on(characters_left, syllables_left, text.substr(syllable.size()));
}

/// Whether the text is typed of the name from some character on.
bool is_typed_of(NameView name, string_view text) {
    while (!name.characters.empty()) {
        if (goes_on(name.characters, name.syllables, text)) {
            return true;
        }
        name.characters.remove_prefix(length_of(name.characters.front()));
        name.syllables.remove_prefix(
            std::min(end_of_first(name.syllables) + 1, name.syllables.size()));
    }
    return false;
}

/// `v` is how ü is typed; readings have u.
void write_u_for_v(std::string& word) {
    for (std::size_t at = 1; at < word.size(); ++at) {
        if (word[at] == 'v' && (word[at - 1] == 'n' || word[at - 1] == 'l')) {
            word[at] = 'u';
        }
    }
}

/// Takes the Chinese characters, or the letters and digits, that a text begins with off it.
string_view take_run(string_view& text) {
    const bool is_other = is_ascii(text.front());
    const auto* const end =
        std::ranges::find_if(text, [&](char character) { return is_ascii(character) != is_other; });
    const string_view run = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(run.size());
    return run;
}

/// Of Chinese characters each with the next.
NameQuery::Way pairs_of(string_view run) {
    NameQuery::Way pairs;
    for (std::size_t at = 0; at + length_of(run[at]) < run.size(); at += length_of(run[at])) {
        const std::size_t first = length_of(run[at]);
        pairs.emplace_back(run.substr(at, first + length_of(run[at + first])));
    }
    return pairs;
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

NameQuery::Word NameQuery::word_of(std::string text) {
    Word word{.text = std::move(text), .runs = {}, .heads = {}};
    string_view left = word.text;
    while (!left.empty()) {
        const string_view run = take_run(left);
        if (!is_ascii(run.front())) {
            word.runs.emplace_back(run);
            continue;
        }
        if (!word.heads.empty()) {
            continue;  // One run of letters is enough to ask for.
        }
        for (const std::string& initials : spellings_of(run, left.empty()).initials) {
            word.heads.push_back(initials.substr(0, Spellings::kHead));
        }
        keep_each_once(word.heads);
    }
    return word;
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
            query.words_.push_back(word_of(std::move(word)));
        }
    }
    if (query.words_.empty()) {
        return refuse("it holds neither a letter, a digit nor a Chinese character");
    }
    return query;
}

bool NameQuery::Word::is_in(const NameView& name) const {
    if (name.characters.find(text) != string_view::npos ||
        name.initials.find(text) != string_view::npos) {
        return true;
    }
    // What follows is slow, so what every name has that it finds is asked for before.
    const bool may_be_typed = std::ranges::any_of(heads, [&](const std::string& head) {
        return name.initials.find(head) != string_view::npos;
    });
    const bool has_characters = std::ranges::all_of(runs, [&](const std::string& run) {
        return name.characters.find(run) != string_view::npos;
    });
    return may_be_typed && has_characters && is_typed_of(name, text);
}

bool NameQuery::fits(const NameView& name) const {
    return std::ranges::all_of(words_, [&](const Word& word) { return word.is_in(name); });
}

std::vector<std::vector<NameQuery::Way>> NameQuery::grams() const {
    std::vector<std::vector<Way>> all;
    for (const Word& word : words_) {
        string_view left = word.text;
        while (!left.empty()) {
            const string_view run = take_run(left);
            std::vector<Way> ways = is_ascii(run.front())
                                        ? ways_of_run(run, /*ends_word=*/left.empty())
                                        : std::vector<Way>{pairs_of(run)};
            if (!ways.empty() && !ways.front().empty()) {
                all.push_back(std::move(ways));
            }
        }
    }
    return all;
}

}  // namespace yidi::registry
