#include "adapters/render/internal/html.h"

namespace yidi::render::internal {
namespace {

bool is_forbidden(char character) {
    const auto byte = static_cast<unsigned char>(character);
    const bool is_space = character == '\n' || character == '\r' || character == '\t';
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    return (byte < kFirstPrintable && !is_space) || byte == kDelete;
}

}  // namespace

void escape(std::string_view text, std::string& out) {
    for (const char character : text) {
        switch (character) {
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '&': out += "&amp;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default:
                if (is_forbidden(character)) {
                    out += "\xEF\xBF\xBD";
                } else {
                    out += character;
                }
        }
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    escape(text, out);
    return out;
}

}  // namespace yidi::render::internal
