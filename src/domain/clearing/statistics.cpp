#include "domain/clearing/statistics.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/int128.h"

namespace yidi::clearing {
namespace {

/// Counts of one kind of care.
class Counter {
public:
    void add(const CareRow& row) {
        const std::int64_t one = row.is_reversal ? -1 : 1;
        if (!row.is_direct) {
            numbers_.manual += one;
            return;
        }
        numbers_.settlements += one;
        persons_[row.pid] += one;
        institutions_[row.fixmedins_code] += one;
        medfee_ += row.medfee.fen();
        fund_ += row.fund.fen();
    }

    [[nodiscard]] Result<CareNumbers> numbers() const {
        const auto fits = [](Int128 fen) {
            return fen >= -Money::kFenMax && fen <= Money::kFenMax;
        };
        if (!fits(medfee_) || !fits(fund_)) {
            return fail(Error{.code = ErrorCode::limit_exceeded,
                              .where = "statistics",
                              .rule = "sums up to 90,000,000,000,000.00",
                              .remedy = "look for a bill whose amount cannot be",
                              .detail = "a sum leaves the range of an amount"});
        }
        CareNumbers numbers = numbers_;
        const auto stands = [](const auto& counted) { return counted.second > 0; };
        numbers.persons = std::ranges::count_if(persons_, stands);
        numbers.institutions = std::ranges::count_if(institutions_, stands);
        numbers.medfee = Money::from_fen(static_cast<std::int64_t>(medfee_));
        numbers.fund = Money::from_fen(static_cast<std::int64_t>(fund_));
        return numbers;
    }

private:
    CareNumbers numbers_;
    std::map<std::int64_t, std::int64_t> persons_;
    std::map<std::string_view, std::int64_t> institutions_;
    Int128 medfee_ = 0;
    Int128 fund_ = 0;
};

}  // namespace

std::optional<std::int64_t> CareNumbers::direct_ppm() const {
    constexpr std::int64_t kMillion = 1'000'000;
    const std::int64_t total = settlements + manual;
    if (settlements < 0 || manual < 0 || total == 0) return std::nullopt;
    return settlements * kMillion / total;
}

Result<MonthStatistics> statistics_of(Month month, std::span<const CareRow> rows) {
    Counter stays;
    Counter others;
    Counter all;
    for (const CareRow& row : rows) {
        (row.is_stay ? stays : others).add(row);
        all.add(row);
    }
    MonthStatistics result;
    result.month = month;
    YIDI_TRY(result.stays, stays.numbers());
    YIDI_TRY(result.others, others.numbers());
    YIDI_TRY(result.all, all.numbers());
    return result;
}

}  // namespace yidi::clearing
