#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "base/error.h"

/// JSON-RPC 2.0 as the Model Context Protocol uses it. Source: jsonrpc.org/specification and
/// modelcontextprotocol.io/specification, "Base Protocol".
namespace yidi::mcp::internal {

/// What went wrong before any tool ran.
enum class Fault : std::int16_t {
    no_json = -32'700,
    no_request = -32'600,  ///< or one at the wrong time
    no_method = -32'601,
    bad_params = -32'602,
    no_resource = -32'002,
};

/// {"jsonrpc":"2.0","id":…,"result":…}. `id` and `result` are JSON.
[[nodiscard]] std::string result_line(std::string_view id, std::string_view result);
/// {"jsonrpc":"2.0","id":…,"error":{"code","message","data"}}, with the place, the rule and the
/// remedy in `data`. `id` empty: null, it could not be read.
[[nodiscard]] std::string error_line(std::string_view id, Fault fault, const Error& error);
[[nodiscard]] std::string refusal_of_long_line();

/// The id as JSON. Empty if the node is no id: a text of at most 200 bytes, or an integer.
[[nodiscard]] std::string id_of(const codec::JsonNode& node);

/// The text of a member; empty if there is none, or it is no text.
[[nodiscard]] std::string_view text_of(const codec::JsonNode* node, std::string_view member);

}  // namespace yidi::mcp::internal
