#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"

/// Tables of text cells, as CSV (RFC 4180) and as Excel workbooks.
namespace yidi::codec {

/// One row; `line` is where it begins in the file (for a workbook: its row), from 1.
struct TableRow {
    std::uint32_t line = 0;
    std::vector<std::string> cells;

    friend bool operator==(const TableRow&, const TableRow&) = default;
};
using CellTable = std::vector<TableRow>;

/// Reads CSV: commas (or another separator), quotes doubled inside quotes, CRLF or LF, with or
/// without a byte order mark. Empty lines are left out. Errors    bad_value: not UTF-8, a quote
/// that is not closed, or text after a closing quote; limit_exceeded: more than 1,000,000 rows or
/// 1,000 columns.
[[nodiscard]] Result<CellTable> read_csv(std::string_view text, std::string_view file_name,
                                         char separator = ',');

/// Writes CSV with CRLF and a byte order mark, by which Excel knows UTF-8. A text that a
/// spreadsheet would calculate stands behind an apostrophe, which read_csv takes away again.
[[nodiscard]] std::string write_csv(const CellTable& table);

/// Reads the first sheet of a workbook. Numbers are given as the shortest decimal that names them,
/// so that 0.85 typed into Excel is "0.85", but from 1E15 on, where a workbook no longer holds
/// every digit, as "1.2345678901234568e+17": no code can be taken for whole that has lost digits. A
/// date is given as Excel's serial number (date_of_serial). Empty rows are left out. Errors
/// bad_value: not a workbook; limit_exceeded: more than 1,000,000 rows, 1,000 columns or 32 MiB, or
/// more content than 256 MiB once it is unpacked.
[[nodiscard]] Result<CellTable> read_xlsx(std::string_view bytes, std::string_view file_name);

/// The day that a cell of a workbook holds as a number: "45292" is 2024-01-01. Empty for any other
/// text.
[[nodiscard]] std::optional<Date> date_of_serial(std::string_view text);

/// Writes one sheet, of that name. Every cell is text, so that Excel changes no code, date or
/// amount; the first row is bold and stays in view. The same table gives the same bytes. Errors
/// unreadable_file: the file cannot be written; limit_exceeded: a cell longer than 32,767
/// characters.
[[nodiscard]] Result<void> write_xlsx(const CellTable& table, const std::filesystem::path& file,
                                      const std::string& sheet = "policy");

/// The same as bytes, for an answer. Errors    those of write_xlsx, of a file among the machine's
/// temporary ones.
[[nodiscard]] Result<std::string> xlsx_bytes(const CellTable& table,
                                             const std::string& sheet = "policy");

}  // namespace yidi::codec
