#pragma once

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

/// A case file: the facts, and what may stand beside them.
struct CaseFile {
    adjudication::Case facts;
    std::optional<policy::Terms> terms;  ///< computed instead of a pack
    std::vector<PublishedFigure> published;
};

}  // namespace yidi::app
