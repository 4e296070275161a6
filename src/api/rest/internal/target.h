#pragma once

#include <optional>
#include <string_view>

#include "adapters/codec/form_fields.h"
#include "base/error.h"

namespace yidi::rest::internal {

/// A request's target, taken apart.
struct Target {
    std::string_view path;  ///< as sent
    codec::FormFields query;

    [[nodiscard]] bool has(std::string_view name) const { return query.has(name); }
    [[nodiscard]] std::string_view get(std::string_view name) const { return query.get(name); }
};

/// Errors    bad_value: a name twice, or % without two hexadecimal digits.
[[nodiscard]] Result<Target> read_target(std::string_view target);

/// The part of a path between two texts, without a slash; empty if the path is none of this form.
[[nodiscard]] std::optional<std::string_view> between(std::string_view path, std::string_view head,
                                                      std::string_view tail);

}  // namespace yidi::rest::internal
