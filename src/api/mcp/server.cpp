#include "api/mcp/server.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/answer_error.h"
#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "api/mcp/internal/resources.h"
#include "api/mcp/internal/rpc.h"
#include "api/mcp/internal/tool.h"
#include "base/assert.h"
#include "domain/explain/error_words.h"

namespace yidi::mcp {
namespace {

using codec::JsonKind;
using codec::JsonNode;
using codec::JsonWriter;
using internal::Fault;

/// The latest first: it is offered to whoever asks for one that is not here. Source:
/// modelcontextprotocol.io/specification, "Key Changes" of each version.
constexpr std::array kVersions{
    Server::Version{
        .name = "2025-11-25", .has_batches = false, .has_hints = true, .has_structured = true},
    Server::Version{
        .name = "2025-06-18", .has_batches = false, .has_hints = true, .has_structured = true},
    Server::Version{
        .name = "2025-03-26", .has_batches = true, .has_hints = true, .has_structured = false},
    Server::Version{
        .name = "2024-11-05", .has_batches = false, .has_hints = false, .has_structured = false},
};
constexpr std::size_t kBatchMax = 64;

constexpr std::string_view kInstructions =
    "Yidi works out what Chinese basic medical insurance pays for care away from home, by the "
    "published rules of the insured region, and gives the clause and the grade of each. Take every "
    "amount, ratio, date and rule from these tools and never work one out, round it, or fill it in "
    "from memory. Where a tool says that no rule is known (isError, code rule_unknown, no_pack, "
    "before_first_rule or unbounded), say so and pass the remedy on: any figure would be invented. "
    "A range is an answer: give both ends and ask the question in range.ask. Tell the grade with "
    "each figure: O official, P press or third party, D data set, K assumed from knowledge, I "
    "inferred. Yidi estimates and explains; the insured region's agency decides. Amounts are yuan.";

Error early() {
    return {.code = ErrorCode::usage,
            .where = "/method",
            .rule = "initialize first",
            .remedy = "send initialize, then notifications/initialized",
            .detail = "the session has not begun"};
}

Error bad_message(std::string where, std::string rule) {
    return {.code = ErrorCode::bad_value,
            .where = std::move(where),
            .rule = std::move(rule),
            .remedy = "send one message as modelcontextprotocol.io/specification describes it",
            .detail = "this is no request"};
}

Error missing_param(std::string where, std::string rule) {
    return {.code = ErrorCode::missing_key,
            .where = std::move(where),
            .rule = std::move(rule),
            .remedy = "send it with the request",
            .detail = "the request lacks a parameter"};
}

}  // namespace

struct Server::Message {
    std::string id;  ///< JSON
    std::string_view method;
    const JsonNode* params = nullptr;  ///< an object; null: none

    [[nodiscard]] const JsonNode* param(std::string_view name) const {
        return params == nullptr ? nullptr : params->member(name);
    }
};

/// A result, or what is wrong with the request.
struct Server::Reply {
    std::string result;
    std::optional<std::pair<Fault, Error>> refusal;

    static Reply refuse(Fault fault, Error error) {
        return {.result = {}, .refusal = std::pair{fault, std::move(error)}};
    }
    static Reply of(std::string result) { return {.result = std::move(result), .refusal = {}}; }
};

Server::Server(const policy::Book& book, Options options, std::optional<DataFolder> data)
    : book_{book}, options_{std::move(options)}, data_{std::move(data)} {
    YIDI_ASSERT(options_.today);
}

std::string Server::answer(std::string_view line) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return {};
    codec::JsonTree tree;
    const Result<const JsonNode*> root = tree.read(line);
    if (!root) {
        const bool is_json = root.error().code != ErrorCode::malformed_json;
        return internal::error_line({}, is_json ? Fault::no_request : Fault::no_json,
                                    worded(root.error()));
    }
    if ((*root)->kind == JsonKind::list) return answer_batch(**root);
    return answer_one(**root);
}

