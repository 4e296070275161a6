#pragma once

#include <compare>
#include <iosfwd>
#include <string>

#include "base/int128.h"
#include "base/money.h"
#include "base/rate.h"

namespace yidi {

/// An exact amount in fen that need not be whole, for formulas whose parts must not be rounded one
/// by one (back-computation from a published figure, a chain of shares with one rounding at its
/// end). Money is made from it by round() only. Always reduced, so equal values have equal members.
///
/// Range: the denominator divides a power of ten, 10^24 at most (asserted): a product of ratios
/// with denominators 10^18 and 10^6, or four of 10^6 each. With |value| <= 10^14 fen, a thousand
/// times kInputFenMax, the numerator stays below 10^38 < 2^127, and so does a sum, whose
/// denominator is the least common multiple. A product is reduced crosswise before it is formed:
/// 10^11 fen times a Ratio
/// (< 2^63 < 10^19) is below 10^30. What goes beyond asserts; it never wraps.
class Fraction {
public:
    constexpr Fraction() = default;
    /// Implicit, because each amount is a fraction and nothing is lost.
    constexpr Fraction(Money amount) : num_{amount.fen()} {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] constexpr Int128 num() const { return num_; }
    [[nodiscard]] constexpr Int128 den() const { return den_; }

    /// This times `ratio`, exact.
    [[nodiscard]] constexpr Fraction times(Ratio ratio) const {
        const Int128 left = common(num_, ratio.den());
        const Int128 right = common(ratio.num(), den_);
        return Fraction{checked_multiply(num_ / left, ratio.num() / right),
                        checked_multiply(den_ / right, ratio.den() / left)};
    }

    /// Exact quotient. Requires  a ratio above zero (asserted).
    [[nodiscard]] constexpr Fraction divided_by(Ratio ratio) const {
        YIDI_ASSERT(ratio.num() > 0);
        const Int128 left = common(num_, ratio.num());
        const Int128 right = common(ratio.den(), den_);
        return Fraction{checked_multiply(num_ / left, ratio.den() / right),
                        checked_multiply(den_ / right, ratio.num() / left)};
    }

    /// The amount in whole fen: the one rounding at the end of an exact formula.
    [[nodiscard]] constexpr Money round(Rounding rounding) const {
        const Int128 fen = divide(num_, den_, rounding);
        YIDI_ASSERT(fen >= -Money::kFenMax);
        YIDI_ASSERT(fen <= Money::kFenMax);
        return Money::from_fen(static_cast<std::int64_t>(fen));
    }

    friend constexpr Fraction operator+(Fraction a, Fraction b) {
        const Int128 shared = common(a.den_, b.den_);
        return Fraction{checked_add(checked_multiply(a.num_, b.den_ / shared),
                                    checked_multiply(b.num_, a.den_ / shared)),
                        checked_multiply(a.den_ / shared, b.den_)};
    }
    friend constexpr Fraction operator-(Fraction a) {
        a.num_ = checked_subtract(0, a.num_);
        return a;
    }
    friend constexpr Fraction operator-(Fraction a, Fraction b) { return a + -b; }

    friend constexpr bool operator==(Fraction, Fraction) = default;
    friend constexpr std::strong_ordering operator<=>(Fraction a, Fraction b) {
        // Whole fen first: then only the parts below one fen are multiplied, which always fit.
        const Int128 whole_a = a.floor();
        const Int128 whole_b = b.floor();
        if (whole_a != whole_b) return whole_a <=> whole_b;
        const Int128 shared = common(a.den_, b.den_);
        const Int128 rest_a = a.num_ - whole_a * a.den_;
        const Int128 rest_b = b.num_ - whole_b * b.den_;
        return checked_multiply(rest_a, b.den_ / shared) <=>
               checked_multiply(rest_b, a.den_ / shared);
    }

private:
    static constexpr Int128 kDenMax =
        Int128{1'000'000'000'000} * Int128{1'000'000'000'000};  // 10^24, see the range above.

    constexpr Fraction(Int128 num, Int128 den) {
        const Int128 shared = common(num, den);
        num_ = num / shared;
        den_ = den / shared;
        YIDI_ASSERT(den_ <= kDenMax);
    }

    /// The greatest common divisor for reducing; `b` is a denominator, so the result is at least 1.
    [[nodiscard]] static constexpr Int128 common(Int128 a, Int128 b) { return gcd(a, b); }

    [[nodiscard]] constexpr Int128 floor() const {
        const Int128 quotient = num_ / den_;
        return num_ % den_ < 0 ? quotient - 1 : quotient;
    }

    Int128 num_ = 0;
    Int128 den_ = 1;
};

/// "1/3" or "7": for traces and test output.
[[nodiscard]] std::string to_string(Fraction fraction);
std::ostream& operator<<(std::ostream& out, Fraction fraction);

}  // namespace yidi
