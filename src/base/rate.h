#pragma once

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/error.h"
#include "base/int128.h"

namespace yidi {

/// A ratio as a regulation states it: a decimal with up to six places, held in millionths (ppm).
/// 0 <= rate <= 1000 in every build. Never a binary fraction: 0.85 is exactly 850,000 ppm.
class Rate {
public:
    static constexpr std::int64_t kPpmMax = 1'000'000'000;
    constexpr Rate() = default;

    /// Requires  0 <= ppm <= kPpmMax (asserted).
    [[nodiscard]] static constexpr Rate from_ppm(std::int64_t ppm) { return Rate{ppm}; }
    [[nodiscard]] static constexpr Rate one() { return Rate{1'000'000}; }
    [[nodiscard]] constexpr std::int64_t ppm() const { return ppm_; }

    friend constexpr auto operator<=>(Rate, Rate) = default;

private:
    explicit constexpr Rate(std::int64_t ppm) : ppm_{ppm} {
        YIDI_ASSERT(ppm >= 0);
        YIDI_ASSERT(ppm <= kPpmMax);
    }
    std::int64_t ppm_ = 0;
};

/// Products of rates, exact: a non-negative fraction whose denominator is 10^6, 10^12 or 10^18, the
/// smallest that holds it. So equal values have equal members and the common case stays in
/// millionths. A product of three rates of at most 2 always fits; beyond, an overflow asserts, so a
/// policy decoder limits how many rates it lets multiply.
class Ratio {
public:
    constexpr Ratio() = default;
    /// Implicit, because each rate is a ratio and nothing is lost.
    constexpr Ratio(Rate rate) : num_{rate.ppm()} {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] constexpr std::int64_t num() const { return num_; }
    [[nodiscard]] constexpr std::int64_t den() const { return den_; }

    /// This times `rate`, exact.
    [[nodiscard]] constexpr Ratio times(Rate rate) const {
        return make(Int128{num_} * rate.ppm(), Int128{den_} * kMillion);
    }

    /// This plus or minus `points` (10 percentage points are Rate 0.1), held within [0, 1].
    [[nodiscard]] constexpr Ratio plus_points(Rate points) const {
        return clamped(num_ + Int128{points.ppm()} * (den_ / kMillion));
    }
    [[nodiscard]] constexpr Ratio minus_points(Rate points) const {
        return clamped(num_ - Int128{points.ppm()} * (den_ / kMillion));
    }

    /// 1 - (1 - this) * share: the ratio left when the other side's part is multiplied, as in "the
    /// retiree's own share is 80% of an active person's". Held at 0 if the scaled part passes the
    /// whole. Requires  this <= 1 (asserted).
    [[nodiscard]] constexpr Ratio scaled_share(Rate share) const {
        YIDI_ASSERT(num_ <= den_);
        const Int128 whole = Int128{den_} * kMillion;
        const Int128 part = Int128{den_ - num_} * share.ppm();
        return make(part > whole ? 0 : whole - part, whole);
    }

    friend constexpr bool operator==(Ratio, Ratio) = default;
    friend constexpr std::strong_ordering operator<=>(Ratio a, Ratio b) {
        return Int128{a.num_} * b.den_ <=> Int128{b.num_} * a.den_;  // Below 2^123.
    }

private:
    static constexpr std::int64_t kMillion = 1'000'000;
    static constexpr Int128 kDenMax = Int128{kMillion} * kMillion * kMillion;

    [[nodiscard]] static constexpr Ratio make(Int128 num, Int128 den) {
        while (den > kMillion && num % kMillion == 0) {
            num /= kMillion;
            den /= kMillion;
        }
        YIDI_ASSERT(den <= kDenMax);
        YIDI_ASSERT(num >= 0);
        YIDI_ASSERT(num <= INT64_MAX);
        Ratio ratio;
        ratio.num_ = static_cast<std::int64_t>(num);
        ratio.den_ = static_cast<std::int64_t>(den);
        return ratio;
    }

    [[nodiscard]] constexpr Ratio clamped(Int128 num) const {
        if (num < 0) num = 0;
        if (num > den_) num = den_;
        return make(num, den_);
    }

    std::int64_t num_ = 0;
    std::int64_t den_ = kMillion;
};

/// Reads "0.85": 0 to 1000, at most six decimal places, no sign, no percent.
/// Errors    bad_value.
[[nodiscard]] Result<Rate> parse_rate(std::string_view text);

/// The shortest decimal, exact: "0.85", "1", "0.7225".
[[nodiscard]] std::string to_string(Rate rate);
[[nodiscard]] std::string to_string(Ratio ratio);

/// The shortest percentage, exact: "85%", "88.8%".
[[nodiscard]] std::string as_percent(Rate rate);
[[nodiscard]] std::string as_percent(Ratio ratio);

std::ostream& operator<<(std::ostream& out, Rate rate);
std::ostream& operator<<(std::ostream& out, Ratio ratio);

}  // namespace yidi
