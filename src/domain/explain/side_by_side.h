#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/money.h"
#include "domain/explain/waterfall.h"

namespace yidi::explain {

/// One part of a bill in several settlements.
struct SideRow {
    BarGroup group = BarGroup::total;
    std::string id;
    std::string label;
    /// One for each settlement; empty where that one has no amounts at all.
    std::vector<std::optional<Money>> amounts;
    /// More (or, negative, less) than in the base; empty where one of the two has no amounts.
    std::vector<std::optional<Money>> differences;
};

/// The bars of several settlements side by side, those of the total first, then costs, funds,
/// payers. A part that one settlement has and another has not is 0 there. `columns` holds the bars
/// of each (waterfall.h), none for a settlement without amounts; `base` is the one that the others
/// are held against. Requires  base < columns.size() (asserted).
[[nodiscard]] std::vector<SideRow> side_by_side(std::span<const std::vector<Bar>> columns,
                                                std::size_t base = 0);

}  // namespace yidi::explain
