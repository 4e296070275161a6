#include "api/rest/internal/amounts_json.h"

namespace yidi::rest::internal {

void write_maybe(codec::JsonWriter& json, std::string_view name,
                 const std::optional<Money>& amount) {
    json.key(name);
    if (!amount) return json.null();
    json.value(*amount);
}

void write_maybe(codec::JsonWriter& json, std::string_view name, std::string_view text) {
    json.key(name);
    if (text.empty()) return json.null();
    json.value(text);
}

void write_ends(codec::JsonWriter& json, std::string_view name, const std::array<Money, 2>& ends) {
    json.key(name);
    json.begin_array();
    for (const Money end : ends) json.value(end);
    json.end_array();
}

}  // namespace yidi::rest::internal
