#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "api/national/table.h"
#include "base/date.h"
#include "base/error.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/quantity.h"

namespace yidi::national {

/// The checked fields of one object, by the names of its table. A getter asserts that the table has
/// such a field of that type; what was not sent is empty, zero or the first day of 1970.
/// Texts live as long as the tree they were read into.
class Fields {
public:
    explicit Fields(const Table& table) : table_{&table}, values_(table.fields.size()) {}

    [[nodiscard]] const Table& table() const { return *table_; }
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::string_view name) const;
    /// "1"; false for "0" and where it was not sent.
    [[nodiscard]] bool flag(std::string_view name) const { return text(name) == "1"; }
    [[nodiscard]] Money money(std::string_view name) const;
    [[nodiscard]] Quantity quantity(std::string_view name) const;
    [[nodiscard]] UnitPrice price(std::string_view name) const;
    [[nodiscard]] std::int64_t whole(std::string_view name) const;
    [[nodiscard]] Date date(std::string_view name) const;
    [[nodiscard]] Instant instant(std::string_view name) const;
    [[nodiscard]] std::string_view bytes(std::string_view name) const;

private:
    friend class FieldReader;
    friend void write_row(codec::JsonWriter& writer, const Fields& fields);
    struct Value {
        bool is_there = false;
        std::string_view text;
        std::int64_t number = 0;  ///< in the last decimal place; days; milliseconds
    };
    [[nodiscard]] const Value& value(std::string_view name, FieldType type,
                                     std::optional<std::uint8_t> scale) const;

    const Table* table_;
    std::vector<Value> values_;
};

/// Whether a value says nothing: null, blanks or the text "null", which clients send for it.
[[nodiscard]] bool says_nothing(const codec::JsonNode* node);

/// Reads the fields of an object. Numbers may be texts, texts numbers, flags true and false; times
/// in the three forms of parse_instant; bytes as integers from -128 to 255 or as Base64; fields
/// that the table does not know are left alone. `place` names the object in errors: "input.data".
/// Errors    missing_key, bad_value, bad_amount, bad_date, limit_exceeded: in Chinese, `where` is
///           the path, `rule` and `remedy` say what to send. malformed_json: exp_content is no
///           JSON object.
[[nodiscard]] Result<Fields> read_fields(codec::JsonTree& tree, const codec::JsonNode& object,
                                         const Table& table, std::string_view place);

/// Reads the node of `input` that the table names: one row, or the rows of a list, at most
/// kRowsMax. One object stands for a list of it, and a list of one for an object.
/// Errors    as read_fields; missing_key where a node that must be there is not.
inline constexpr std::size_t kRowsMax = 2'000;
[[nodiscard]] Result<std::vector<Fields>> read_node(codec::JsonTree& tree,
                                                    const codec::JsonNode& input,
                                                    const Table& table);

/// Writes an object with every field of the table, null where nothing was sent. Not for bytes.
void write_row(codec::JsonWriter& writer, const Fields& fields);

/// One line for err_msg: where, what came, the rule, what to do.
[[nodiscard]] std::string message_of(const Error& error);

}  // namespace yidi::national