std::string Server::answer_batch(const JsonNode& list) {
    std::size_t count = 0;
    for (const JsonNode* one = list.first; one != nullptr; one = one->next) ++count;
    if (version_ == nullptr || !version_->has_batches || count == 0 || count > kBatchMax) {
        const std::string rule = "one message a line; of version 2025-03-26 also a list of 1 to " +
                                 std::to_string(kBatchMax) + " after initialize";
        return internal::error_line({}, Fault::no_request, worded(bad_message("", rule)));
    }
    std::string answers;
    for (const JsonNode* one = list.first; one != nullptr; one = one->next) {
        const std::string answer = answer_one(*one);
        if (answer.empty()) continue;
        answers += (answers.empty() ? "[" : ",") + answer;
    }
    return answers.empty() ? answers : answers + "]";
}

std::string Server::answer_one(const JsonNode& node) {
    const auto refuse = [&](const std::string& id, std::string where, std::string rule) {
        return internal::error_line(id, Fault::no_request,
                                    worded(bad_message(std::move(where), std::move(rule))));
    };
    if (node.kind != JsonKind::object) return refuse({}, "", "an object");
    const JsonNode* const id = node.member("id");
    Message message;
    if (id != nullptr) {
        message.id = internal::id_of(*id);
        if (message.id.empty()) return refuse({}, "/id", "an integer or a text of 1 to 200 bytes");
    }
    if (internal::text_of(&node, "jsonrpc") != "2.0") return refuse(message.id, "/jsonrpc", "2.0");
    // We never ask anything, so a response is to nobody.
    const bool is_response = node.member("result") != nullptr || node.member("error") != nullptr;
    if (node.member("method") == nullptr && is_response) return {};
    message.method = internal::text_of(&node, "method");
    if (message.method.empty()) return refuse(message.id, "/method", "a text");
    // Of a notification nothing is answered, whatever it holds. There is none that we act upon:
    // what a cancellation names has been answered by the time that it is read.
    if (id == nullptr) return {};
    message.params = node.member("params");
    Reply reply;
    if (message.params != nullptr && message.params->kind != JsonKind::object) {
        reply = Reply::refuse(Fault::bad_params, bad_message("/params", "an object"));
    } else {
        reply = dispatch(message);
    }
    if (!reply.refusal) return internal::result_line(message.id, reply.result);
    return internal::error_line(message.id, reply.refusal->first, worded(reply.refusal->second));
}

Server::Reply Server::dispatch(const Message& message) {
    if (message.method == "initialize") return initialize(message);
    struct Method {
        std::string_view name;
        Reply (Server::*run)(const Message&) const;
        bool at_any_time = false;
    };
    static constexpr std::array kMethods{
        Method{.name = "ping", .run = &Server::ping, .at_any_time = true},
        Method{.name = "tools/list", .run = &Server::list_tools},
        Method{.name = "tools/call", .run = &Server::call_tool},
        Method{.name = "resources/list", .run = &Server::list_resources},
        Method{.name = "resources/templates/list", .run = &Server::list_templates},
        Method{.name = "resources/read", .run = &Server::read_resource},
    };
    const auto* const method = std::ranges::find(kMethods, message.method, &Method::name);
    if (method == kMethods.end()) {
        return Reply::refuse(Fault::no_method,
                             {.code = ErrorCode::bad_value,
                              .where = "/method",
                              .rule = "initialize, ping, tools/list, tools/call, resources/list, "
                                      "resources/templates/list or resources/read",
                              .remedy = "ask for what initialize has offered",
                              .detail = "there is no such method"});
    }
    if (version_ == nullptr && !method->at_any_time) {
        return Reply::refuse(Fault::no_request, early());
    }
    // No list has a second page, so nobody can have been given a cursor.
    const JsonNode* const cursor = message.param("cursor");
    if (cursor != nullptr && cursor->kind != JsonKind::null) {
        return Reply::refuse(Fault::bad_params, {.code = ErrorCode::bad_value,
                                                 .where = "/params/cursor",
                                                 .rule = "the nextCursor of an answer",
                                                 .remedy = "leave it out: a list is one page",
                                                 .detail = "this cursor was never given"});
    }
    return (this->*method->run)(message);
}

