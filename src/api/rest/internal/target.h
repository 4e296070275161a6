#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace yidi::rest::internal {

/// A request's target, taken apart.
struct Target {
    std::string_view path;  ///< as sent
    std::vector<std::pair<std::string, std::string>> query;

    [[nodiscard]] bool has(std::string_view name) const;
    /// Empty where the query has no such name.
    [[nodiscard]] std::string_view get(std::string_view name) const;
};

/// Errors    bad_value: a name twice, or % without two hexadecimal digits.
[[nodiscard]] Result<Target> read_target(std::string_view target);

/// The part of a path between two texts, without a slash; empty if the path is none of this form.
[[nodiscard]] std::optional<std::string_view> between(std::string_view path, std::string_view head,
                                                      std::string_view tail);

}  // namespace yidi::rest::internal
