#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/table.h"
#include "base/error.h"
#include "domain/policy/pack.h"

/// A pack that somebody hands in as a table, with all that cannot be read in it at once.
namespace yidi::codec {

/// CSV, or the first sheet of a workbook, told apart by their first bytes.
/// Errors    those of read_csv and read_xlsx.
[[nodiscard]] Result<CellTable> read_table(std::string_view bytes, std::string_view file_name);

/// What cannot be read: where it stands, and the sentence.
struct CellProblem {
    std::uint32_t line = 0;  ///< row of the table as a spreadsheet counts, the head is 1
    std::string column;      ///< the head above it; empty: the row as a whole
    Error error;
};

struct ReadPack {
    policy::Pack pack;                  ///< meaningful where there are no problems
    std::vector<CellProblem> problems;  ///< by line, at most kCellProblemsMax
};
inline constexpr std::size_t kCellProblemsMax = 50;

/// A row that cannot be read is told and left out, so that the next ones are told too.
[[nodiscard]] ReadPack read_pack_table(CellTable table, std::string_view file_name);

}  // namespace yidi::codec
