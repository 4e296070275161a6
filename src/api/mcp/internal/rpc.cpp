#include "api/mcp/internal/rpc.h"

#include <algorithm>

#include "adapters/codec/answer_error.h"
#include "adapters/codec/json_writer.h"
#include "api/mcp/server.h"

namespace yidi::mcp::internal {
namespace {

using codec::JsonKind;
using codec::JsonWriter;

constexpr std::size_t kIdBytesMax = 200;
constexpr std::size_t kIdDigitsMax = 18;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

}  // namespace

std::string result_line(std::string_view id, std::string_view result) {
    std::string line;
    JsonWriter json{line};
    json.begin_object();
    json.member("jsonrpc", "2.0");
    json.key("id");
    json.raw(id);
    json.key("result");
    json.raw(result);
    json.end_object();
    return line;
}

std::string error_line(std::string_view id, Fault fault, const Error& error) {
    std::string line;
    JsonWriter json{line};
    json.begin_object();
    json.member("jsonrpc", "2.0");
    json.key("id");
    id.empty() ? json.null() : json.raw(id);
    json.key("error");
    json.begin_object();
    json.member("code", static_cast<std::int64_t>(fault));
    json.member("message", error.detail);
    json.key("data");
    json.raw(codec::encode_error(error));
    json.end_object();
    json.end_object();
    return line;
}

std::string refusal_of_long_line() {
    return error_line({}, Fault::no_request,
                      {.code = ErrorCode::limit_exceeded,
                       .where = "",
                       .rule = "a message of at most " + std::to_string(kLineBytesMax) + " bytes",
                       .remedy = "send less in one message",
                       .detail = "the message is too long"});
}

std::string id_of(const codec::JsonNode& node) {
    std::string id;
    if (node.kind == JsonKind::text && node.text.size() <= kIdBytesMax) {
        JsonWriter{id}.value(node.text);
    } else if (node.kind == JsonKind::number) {
        const std::string_view digits = node.text.substr(node.text.starts_with('-') ? 1 : 0);
        const bool is_whole = std::ranges::all_of(digits, is_digit);
        if (is_whole && digits.size() <= kIdDigitsMax) id = node.text;
    }
    return id;
}

std::string_view text_of(const codec::JsonNode* node, std::string_view member) {
    const codec::JsonNode* const found = node == nullptr ? nullptr : node->member(member);
    return found != nullptr && found->kind == JsonKind::text ? found->text : std::string_view{};
}

}  // namespace yidi::mcp::internal
