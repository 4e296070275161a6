#include "tests/reference/exact.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace reference {

std::optional<Q> plain_decimal(const std::string& text) {
    std::string digits;
    std::string denominator = "1";
    bool after_point = false;
    for (const char c : text) {
        if (c == '.' && !after_point) {
            after_point = true;
        } else if ((c >= '0' && c <= '9') || (c == '-' && digits.empty())) {
            digits += c;
            if (after_point) denominator += '0';
        } else {
            return {};
        }
    }
    if (digits.empty() || digits == "-") return {};
    Q value{mpz_class{digits, 10}, mpz_class{denominator, 10}};
    value.canonicalize();
    return value;
}

Q decimal(const std::string& text) {
    std::optional<Q> value = plain_decimal(text);
    if (!value) throw std::invalid_argument("not a plain decimal: " + text);
    return std::move(*value);
}

Q decimal(const Json& value) {
    return decimal(value.is_string() ? value.get<std::string>() : value.dump());
}

Q fen(const Json& yuan) {
    return decimal(yuan) * 100;
}

Q whole_below(const Q& value) {
    mpz_class whole;
    mpz_fdiv_q(whole.get_mpz_t(), value.get_num_mpz_t(), value.get_den_mpz_t());
    return Q{whole};
}

Q half_up(const Q& value) {
    if (value < 0) return -half_up(-value);
    return whole_below(value + Q{1, 2});
}

Q rounded(const Q& value, const std::string& mode) {
    if (value < 0) return -rounded(-value, mode);
    if (mode == "half_up") return half_up(value);
    Q below = whole_below(value);
    if (mode == "down") return below;
    if (mode != "half_even") throw std::invalid_argument("no such rounding: " + mode);
    const Q rest = value - below;
    if (rest != Q{1, 2}) return half_up(value);
    const bool even = mpz_even_p(below.get_num_mpz_t()) != 0;
    return even ? below : below + 1;
}

Q least(const Q& a, const Q& b) {
    return a < b ? a : b;
}
Q most(const Q& a, const Q& b) {
    return a < b ? b : a;
}

int day_number(const std::string& date) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (std::sscanf(date.c_str(), "%d-%u-%u", &year, &month, &day) != 3) {
        throw std::invalid_argument("not a date: " + date);
    }
    const std::chrono::year_month_day parts{std::chrono::year{year}, std::chrono::month{month},
                                            std::chrono::day{day}};
    return static_cast<int>(std::chrono::sys_days{parts}.time_since_epoch().count());
}

std::string date_text(int day) {
    const std::chrono::year_month_day parts{std::chrono::sys_days{std::chrono::days{day}}};
    std::array<char, 16> text{};
    (void)std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(parts.year()),
                        static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
    return text.data();
}

}  // namespace reference
