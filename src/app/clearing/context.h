#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/clearing/cycle.h"
#include "domain/clearing/rules.h"
#include "domain/clearing/working_days.h"
#include "domain/policy/regions.h"

/// Clearing between provinces (docs/design/clearing.md). Each verb is one use case in one savepoint
/// of the store's writer.
namespace yidi::app {

/// What a node of clearing reads at its start.
struct ClearingRules {
    clearing::Rules rules;
    clearing::WorkingDays days;
    std::vector<std::uint32_t> parties;  ///< codes of provinces, sorted
};

/// The provinces of a region list that clear with each other: 11 to 66 of the national codes, the
/// production corps in Xinjiang among them. Sorted.
[[nodiscard]] std::vector<std::uint32_t> parties_in(const policy::Regions& regions);

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
