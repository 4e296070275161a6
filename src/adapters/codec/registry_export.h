#pragma once

#include <vector>

#include "adapters/codec/table.h"
#include "domain/registry/records.h"
#include "domain/registry/route.h"

/// What a register holds as the tables that it is imported from (docs/operating/registry.md).
/// Reading one in again changes nothing.
namespace yidi::codec {

/// Without what gateways sign by: columns that are not there leave it as it is.
[[nodiscard]] CellTable institutions_table(const std::vector<registry::Institution>& all);
[[nodiscard]] CellTable catalogue_table(const std::vector<registry::CatalogueItem>& all);
[[nodiscard]] CellTable routes_table(const std::vector<registry::Route>& all);
[[nodiscard]] CellTable drugs_table(const std::vector<registry::DualDrug>& all);

}  // namespace yidi::codec
