#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/reference/bill.h"
#include "tests/reference/book.h"

/// The second executor: docs/domain/calculation.md carried out step by step in exact fractions,
/// slow and obvious. It shares no code with src/ and reads packs and cases as raw JSON.
namespace reference {

/// What complete facts lead to.
struct Outcome {
    std::string status;  ///< computed, unknown, rejected
    std::string code;    ///< refusal code of the last two
    Amounts setlinfo;    ///< national element names
    Q ratio;             ///< pool_prop_selfpay
    std::map<int, Q>
        paid;  ///< setldetail: chain layer (−1 the pooled fund) to what it paid; zeros left out
    Amounts cum;                      ///< accumulators after, "by_hosp/H1/otp_dedc"; zeros left out
    std::optional<int> benefit_year;  ///< its first day; empty: no date is given
    std::string undo_rule;            ///< of the scheme that computed
};

struct Answer {
    std::string status;             ///< computed, range, unknown, rejected
    std::vector<Outcome> outcomes;  ///< one for each way in which open facts were answered
    Q fund_low, fund_high;          ///< of a range
    Q person_low, person_high;

    /// The codes of the outcomes that decided a refusal.
    [[nodiscard]] std::set<std::string> codes() const;
    /// The outcome that all computed ones are, accumulators included; null if they differ or none
    /// was computed.
    [[nodiscard]] const Outcome* sole() const;
    /// The outcomes that are worst for the patient.
    [[nodiscard]] std::vector<const Outcome*> worst() const;
};

Answer adjudicate(const Book& book, const Json& input);

}  // namespace reference
