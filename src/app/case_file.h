#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/rate.h"
#include "domain/adjudication/case.h"
#include "domain/policy/terms.h"

namespace yidi::app {

/// A figure that somebody published for a case, by the names that docs/using/case-file.md gives.
struct PublishedFigure {
    std::string name;
    std::optional<Money> amount;
    std::optional<Rate> ratio;  ///< instead of an amount, for pool_prop_selfpay
};

/// How many lines of class B state no share that is paid first, by the catalogue that they are read
/// in: an absent share and a stated 0 are the same fact, but not the same certainty.
struct WithoutFirstPay {
    std::int64_t treating = 0;
    std::int64_t insured = 0;
    bool operator==(const WithoutFirstPay&) const = default;
};

/// A case file: the facts, and what may stand beside them.
struct CaseFile {
    adjudication::Case facts;
    std::optional<policy::Terms> terms;  ///< computed instead of a pack
    std::vector<PublishedFigure> published;
    WithoutFirstPay without_first_pay;
};

}  // namespace yidi::app
