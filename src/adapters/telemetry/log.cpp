#include "adapters/telemetry/log.h"

#include <array>
#include <cerrno>
#include <type_traits>
#include <utility>

#include <unistd.h>

namespace yidi::telemetry {
namespace {

std::string_view name(Level level) {
    constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};
    return kNames.at(static_cast<std::size_t>(level));
}

/// As a JSON string. Bytes that are no UTF-8 in a Prose come from the system's messages; they pass
/// as they are.
void append_text(std::string& out, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '"';
    for (const char character : text) {
        const auto value = static_cast<unsigned char>(character);
        if (value < 0x20 || value == 0x7F) {
            out += "\\u00";
            out += kDigits[value >> 4U];
            out += kDigits[value & 0xFU];
        } else {
            if (character == '"' || character == '\\') out += '\\';
            out += character;
        }
    }
    out += '"';
}

void append_value(std::string& out, const FieldValue& value) {
    std::visit(
        [&out](const auto& held) {
            using Held = std::remove_cvref_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, bool>) {
                out += held ? "true" : "false";
            } else if constexpr (std::is_same_v<Held, std::int64_t>) {
                out += std::to_string(held);
            } else {
                append_text(out, held.text());
            }
        },
        value);
}

/// "2026-11-22T11:57:30.123+08:00".
std::string time_of(Instant instant) {
    constexpr std::size_t kBetween = 10;
    constexpr std::int64_t kSecondMs = 1'000;
    std::string text = to_string(instant);
    text[kBetween] = 'T';
    const std::int64_t ms = (instant.ms() % kSecondMs + kSecondMs) % kSecondMs;
    return text + '.' + std::to_string(ms + kSecondMs).substr(1) + "+08:00";
}

}  // namespace

void Log::write(Level level, Word event, std::initializer_list<Field> fields) {
    if (!writes(level)) return;
    std::string line;
    constexpr std::size_t kUsual = 256;
    line.reserve(kUsual);
    line += R"({"time":")" + time_of(now_()) + R"(","level":")";
    line += name(level);
    line += R"(","event":)";
    append_text(line, event.text());
    for (const Field& field : fields) {
        line += ',';
        append_text(line, field.key.text());
        line += ':';
        append_value(line, field.value);
    }
    line += "}\n";
    const std::lock_guard lock{mutex_};
    sink_(line);
}

void Log::write(Level level, Word event, const Error& error) {
    write(level, event,
          {{"code", Code{yidi::name(error.code)}},
           {"where", Prose{error.where}},
           {"rule", Prose{error.rule}},
           {"detail", Prose{error.detail}}});
}

Log::Sink to_descriptor(int descriptor) {
    return [descriptor](std::string_view line) {
        while (!line.empty()) {
            const ssize_t written = ::write(descriptor, line.data(), line.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return;
            line.remove_prefix(static_cast<std::size_t>(written));
        }
    };
}

}  // namespace yidi::telemetry
