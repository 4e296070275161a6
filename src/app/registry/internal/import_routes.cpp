#include <set>
#include <tuple>

#include "app/payer/internal/rows_route.h"
#include "app/payer/upkeep.h"
#include "app/registry/internal/importer.h"

/// What is published of routes and dual-channel drugs.
namespace yidi::app::internal {

using registry::DualDrug;
using registry::Route;

Result<void> Importer::import_routes() {
    std::set<std::tuple<std::uint32_t, std::uint32_t, policy::Business, Date>> seen;
    for (const FromLine<Route>& one : feed_.routes) {
        const Route& route = one.record;
        if (!seen.insert(
                     {route.insuplc_admdvs, route.mdtrtarea_admvs, route.business, route.begndate})
                 .second) {
            add(place_of(one), {.column = "begndate",
                                .rule = "each route and kind of business once from a day on",
                                .remedy = "remove one of the two lines",
                                .detail = "an earlier line says something of this route"});
            continue;
        }
        YIDI_TRY(const auto before, payer::internal::find_route(session_, route));
        if (before == route) {
            ++out_.of(RegistryKind::routes).unchanged;
            continue;
        }
        YIDI_TRY_VOID(payer::put_route(session_, context_, route, by_));
        count(RegistryKind::routes, !before);
    }
    return {};
}

Result<void> Importer::import_dualdrugs() {
    std::set<std::tuple<std::uint32_t, std::string_view, Date>> seen;
    for (const FromLine<DualDrug>& one : feed_.dualdrugs) {
        const DualDrug& drug = one.record;
        if (!seen.insert({drug.admdvs, drug.med_list_codg, drug.begndate}).second) {
            add(place_of(one), {.column = "begndate",
                                .rule = "each drug of a region once from a day on",
                                .remedy = "remove one of the two lines",
                                .detail = "an earlier line has this drug, region and day"});
            continue;
        }
        YIDI_TRY(const auto before, payer::internal::find_drug(session_, drug));
        if (before == drug) {
            ++out_.of(RegistryKind::dualdrugs).unchanged;
            continue;
        }
        YIDI_TRY_VOID(payer::put_dual_drug(session_, context_, drug, by_));
        count(RegistryKind::dualdrugs, !before);
    }
    return {};
}

}  // namespace yidi::app::internal
