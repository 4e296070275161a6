#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/json_tree.h"
#include "api/rest/endpoint.h"
#include "api/rest/internal/target.h"
#include "base/date.h"
#include "base/instant.h"
#include "base/money.h"

namespace yidi::rest::internal {

/// The checked values of one set of fields. A getter asserts that there is such a field of that
/// type; what was not sent is empty, zero, false or the first day of 1970. Texts live as long as
/// what they were read from.
class Input {
public:
    Input() = default;

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string_view view(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const { return std::string{view(name)}; }
    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] std::int64_t whole(std::string_view name) const;
    [[nodiscard]] Money money(std::string_view name) const;
    [[nodiscard]] Date date(std::string_view name) const;
    [[nodiscard]] std::optional<Date> maybe_date(std::string_view name) const;
    [[nodiscard]] Instant time(std::string_view name) const;
    [[nodiscard]] const Input& object(std::string_view name) const;
    [[nodiscard]] std::span<const Input> list(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string_view>& texts(std::string_view name) const;
    /// Null where it was not sent.
    [[nodiscard]] const codec::JsonNode* json(std::string_view name) const;

private:
    friend class InputReader;
    struct Value {
        const Field* field = nullptr;
        bool is_there = false;
        std::string_view text = {};
        std::int64_t number = 0;  ///< also fen, days, milliseconds
        std::vector<Input> inputs = {};
        std::vector<std::string_view> texts = {};
        const codec::JsonNode* node = nullptr;
    };
    [[nodiscard]] const Value& value(std::string_view name) const;
    [[nodiscard]] const Value& value(std::string_view name, Type type) const;

    std::vector<Value> values_;
};

/// Reads the parameters of path and query. `path` holds the values of the path's, in its order.
/// Errors    unknown_key, missing_key, bad_value, bad_date, …: in Chinese, `where` is the name.
[[nodiscard]] Result<Input> read_parameters(const Endpoint& endpoint,
                                            std::span<const std::string_view> path,
                                            const Target& target);

/// Reads the body. Members that the description does not have are errors.
/// Errors    as above; `where` is a JSON pointer. malformed_json: with line and column.
[[nodiscard]] Result<Input> read_body(const Endpoint& endpoint, std::string_view body,
                                      codec::JsonTree& tree);

/// "2026-06-15T09:00:00+08:00".
[[nodiscard]] std::string to_rfc3339(Instant instant);

}  // namespace yidi::rest::internal
