#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/codec/settlement_columns.h"
#include "adapters/codec/table.h"
#include "base/error.h"
#include "domain/reconciliation/row.h"

/// A table of settlements as the rows of a book.
namespace yidi::codec {

/// What the last row says of the columns above it.
struct TotalRow {
    std::uint32_t line = 0;
    reconciliation::Amounts said;
};

struct SettlementBook {
    std::uint32_t heads_line = 0;
    std::vector<std::string> heads;
    std::vector<ReadColumn> columns;
    std::vector<reconciliation::Row> rows;
    std::vector<std::uint32_t> lines;  ///< of each row in its file
    std::vector<Error> skipped;        ///< rows that were left out, and why
    std::optional<TotalRow> total;
    std::size_t remarks =
        0;  ///< rows that are no settlement: subtotals, names of who made the table
};

/// The heads that say nothing about a settlement that is known here.
[[nodiscard]] std::vector<std::string> unused_heads(const SettlementBook& book);
/// Of which amounts the total row says another sum.
[[nodiscard]] std::vector<reconciliation::Amount> disagreeing(const TotalRow& total,
                                                              const reconciliation::Amounts& sums);

struct BookOptions {
    ColumnChoice said;
    const ColumnMemory* memory = nullptr;  ///< none
    bool skips_bad = false;                ///< a row that cannot be read is left out
    std::function<void(std::size_t rows)> progress = {};
};

/// Reads a table whose heads stand among its first ten rows. A cell that is not understood is an
/// error with file, line and head.
/// Errors    missing_key: no row of heads with a total and with a number, visit or person and day;
///           without `skips_bad` also bad_amount, bad_date, bad_value, missing_key of a row.
[[nodiscard]] Result<SettlementBook> read_settlements(const CellTable& table,
                                                      const std::string& file_name,
                                                      const BookOptions& options);

}  // namespace yidi::codec
