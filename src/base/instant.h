#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace yidi {

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z. Shown in China Standard Time, which
/// is eight hours ahead all year. Never taken from a clock here: it comes through ports::Clock.
class Instant {
public:
    constexpr Instant() = default;
    [[nodiscard]] static constexpr Instant from_ms(std::int64_t ms) {
        Instant instant;
        instant.ms_ = ms;
        return instant;
    }
    [[nodiscard]] constexpr std::int64_t ms() const { return ms_; }
    [[nodiscard]] constexpr Instant plus_ms(std::int64_t ms) const { return from_ms(ms_ + ms); }
    /// The day in China.
    [[nodiscard]] Date date() const;

    constexpr auto operator<=>(const Instant&) const = default;

private:
    std::int64_t ms_ = 0;
};

/// "yyyy-MM-dd HH:mm:ss" in China Standard Time.
[[nodiscard]] std::string to_string(Instant instant);
/// "yyyyMMddHHmmss" in China Standard Time.
[[nodiscard]] std::string to_compact(Instant instant);

/// "yyyy-MM-dd HH:mm:ss", the same with T, or a date alone (midnight), in China Standard Time; with
/// fractions of a second cut off. Empty for anything else or a day that does not exist.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace yidi
