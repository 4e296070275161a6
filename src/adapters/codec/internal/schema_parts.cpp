#include "adapters/codec/internal/schema_parts.h"

#include <string>

namespace yidi::codec::internal {

Json refer(std::string_view definition) {
    return {{"$ref", "#/definitions/" + std::string{definition}}};
}

Json pattern(std::string_view expression) {
    return {{"type", "string"}, {"pattern", expression}};
}

Json list_of(Json items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

Json any_of(std::initializer_list<Json> choices) {
    Json all = Json::array();
    for (const Json& choice : choices) {
        all.push_back(choice);
    }
    return {{"anyOf", std::move(all)}};
}

Json words(std::span<const std::string_view> names) {
    Json found = Json::array();
    for (const std::string_view name : names) {
        found.push_back(name);
    }
    return {{"enum", std::move(found)}};
}

Json object(Json properties, std::initializer_list<std::string_view> required) {
    Json schema{
        {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
    if (required.size() > 0) {
        schema["required"] = Json::array();
        for (const std::string_view key : required) {
            schema["required"].push_back(key);
        }
    }
    return schema;
}

Json one_or_more(const Json& item) {
    Json list = list_of(item);
    list["minItems"] = 1;
    list["uniqueItems"] = true;
    return any_of({item, list});
}

Json source() {
    return object({{"document", {{"type", "string"}}},
                   {"article", {{"type", "string"}}},
                   {"from", refer("date")},
                   {"to", any_of({refer("date"), {{"type", "null"}}})},
                   {"grade", refer("grade")},
                   {"assumed_from", {{"type", "boolean"}}}},
                  {});
}

Json document() {
    return object({{"number", refer("text")},
                   {"title", refer("text")},
                   {"seen", refer("grade")},
                   {"note", refer("text")}},
                  {"number", "title", "seen"});
}

Json none() {
    return {{"const", "none"}};
}

void add_shared_definitions(Json& definitions) {
    definitions.update(
        {{"date", pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")},
         {"region", any_of({pattern("^[1-9][0-9]{5}$"), {{"type", "integer"}}})},
         {"grade", {{"enum", {"O", "P", "D", "K", "I"}}}},
         {"text", {{"type", "string"}, {"minLength", 1}, {"maxLength", 4096}}},
         {"name", any_of({pattern(R"(^[^ \n;,"\[\]{}]{1,64}$)"), {{"type", "integer"}}})}});
}

}  // namespace yidi::codec::internal
