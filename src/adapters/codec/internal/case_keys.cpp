#include "adapters/codec/internal/case_keys.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace yidi::codec::internal {
namespace {

/// Fewest insertions, deletions and replacements that make `a` of `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

/// The one name that begins with the word; empty if the word is too short to say, or several do.
std::string_view begins_so(std::string_view word, std::span<const std::string_view> names) {
    constexpr std::size_t kTold = 4;
    std::string_view found;
    for (const std::string_view name : names) {
        if (word.size() < kTold || !name.starts_with(word)) continue;
        if (!found.empty()) return {};
        found = name;
    }
    return found;
}

}  // namespace

std::string suggestion(std::string_view given, std::span<const std::string_view> names) {
    constexpr std::size_t kGivenMax =
        64;  // A longer one is no slip of the keys, and comparing costs its length.
    std::string_view best;
    std::size_t best_distance = kGivenMax;
    if (given.size() <= kGivenMax) {
        for (const std::string_view name : names) {
            const std::size_t distance = edit_distance(given, name);
            if (distance < best_distance) {
                best = name;
                best_distance = distance;
            }
        }
    }
    // More slips than a third of the longer word are another word, unless it was cut short.
    const std::size_t slips_max = std::max(given.size(), best.size()) / 3;
    if (best.empty() || best_distance > std::max<std::size_t>(2, slips_max)) {
        best = begins_so(given, names);
    }
    if (best.empty()) return "remove it, or look the key up in docs/using/case-file.md";
    return "did you mean \"" + std::string{best} + "\"?";
}

}  // namespace yidi::codec::internal
