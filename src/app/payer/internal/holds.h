#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/payer/internal/bill.h"
#include "app/payer/internal/rows_visit.h"

/// What pre-settlements keep free until they end. One hold for each bill; where a family account
/// would pay, a second row stands under its owner, so that every window that could use the same
/// money finds it where it looks for that person.
namespace yidi::payer::internal {

/// Holds that another bill has to leave alone.
class Holds {
public:
    explicit Holds(std::vector<settlement::Hold> others) : others_{std::move(others)} {}

    /// Counts what is held of a year's pooled limits as used.
    /// Returns   how much that is.
    [[nodiscard]] Money take_pool(const YearKey& key, adjudication::Accumulators& cum) const;
    /// Held of the account of the person whose holds these are.
    [[nodiscard]] Money account() const;
    /// The part of it that is for one relative.
    [[nodiscard]] Money account_for(Pid patient) const;

private:
    std::vector<settlement::Hold> others_;
};

/// The bill that asks: of a stay every batch is its own.
struct HoldsBeside {
    Mode mode;
    const Visit& visit;
    const std::string& chrg_bchno;
};
/// The holds on a person's limits and money that a bill has to leave alone: for a trial all that
/// have not run out and are not its own; for a final settlement none, for it takes what is really
/// left. Holds that have run out are removed.
[[nodiscard]] Result<Holds> holds_beside(Session& session, const Context& context,
                                         const HoldsBeside& beside, Pid whose);

/// Replaces the hold of its bill. `mulaid` is what it keeps free of the account of `hold.owner`.
[[nodiscard]] Result<void> keep(Session& session, const settlement::Hold& hold, Money mulaid);
/// Ends the hold of one batch of a visit (of a stay: ""), or of every batch.
[[nodiscard]] Result<void> release(Session& session, const Visit& visit,
                                   const std::optional<std::string>& chrg_bchno);

}  // namespace yidi::payer::internal
