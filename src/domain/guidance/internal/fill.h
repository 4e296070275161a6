#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

/// Words with named gaps.
namespace yidi::guidance::internal {

using Values = std::map<std::string_view, std::string>;

/// Replaces {name} by its value. A part in [brackets] is left out where a value in it is missing or
/// empty; elsewhere a missing one becomes "?". Brackets do not nest.
[[nodiscard]] std::string fill(std::string_view pattern, const Values& values);

}  // namespace yidi::guidance::internal
