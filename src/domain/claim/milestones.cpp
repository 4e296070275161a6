#include "domain/claim/milestones.h"

#include <algorithm>
#include <cstddef>

namespace yidi::claim {
namespace {

std::size_t place_of(Phase phase) {
    return static_cast<std::size_t>(std::ranges::find(kWay, phase) - kWay.begin());
}

/// Behind which step a claim stands, if its phase says so.
std::optional<std::size_t> reached(const Claim& claim) {
    switch (claim.phase) {
        case Phase::draft:
        case Phase::refused:
        case Phase::withdrawn: return {};
        case Phase::needs_material:
            return place_of(claim.was_accepted ? Phase::accepted : Phase::received);
        case Phase::returned:
        case Phase::set_off: return place_of(Phase::decided);
        case Phase::received:
        case Phase::accepted:
        case Phase::checked:
        case Phase::decided:
        case Phase::ordered:
        case Phase::sent:
        case Phase::paid: return place_of(claim.phase);
    }
    return {};
}

}  // namespace

std::vector<Milestone> milestones_of(const std::vector<Event>& history) {
    std::vector<Milestone> way;
    way.reserve(kWay.size());
    for (const Phase phase : kWay) {
        way.push_back({.phase = phase, .at = {}});
    }
    for (const Event& event : history) {
        const std::optional<std::size_t> last = reached(event.after);
        if (!last) {
            continue;
        }
        for (std::size_t i = 0; i <= *last; ++i) {
            if (!way[i].at) {
                way[i].at = event.at;  // A difference goes past the steps that it does not have.
            }
        }
        for (std::size_t i = *last + 1; i < way.size(); ++i) {
            way[i].at.reset();
        }
    }
    return way;
}

}  // namespace yidi::claim
