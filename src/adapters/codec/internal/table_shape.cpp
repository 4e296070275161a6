#include "adapters/codec/internal/table_shape.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace yidi::codec::internal {
namespace {

bool is_blank(const std::string& cell) {
    return cell.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// How many cells there are up to the last with content.
std::size_t width_of(const TableRow& row) {
    const auto last = std::find_if_not(row.cells.rbegin(), row.cells.rend(), is_blank);
    return static_cast<std::size_t>(row.cells.rend() - last);
}

}  // namespace

CellTable rows_of(const CellTable& table) {
    CellTable rows;
    std::ranges::copy_if(table, std::back_inserter(rows),
                         [](const TableRow& row) { return width_of(row) > 0; });
    return rows;
}

Result<void> check_width(const TableRow& row, const TableRow& head, std::string_view file_name) {
    const std::size_t heads = head.cells.size();
    const std::size_t width = width_of(row);
    if (width <= heads) return {};
    return fail({.code = ErrorCode::bad_value,
                 .where = std::string{file_name} + ":" + std::to_string(row.line),
                 .rule = "as many cells as heads (" + std::to_string(heads) + ")",
                 .remedy = "mend the row; a cell with a comma stands in quotes",
                 .detail = "this row has " + std::to_string(width) + " cells"});
}

}  // namespace yidi::codec::internal
