#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// Situations from life that filing and entitlement have to answer, each with what is expected.
/// Every row has a test of its number (Situation.S01_…), which holds the answer against `expected`.
namespace yidi::tests {

/// What comes of it in the end.
enum class Outcome : std::uint8_t {
    settles,       ///< directly; `expected` is the level of the benefit (Situation::level_of)
    refuses,       ///< no settlement; `expected` is the cause in the chain, or what the error names
    tells,         ///< an answer or message; `expected` is its kind, state or caution
    manual_claim,  ///< to be claimed by hand, which comes later; `expected` is what is told now
};

struct Row {
    int number = 0;
    std::string_view situation;
    Outcome outcome = Outcome::settles;
    std::string_view expected;
};

/// All of them, by number.
[[nodiscard]] std::span<const Row> situations();
/// The row of a number; null: there is none.
[[nodiscard]] const Row* row_of(int number);
/// "S01_FiledToTheWrongCity": 1. Empty: not a name of that form.
[[nodiscard]] std::optional<int> number_of(std::string_view test_name);

}  // namespace yidi::tests
