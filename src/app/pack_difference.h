#pragma once

#include <string>
#include <vector>

#include "domain/policy/pack.h"

/// What differs between two packs, row by row.
namespace yidi::app {

/// A row on one side. `row` is null on the side that has none.
struct RowSide {
    const policy::Scheme* scheme = nullptr;
    const policy::Row* row = nullptr;
};

/// A row that only one side has, or one that says something else under the same conditions.
struct RowChange {
    RowSide before;
    RowSide after;
};

/// A scheme that one side declares unknown, or for another reason, or does not mention.
struct SchemeChange {
    const policy::Scheme* before = nullptr;
    const policy::Scheme* after = nullptr;
};

/// A layer of a chain that was added, removed, or changed in what it is (its rows are RowChanges).
struct LayerChange {
    const policy::Scheme* scheme = nullptr;  ///< of the newer side that has it
    const policy::Layer* before = nullptr;
    const policy::Layer* after = nullptr;
};

/// Points into the two packs.
struct PackDifference {
    std::vector<SchemeChange> schemes;
    std::vector<LayerChange> layers;
    std::vector<RowChange> rows;
    std::vector<std::string>
        parts;  ///< other keys that differ: "name", "documents", "notes", "defaults", …

    [[nodiscard]] bool empty() const {
        return schemes.empty() && layers.empty() && rows.empty() && parts.empty();
    }
};

/// Rows are matched by insurance type, business, layer, parameter and conditions; of several such
/// rows, those with the same first day are matched first, then as they stand. `version` and
/// `known_since` may differ without being a difference. Requires  both packs outlive the result.
[[nodiscard]] PackDifference difference(const policy::Pack& before, const policy::Pack& after);

}  // namespace yidi::app
