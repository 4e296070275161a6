#include "app/payer/internal/rows_route.h"

#include <array>

#include "app/payer/internal/row_reader.h"

namespace yidi::payer::internal {
namespace {

using ports::Row;
using ports::Session;
using ports::spec;
using ports::Table;
using ports::Value;
using registry::DualDrug;
using registry::Route;

Result<Route> read_route(const Row& row) {
    RowReader in{Table::route, row};
    Route one;
    one.insuplc_admdvs = in.region();
    one.mdtrtarea_admvs = in.region();
    one.business = in.word([](const std::string& word) { return policy::parse_business(word); });
    one.begndate = in.date();
    one.enddate = in.maybe_date();
    one.is_open = in.flag();
    one.source = in.text();
    one.grade = in.word([](const std::string& word) { return policy::parse_grade(word); });
    YIDI_TRY_VOID(in.end());
    return one;
}

Result<DualDrug> read_drug(const Row& row) {
    RowReader in{Table::dual_drug, row};
    DualDrug one;
    one.admdvs = in.region();
    one.med_list_codg = in.text();
    one.begndate = in.date();
    one.enddate = in.maybe_date();
    one.name = in.text();
    one.source = in.text();
    one.grade = in.word([](const std::string& word) { return policy::parse_grade(word); });
    YIDI_TRY_VOID(in.end());
    return one;
}

}  // namespace

Result<void> put(Session& session, const Route& route) {
    return session.put(
        spec(Table::route),
        {std::int64_t{route.insuplc_admdvs}, std::int64_t{route.mdtrtarea_admvs},
         value_of(policy::name(route.business)), value_of(route.begndate), value_of(route.enddate),
         value_of(route.is_open), route.source, value_of(policy::name(route.grade))});
}

Result<std::optional<Route>> find_route(Session& session, const Route& like) {
    const std::array<Value, 4> key{std::int64_t{like.insuplc_admdvs},
                                   std::int64_t{like.mdtrtarea_admvs},
                                   value_of(policy::name(like.business)), value_of(like.begndate)};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::route), key));
    if (!row) {
        return std::optional<Route>{};
    }
    YIDI_TRY(Route found, read_route(*row));
    return std::optional{std::move(found)};
}

Result<std::vector<Route>> routes_about(Session& session, std::uint32_t insured_area,
                                        std::uint32_t care_area, policy::Business business) {
    std::vector<Route> all;
    for (const std::uint32_t insured : registry::regions_about(insured_area)) {
        for (const std::uint32_t care : registry::regions_about(care_area)) {
            ports::Range range;
            range.prefix = {Value{std::int64_t{insured}}, Value{std::int64_t{care}},
                            value_of(policy::name(business))};
            YIDI_TRY(const auto rows, scan_rows<Route>(session, Table::route, range, read_route));
            all.insert(all.end(), rows.begin(), rows.end());
        }
    }
    return all;
}

Result<void> put(Session& session, const DualDrug& drug) {
    return session.put(
        spec(Table::dual_drug),
        {std::int64_t{drug.admdvs}, drug.med_list_codg, value_of(drug.begndate),
         value_of(drug.enddate), drug.name, drug.source, value_of(policy::name(drug.grade))});
}

Result<std::optional<DualDrug>> find_drug(Session& session, const DualDrug& like) {
    const std::array<Value, 3> key{std::int64_t{like.admdvs}, like.med_list_codg,
                                   value_of(like.begndate)};
    YIDI_TRY(const std::optional<Row> row, session.get(spec(Table::dual_drug), key));
    if (!row) {
        return std::optional<DualDrug>{};
    }
    YIDI_TRY(DualDrug found, read_drug(*row));
    return std::optional{std::move(found)};
}

Result<std::vector<DualDrug>> drugs_of(Session& session, std::uint32_t admdvs) {
    ports::Range range;
    range.prefix = {Value{std::int64_t{admdvs}}};
    return scan_rows<DualDrug>(session, Table::dual_drug, range, read_drug);
}

Result<std::vector<Route>> routes_of(Session& session, std::optional<std::uint32_t> insured) {
    ports::Range range;
    if (insured) range.prefix = {Value{std::int64_t{*insured}}};
    return scan_rows<Route>(session, Table::route, range, read_route);
}

Result<std::vector<DualDrug>> all_drugs(Session& session) {
    return scan_rows<DualDrug>(session, Table::dual_drug, {}, read_drug);
}

}  // namespace yidi::payer::internal
