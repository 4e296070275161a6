#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

/// A small tree of a YAML (or JSON) text that keeps what the pack decoder needs: the text of each
/// scalar as written, whether it was quoted, and its place. The rest of the codec does not know the
/// YAML library.
namespace yidi::codec::internal {

enum class NodeKind : std::uint8_t { scalar, list, map };

/// How a scalar was written. `cell` is a cell of a table, where a number and a text cannot be told
/// apart.
enum class ScalarStyle : std::uint8_t { plain, quoted, cell };

struct Entry;

struct Node {
    NodeKind kind = NodeKind::scalar;
    ScalarStyle style = ScalarStyle::plain;
    std::uint32_t line = 0;      ///< from 1
    std::uint32_t column = 0;    ///< from 1
    std::string text;            ///< of a scalar
    std::vector<Node> items;     ///< of a list
    std::vector<Entry> entries;  ///< of a map, in the order of the file; no key twice

    [[nodiscard]] bool is_scalar() const { return kind == NodeKind::scalar; }
    [[nodiscard]] bool is_list() const { return kind == NodeKind::list; }
    [[nodiscard]] bool is_map() const { return kind == NodeKind::map; }
    /// A scalar that stands without quotes and reads `word`.
    [[nodiscard]] bool is_plain(std::string_view word) const;
    /// The value of a key, null if this is no map or has no such key.
    [[nodiscard]] const Node* find(std::string_view key) const;
};

struct Entry {
    std::string key;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    Node value;
};

/// Reads one document. Anchors, aliases and tags are refused: a pack says what it means where it
/// stands. Errors    bad_pack (not YAML, more than one document, nested deeper than 32),
/// duplicate_key,
///           limit_exceeded (more than 8 MiB, or 500,000 nodes). `where` is "file:line".
[[nodiscard]] Result<Node> parse_yaml(std::string_view text, std::string_view file_name);

/// The text as a scalar that reads back as the same text: plain where that is safe, else in double
/// quotes.
[[nodiscard]] std::string yaml_scalar(std::string_view text);
/// Always in double quotes, as rates and codes are written.
[[nodiscard]] std::string yaml_quoted(std::string_view text);

}  // namespace yidi::codec::internal
