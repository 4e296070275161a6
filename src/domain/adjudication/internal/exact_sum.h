#pragma once

#include <algorithm>
#include <optional>

#include "base/int128.h"
#include "base/money.h"
#include "base/rate.h"

namespace yidi::adjudication {

/// Sum of products amount × ratio, exact until it is rounded once. Denominators of ratios are 10^6,
/// 10^12 or 10^18; the first is by far the most frequent and stays in small numbers.
class ExactSum {
public:
    void add(Money amount, Ratio ratio) {
        if (ratio.den() == kMillion) {
            small_ += Int128{amount.fen()} * ratio.num();
        } else {
            // Amounts stay below 10^15 fen, so a term stays below 10^33; a few of them fit into 127
            // bits.
            large_ += Int128{amount.fen()} * ratio.num() * (kLarge / ratio.den());
        }
    }
    [[nodiscard]] Money round(Rounding rounding) const {
        const Int128 fen = large_ == 0
                               ? divide(small_, kMillion, rounding)
                               : divide(small_ * (kLarge / kMillion) + large_, kLarge, rounding);
        return Money::from_fen(static_cast<std::int64_t>(fen));
    }

private:
    static constexpr std::int64_t kMillion = 1'000'000;
    static constexpr std::int64_t kLarge = 1'000'000'000'000'000'000;
    Int128 small_ = 0;
    Int128 large_ = 0;
};

/// Length of the part of (start, start + length] inside (low, up].
[[nodiscard]] inline Money overlap(Money start, Money length, Money low,
                                   const std::optional<Money>& up) {
    const Money begin = std::max(start, low);
    const Money end = up ? std::min(start + length, *up) : start + length;
    return std::max(end - begin, Money{});
}

}  // namespace yidi::adjudication
