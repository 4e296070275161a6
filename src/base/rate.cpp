#include "base/rate.h"

#include <ostream>

#include "base/internal/decimal.h"

namespace yidi {
namespace {

constexpr int places(std::int64_t den) {
    int count = 0;
    for (; den > 1; den /= 10) ++count;
    return count;
}

}  // namespace

Result<Rate> parse_rate(std::string_view text) {
    YIDI_TRY(const std::int64_t ppm, internal::parse_decimal(text, {.noun = "a ratio",
                                                                    .places = 6,
                                                                    .max = Rate::kPpmMax,
                                                                    .negative_allowed = false,
                                                                    .code = ErrorCode::bad_value}));
    return Rate::from_ppm(ppm);
}

std::string to_string(Rate rate) {
    return to_string(Ratio{rate});
}

std::string to_string(Ratio ratio) {
    return internal::format_trimmed(ratio.num(), places(ratio.den()));
}

std::string as_percent(Rate rate) {
    return as_percent(Ratio{rate});
}

std::string as_percent(Ratio ratio) {
    return internal::format_trimmed(ratio.num(), places(ratio.den()) - 2) + "%";
}

std::ostream& operator<<(std::ostream& out, Rate rate) {
    return out << to_string(rate);
}
std::ostream& operator<<(std::ostream& out, Ratio ratio) {
    return out << to_string(ratio);
}

}  // namespace yidi
