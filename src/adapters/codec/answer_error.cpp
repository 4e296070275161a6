#include "adapters/codec/answer_error.h"

#include <charconv>
#include <cstdint>

#include "adapters/codec/json_writer.h"

namespace yidi::codec {
namespace {

/// Writes "file:12" as two members; false if `where` does not look like it.
bool write_file_and_line(JsonWriter& json, std::string_view where) {
    const std::size_t colon = where.rfind(':');
    if (where.empty() || where.front() == '/' || colon == std::string_view::npos) return false;
    std::int64_t line = 0;
    const std::string_view digits = where.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), line);
    if (error != std::errc{} || end != digits.data() + digits.size()) return false;
    json.member("file", where.substr(0, colon));
    json.member("line", line);
    return true;
}

}  // namespace

std::string encode_error(const Error& error) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.member("code", name(error.code));
    if (!write_file_and_line(json, error.where)) json.member("pointer", error.where);
    json.member("rule", error.rule);
    json.member("remedy", error.remedy);
    json.member("message", error.detail);
    json.end_object();
    return out;
}

}  // namespace yidi::codec
