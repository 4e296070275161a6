#pragma once

#include <set>
#include <string>

#include <nlohmann/json.hpp>

namespace yidi::property {

using Json = nlohmann::json;

/// All values of V1 to V17 that the table shows: "V5 deductible_way per_year".
[[nodiscard]] const std::set<std::string>& variations();
/// Those that one scheme of a pack has. V6 and V17 are of bills in sequences and are asked for with
/// `in_sequence`.
[[nodiscard]] std::set<std::string> variations_of(const Json& scheme, bool in_sequence);

}  // namespace yidi::property
