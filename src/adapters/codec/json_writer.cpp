#include "adapters/codec/json_writer.h"

#include <simdjson.h>

#include "adapters/codec/utf8.h"

namespace yidi::codec {
namespace {

void append_escaped(std::string& out, char character) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (character) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(character);
    out += "\\u00";
    out += kHex[byte >> 4U];
    out += kHex[byte & 0xFU];
}

bool needs_escape(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == '"' || character == '\\';
}

}  // namespace

void JsonWriter::append_string(std::string_view text) {
    unsigned bits = 0;
    for (const char character : text) bits |= static_cast<unsigned char>(character);
    // What came from outside may be no UTF-8, and then the whole output would be no JSON.
    if (bits >= 0x80 && !simdjson::validate_utf8(text.data(), text.size())) {
        return append_string(shown_utf8(text));
    }
    out_ += '"';
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape(text[i])) continue;
        out_.append(text, copied, i - copied);
        append_escaped(out_, text[i]);
        copied = i + 1;
    }
    out_.append(text, copied, text.size() - copied);
    out_ += '"';
}

}  // namespace yidi::codec
