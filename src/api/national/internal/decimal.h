#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace yidi::national::internal {

enum class DecimalFault : std::uint8_t {
    none,
    form,    ///< no decimal number
    places,  ///< more decimal places than zeros allow
    size,    ///< too large
};

struct Decimal {
    DecimalFault fault = DecimalFault::none;
    std::int64_t scaled = 0;  ///< the number times 10^places, exact
};

/// Reads a decimal number as clients write it: digits with a point, or with an exponent as Java
/// writes a BigDecimal ("1E+2"); ".5" and "007" too. Zeros behind the last place are no fault.
[[nodiscard]] Decimal read_decimal(std::string_view text, std::uint8_t places);

/// A number that is held times 10^places, with all its places: "-0.50".
[[nodiscard]] std::string write_decimal(std::int64_t scaled, std::uint8_t places);

}  // namespace yidi::national::internal