Server::Reply Server::initialize(const Message& message) {
    if (version_ != nullptr) {
        return Reply::refuse(Fault::no_request, {.code = ErrorCode::usage,
                                                 .where = "/method",
                                                 .rule = "initialize once, as the first request",
                                                 .remedy = "start the program again",
                                                 .detail = "the session has begun already"});
    }
    const std::string_view asked = internal::text_of(message.params, "protocolVersion");
    if (asked.empty()) {
        return Reply::refuse(Fault::bad_params, missing_param("/params/protocolVersion",
                                                              "a version such as 2025-11-25"));
    }
    const auto* const found = std::ranges::find(kVersions, asked, &Version::name);
    version_ = found == kVersions.end() ? kVersions.data() : found;
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.member("protocolVersion", version_->name);
    json.key("capabilities");
    json.raw(
        R"({"tools":{"listChanged":false},"resources":{"subscribe":false,"listChanged":false}})");
    json.key("serverInfo");
    json.begin_object();
    json.member("name", "yidi");
    if (version_->has_structured) json.member("title", "异地 Yidi");
    json.member("version", options_.version);
    json.end_object();
    json.member("instructions", kInstructions);
    json.end_object();
    return Reply::of(std::move(out));
}

Server::Reply Server::ping(const Message& /*message*/) const {
    return Reply::of("{}");
}

Server::Reply Server::list_tools(const Message& /*message*/) const {
    return Reply::of(internal::list_of_tools(options_, *version_, data_.has_value()));
}

Server::Reply Server::list_resources(const Message& /*message*/) const {
    return Reply::of(internal::list_of_resources(book_, options_, *version_));
}

Server::Reply Server::list_templates(const Message& /*message*/) const {
    return Reply::of(internal::list_of_templates(*version_));
}

Server::Reply Server::read_resource(const Message& message) const {
    const std::string_view uri = internal::text_of(message.params, "uri");
    if (uri.empty()) {
        return Reply::refuse(Fault::bad_params,
                             missing_param("/params/uri", "a uri that resources/list names"));
    }
    Result<std::string> read = internal::read_resource(book_, options_, uri);
    if (!read) return Reply::refuse(Fault::no_resource, std::move(read).error());
    return Reply::of(*std::move(read));
}

Server::Reply Server::call_tool(const Message& message) const {
    const std::string_view name = internal::text_of(message.params, "name");
    if (name.empty()) {
        return Reply::refuse(Fault::bad_params,
                             missing_param("/params/name", "a tool that tools/list names"));
    }
    const internal::Tool* const tool = internal::find_tool(name, data_.has_value());
    if (tool == nullptr) {
        return Reply::refuse(Fault::bad_params, {.code = ErrorCode::bad_value,
                                                 .where = "/params/name",
                                                 .rule = "a tool that tools/list names",
                                                 .remedy = "ask tools/list",
                                                 .detail = "there is no such tool"});
    }
    const JsonNode* const given = message.param("arguments");
    if (given != nullptr && given->kind != JsonKind::object && given->kind != JsonKind::null) {
        return Reply::refuse(Fault::bad_params, bad_message("/params/arguments", "an object"));
    }
    // What is wrong with an argument is told as the tool's failure, so that the model sees it and
    // can mend it. Source: specification 2025-11-25, "Tools", "Error Handling".
    const explain::Language language = language_of(given);
    const auto told = [&]() -> Result<internal::Told> {
        YIDI_TRY(const internal::Arguments arguments,
                 internal::Arguments::from(given, tool->arguments));
        return tool->handle({.book = book_,
                             .options = options_,
                             .data = data_ ? &*data_ : nullptr,
                             .arguments = arguments,
                             .language = language});
    }();
    const std::string text =
        told ? told->json
             : "{\"error\":" + codec::encode_error(explain::translated(told.error(), language)) +
                   "}";
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("content");
    json.begin_array();
    json.begin_object();
    json.member("type", "text");
    json.member("text", text);
    json.end_object();
    json.end_array();
    if (version_->has_structured) {
        json.key("structuredContent");
        json.raw(text);
    }
    json.member("isError", !told || told->is_unknown);
    json.end_object();
    return Reply::of(std::move(out));
}

/// Also of a call whose other arguments are wrong, so that this is told in it.
explain::Language Server::language_of(const JsonNode* given) const {
    const std::string_view word = internal::text_of(given, internal::language_argument().name);
    if (word == "zh") return explain::Language::zh;
    return word == "en" ? explain::Language::en : options_.language;
}

Error Server::worded(const Error& error) const {
    return explain::translated(error, options_.language);
}

}  // namespace yidi::mcp
