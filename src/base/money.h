#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "base/error.h"
#include "base/int128.h"
#include "base/rate.h"

namespace yidi {

/// An amount in fen (1 yuan = 100 fen): signed, exact, |fen| <= kFenMax in every build.
/// Money * Money and anything with a binary fraction do not compile (tests/compile_fail/money.cpp).
/// std::min and std::max work as for numbers.
class Money {
public:
    static constexpr std::int64_t kFenMax = 9'000'000'000'000'000;  // < 2^53: exact in JavaScript.
    constexpr Money() = default;

    /// Requires  |fen| <= kFenMax (asserted).
    [[nodiscard]] static constexpr Money from_fen(std::int64_t fen) { return Money{fen}; }
    /// Not even 2.0: where one binary fraction is allowed, the next is 2.01.
    static Money from_fen(std::floating_point auto fen) = delete;

    /// Whole yuan, for constants and tests.
    /// Requires  |yuan| <= kFenMax / 100 (asserted).
    [[nodiscard]] static constexpr Money from_yuan(std::int64_t yuan) {
        YIDI_ASSERT(yuan >= -kFenMax / 100);
        YIDI_ASSERT(yuan <= kFenMax / 100);
        return Money{Int128{yuan} * 100};
    }

    [[nodiscard]] constexpr std::int64_t fen() const { return fen_; }

    /// The only product there is, hence the place where a fraction of a fen can arise and is
    /// rounded. Returns   this times `ratio`, exact before the one rounding.
    [[nodiscard]] constexpr Money times(Ratio ratio, Rounding rounding) const {
        return Money{divide(Int128{fen_} * ratio.num(), ratio.den(), rounding)};  // Below 2^117.
    }

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money a, Money b) { return Money{a.fen_ + b.fen_}; }
    friend constexpr Money operator-(Money a, Money b) { return Money{a.fen_ - b.fen_}; }
    friend constexpr Money operator-(Money a) { return Money{-a.fen_}; }
    constexpr Money& operator+=(Money other) { return *this = *this + other; }
    constexpr Money& operator-=(Money other) { return *this = *this - other; }

private:
    explicit constexpr Money(Int128 fen) : fen_{static_cast<std::int64_t>(fen)} {
        YIDI_ASSERT(fen >= -kFenMax);
        YIDI_ASSERT(fen <= kFenMax);
    }
    std::int64_t fen_ = 0;
};

/// The highest amount that is accepted from outside: 999,999,999.99 yuan, far below Money's own
/// limit, so that sums and products of what was accepted cannot reach that one.
inline constexpr std::int64_t kInputFenMax = 99'999'999'999;

/// The sum of any number of amounts.
/// Errors    limit_exceeded: the sum does not fit Money.
[[nodiscard]] Result<Money> checked_sum(std::span<const Money> amounts);

/// Divides `total` in the proportion of `weights` by largest remainder: each part is first rounded
/// toward zero; then the fen left over go, one each, to the parts that lost most, ties by position.
/// Requires  weights >= 0 (asserted); their sum > 0 unless total is 0 (asserted).
/// Returns   as many parts as weights; they always sum to `total`, and none has the opposite sign.
[[nodiscard]] std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights);

/// Yuan with exactly two decimals: "-12.05", "0.00".
[[nodiscard]] std::string to_yuan(Money amount);

/// Reads yuan as JSON writes a number, without exponent, at most two decimals: "1234.5", "-0.05".
/// Errors    bad_amount: anything else, or a magnitude above kInputFenMax.
[[nodiscard]] Result<Money> parse_yuan(std::string_view text);

std::ostream& operator<<(std::ostream& out, Money amount);

}  // namespace yidi
