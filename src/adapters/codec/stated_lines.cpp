#include "adapters/codec/stated_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/table.h"
#include "base/region_code.h"

namespace yidi::codec {
namespace {

constexpr std::array<std::string_view, 9> kColumns{"rule",     "region",  "value", "from", "to",
                                                   "document", "article", "grade", "note"};
enum Column : std::uint8_t { rule, region, value, from, to, document, article, grade, note };

class LinesReader {
public:
    explicit LinesReader(std::string_view file_name) : file_name_{file_name} {}

    Result<std::vector<StatedLine>> read(const CellTable& table) {
        if (table.empty() || !std::ranges::equal(table.front().cells, kColumns)) {
            return fail(
                Error{.code = ErrorCode::missing_key,
                      .where = std::string{file_name_} + ":1",
                      .rule = "the columns rule,region,value,from,to,document,article,grade,note",
                      .remedy = "write the first line so",
                      .detail = "the first line is another"});
        }
        for (std::size_t i = 1; i < table.size(); ++i) {
            YIDI_TRY(StatedLine one, read_line(table[i]));
            YIDI_TRY_VOID(check_once(table[i], one));
            lines_.push_back(std::move(one));
        }
        return std::move(lines_);
    }

private:
    [[nodiscard]] tl::unexpected<Error> refuse(const TableRow& row, Column column,
                                               std::string_view expected,
                                               std::string_view remedy) const {
        return refuse_cell({.file_name = file_name_,
                            .line = row.line,
                            .column = kColumns[column],
                            .expected = expected,
                            .remedy = remedy});
    }

    [[nodiscard]] Result<StatedLine> read_line(const TableRow& row) const {
        if (row.cells.size() != kColumns.size()) {
            return refuse(row, Column::note, "nine cells", "quote a cell that holds a comma");
        }
        StatedLine one;
        one.line = row.line;
        one.rule = row.cells[Column::rule];
        one.value = row.cells[Column::value];
        const Result<RegionCode> code = parse_region_code(row.cells[Column::region]);
        if (!code) {
            return refuse(row, Column::region, "a region code of six digits", "mend the code");
        }
        one.region = code->number();
        YIDI_TRY(one.valid, read_days(row));
        one.document = row.cells[Column::document];
        one.article = row.cells[Column::article];
        one.note = row.cells[Column::note];
        const auto level = policy::parse_grade(row.cells[Column::grade]);
        if (!level) {
            return refuse(row, Column::grade, "O, P, D, K or I", "say how well it is proved");
        }
        one.grade = *level;
        if (one.document.empty() || one.article.empty()) {
            return refuse(row, one.document.empty() ? Column::document : Column::article,
                          "where the value comes from", "name it, or write the literal unknown");
        }
        return one;
    }

    [[nodiscard]] Result<DateInterval> read_days(const TableRow& row) const {
        const Result<Date> first = parse_date(row.cells[Column::from]);
        if (!first) {
            return refuse(row, Column::from, "a day YYYY-MM-DD", "mend the day");
        }
        DateInterval days{.from = *first, .to = {}};
        if (!row.cells[Column::to].empty()) {
            const Result<Date> last = parse_date(row.cells[Column::to]);
            if (!last || *last <= *first) {
                return refuse(row, Column::to, "the first day after it, later than `from`",
                              "mend the day, or leave it empty");
            }
            days.to = *last;
        }
        return days;
    }

    [[nodiscard]] Result<void> check_once(const TableRow& row, const StatedLine& one) const {
        const bool twice = std::ranges::any_of(lines_, [&](const StatedLine& other) {
            return other.rule == one.rule && other.region == one.region &&
                   other.valid.overlaps(one.valid);
        });
        if (twice) {
            return refuse(row, Column::from, "each rule of a region once on a day",
                          "end the earlier line before this one begins");
        }
        return {};
    }

    std::string_view file_name_;
    std::vector<StatedLine> lines_;
};

}  // namespace

Result<std::vector<StatedLine>> read_stated_lines(std::string_view csv,
                                                  std::string_view file_name) {
    YIDI_TRY(const CellTable table, read_csv(csv, file_name));
    return LinesReader{file_name}.read(table);
}

tl::unexpected<Error> refuse_cell(const CellFault& fault) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = std::string{fault.file_name} + ":" + std::to_string(fault.line) +
                               ":" + std::string{fault.column},
                      .rule = std::string{fault.expected},
                      .remedy = std::string{fault.remedy},
                      .detail = "this cell cannot be read"});
}

}  // namespace yidi::codec
