#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "adapters/codec/json_tree.h"
#include "base/date.h"
#include "base/error.h"

namespace yidi::mcp {
struct Options;
}

namespace yidi::mcp::internal {

enum class Kind : std::uint8_t {
    text,
    word,    ///< one of `choices`
    region,  ///< six digits
    day,     ///< YYYY-MM-DD
    flag,
    whole,    ///< 1 to `most`
    object,   ///< read by the handler
    objects,  ///< 1 to `most` of them
};

/// One argument of a tool. What is null is left out.
struct Argument {
    std::string_view name;
    Kind kind = Kind::text;
    std::string_view about = {};
    bool is_required = false;
    std::span<const std::string_view> choices = {};
    std::int64_t most = 200;  ///< bytes of a text; entries of a list; a number
    /// The JSON Schema of an object; null: any.
    std::string (*schema)(const Options& options) = nullptr;

    [[nodiscard]] constexpr Argument must() const {
        Argument argument = *this;
        argument.is_required = true;
        return argument;
    }
};

/// What every tool takes.
[[nodiscard]] const Argument& language_argument();

/// The arguments of a call, held against what the tool takes.
class Arguments {
public:
    /// `given` null: none were given.
    /// Errors    unknown_key, missing_key, bad_value, bad_region, bad_date, limit_exceeded, with
    ///           the JSON pointer within the arguments.
    [[nodiscard]] static Result<Arguments> from(const codec::JsonNode* given,
                                                std::span<const Argument> taken);

    // Requires that the tool takes it, with this kind. What was not given is empty.
    [[nodiscard]] const codec::JsonNode* find(std::string_view name) const;
    [[nodiscard]] std::string_view text(std::string_view name) const;
    [[nodiscard]] std::optional<std::uint32_t> region(std::string_view name) const;
    [[nodiscard]] std::optional<Date> day(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view name) const;
    [[nodiscard]] bool flag(std::string_view name) const;

private:
    const codec::JsonNode* given_ = nullptr;
};

}  // namespace yidi::mcp::internal
