#pragma once

#include <cstdint>
#include <string>

#include "base/assert.h"

namespace yidi {

/// Intermediate results of money arithmetic, which do not fit 64 bits. The keyword silences
/// -Wpedantic: both compilers have the type, ISO C++ does not.
__extension__ using Int128 = __int128;

/// How a quotient between two whole numbers is resolved. No default: the regulation decides, the
/// caller says.
enum class Rounding : std::uint8_t {
    half_up,    // To the nearest; a tie goes away from zero: 0.5 -> 1, -0.5 -> -1.
    half_even,  // To the nearest; a tie goes to the even neighbour: 0.5 -> 0, 1.5 -> 2.
    down,       // Toward zero: 0.9 -> 0, -0.9 -> 0.
};

/// Sums, differences and products that must fit 127 bits. An overflow is our bug and asserts.
[[nodiscard]] constexpr Int128 checked_add(Int128 a, Int128 b) {
    Int128 result = 0;
    const bool overflow = __builtin_add_overflow(a, b, &result);
    YIDI_ASSERT(!overflow);
    return result;
}

[[nodiscard]] constexpr Int128 checked_subtract(Int128 a, Int128 b) {
    Int128 result = 0;
    const bool overflow = __builtin_sub_overflow(a, b, &result);
    YIDI_ASSERT(!overflow);
    return result;
}

[[nodiscard]] constexpr Int128 checked_multiply(Int128 a, Int128 b) {
    Int128 result = 0;
    const bool overflow = __builtin_mul_overflow(a, b, &result);
    YIDI_ASSERT(!overflow);
    return result;
}

/// The quotient of two whole numbers as a whole number.
/// Requires  den > 0 (asserted).
/// Returns   num / den, exact if it is whole, else resolved by `rounding`.
[[nodiscard]] constexpr Int128 divide(Int128 num, Int128 den, Rounding rounding) {
    YIDI_ASSERT(den > 0);
    const Int128 quotient = num / den;  // Toward zero.
    const Int128 remainder = num % den;
    if (remainder == 0 || rounding == Rounding::down) return quotient;

    const Int128 distance = remainder < 0 ? -remainder : remainder;
    const Int128 rest = den - distance;  // Compared instead of 2 * distance, which could overflow.
    const bool tie = distance == rest;
    const bool is_away = tie ? rounding == Rounding::half_up || quotient % 2 != 0 : distance > rest;
    if (!is_away) return quotient;
    return num < 0 ? quotient - 1 : quotient + 1;
}

/// The greatest common divisor, never negative; gcd(0, 0) is 0.
/// Requires  neither is the lowest 128-bit value (its negative does not exist; asserted).
[[nodiscard]] constexpr Int128 gcd(Int128 a, Int128 b) {
    a = a < 0 ? checked_subtract(0, a) : a;
    b = b < 0 ? checked_subtract(0, b) : b;
    while (b != 0) {
        const Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/// Decimal digits with a leading '-' if negative.
[[nodiscard]] std::string to_string(Int128 value);

}  // namespace yidi
