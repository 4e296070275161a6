#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/rules.h"
#include "domain/clearing/working_days.h"

/// Clearing between provinces (docs/design/clearing.md). Each verb is one use case in one savepoint
/// of the store's writer.
namespace yidi::app {

/// What a node of clearing reads at its start.
struct ClearingRules {
    clearing::Rules rules;
    clearing::WorkingDays days;
    std::vector<std::uint32_t> parties;  ///< codes of provinces, sorted
};

struct ClearingContext {
    const payer::Context& payer;
    const clearing::Rules& rules;
    const clearing::WorkingDays& days;
    /// Who may take part: codes of provinces, sorted.
    const std::vector<std::uint32_t>& parties;

    [[nodiscard]] Instant now() const { return payer.now; }
    [[nodiscard]] Date today() const { return payer.now.date(); }
    /// What holds on the day. Errors    rule_unknown.
    [[nodiscard]] Result<clearing::Terms> terms() const {
        return rules.on(clearing::kNation, today());
    }
};

}  // namespace yidi::app
