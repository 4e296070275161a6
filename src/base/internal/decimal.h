#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/int128.h"

namespace yidi::internal {

/// What a decimal number from outside must look like.
struct DecimalRule {
    std::string_view noun;  // "an amount", for messages.
    int places;             // Decimal places at most; the result is scaled by 10^places.
    std::int64_t max;       // Scaled; the magnitude may not be above.
    bool negative_allowed;
    ErrorCode code;  // What a violation is reported as.
};

/// Reads a decimal number by the grammar of JSON, without exponent: no blanks, no '+', no leading
/// zeros, digits on both sides of the point. Returns   the number times 10^places, exact. Errors
/// rule.code, with what is wrong in `detail` and what to do in `remedy`; `where` is the caller's.
///           The text itself is not repeated: a shifted column may hold somebody's name.
[[nodiscard]] Result<std::int64_t> parse_decimal(std::string_view text, const DecimalRule& rule);

/// The decimal text of scaled / 10^places with exactly that many places: (-5, 2) is "-0.05".
[[nodiscard]] std::string format_fixed(Int128 scaled, int places);

/// The same without trailing zeros and, if nothing is left behind it, without the point: (500, 3)
/// is "0.5".
[[nodiscard]] std::string format_trimmed(Int128 scaled, int places);

}  // namespace yidi::internal
