#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/reference/exact.h"

namespace reference {

/// A value of a pack as written, taken apart once.
struct Value {
    std::string word;         ///< of a text, number or boolean: as written
    std::optional<Q> number;  ///< of a number or decimal: yuan, a rate or a count
    std::map<std::string, Value, std::less<>> parts;  ///< of an object
    std::vector<Value> items;                         ///< of a list

    [[nodiscard]] bool is(const char* what) const { return word == what; }
    [[nodiscard]] bool has(const char* part) const { return parts.contains(part); }
    /// Throws std::out_of_range where there is no such part.
    [[nodiscard]] const Value& part(const char* name) const;
    /// A set of words; one may be written alone.
    [[nodiscard]] std::vector<std::string> words() const;
};

Value value_of(const Json& json);

/// Throws std::bad_optional_access where the value is no number.
Q decimal(const Value& value);
/// Yuan as fen.
Q fen(const Value& value);

}  // namespace reference
