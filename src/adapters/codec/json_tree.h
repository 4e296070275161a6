#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace yidi::codec {

enum class JsonKind : std::uint8_t { null, boolean, number, text, list, object, integers };

/// One value of a JSON text. Numbers keep their digits, so that no amount passes through a binary
/// fraction.
struct JsonNode {
    JsonKind kind = JsonKind::null;
    std::string_view name;  ///< in an object; else empty
    std::string_view
        text;  ///< of a text without its escapes; of others as written, brackets and all
    const JsonNode* first = nullptr;  ///< of what a list or object holds
    const JsonNode* next = nullptr;   ///< beside this one

    /// Null if this is no object or has no such member.
    [[nodiscard]] const JsonNode* member(std::string_view wanted) const;
};

/// Holds what was read from one or more JSON texts. Nodes and their texts live as long as the tree.
class JsonTree {
public:
    static constexpr std::size_t kDepthMax = 32;
    static constexpr std::size_t kNodesMax = 200'000;
    static constexpr std::size_t kMembersMax = 256;
    /// A list of so many integers of at most three digits or more is one node, `integers`, with the
    /// whole list as it was written in `text`: a file that is sent as its bytes (9101) costs its
    /// length and no node for each byte.
    static constexpr std::size_t kIntegersMin = 1'024;

    JsonTree() = default;
    JsonTree(const JsonTree&) = delete;
    JsonTree& operator=(const JsonTree&) = delete;

    /// Reads one value (RFC 8259) in UTF-8, with or without a byte order mark.
    /// Errors    malformed_json: with line and column in `where`; duplicate_key; limit_exceeded:
    ///           more levels, values or members than the constants above.
    [[nodiscard]] Result<const JsonNode*> read(std::string_view json);
    /// Holds a text as long as the nodes.
    [[nodiscard]] std::string_view keep(std::string text) {
        return texts_.emplace_back(std::move(text));
    }

private:
    friend class JsonTreeReader;
    std::deque<JsonNode> nodes_;
    std::deque<std::string> texts_;
};

/// The value without blanks, the members of objects in the order of their names, numbers as they
/// were written: equal for texts that differ in layout only.
[[nodiscard]] std::string canonical(const JsonNode& node);

}  // namespace yidi::codec
