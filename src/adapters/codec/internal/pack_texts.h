#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/policy/pack.h"

/// The parts of a pack as text, spelt as packs spell them; the inverse of pack_parts.h.
namespace yidi::codec::internal {

/// How an item of a condition is written in YAML.
enum class ItemStyle : std::uint8_t { bare, quoted, name };

/// One condition of a row: its key and the values any of which may hold.
struct ConditionText {
    std::string_view key;
    std::vector<std::string> items;
    ItemStyle style = ItemStyle::bare;
};

/// The conditions that restrict, in the order of kConditionKeys.
[[nodiscard]] std::vector<ConditionText> condition_texts(const policy::Conditions& when);

/// The row's value in YAML: `600`, `"0.85"`, `{low: 1, high: 2}`. Empty for a declared unknown.
/// `layers` are all layers of the row's scheme.
[[nodiscard]] std::string value_yaml(const policy::Row& row, std::span<const policy::Layer> layers);

/// The same as a cell of a table shows it: a lone rate without its quotes.
[[nodiscard]] std::string value_cell(const policy::Row& row, std::span<const policy::Layer> layers);

/// Yuan without decimals that are zero: "600", "0.50".
[[nodiscard]] std::string amount_text(Money amount);

}  // namespace yidi::codec::internal
