#pragma once

#include <vector>

#include "app/payer/internal/bill.h"
#include "app/payer/internal/rows_visit.h"

namespace yidi::payer::internal {

/// What the pre-settlements of a person's other bills hold.
class Holds {
public:
    explicit Holds(std::vector<settlement::Hold> others) : others_{std::move(others)} {}

    /// Counts what is held of a year's pooled limits as used.
    /// Returns   how much that is.
    [[nodiscard]] Money take_pool(const YearKey& key, adjudication::Accumulators& cum) const;
    [[nodiscard]] Money account() const;

private:
    std::vector<settlement::Hold> others_;
};

/// Those that a bill has to leave alone: a trial all that have not run out; a final settlement
/// none, for it takes what is really left. Holds that have run out are removed.
[[nodiscard]] Result<Holds> holds_beside(ports::Session& session, const Context& context,
                                         const SettleRequest& request, Mode mode,
                                         const settlement::Visit& visit);

}  // namespace yidi::payer::internal
