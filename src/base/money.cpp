#include "base/money.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <ostream>

#include "base/internal/decimal.h"

namespace yidi {

Result<Money> checked_sum(std::span<const Money> amounts) {
    Int128 sum = 0;  // 2^63 amounts of 2^53 fen still fit.
    for (const Money amount : amounts) sum += amount.fen();
    if (sum < -Money::kFenMax || sum > Money::kFenMax) {
        return fail(
            {.code = ErrorCode::limit_exceeded,
             .rule = "a total is at most " + to_yuan(Money::from_fen(Money::kFenMax)) + " yuan",
             .remedy = "split the amounts into several totals",
             .detail = "the sum of " + std::to_string(amounts.size()) + " amounts is too large"});
    }
    return Money::from_fen(static_cast<std::int64_t>(sum));
}

std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights) {
    std::vector<Money> parts(weights.size());
    if (total == Money{}) return parts;
    if (total < Money{}) {  // A reversal mirrors its original fen by fen.
        parts = allocate(-total, weights);
        for (Money& part : parts) part = -part;
        return parts;
    }

    Int128 weight_sum = 0;
    for (const std::int64_t weight : weights) {
        YIDI_ASSERT(weight >= 0);
        weight_sum += weight;
    }
    YIDI_ASSERT(weight_sum > 0);

    std::vector<Int128> lost(weights.size());  // In fen times weight_sum.
    Money left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Int128 share = Int128{total.fen()} * weights[i];  // Below 2^117.
        parts[i] = Money::from_fen(static_cast<std::int64_t>(share / weight_sum));
        lost[i] = share % weight_sum;
        left -= parts[i];
    }

    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return lost[a] > lost[b]; });
    for (const std::size_t i : order) {
        if (left == Money{}) break;
        parts[i] += Money::from_fen(1);
        left -= Money::from_fen(1);
    }
    YIDI_ASSERT(left == Money{});  // Less than one fen is lost for each part.
    return parts;
}

std::string to_yuan(Money amount) {
    return internal::format_fixed(amount.fen(), 2);
}

Result<Money> parse_yuan(std::string_view text) {
    YIDI_TRY(const std::int64_t fen,
             internal::parse_decimal(text, {.noun = "an amount in yuan",
                                            .places = 2,
                                            .max = kInputFenMax,
                                            .negative_allowed = true,
                                            .code = ErrorCode::bad_amount}));
    return Money::from_fen(fen);
}

std::ostream& operator<<(std::ostream& out, Money amount) {
    return out << to_yuan(amount);
}

}  // namespace yidi
