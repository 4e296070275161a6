#pragma once

#include <filesystem>
#include <functional>

#include "adapters/codec/clearing_columns.h"
#include "app/clearing/allocation.h"

/// The columnar side file of a month out of the store's books.
namespace yidi::codec {

/// Gives every row of the month, in the same order each time.
using AllocatedRows = std::function<Result<void>(const app::VisitAllocated& visit)>;

/// Reads the rows twice, for the dictionaries and for the columns, so that a month of any size
/// needs no memory, and writes the file whole or not at all.
/// Errors    those of `rows`; those of ColumnsWriter; invariant_violated: an institution in two
///           areas.
[[nodiscard]] Result<void> write_month_columns(const std::filesystem::path& file,
                                               const AllocatedRows& rows);

}  // namespace yidi::codec
