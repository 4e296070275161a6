#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/policy/pack.h"

/// Rows of packs as words, for lists, differences and tables.
namespace yidi::codec {

/// One condition: its key and the values any of which may hold, spelt as in packs.
struct ConditionWords {
    std::string_view key;
    std::vector<std::string> items;
};

/// The conditions that restrict, in the order of the reference; empty where none does.
[[nodiscard]] std::vector<ConditionWords> condition_words(const policy::Conditions& when);

/// A condition's key in Chinese, as the heads of tables have it: "医院等级" for "level".
[[nodiscard]] std::string_view chinese_key(std::string_view key);

/// The row's value as a cell shows it: 600, 0.85, [[10000, "0.80"], [null, "0.85"]]; empty for a
/// declared unknown. `layers` are all layers of the row's scheme.
[[nodiscard]] std::string value_words(const policy::Row& row,
                                      std::span<const policy::Layer> layers);

/// The parameter as packs write it, below its layer: "ratio", "large.ratio".
[[nodiscard]] std::string parameter_words(const policy::Row& row,
                                          std::span<const policy::Layer> layers);

}  // namespace yidi::codec
