#include "adapters/codec/pack_upload.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "adapters/codec/pack_table.h"

namespace yidi::codec {
namespace {

constexpr std::string_view kColumn = " (column ";

std::uint32_t number_in(std::string_view text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The line behind the file's name in an error's place.
std::uint32_t line_of(const Error& error, std::string_view file_name) {
    const std::string_view where{error.where};
    const bool has_line = where.starts_with(file_name) && where.size() > file_name.size() + 1;
    return has_line ? number_in(where.substr(file_name.size() + 1)) : 0;
}

/// Takes "(column 7)" off the sentence, and gives the head above it.
std::string take_column(Error& error, const TableRow& head) {
    const std::size_t at = error.detail.rfind(kColumn);
    if (at == std::string::npos) return {};
    const std::uint32_t column =
        number_in(std::string_view{error.detail}.substr(at + kColumn.size()));
    error.detail.resize(at);
    return column > 0 && column <= head.cells.size() ? head.cells[column - 1] : std::string{};
}

}  // namespace

Result<CellTable> read_table(std::string_view bytes, std::string_view file_name) {
    return bytes.starts_with("PK") ? read_xlsx(bytes, file_name) : read_csv(bytes, file_name);
}

ReadPack read_pack_table(CellTable table, std::string_view file_name) {
    ReadPack read;
    while (read.problems.size() < kCellProblemsMax) {
        Result<policy::Pack> pack = decode_table(table, file_name);
        if (pack) {
            read.pack = *std::move(pack);
            break;
        }
        CellProblem problem{.line = 0, .column = {}, .error = std::move(pack).error()};
        problem.line = line_of(problem.error, file_name);
        const auto at = std::ranges::find(table, problem.line, &TableRow::line);
        const bool is_row = at != table.end() && at != table.begin();
        if (!table.empty()) problem.column = take_column(problem.error, table.front());
        read.problems.push_back(std::move(problem));
        // The head, or the table as a whole: nothing more can be read.
        if (!is_row) break;
        table.erase(at);
    }
    std::ranges::stable_sort(read.problems, {}, &CellProblem::line);
    return read;
}

}  // namespace yidi::codec
