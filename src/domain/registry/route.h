#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/policy/regions.h"
#include "domain/policy/vocabulary.h"
#include "domain/registry/records.h"

/// Whether care elsewhere can be settled directly at all: from which insured region to which place
/// for which business (the route), and at which institution for which disease (the opening). Two
/// questions that are often taken for one.
namespace yidi::registry {

/// What is published of a route over one interval. A region is a pooling area, a province (PP0000)
/// or kAnywhere.
struct Route {
    std::uint32_t insuplc_admdvs = 0;
    std::uint32_t mdtrtarea_admvs = 0;
    policy::Business business = policy::Business::inpatient;
    Date begndate;
    std::optional<Date> enddate;
    bool is_open = true;  ///< false: published as not open in this interval
    std::string source;
    policy::Grade grade = policy::Grade::K;
    bool operator==(const Route&) const = default;
};
inline constexpr std::uint32_t kAnywhere = 0;

enum class RouteState : std::uint8_t {
    local,  ///< the insured region itself: none is needed
    open,
    not_yet,  ///< opens on a later day
    ended,    ///< was open
    closed,   ///< published as not open
    unknown,  ///< nothing is published
};
[[nodiscard]] std::string_view name(RouteState state);

struct RouteFinding {
    RouteState state = RouteState::unknown;
    std::optional<Route> by;    ///< what it follows from; empty for local and unknown
    std::optional<Date> since;  ///< day it opened, opens or was closed; of `ended` the last day
};

/// Of the rows that are about the two regions the closest counts: the insured region's own before
/// its province's and these before all; then the same of the place; of equals the latest to begin.
/// Requires  rows of this business.
[[nodiscard]] RouteFinding route_on(const std::vector<Route>& rows, std::uint32_t insured_area,
                                    std::uint32_t care_area, Date day);
/// The regions whose rows may be about an area, closest first: itself, its province, anywhere.
[[nodiscard]] std::vector<std::uint32_t> regions_about(std::uint32_t area);

enum class OpeningState : std::uint8_t {
    open,
    not_connected,     ///< for no business
    business_closed,   ///< connected, not for this business
    disease_closed,    ///< open for chronic care of other diseases
    disease_unstated,  ///< open for chronic care; for which diseases is not stated
};
[[nodiscard]] std::string_view name(OpeningState state);

/// Whether an institution is open to patients from elsewhere. `disease` only counts for chronic
/// care; empty: not asked.
[[nodiscard]] OpeningState opening_of(const Institution& institution, policy::Business business,
                                      std::string_view disease);

/// One drug on a region's dual-channel list over one interval.
struct DualDrug {
    std::uint32_t admdvs = 0;  ///< the insured region, or its province, whose list it is
    std::string med_list_codg;
    Date begndate;
    std::optional<Date> enddate;
    std::string name;
    std::string source;
    policy::Grade grade = policy::Grade::K;
    bool operator==(const DualDrug&) const = default;
};

}  // namespace yidi::registry
