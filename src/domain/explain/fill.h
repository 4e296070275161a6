#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "domain/explain/language.h"

/// Sentences with gaps.
namespace yidi::explain {

/// Replaces {0} … {9} in `pattern` by the values.
/// Requires  a value for every number that occurs (asserted).
[[nodiscard]] std::string fill(std::string_view pattern,
                               std::initializer_list<std::string_view> values);
[[nodiscard]] std::string fill(Words pattern, Language language,
                               std::initializer_list<std::string_view> values);

}  // namespace yidi::explain
