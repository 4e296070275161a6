#include "app/lookup/institution.h"

#include <algorithm>
#include <array>

#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_route.h"

namespace yidi::app {
namespace {

using payer::internal::refuse;
using ports::Session;

Result<void> check_region(const policy::Regions& regions, std::uint32_t code,
                          std::string_view field) {
    if (regions.contains(code)) {
        return {};
    }
    return refuse(ErrorCode::bad_region, field, "a code of the region list",
                  "look the code up in data/regions/regions.tsv", "no region has this code");
}

bool holds(const registry::DualDrug& drug, Date day) {
    return drug.begndate <= day && (!drug.enddate || *drug.enddate >= day);
}

}  // namespace

Result<OpeningAnswer> opening(Session& session, const OpeningQuery& query) {
    YIDI_TRY(auto found, payer::internal::find_institution(session, query.fixmedins_code));
    if (!found) {
        return refuse(ErrorCode::bad_value, "fixmedins_code", "the code of an institution",
                      "look it up by its name: yidi institution find NAME",
                      "no institution has this code");
    }
    OpeningAnswer answer{.institution = *std::move(found), .state = {}};
    answer.state = registry::opening_of(answer.institution, query.business, query.disease);
    return answer;
}

Result<RouteAnswer> route(Session& session, const policy::Regions& regions,
                          const RouteQuery& query) {
    YIDI_TRY_VOID(check_region(regions, query.insuplc_admdvs, "insuplc_admdvs"));
    YIDI_TRY_VOID(check_region(regions, query.mdtrtarea_admvs, "mdtrtarea_admvs"));
    RouteAnswer answer{.insured_area = regions.pooling_area(query.insuplc_admdvs),
                       .care_area = regions.pooling_area(query.mdtrtarea_admvs),
                       .finding = {}};
    YIDI_TRY(const auto rows, payer::internal::routes_about(session, answer.insured_area,
                                                            answer.care_area, query.business));
    answer.finding = registry::route_on(rows, answer.insured_area, answer.care_area, query.day);
    return answer;
}

std::string_view name(DrugState state) {
    constexpr std::array<std::string_view, 4> kNames{"listed", "unlisted", "all", "unknown"};
    return kNames.at(static_cast<std::size_t>(state));
}

Result<DrugAnswer> dual_drugs(Session& session, const policy::Regions& regions,
                              const DrugQuery& query) {
    YIDI_TRY_VOID(check_region(regions, query.insuplc_admdvs, "insuplc_admdvs"));
    const std::uint32_t area = regions.pooling_area(query.insuplc_admdvs);
    DrugAnswer answer;
    std::vector<registry::DualDrug>& all = answer.drugs;
    bool is_published = false;
    for (const std::uint32_t region : registry::regions_about(area)) {
        YIDI_TRY(const auto list, payer::internal::drugs_of(session, region));
        for (const registry::DualDrug& drug : list) {
            if (!holds(drug, query.day)) continue;
            is_published = true;
            const bool is_meant =
                drug.med_list_codg == query.drug || drug.name.find(query.drug) != std::string::npos;
            // The region's own row says more than its province's.
            const bool is_told = std::ranges::find(all, drug.med_list_codg,
                                                   &registry::DualDrug::med_list_codg) != all.end();
            if (is_meant && !is_told && all.size() < query.limit) {
                all.push_back(drug);
            }
        }
    }
    if (!is_published) return answer;
    answer.state = query.drug.empty() ? DrugState::all
                   : all.empty()      ? DrugState::unlisted
                                      : DrugState::listed;
    return answer;
}

}  // namespace yidi::app
