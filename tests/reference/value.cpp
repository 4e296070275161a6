#include "tests/reference/value.h"

#include <stdexcept>

namespace reference {

const Value& Value::part(const char* name) const {
    const auto found = parts.find(name);
    if (found == parts.end()) throw std::out_of_range("no such part");
    return found->second;
}

std::vector<std::string> Value::words() const {
    if (!word.empty()) return {word};
    std::vector<std::string> all;
    all.reserve(items.size());
    for (const Value& item : items) all.push_back(item.word);
    return all;
}

Value value_of(const Json& json) {
    Value value;
    if (json.is_object()) {
        for (const auto& [name, part] : json.items()) value.parts[name] = value_of(part);
    } else if (json.is_array()) {
        for (const Json& item : json) value.items.push_back(value_of(item));
    } else {
        value.word = json.is_string() ? json.get<std::string>() : json.dump();
        value.number = plain_decimal(value.word);
    }
    return value;
}

Q decimal(const Value& value) {
    return value.number.value();
}

Q fen(const Value& value) {
    return value.number.value() * 100;
}

}  // namespace reference
