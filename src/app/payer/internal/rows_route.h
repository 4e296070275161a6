#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/registry/route.h"
#include "ports/store.h"

/// Rows of `route` and `dual_drug`.
namespace yidi::payer::internal {

[[nodiscard]] Result<void> put(ports::Session& session, const registry::Route& route);
/// The row with the regions, business and first day of another; empty if there is none.
[[nodiscard]] Result<std::optional<registry::Route>> find_route(ports::Session& session,
                                                                const registry::Route& like);
/// Every row that may be about the two pooling areas, for one business.
[[nodiscard]] Result<std::vector<registry::Route>> routes_about(ports::Session& session,
                                                                std::uint32_t insured_area,
                                                                std::uint32_t care_area,
                                                                policy::Business business);

/// Of an insured region, or of all, by key.
[[nodiscard]] Result<std::vector<registry::Route>> routes_of(ports::Session& session,
                                                             std::optional<std::uint32_t> insured);

[[nodiscard]] Result<void> put(ports::Session& session, const registry::DualDrug& drug);
[[nodiscard]] Result<std::optional<registry::DualDrug>> find_drug(ports::Session& session,
                                                                  const registry::DualDrug& like);
/// A region's whole list, by code and first day.
[[nodiscard]] Result<std::vector<registry::DualDrug>> drugs_of(ports::Session& session,
                                                               std::uint32_t admdvs);
/// Every region's.
[[nodiscard]] Result<std::vector<registry::DualDrug>> all_drugs(ports::Session& session);

}  // namespace yidi::payer::internal
