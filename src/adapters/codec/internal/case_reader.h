#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "adapters/codec/internal/case_keys.h"
#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/quantity.h"
#include "base/rate.h"
#include "domain/policy/regions.h"

namespace yidi::codec::internal {

using JsonValue = simdjson::ondemand::value;

/// Where we are, as a chain through the callers' frames: it costs nothing until it is written out.
struct Path {
    const Path* up = nullptr;
    std::string_view key = {};
    std::int64_t index = -1;  ///< an element of a list; −1: `key` holds

    [[nodiscard]] std::string pointer() const;
};

/// What a text must look like.
struct TextRule {
    std::size_t size_max = 64;
    bool (*allows)(char) = nullptr;  ///< null: any character
    std::string_view says = "a text";
};

/// Reads single values strictly. Every function returns false after it has kept the error; then the
/// caller returns too.
class CaseReader {
public:
    explicit CaseReader(const policy::Regions& regions) : regions_{&regions} {}

    bool fail(ErrorCode code, const Path& path, std::string rule, std::string remedy,
              std::string detail);
    bool broken(simdjson::error_code code, const Path& path);
    [[nodiscard]] Error take_error() { return std::move(error_); }

    bool is_null(JsonValue value, const Path& path, bool& null);
    /// "?" is the one text that stands for any type.
    static bool is_dont_know(JsonValue value);

    bool text(JsonValue value, const Path& path, const TextRule& rule, std::string& out);
    /// One of a few words; `out` is its position.
    bool word(JsonValue value, const Path& path, std::span<const std::string_view> words,
              std::size_t& out);
    /// Digits as a string, or as a number where no leading zero would be lost.
    bool digits(JsonValue value, const Path& path, std::string_view& out);
    bool amount(JsonValue value, const Path& path, Money& out);
    bool price(JsonValue value, const Path& path, UnitPrice& out);
    bool quantity(JsonValue value, const Path& path, Quantity& out);
    /// At most 1, a string.
    bool ratio(JsonValue value, const Path& path, Rate& out);
    bool whole(JsonValue value, const Path& path, std::int64_t max, std::int64_t& out);
    bool flag(JsonValue value, const Path& path, bool& out);
    bool date(JsonValue value, const Path& path, std::optional<Date>& out);
    bool region(JsonValue value, const Path& path, std::optional<std::uint32_t>& out);

    /// Calls `member(index, value, path)` for each key of a closed set; refuses unknown and
    /// repeated ones. `seen` is given the mask of the keys that were there.
    template <std::size_t N, class F>
    bool object(JsonValue value, const Path& path, const KeyTable<N>& keys, std::uint64_t& seen,
                F&& member);
    /// The same of an object that has been opened.
    template <std::size_t N, class F>
    bool members(simdjson::ondemand::object& object, const Path& path, const KeyTable<N>& keys,
                 std::uint64_t& seen, F&& member);
    /// Calls `member(key, value, path)` for each key of an object with keys of the case's own
    /// choice, `max` at most.
    template <class F>
    bool map(JsonValue value, const Path& path, std::size_t max, F&& member);
    /// Calls `element(value, path)` for each element, `max` at most.
    template <class F>
    bool list(JsonValue value, const Path& path, std::size_t max, F&& element);

private:
    bool scalar_text(JsonValue value, const Path& path, std::string_view& out,
                     std::string_view expected);
    bool keep(const Path& path, Error&& error);
    bool bad_type(const Path& path, std::string_view expected);
    bool unknown_key(const Path& path, std::string_view key,
                     std::span<const std::string_view> names);
    bool repeated_key(const Path& path, std::string_view key);
    bool too_many(const Path& path, std::size_t max);

    const policy::Regions* regions_;
    Error error_{.code = ErrorCode::malformed_json};
};

template <std::size_t N, class F>
bool CaseReader::object(JsonValue value, const Path& path, const KeyTable<N>& keys,
                        std::uint64_t& seen, F&& member) {
    simdjson::ondemand::object object;
    if (const auto error = value.get_object().get(object)) {
        return error == simdjson::INCORRECT_TYPE ? bad_type(path, "an object {…}")
                                                 : broken(error, path);
    }
    return members(object, path, keys, seen, member);
}

template <std::size_t N, class F>
bool CaseReader::members(simdjson::ondemand::object& object, const Path& path,
                         const KeyTable<N>& keys, std::uint64_t& seen, F&& member) {
    seen = 0;
    for (auto field : object) {
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) return broken(error, path);
        JsonValue inner;
        if (const auto error = field.value().get(inner)) return broken(error, path);
        const std::size_t index = keys.find(key);
        if (index == N) return unknown_key(path, key, keys.names());
        const std::uint64_t bit = std::uint64_t{1} << index;
        if ((seen & bit) != 0) return repeated_key(path, key);
        seen |= bit;
        if (!member(index, inner, Path{.up = &path, .key = keys.names()[index]})) return false;
    }
    return true;
}

template <class F>
bool CaseReader::map(JsonValue value, const Path& path, std::size_t max, F&& member) {
    simdjson::ondemand::object object;
    if (const auto error = value.get_object().get(object)) {
        return error == simdjson::INCORRECT_TYPE ? bad_type(path, "an object {…}")
                                                 : broken(error, path);
    }
    std::size_t count = 0;
    for (auto field : object) {
        std::string_view key;
        if (const auto error = field.unescaped_key().get(key)) return broken(error, path);
        JsonValue inner;
        if (const auto error = field.value().get(inner)) return broken(error, path);
        if (++count > max) return too_many(path, max);
        if (!member(key, inner, Path{.up = &path, .key = key})) return false;
    }
    return true;
}

template <class F>
bool CaseReader::list(JsonValue value, const Path& path, std::size_t max, F&& element) {
    simdjson::ondemand::array array;
    if (const auto error = value.get_array().get(array)) {
        return error == simdjson::INCORRECT_TYPE ? bad_type(path, "a list […]")
                                                 : broken(error, path);
    }
    std::int64_t index = 0;
    for (auto entry : array) {
        JsonValue inner;
        if (const auto error = entry.get(inner)) return broken(error, path);
        if (static_cast<std::size_t>(index) == max) return too_many(path, max);
        if (!element(inner, Path{.up = &path, .index = index})) return false;
        ++index;
    }
    return true;
}

}  // namespace yidi::codec::internal
