#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/claim/claims.h"

/// What years that were computed again leave in a person's favour, where no claim is there to pay
/// it (docs/design/claim.md, "Differences").
namespace yidi::app {

/// A movement on what an area's fund owes the person.
struct OwedEntry {
    /// Of the settlement, its correction or its reversal; of a payment its own.
    std::int64_t number = 0;
    Instant at;
    Money amount;  ///< negative: paid to the person, or owed by them
    /// How a settlement came about; empty: money that was sent, or came back.
    std::optional<settlement::SettlementKind> kind;
    std::optional<Date> until;  ///< last day of the settlement's care
};

/// What one pooling area's fund owes a person; another's debts are no business of it.
struct OwedByArea {
    std::uint32_t area = 0;
    Money owed;                  ///< negative: the person owes
    Money unclaimed;             ///< of it, what no claim waits to be paid; at least nothing
    std::int64_t under_way = 0;  ///< the difference that waits to be decided, for all of that; or 0
    std::vector<OwedEntry> entries;  ///< in the order of their numbers
};
/// By area; those that never owed anything are left out.
[[nodiscard]] Result<std::vector<OwedByArea>> owed_by_area(ports::Session& session,
                                                           const payer::Context& context,
                                                           registry::Pid pid);

struct DifferenceRequest {
    registry::Pid pid = 0;
    ClaimActor actor;
    std::uint32_t area = 0;  ///< pooling area; 0: the one that owes something
    claim::BankAccount account;
    std::vector<std::string> papers = {};  ///< kinds that were shown: the heirs' proof
};
/// A claim of kind `difference` for all that an area owes and no claim waits for. It has no papers,
/// but where heirs claim: it waits for who decides at once. Errors    as claim::check_account;
/// bad_value: a paper that no list has; inconsistent: nothing is
/// owed, more than one area owes and none is named, or a difference of the area is under way;
/// not_allowed: as receive_claim.
[[nodiscard]] Result<ClaimReply> claim_difference(ports::Session& session,
                                                  const ClaimContext& context,
                                                  const DifferenceRequest& request);

}  // namespace yidi::app
