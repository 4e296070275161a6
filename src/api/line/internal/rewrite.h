#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"

namespace yidi::line::internal {

/// Gives the text that takes the place of a value; empty: it stays. `name` is that of the nearest
/// object's member, so that values of a list have the list's.
using Replace =
    std::function<std::optional<std::string>(std::string_view name, const codec::JsonNode& value)>;

/// Writes a value again, with what `replace` changes in it: members in their order, digits as they
/// were. A text `input` or `output` that holds a JSON object is rewritten inside, and stays a text.
[[nodiscard]] std::string rewrite(const codec::JsonNode& root, const Replace& replace);

/// The same as it stands.
[[nodiscard]] std::string written(const codec::JsonNode& root);

}  // namespace yidi::line::internal
