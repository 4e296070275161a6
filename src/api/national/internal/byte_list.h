#pragma once

#include <optional>
#include <string>

#include "adapters/codec/json_tree.h"

namespace yidi::national::internal {

/// The bytes that a client sends in JSON: a list of integers, signed as Java writes them (-128 to
/// 127) or not (0 to 255), or Base64 with or without line breaks and padding. Empty if the node is
/// none of these.
[[nodiscard]] std::optional<std::string> read_bytes(const codec::JsonNode& node);

}  // namespace yidi::national::internal
