#include "base/quantity.h"

#include <ostream>

#include "base/internal/decimal.h"

namespace yidi {

Result<UnitPrice> parse_unit_price(std::string_view text) {
    YIDI_TRY(const std::int64_t microyuan,
             internal::parse_decimal(text, {.noun = "a unit price in yuan",
                                            .places = 6,
                                            .max = UnitPrice::kMicroyuanMax,
                                            .negative_allowed = true,
                                            .code = ErrorCode::bad_amount}));
    return UnitPrice::from_microyuan(microyuan);
}

Result<Quantity> parse_quantity(std::string_view text) {
    YIDI_TRY(const std::int64_t value,
             internal::parse_decimal(text, {.noun = "a count",
                                            .places = 4,
                                            .max = Quantity::kTenThousandthsMax,
                                            .negative_allowed = true,
                                            .code = ErrorCode::bad_value}));
    return Quantity::from_ten_thousandths(value);
}

std::string to_string(UnitPrice price) {
    return internal::format_trimmed(price.microyuan(), 6);
}
std::string to_string(Quantity count) {
    return internal::format_trimmed(count.ten_thousandths(), 4);
}

std::ostream& operator<<(std::ostream& out, UnitPrice price) {
    return out << to_string(price);
}
std::ostream& operator<<(std::ostream& out, Quantity count) {
    return out << to_string(count);
}

}  // namespace yidi
