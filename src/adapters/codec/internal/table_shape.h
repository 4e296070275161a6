#pragma once

#include <string_view>

#include "adapters/codec/table.h"
#include "base/error.h"

namespace yidi::codec::internal {

/// The rows of a table that say something: those with nothing but empty cells, as spreadsheets
/// leave them at the end, are left out.
[[nodiscard]] CellTable rows_of(const CellTable& table);

/// Errors    bad_value: a cell of the row has content, but stands under no head.
[[nodiscard]] Result<void> check_width(const TableRow& row, const TableRow& head,
                                       std::string_view file_name);

}  // namespace yidi::codec::internal
