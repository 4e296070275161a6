#include "base/int128.h"

#include <algorithm>

namespace yidi {

std::string to_string(Int128 value) {
    const bool is_negative = value < 0;
    std::string digits;
    // Digit by digit from the signed value, because the lowest value has no positive counterpart.
    do {
        const int digit = static_cast<int>(value % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        value /= 10;
    } while (value != 0);
    if (is_negative) digits += '-';
    std::reverse(digits.begin(), digits.end());
    return digits;
}

}  // namespace yidi
