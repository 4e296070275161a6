#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/error.h"
#include "base/int128.h"
#include "base/money.h"

namespace yidi {

/// A price per unit with six decimal places, held in millionths of a yuan. |price| < 10,000,000
/// yuan.
class UnitPrice {
public:
    static constexpr std::int64_t kMicroyuanMax = 9'999'999'999'999;
    constexpr UnitPrice() = default;

    /// Requires  |microyuan| <= kMicroyuanMax (asserted).
    [[nodiscard]] static constexpr UnitPrice from_microyuan(std::int64_t microyuan) {
        return UnitPrice{microyuan};
    }
    [[nodiscard]] constexpr std::int64_t microyuan() const { return microyuan_; }

    friend constexpr auto operator<=>(UnitPrice, UnitPrice) = default;

private:
    explicit constexpr UnitPrice(std::int64_t microyuan) : microyuan_{microyuan} {
        YIDI_ASSERT(microyuan >= -kMicroyuanMax);
        YIDI_ASSERT(microyuan <= kMicroyuanMax);
    }
    std::int64_t microyuan_ = 0;
};

/// A count with four decimal places, held in ten-thousandths. Negative for a refund line. |count| <
/// 1,000,000.
class Quantity {
public:
    static constexpr std::int64_t kTenThousandthsMax = 9'999'999'999;
    constexpr Quantity() = default;

    /// Requires  |value| <= kTenThousandthsMax (asserted).
    [[nodiscard]] static constexpr Quantity from_ten_thousandths(std::int64_t value) {
        return Quantity{value};
    }
    [[nodiscard]] constexpr std::int64_t ten_thousandths() const { return ten_thousandths_; }

    friend constexpr auto operator<=>(Quantity, Quantity) = default;

private:
    explicit constexpr Quantity(std::int64_t value) : ten_thousandths_{value} {
        YIDI_ASSERT(value >= -kTenThousandthsMax);
        YIDI_ASSERT(value <= kTenThousandthsMax);
    }
    std::int64_t ten_thousandths_ = 0;
};

/// Price times count.
/// Returns   fen: the exact product, in 10^-10 yuan, rounded once. Within Money for all values of
/// both types.
[[nodiscard]] constexpr Money amount(UnitPrice price, Quantity count, Rounding rounding) {
    const Int128 product = Int128{price.microyuan()} * count.ten_thousandths();
    return Money::from_fen(static_cast<std::int64_t>(divide(product, 100'000'000, rounding)));
}

/// Read like parse_yuan, with at most six and four decimal places.
/// Errors    bad_amount for a price, bad_value for a count.
[[nodiscard]] Result<UnitPrice> parse_unit_price(std::string_view text);
[[nodiscard]] Result<Quantity> parse_quantity(std::string_view text);

/// The shortest decimal, exact: "12.5", "3".
[[nodiscard]] std::string to_string(UnitPrice price);
[[nodiscard]] std::string to_string(Quantity count);

std::ostream& operator<<(std::ostream& out, UnitPrice price);
std::ostream& operator<<(std::ostream& out, Quantity count);

}  // namespace yidi
