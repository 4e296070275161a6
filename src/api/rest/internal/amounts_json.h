#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "adapters/codec/json_writer.h"
#include "base/money.h"

/// Members of an answer that may be missing, and those with two ends.
namespace yidi::rest::internal {

/// null where there is none.
void write_maybe(codec::JsonWriter& json, std::string_view name,
                 const std::optional<Money>& amount);
void write_maybe(codec::JsonWriter& json, std::string_view name, std::string_view text);

/// [lowest, highest].
void write_ends(codec::JsonWriter& json, std::string_view name, const std::array<Money, 2>& ends);

}  // namespace yidi::rest::internal
