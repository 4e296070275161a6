#include <algorithm>
#include <utility>

#include "adapters/codec/table.h"
#include "adapters/codec/utf8.h"

namespace yidi::codec {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kRowsMax = 1'000'000;
constexpr std::size_t kColumnsMax = 1'000;

/// Whether a spreadsheet would calculate the cell instead of showing it, not counting the marks
/// that keep it a text. Numbers are what they look like.
bool looks_calculated(std::string_view cell) {
    const std::size_t first = cell.find_first_not_of('\'');
    if (first == std::string_view::npos) return false;
    const bool begins = std::string_view{"=+-@\t\r"}.find(cell[first]) != std::string_view::npos;
    const bool is_number =
        cell.find_first_not_of("0123456789.%", 1) == std::string_view::npos && cell.front() == '-';
    return begins && !is_number;
}

/// Reads a CSV text character by character, counting lines.
class CsvReader {
public:
    CsvReader(std::string_view text, std::string_view file_name, char separator)
        : rest_{text}, file_name_{file_name}, separator_{separator} {}

    Result<CellTable> read() {
        CellTable table;
        while (!rest_.empty()) {
            YIDI_TRY(TableRow row, read_row());
            const bool is_empty = row.cells.size() == 1 && row.cells.front().empty();
            if (is_empty) {
                continue;
            }
            if (table.size() >= kRowsMax || row.cells.size() > kColumnsMax) {
                return fail(
                    error(ErrorCode::limit_exceeded, "more than 1,000,000 rows or 1,000 columns"));
            }
            table.push_back(std::move(row));
        }
        return table;
    }

private:
    Result<TableRow> read_row() {
        TableRow row{.line = line_, .cells = {}};
        while (true) {
            YIDI_TRY(std::string cell, rest_.starts_with('"') ? read_quoted() : read_bare());
            // The mark of write_csv; spreadsheets leave it out when they save.
            if (cell.starts_with('\'') && looks_calculated(cell)) cell.erase(0, 1);
            row.cells.push_back(std::move(cell));
            if (rest_.empty()) {
                return row;
            }
            const char separator = take();
            if (separator == separator_) {
                continue;
            }
            if (separator == '\r' && rest_.starts_with('\n')) {
                take();
            }
            return row;
        }
    }

    Result<std::string> read_bare() {
        const std::size_t end = std::min(rest_.find_first_of(ends_), rest_.size());
        std::string cell{rest_.substr(0, end)};
        rest_.remove_prefix(end);
        return cell;
    }

    Result<std::string> read_quoted() {
        const std::uint32_t opened = line_;
        take();
        std::string cell;
        while (!rest_.empty()) {
            const char character = take();
            if (character != '"') {
                cell += character;
            } else if (rest_.starts_with('"')) {
                cell += take();
            } else if (rest_.empty() || ends_.find(rest_.front()) != std::string::npos) {
                return cell;
            } else {
                return fail(error(ErrorCode::bad_value, "text stands behind a closing quote"));
            }
        }
        line_ = opened;
        return fail(error(ErrorCode::bad_value, "a quote that opens here is not closed"));
    }

    char take() {
        const char character = rest_.front();
        rest_.remove_prefix(1);
        const bool ends_line = character == '\n' || (character == '\r' && !rest_.starts_with('\n'));
        line_ += ends_line ? 1U : 0U;
        return character;
    }

    [[nodiscard]] Error error(ErrorCode code, std::string detail) const {
        return {.code = code,
                .where = file_name_ + ":" + std::to_string(line_),
                .rule =
                    "CSV as RFC 4180 describes it: cells with commas, quotes or line ends stand in "
                    "quotes, "
                    "quotes inside are doubled",
                .remedy = "save the table as CSV UTF-8 again",
                .detail = std::move(detail)};
    }

    std::string_view rest_;
    std::string file_name_;
    char separator_;
    std::string ends_ = std::string{separator_} + "\r\n";  ///< what a bare cell ends at
    std::uint32_t line_ = 1;
};

void write_cell(std::string& out, const std::string& cell, bool is_alone) {
    // A lone empty cell is quoted, because an empty line is no row.
    const bool quoted = cell.find_first_of(",\"\r\n") != std::string::npos ||
                        (cell.empty() && is_alone) || cell.starts_with(' ') || cell.ends_with(' ');
    if (!quoted) {
        out += cell;
        return;
    }
    out += '"';
    for (const char character : cell) {
        out += character;
        if (character == '"') out += '"';
    }
    out += '"';
}

}  // namespace

Result<CellTable> read_csv(std::string_view text, std::string_view file_name, char separator) {
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    const bool is_utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    const std::size_t bad = is_utf16 ? 0 : malformed_utf8_at(text);
    if (bad != std::string_view::npos) {
        const auto breaks = std::ranges::count(text.substr(0, bad), '\n');
        return fail({.code = ErrorCode::bad_value,
                     .where = std::string{file_name} + ":" + std::to_string(breaks + 1),
                     .rule = "a table in UTF-8",
                     .remedy = "save the table as CSV UTF-8 again",
                     .detail = is_utf16 ? "the table is UTF-16, not UTF-8"
                                        : "this line is not UTF-8; it may be GBK"});
    }
    return CsvReader{text, file_name, separator}.read();
}

std::string write_csv(const CellTable& table) {
    std::string out{kByteOrderMark};
    for (const TableRow& row : table) {
        for (const std::string& kept : row.cells) {
            if (&kept != row.cells.data()) out += ',';
            write_cell(out, looks_calculated(kept) ? '\'' + kept : kept, row.cells.size() == 1);
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace yidi::codec
