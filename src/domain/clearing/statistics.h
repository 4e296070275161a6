#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "domain/clearing/month.h"

/// What an agency publishes of a month.
namespace yidi::clearing {

/// One settlement or reimbursement of care elsewhere, as the statistics read it.
struct CareRow {
    std::int64_t pid = 0;
    std::string fixmedins_code;
    bool is_direct = true;     ///< settled at the institution; else reimbursed by hand
    bool is_stay = false;      ///< inpatient; else outpatient and pharmacy
    bool is_reversal = false;  ///< takes one back: amounts are negative
    Money medfee;
    Money fund;
};

/// Of all rows, of stays or of the rest.
struct CareNumbers {
    std::int64_t settlements = 0;  ///< direct, less those taken back
    std::int64_t manual = 0;       ///< reimbursed by hand, less those taken back
    std::int64_t persons = 0;      ///< with a direct settlement
    std::int64_t institutions = 0;
    Money medfee;
    Money fund;

    /// 直接结算率 in millionths, toward zero: direct settlements of all; empty without any.
    [[nodiscard]] std::optional<std::int64_t> direct_ppm() const;
    bool operator==(const CareNumbers&) const = default;
};

struct MonthStatistics {
    Month month;
    CareNumbers stays;
    CareNumbers others;
    CareNumbers all;  ///< a person with both counts once
    bool operator==(const MonthStatistics&) const = default;
};

/// The rows of one month. Persons and institutions are counted where more is settled than taken
/// back. Amounts are those of direct settlements.
/// Errors    limit_exceeded: a sum beyond Money.
[[nodiscard]] Result<MonthStatistics> statistics_of(Month month, std::span<const CareRow> rows);

}  // namespace yidi::clearing
