#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ports/store.h"

namespace yidi::storage {

/// What a scan's statement depends on: not the values, only which of them there are.
struct ScanShape {
    std::uint32_t index = 0;  ///< from 1; 0 is the key
    std::uint32_t prefix = 0;
    bool has_from = false;
    bool has_to = false;
    bool descending = false;
};

/// Requires an index of the table, and no empty value in the range (asserted).
[[nodiscard]] ScanShape shape_of(const ports::TableSpec& table, std::string_view index,
                                 const ports::Range& range);
/// Another number for another shape; below 2^20.
[[nodiscard]] std::uint32_t number_of(const ScanShape& shape);
/// Its parameters are the prefix, then `from`, then `to`.
[[nodiscard]] std::string scan_sql(const ports::TableSpec& table, const ScanShape& shape);
/// The columns that the scan goes by.
[[nodiscard]] std::vector<std::size_t> scan_columns(const ports::TableSpec& table,
                                                    const ScanShape& shape);

}  // namespace yidi::storage
