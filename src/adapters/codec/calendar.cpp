#include "adapters/codec/calendar.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "adapters/codec/pack_store.h"
#include "adapters/codec/table.h"

namespace yidi::codec {
namespace {

constexpr std::array<std::string_view, 7> kColumns{"from",     "to",     "working", "name",
                                                   "document", "issued", "grade"};
enum Column : std::uint8_t { from, to, working, name, document, issued, grade };

tl::unexpected<Error> refuse(std::string_view file_name, const TableRow& row, Column column,
                             std::string_view expected) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{file_name} + ":" + std::to_string(row.line) + ":" +
                               std::string{kColumns[column]},
                      .rule = std::string{expected},
                      .remedy = "hold the line against the notice",
                      .detail = "this cell cannot be read"});
}

Result<clearing::StatedDays> read_line(std::string_view file_name, const TableRow& row) {
    const auto bad = [&](Column column, std::string_view expected) {
        return refuse(file_name, row, column, expected);
    };
    if (row.cells.size() != kColumns.size()) return bad(Column::grade, "seven cells");
    std::array<Date, 3> days;
    constexpr std::array<Column, 3> kDays{Column::from, Column::to, Column::issued};
    for (std::size_t i = 0; i < kDays.size(); ++i) {
        const Result<Date> read = parse_date(row.cells[kDays[i]]);
        if (!read) return bad(kDays[i], "a day YYYY-MM-DD");
        days[i] = *read;
    }
    const std::string& word = row.cells[Column::working];
    if (word != "yes" && word != "no") return bad(Column::working, "yes or no");
    if (row.cells[Column::document].empty()) return bad(Column::document, "the notice");
    const auto level = policy::parse_grade(row.cells[Column::grade]);
    if (!level) return bad(Column::grade, "O, P, D, K or I");
    return clearing::StatedDays{.from = days[0],
                                .to = days[1],
                                .is_worked = word == "yes",
                                .name = row.cells[Column::name],
                                .document = row.cells[Column::document],
                                .issued = days[2],
                                .grade = *level};
}

}  // namespace

Result<clearing::WorkingDays> read_calendar(std::string_view csv, std::string_view file_name) {
    YIDI_TRY(const CellTable table, read_csv(csv, file_name));
    if (table.empty() || !std::ranges::equal(table.front().cells, kColumns)) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = std::string{file_name} + ":1",
                          .rule = "the columns from,to,working,name,document,issued,grade",
                          .remedy = "write the first line so",
                          .detail = "the first line is another"});
    }
    std::vector<clearing::StatedDays> stated;
    for (std::size_t i = 1; i < table.size(); ++i) {
        YIDI_TRY(clearing::StatedDays one, read_line(file_name, table[i]));
        stated.push_back(std::move(one));
    }
    return clearing::WorkingDays::from(std::move(stated));
}

Result<clearing::WorkingDays> load_calendar(const std::filesystem::path& file) {
    YIDI_TRY(const std::string text, read_file(file));
    return read_calendar(text, file.filename().string());
}

}  // namespace yidi::codec
