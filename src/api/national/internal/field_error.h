#pragma once

#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "api/national/table.h"
#include "base/error.h"

namespace yidi::national::internal {

/// The characters of a text in UTF-8, of whatever language.
[[nodiscard]] std::size_t characters(std::string_view text);

/// A value as a message may repeat it: its first twelve characters; of what tells who somebody is,
/// of free text and of what looks like a certificate's number only so much that its sender knows
/// it again ("张*", "4401****0059"); of objects and lists the brackets.
[[nodiscard]] std::string shown_value(const Field& field, const codec::JsonNode& node);

/// That a field was not sent. `path` is "input.data.psn_no".
[[nodiscard]] Error missing_field(const Field& field, std::string path);

/// What is wrong with a field that was sent: "有 31 个字符，超过上限".
struct Wrong {
    ErrorCode code;
    std::string what;
    std::string remedy;
};
/// With the field's name and label, the value that came, its rule and what to do.
[[nodiscard]] Error wrong_field(const Field& field, std::string path, const codec::JsonNode& node,
                                Wrong wrong);

}  // namespace yidi::national::internal
