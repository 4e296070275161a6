#include "domain/registry/pinyin.h"

#include <algorithm>
#include <array>
#include <vector>

namespace yidi::registry {
namespace {

using std::string_view;

constexpr std::size_t kSyllableMax = 6;

struct Row {
    string_view initial;
    string_view finals;  ///< each between blanks
};
// Which finals an initial goes with.
constexpr std::array<Row, 24> kTable{{
    {"", " a ai an ang ao e ei en eng er o ou m n ng "},
    {"b", " a ai an ang ao ei en eng i ian iao ie in ing o u "},
    {"p", " a ai an ang ao ei en eng i ia ian iao ie in ing o ou u "},
    {"m", " a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u "},
    {"f", " a an ang ei en eng iao o ou u "},
    {"d", " a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan ui un uo "},
    {"t", " a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo "},
    {"n", " a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo "},
    {"l", " a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo "},
    {"g", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "},
    {"k", " a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo "},
    {"h", " a ai an ang ao e ei en eng m ng ong ou u ua uai uan uang ui un uo "},
    {"j", " i ia ian iang iao ie in ing iong iu u uan ue un "},
    {"q", " i ia ian iang iao ie in ing iong iu u uan ue un "},
    {"x", " i ia ian iang iao ie in ing iong iu u uan ue un "},
    {"r", " an ang ao e en eng i ong ou u ua uan ui un uo "},
    {"z", " a ai an ang ao e ei en eng i ong ou u uan ui un uo "},
    {"c", " a ai an ang ao e ei en eng i ong ou u uan ui un uo "},
    {"s", " a ai an ang ao e en eng i ong ou u uan ui un uo "},
    {"y", " a ai an ang ao e i in ing o ong ou u uan ue un "},
    {"w", " a ai an ang ao ei en eng o ong u "},
    {"zh", " a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo "},
    {"ch", " a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo "},
    {"sh", " a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo "},
}};

bool is_double(string_view text) {
    return text == "zh" || text == "ch" || text == "sh";
}

/// Whether a syllable begins with the text.
bool begins_syllable(string_view text) {
    return std::ranges::any_of(kTable, [&](const Row& row) {
        const std::string part =
            " " + std::string{text.substr(std::min(row.initial.size(), text.size()))};
        return text.starts_with(row.initial) && row.finals.find(part) != string_view::npos;
    });
}

/// No syllable begins with these.
bool is_no_initial(char letter) {
    return letter == 'i' || letter == 'u' || letter == 'v';
}

/// Goes through the ways to part letters.
class Parting {
public:
    Parting(string_view letters, bool ends_word) : letters_{letters}, ends_word_{ends_word} {
        // From the end: where a rest can be read at all, so that no way is begun in vain.
        readable_.resize(letters.size() + 1);
        readable_.back() = true;
        for (std::size_t at = letters.size(); at-- > 0;) {
            for (std::size_t size = 1; size <= most_at(at); ++size) {
                readable_[at] = readable_[at] || (readable_[at + size] && is_one(at, size));
            }
        }
    }

    Spellings spellings() {
        Spellings all{.initials = {std::string{letters_}}};
        // Letters that are not pinyin alone, such as those of a Latin name: any may stand alone.
        takes_any_ = !readable_.front();
        if (takes_any_) {
            readable_.assign(readable_.size(), true);
        }
        if (go_on(0, letters_.size(), all.initials)) {
            return all;
        }
        way_.clear();
        seen_ = 0;
        all = {.initials = {std::string{letters_.substr(0, Spellings::kHead)}}, .is_whole = false};
        (void)go_on(0, Spellings::kHead, all.initials);
        return all;
    }

private:
    static constexpr std::size_t kSeenMax = 256;  // More than kSyllableMax to the third.

    [[nodiscard]] std::size_t most_at(std::size_t at) const {
        return std::min(kSyllableMax, letters_.size() - at);
    }
    [[nodiscard]] bool is_one(std::size_t at, std::size_t size) const {
        const string_view part = letters_.substr(at, size);
        if (size == 1) {
            return takes_any_ || !is_no_initial(part.front());
        }
        const bool is_last = ends_word_ && at + size == letters_.size();
        return is_double(part) || (is_last ? begins_syllable(part) : is_syllable(part));
    }

    /// False if there are too many ways.
    bool go_on(std::size_t at, std::size_t stop_after,
               std::set<std::string>& found) {  // NOLINT(misc-no-recursion)
        if (at == letters_.size() || way_.size() == stop_after) {
            found.insert(way_);
            return ++seen_ < kSeenMax;
        }
        bool is_told = true;
        way_ += letters_[at];
        for (std::size_t size = 1; size <= most_at(at) && is_told; ++size) {
            if (readable_[at + size] && is_one(at, size)) {
                is_told = go_on(at + size, stop_after, found);
            }
        }
        way_.pop_back();
        return is_told;
    }

    string_view letters_;
    bool ends_word_;
    bool takes_any_ = false;
    std::vector<bool> readable_;
    std::string way_;
    std::size_t seen_ = 0;
};

}  // namespace

bool is_syllable(string_view text) {
    return std::ranges::any_of(kTable, [&](const Row& row) {
        if (!text.starts_with(row.initial) || text.size() == row.initial.size()) {
            return false;
        }
        const std::string part = " " + std::string{text.substr(row.initial.size())} + " ";
        return row.finals.find(part) != string_view::npos;
    });
}

Spellings spellings_of(string_view letters, bool ends_word) {
    return Parting{letters, ends_word}.spellings();
}

}  // namespace yidi::registry
