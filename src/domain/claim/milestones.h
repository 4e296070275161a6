#pragma once

#include <array>
#include <optional>
#include <vector>

#include "base/instant.h"
#include "domain/claim/claim.h"

/// How far a claim has come on its way to the money's arrival, as the person follows it.
namespace yidi::claim {

/// The way that ends well, in its order.
inline constexpr std::array kWay{Phase::received, Phase::accepted, Phase::checked, Phase::decided,
                                 Phase::ordered,  Phase::sent,     Phase::paid};

struct Milestone {
    Phase phase = Phase::received;
    std::optional<Instant> at;  ///< since when it is behind the claim; empty: still to come
};

/// Every step of kWay. What a claim was sent back behind is to come again; of a claim that is
/// refused or withdrawn the rest never comes.
[[nodiscard]] std::vector<Milestone> milestones_of(const std::vector<Event>& history);

}  // namespace yidi::claim
