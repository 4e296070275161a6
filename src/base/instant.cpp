#include "base/instant.h"

#include <array>

namespace yidi {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kDayMs = 86'400 * kSecondMs;
constexpr std::int64_t kHourMs = 3'600 * kSecondMs;
constexpr std::int64_t kChinaAheadMs = 8 * kHourMs;

struct LocalTime {
    Date date;
    std::int64_t second = 0;  ///< of the day
};

LocalTime local_of(Instant instant) {
    const std::int64_t ms = instant.ms() + kChinaAheadMs;
    const std::int64_t day = ms >= 0 ? ms / kDayMs : (ms - kDayMs + 1) / kDayMs;
    return {Date::from_days(day), (ms - day * kDayMs) / kSecondMs};
}

std::string two(std::int64_t value) {
    return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

std::optional<std::int64_t> two_digits(std::string_view text, std::int64_t max) {
    if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
        return {};
    }
    const std::int64_t value = (text[0] - '0') * 10 + (text[1] - '0');
    return value <= max ? std::optional{value} : std::nullopt;
}

bool is_fraction(std::string_view text) {
    if (text.size() < 2 || text.size() > 10 || text.front() != '.') {
        return false;
    }
    return text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

Date Instant::date() const {
    return local_of(*this).date;
}

std::string to_string(Instant instant) {
    const LocalTime local = local_of(instant);
    return to_string(local.date) + ' ' + two(local.second / 3'600) + ':' +
           two(local.second / 60 % 60) + ':' + two(local.second % 60);
}

std::string to_compact(Instant instant) {
    std::string compact;
    for (const char character : to_string(instant)) {
        if (character >= '0' && character <= '9') {
            compact += character;
        }
    }
    return compact;
}

std::optional<Instant> parse_instant(std::string_view text) {
    constexpr std::size_t kDateSize = 10;
    constexpr std::size_t kTimeSize = 19;
    const auto date = parse_date(text.substr(0, kDateSize));
    if (!date) {
        return {};
    }
    std::int64_t seconds = 0;
    if (text.size() != kDateSize) {
        if (text.size() < kTimeSize || (text[10] != ' ' && text[10] != 'T') || text[13] != ':' ||
            text[16] != ':' || (text.size() > kTimeSize && !is_fraction(text.substr(kTimeSize)))) {
            return {};
        }
        const auto hour = two_digits(text.substr(11, 2), 23);
        const auto minute = two_digits(text.substr(14, 2), 59);
        const auto second = two_digits(text.substr(17, 2), 59);
        if (!hour || !minute || !second) {
            return {};
        }
        seconds = *hour * 3'600 + *minute * 60 + *second;
    }
    return Instant::from_ms(std::int64_t{date->days()} * kDayMs + seconds * kSecondMs -
                            kChinaAheadMs);
}

}  // namespace yidi
