#include "api/mcp/internal/tool.h"

#include <array>

#include "adapters/codec/json_writer.h"
#include "base/assert.h"

namespace yidi::mcp::internal {
namespace {

using codec::JsonWriter;

/// The dialect of schemas/case.schema.json, which stands inside.
constexpr std::string_view kDialect = "http://json-schema.org/draft-07/schema#";

constexpr Member kError{.name = "error",
                        .about =
                            "why there is no answer: {code, pointer, rule, remedy, message}; "
                            "codes rule_unknown, no_pack, before_first_rule, unbounded: "
                            "no rule is known"};

/// In the order of the list.
std::array<std::span<const Tool>, 4> groups() {
    return {case_tools(), guidance_tools(), policy_tools(), data_tools()};
}

void write_kind(JsonWriter& json, const Argument& argument) {
    switch (argument.kind) {
        case Kind::text:
            json.member("type", "string");
            json.member("maxLength", argument.most);
            return;
        case Kind::word:
            json.member("type", "string");
            json.key("enum");
            json.begin_array();
            for (const std::string_view one : argument.choices) json.value(one);
            json.end_array();
            return;
        case Kind::region:
            json.member("type", "string");
            json.member("pattern", "^[0-9]{6}$");
            return;
        case Kind::day:
            json.member("type", "string");
            json.member("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
            return;
        case Kind::flag: json.member("type", "boolean"); return;
        case Kind::whole:
            json.member("type", "integer");
            json.member("minimum", std::int64_t{1});
            json.member("maximum", argument.most);
            return;
        case Kind::object: json.member("type", "object"); return;
        case Kind::objects:
            json.member("type", "array");
            json.member("minItems", std::int64_t{1});
            json.member("maxItems", argument.most);
            json.key("items");
            json.raw(R"({"type":"object"})");
            return;
    }
    YIDI_ASSERT(false);
}

void write_argument(JsonWriter& json, const Argument& argument, const Options& options) {
    json.key(argument.name);
    if (argument.schema != nullptr) return json.raw(argument.schema(options));
    json.begin_object();
    write_kind(json, argument);
    json.member("description", argument.about);
    json.end_object();
}

void write_input_schema(JsonWriter& json, const Tool& tool, const Options& options) {
    json.begin_object();
    json.member("$schema", kDialect);
    json.member("type", "object");
    json.member("additionalProperties", false);
    json.key("properties");
    json.begin_object();
    for (const Argument& one : tool.arguments) write_argument(json, one, options);
    write_argument(json, language_argument(), options);
    json.end_object();
    json.key("required");
    json.begin_array();
    for (const Argument& one : tool.arguments) {
        if (one.is_required) json.value(one.name);
    }
    json.end_array();
    json.end_object();
}

/// A refusal is told by `error` alone, so nothing is required.
void write_output_schema(JsonWriter& json, const Tool& tool) {
    json.begin_object();
    json.member("$schema", kDialect);
    json.member("type", "object");
    json.member("additionalProperties", false);
    json.key("properties");
    json.begin_object();
    const auto write = [&](const Member& member) {
        json.key(member.name);
        json.begin_object();
        json.member("description", member.about);
        json.end_object();
    };
    for (const Member& one : tool.answer) write(one);
    write(kError);
    json.end_object();
    json.end_object();
}

void write_hints(JsonWriter& json, const Tool& tool) {
    json.key("annotations");
    json.begin_object();
    json.member("title", tool.title);
    json.member("readOnlyHint", tool.is_read_only);
    if (!tool.is_read_only) json.member("destructiveHint", false);
    json.member("idempotentHint", true);
    json.member("openWorldHint", false);
    json.end_object();
}

}  // namespace

const Tool* find_tool(std::string_view name, bool has_data) {
    for (const std::span<const Tool> group : groups()) {
        for (const Tool& tool : group) {
            if (tool.name == name && (has_data || !tool.needs_data)) return &tool;
        }
    }
    return nullptr;
}

std::string list_of_tools(const Options& options, const Server::Version& version, bool has_data) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("tools");
    json.begin_array();
    for (const std::span<const Tool> group : groups()) {
        for (const Tool& tool : group) {
            if (tool.needs_data && !has_data) continue;
            json.begin_object();
            json.member("name", tool.name);
            if (version.has_structured) json.member("title", tool.title);
            json.member("description", tool.description);
            json.key("inputSchema");
            write_input_schema(json, tool, options);
            if (version.has_structured) {
                json.key("outputSchema");
                write_output_schema(json, tool);
            }
            if (version.has_hints) write_hints(json, tool);
            json.end_object();
        }
    }
    json.end_array();
    json.end_object();
    return out;
}

}  // namespace yidi::mcp::internal
