#include "domain/registry/route.h"

#include <algorithm>
#include <array>

namespace yidi::registry {
namespace {

constexpr std::array<std::string_view, 6> kRouteStates{"local", "open",   "not_yet",
                                                       "ended", "closed", "unknown"};
constexpr std::array<std::string_view, 5> kOpeningStates{"open", "not_connected", "business_closed",
                                                         "disease_closed", "disease_unstated"};

/// 0 for the closest; as many as `regions_about` has if it is not about the area.
std::size_t distance(std::uint32_t region, std::uint32_t area) {
    const std::vector<std::uint32_t> about = regions_about(area);
    return static_cast<std::size_t>(std::ranges::find(about, region) - about.begin());
}

/// The rows that count, by their first day.
std::vector<Route> closest(const std::vector<Route>& rows, std::uint32_t insured,
                           std::uint32_t care) {
    const auto rank = [&](const Route& row) {
        return std::pair{distance(row.insuplc_admdvs, insured),
                         distance(row.mdtrtarea_admvs, care)};
    };
    const std::size_t none_insured = regions_about(insured).size();
    const std::size_t none_care = regions_about(care).size();
    std::vector<Route> best;
    for (const Route& row : rows) {
        const auto place = rank(row);
        if (place.first == none_insured || place.second == none_care) {
            continue;
        }
        if (!best.empty() && place < rank(best.front())) {
            best.clear();
        }
        if (best.empty() || place == rank(best.front())) {
            best.push_back(row);
        }
    }
    std::ranges::sort(best, {}, &Route::begndate);
    return best;
}

}  // namespace

std::string_view name(RouteState state) {
    return kRouteStates[static_cast<std::size_t>(state)];
}

std::string_view name(OpeningState state) {
    return kOpeningStates[static_cast<std::size_t>(state)];
}

std::vector<std::uint32_t> regions_about(std::uint32_t area) {
    constexpr std::uint32_t kProvince = 10'000;
    std::vector<std::uint32_t> regions{area};
    if (area % kProvince != 0) {
        regions.push_back(policy::province(area) * kProvince);
    }
    regions.push_back(kAnywhere);
    return regions;
}

RouteFinding route_on(const std::vector<Route>& rows, std::uint32_t insured_area,
                      std::uint32_t care_area, Date day) {
    if (insured_area == care_area) {
        return {.state = RouteState::local, .by = {}, .since = {}};
    }
    const std::vector<Route> ordered = closest(rows, insured_area, care_area);
    const Route* now = nullptr;
    const Route* before = nullptr;
    const Route* after = nullptr;
    for (const Route& row : ordered) {
        if (row.begndate > day) {
            after = after == nullptr && row.is_open ? &row : after;
        } else if (!row.enddate || *row.enddate >= day) {
            now = &row;
        } else if (row.is_open) {
            before = &row;
        }
    }
    if (now != nullptr && now->is_open) {
        return {.state = RouteState::open, .by = *now, .since = now->begndate};
    }
    if (after != nullptr) {
        return {.state = RouteState::not_yet, .by = *after, .since = after->begndate};
    }
    if (now != nullptr) {
        return {.state = RouteState::closed, .by = *now, .since = now->begndate};
    }
    if (before != nullptr) {
        return {.state = RouteState::ended, .by = *before, .since = before->enddate};
    }
    return {};
}

OpeningState opening_of(const Institution& institution, policy::Business business,
                        std::string_view disease) {
    if (institution.remote_open == 0) {
        return OpeningState::not_connected;
    }
    if ((institution.remote_open >> static_cast<unsigned>(business) & 1U) == 0) {
        return OpeningState::business_closed;
    }
    if (business != policy::Business::chronic || disease.empty()) {
        return OpeningState::open;
    }
    if (institution.remote_diseases.empty()) {
        return OpeningState::disease_unstated;
    }
    return std::ranges::find(institution.remote_diseases, disease) ==
                   institution.remote_diseases.end()
               ? OpeningState::disease_closed
               : OpeningState::open;
}

}  // namespace yidi::registry
