#include "api/rest/internal/json_schema.h"

#include <algorithm>
#include <string>

#include "base/assert.h"

namespace yidi::rest::internal {
namespace {

using codec::JsonWriter;

std::string_view type_of(Type type) {
    switch (type) {
        case Type::whole: return "integer";
        case Type::money: return "number";
        case Type::flag: return "boolean";
        case Type::object: return "object";
        case Type::list:
        case Type::texts: return "array";
        case Type::text:
        case Type::code:
        case Type::secret:
        case Type::ratio:
        case Type::date:
        case Type::time:
        case Type::any: return "string";
    }
    YIDI_ASSERT(false);
}

void write_type(JsonWriter& json, const Field& field, Direction direction) {
    const bool may_be_null = direction == Direction::answer && !field.is_required;
    // An amount may be sent as a text, which no program reads as a binary fraction.
    const bool may_be_text =
        direction == Direction::request && (field.type == Type::money || field.type == Type::whole);
    json.key("type");
    if (!may_be_null && !may_be_text) return json.value(type_of(field.type));
    json.begin_array();
    json.value(type_of(field.type));
    if (may_be_text) json.value("string");
    if (may_be_null) json.value("null");
    json.end_array();
}

void write_members(JsonWriter& json, std::span<const Field> fields, Direction direction) {
    json.key("properties");
    json.begin_object();
    for (const Field& field : fields) {
        json.key(field.name);
        write_schema(json, field, direction);
    }
    json.end_object();
    json.key("required");
    json.begin_array();
    for (const Field& field : fields) {
        if (field.is_required) json.value(field.name);
    }
    json.end_array();
    if (direction == Direction::request) json.member("additionalProperties", false);
}

void write_text_limits(JsonWriter& json, const Field& field, Direction direction) {
    switch (field.type) {
        case Type::date: return json.member("format", "date");
        case Type::time: return json.member("format", "date-time");
        case Type::ratio: return json.member("pattern", "^-?[0-9]+(\\.[0-9]+)?$");
        case Type::secret: json.member("format", "password"); break;
        case Type::code:
            if (field.choices.empty()) json.member("pattern", "^[0-9A-Za-z._@:-]*$");
            break;
        case Type::text:
        case Type::whole:
        case Type::money:
        case Type::flag:
        case Type::object:
        case Type::list:
        case Type::texts:
        case Type::any: break;
    }
    if (direction == Direction::request) {
        json.member("maxLength", static_cast<std::int64_t>(field.size_max));
    }
    if (field.choices.empty()) return;
    json.key("enum");
    json.begin_array();
    for (const std::string_view one : field.choices) json.value(one);
    if (direction == Direction::answer && !field.is_required) json.null();
    json.end_array();
}

}  // namespace

void write_reference(JsonWriter& json, std::string_view component) {
    json.begin_object();
    json.member("$ref", "#/components/schemas/" + std::string{component});
    json.end_object();
}

void write_object(JsonWriter& json, std::span<const Field> fields, Direction direction) {
    json.begin_object();
    json.member("type", "object");
    write_members(json, fields, direction);
    json.end_object();
}

void write_schema(JsonWriter& json, const Field& field, Direction direction) {
    if (field.type == Type::any) {
        if (!field.schema.empty()) return write_reference(json, field.schema);
        json.begin_object();
        json.member("description", field.label);
        return json.end_object();
    }
    json.begin_object();
    write_type(json, field, direction);
    json.member("description", field.label);
    switch (field.type) {
        case Type::object: write_members(json, field.fields, direction); break;
        case Type::list:
        case Type::texts:
            if (direction == Direction::request) {
                json.member("maxItems", static_cast<std::int64_t>(field.size_max));
            }
            json.key("items");
            if (field.type == Type::list) {
                write_object(json, field.fields, direction);
            } else {
                json.begin_object();
                json.member("type", "string");
                json.end_object();
            }
            break;
        case Type::whole:
            if (direction == Direction::request) json.member("minimum", field.least);
            break;
        case Type::money:
        case Type::flag: break;
        case Type::text:
        case Type::code:
        case Type::secret:
        case Type::ratio:
        case Type::date:
        case Type::time:
        case Type::any: write_text_limits(json, field, direction);
    }
    json.end_object();
}

}  // namespace yidi::rest::internal
