#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/explain/language.h"
#include "domain/policy/regions.h"
#include "domain/registry/route.h"
#include "ports/store.h"

/// Two questions that are often taken for one, each answered by itself: is this institution open to
/// patients from elsewhere (for this business, this disease), and is the route from the insured
/// region to this place open. Reads only.
namespace yidi::app {

/// What to say, and what to do about it. Sentences for people.
struct Advice {
    std::string say;
    std::string next;  ///< empty where nothing is to be done
};

struct OpeningQuery {
    std::string fixmedins_code;
    policy::Business business = policy::Business::inpatient;
    std::string disease;  ///< of chronic care; may be empty
};
struct OpeningAnswer {
    registry::Institution institution;  ///< without its keys
    registry::OpeningState state = registry::OpeningState::not_connected;
};
/// Errors    bad_value: nobody has this code.
[[nodiscard]] Result<OpeningAnswer> opening(ports::Session& session, const OpeningQuery& query);
[[nodiscard]] Advice advice(const OpeningAnswer& answer, const OpeningQuery& query,
                            explain::Language language);

struct RouteQuery {
    std::uint32_t insuplc_admdvs = 0;
    std::uint32_t mdtrtarea_admvs = 0;
    policy::Business business = policy::Business::inpatient;
    Date day;
};
struct RouteAnswer {
    std::uint32_t insured_area = 0;  ///< the pooling areas that the two belong to
    std::uint32_t care_area = 0;
    registry::RouteFinding finding;
};
/// Errors    bad_region: not in the list.
[[nodiscard]] Result<RouteAnswer> route(ports::Session& session, const policy::Regions& regions,
                                        const RouteQuery& query);
[[nodiscard]] Advice advice(const RouteAnswer& answer, const RouteQuery& query,
                            const policy::Regions& regions, explain::Language language);

struct DrugQuery {
    std::uint32_t insuplc_admdvs = 0;
    std::string drug;  ///< a code, or a part of the name; empty: all
    Date day;
    std::size_t limit = 100;
};
enum class DrugState : std::uint8_t {
    listed,    ///< the drug that was asked for is on a list
    unlisted,  ///< there is a list on that day, and the drug is not on it
    all,       ///< no drug was asked for: what the lists have
    unknown,   ///< no list is registered for that day
};
[[nodiscard]] std::string_view name(DrugState state);
struct DrugAnswer {
    DrugState state = DrugState::unknown;
    std::vector<registry::DualDrug> drugs;
};
/// What stands on the dual-channel lists of the insured region and of its province on a day.
/// Errors    bad_region.
[[nodiscard]] Result<DrugAnswer> dual_drugs(ports::Session& session, const policy::Regions& regions,
                                            const DrugQuery& query);
/// What to say of a drug at a dual-channel institution elsewhere.
[[nodiscard]] Advice advice(const DrugAnswer& answer, explain::Language language);

}  // namespace yidi::app
