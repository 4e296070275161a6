#include "adapters/codec/settlement_book.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/internal/settlement_cells.h"

namespace yidi::codec {
namespace {

using internal::is_untold;
using internal::trim_cell;
using reconciliation::Amount;
using reconciliation::Row;

constexpr std::size_t kHeadRows = 10;

bool has(const std::vector<ReadColumn>& columns, SettlementField field) {
    return std::ranges::find(columns, field, &ReadColumn::field) != columns.end();
}

/// A total, and something that tells one settlement from another.
bool is_enough(const std::vector<ReadColumn>& columns) {
    const bool names_person =
        has(columns, SettlementField::psn_no) || has(columns, SettlementField::certno);
    const bool names_settlement = has(columns, SettlementField::setl_id) ||
                                  has(columns, SettlementField::mdtrt_id) ||
                                  (names_person && has(columns, SettlementField::setl_time));
    return has(columns, SettlementField::medfee_sumamt) && names_settlement;
}

struct Heads {
    std::size_t row = 0;  ///< place in the table
    std::vector<ReadColumn> columns;
};

/// The row that names the most fields; of equals the first.
Heads find_heads(const CellTable& table, const BookOptions& options) {
    Heads best;
    for (std::size_t i = 0; i < std::min(table.size(), kHeadRows); ++i) {
        const std::vector<std::string>& cells = table[i].cells;
        ColumnChoices choices{.said = options.said, .remembered = {}};
        if (options.memory != nullptr) choices.remembered = options.memory->recall(cells);
        std::vector<ReadColumn> columns = find_columns(cells, choices);
        const std::pair found{is_enough(columns), columns.size()};
        if (found > std::pair{is_enough(best.columns), best.columns.size()}) {
            best = {.row = i, .columns = std::move(columns)};
        }
    }
    return best;
}

Error no_heads(const CellTable& table, const std::string& file_name, const Heads& best) {
    std::string seen;
    if (!table.empty()) {
        for (const std::string& head : table[best.row].cells) {
            constexpr std::size_t kShown = 400;
            if (trim_cell(head).empty() || seen.size() > kShown) continue;
            seen += (seen.empty() ? "" : ", ") + std::string{trim_cell(head)};
        }
    }
    const bool lacks_total = !has(best.columns, SettlementField::medfee_sumamt);
    return {.code = ErrorCode::missing_key,
            .where = file_name + (table.empty() ? "" : ":" + std::to_string(table[best.row].line)),
            .rule = lacks_total
                        ? "a column with the total (medfee_sumamt, 医疗费总额)"
                        : "a column with the number (setl_id, 结算ID), or the visit (mdtrt_id, "
                          "就诊ID), or person and day (psn_no or certno, setl_time)",
            .remedy = std::string{"name the column, such as --map "} +
                      (lacks_total ? "medfee_sumamt" : "setl_id") + "=HEAD",
            .detail = seen.empty() ? "the file has no rows"
                                   : "no column is known to hold it; the heads are: " + seen};
}

/// Cells that say that a row sums up others.
enum class Summing : std::uint8_t { no, part, total };

Summing summing(std::string_view cell) {
    const std::string_view trimmed = trim_cell(cell);
    const bool is_code = !trimmed.empty() && trimmed.front() > ' ' && trimmed.front() != 'T';
    if (is_code) return Summing::no;  // Nearly every cell.
    std::string word{trimmed};
    std::erase(word, ' ');
    constexpr std::string_view kWideBlank = "\u3000";
    for (std::size_t at = word.find(kWideBlank); at != std::string::npos;
         at = word.find(kWideBlank)) {
        word.erase(at, kWideBlank.size());
    }
    if (word.starts_with("小计") || word.starts_with("本页小计")) return Summing::part;
    for (const std::string_view total : {"合计", "总计", "共计", "总合计", "Total", "TOTAL"}) {
        if (word.starts_with(total)) return Summing::total;
    }
    return Summing::no;
}

Summing summing(const TableRow& row) {
    for (const std::string& cell : row.cells) {
        if (const Summing found = summing(std::string_view{cell}); found != Summing::no) {
            return found;
        }
    }
    return Summing::no;
}

/// Reads the rows below the heads.
class BookReader {
public:
    BookReader(const std::string& file_name, const BookOptions& options, SettlementBook& book)
        : file_name_{file_name}, options_{options}, book_{book} {}

    Result<void> read(std::span<const TableRow> rows) {
        book_.rows.reserve(rows.size());
        book_.lines.reserve(rows.size());
        constexpr std::size_t kStep = 4096;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (options_.progress && i % kStep == 0) options_.progress(i);
            YIDI_TRY_VOID(read_row(rows[i]));
        }
        return {};
    }

private:
    Result<void> read_row(const TableRow& cells) {
        Row row;
        Result<void> done = is_no_settlement(cells) ? read_other(cells) : read_cells(cells, row);
        if (done && !row.amounts.tells(Amount::medfee_sumamt)) return {};  // No settlement.
        if (!done) {
            if (!options_.skips_bad) return done;
            book_.skipped.push_back(std::move(done).error());
            return {};
        }
        book_.rows.push_back(std::move(row));
        book_.lines.push_back(cells.line);
        return {};
    }

    /// A row that sums up others or says who made the table.
    [[nodiscard]] bool is_no_settlement(const TableRow& cells) const {
        bool tells = false;     // A total or a day.
        bool is_named = false;  // By anything but "合计：120 笔", which may stand in any column.
        bool has_number = false;
        for (const ReadColumn& column : book_.columns) {
            const std::string_view cell = cell_of(cells, column);
            if (is_untold(cell)) continue;
            tells = tells || column.field == SettlementField::medfee_sumamt ||
                    column.field == SettlementField::setl_time;
            if (column.field > SettlementField::certno || summing(cell) != Summing::no) continue;
            is_named = true;
            has_number = has_number || cell.find_first_of("0123456789") != std::string_view::npos;
        }
        return tells ? !is_named && summing(cells) != Summing::no : !has_number;
    }

    Result<void> read_other(const TableRow& cells) {
        if (summing(cells) != Summing::total) {
            ++book_.remarks;
            return {};
        }
        TotalRow total{.line = cells.line, .said = {}};
        for (const ReadColumn& column : book_.columns) {
            const std::optional<Amount> which = amount_of(column.field);
            const std::string_view cell = cell_of(cells, column);
            if (!which || is_untold(cell)) continue;
            const std::optional<Money> amount = internal::read_amount(cell);
            if (!amount) return fail(bad_amount(cells, column, cell));
            total.said.tell(*which, *amount);
        }
        book_.total = total;
        return {};
    }

    Result<void> read_cells(const TableRow& cells, Row& row) {
        bool is_marked = false;
        for (const ReadColumn& column : book_.columns) {
            const std::string_view cell = cell_of(cells, column);
            if (is_untold(cell)) continue;
            if (const std::optional<Amount> which = amount_of(column.field)) {
                const std::optional<Money> amount = internal::read_amount(cell);
                if (!amount || amount->fen() > kInputFenMax || amount->fen() < -kInputFenMax) {
                    return fail(bad_amount(cells, column, cell));
                }
                row.amounts.tell(*which, *amount);
                continue;
            }
            YIDI_TRY_VOID(read_word(cells, column, row, is_marked));
        }
        YIDI_TRY_VOID(check_named(cells, row));
        reconciliation::set_state(row, is_marked);
        return {};
    }

    Result<void> read_word(const TableRow& cells, const ReadColumn& column, Row& row,
                           bool& is_marked) {
        const std::string_view cell = cell_of(cells, column);
        if (column.field == SettlementField::setl_time) {
            row.day = internal::read_day(cell);
            return row.day ? Result<void>{} : fail(bad_day(cells, column, cell));
        }
        if (column.field == SettlementField::clr_ym) {
            row.month = internal::read_month(cell);
            return row.month ? Result<void>{} : fail(bad_month(cells, column, cell));
        }
        if (column.field == SettlementField::refd_setl_flag) {
            const std::optional<bool> mark = internal::read_mark(cell);
            if (!mark) return fail(bad_mark(cells, column, cell));
            is_marked = *mark;
            return {};
        }
        if (internal::is_cut_number(cell)) return fail(cut_number(cells, column, cell));
        text_of(row, column.field) = cell;
        if (column.field == SettlementField::certno && row.certno.ends_with('x')) {
            row.certno.back() = 'X';
        }
        return {};
    }

    static std::string& text_of(Row& row, SettlementField field) {
        switch (field) {
            case SettlementField::mdtrt_id: return row.mdtrt_id;
            case SettlementField::psn_no: return row.psn_no;
            case SettlementField::certno: return row.certno;
            case SettlementField::init_setl_id: return row.reverses;
            case SettlementField::setl_id:
            case SettlementField::setl_time:
            case SettlementField::clr_ym:
            case SettlementField::refd_setl_flag:
            case SettlementField::medfee_sumamt: break;
        }
        return row.setl_id;
    }

    [[nodiscard]] Result<void> check_named(const TableRow& cells, const Row& row) const {
        const bool has_person = !row.psn_no.empty() || !row.certno.empty();
        const bool is_named =
            !row.setl_id.empty() || !row.mdtrt_id.empty() || (has_person && row.day);
        if (row.amounts.tells(Amount::medfee_sumamt) && is_named) return {};
        return fail({.code = ErrorCode::missing_key,
                     .where = file_name_ + ":" + std::to_string(cells.line),
                     .rule = "a total, and a number, a visit, or person and day",
                     .remedy = "fill the cells in, or leave such rows out with --skip-bad",
                     .detail = is_named ? "the total of this row is not filled in"
                                        : "nothing in this row names the settlement"});
    }

    static std::string_view cell_of(const TableRow& row, const ReadColumn& column) {
        return column.at < row.cells.size() ? trim_cell(row.cells[column.at]) : std::string_view{};
    }

    [[nodiscard]] std::string place_of(const TableRow& row, const ReadColumn& column) const {
        return file_name_ + ":" + std::to_string(row.line) + ":" + column.head;
    }

    static std::string shown(std::string_view cell) {
        constexpr std::size_t kShown = 60;
        if (cell.size() <= kShown) return std::string{cell};
        std::size_t end = kShown;
        // Not within a character.
        while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) --end;
        return std::string{cell.substr(0, end)} + "…";
    }

    [[nodiscard]] Error bad_amount(const TableRow& row, const ReadColumn& column,
                                   std::string_view cell) const {
        return {.code = ErrorCode::bad_amount,
                .where = place_of(row, column),
                .rule =
                    "an amount in yuan with at most two decimals, such as 1234.50 or 1,234.50, "
                    "below 1,000,000,000",
                .remedy = "mend the cell, or leave such rows out with --skip-bad",
                .detail = "this is no amount: \"" + shown(cell) + "\""};
    }
    [[nodiscard]] Error bad_day(const TableRow& row, const ReadColumn& column,
                                std::string_view cell) const {
        return {.code = ErrorCode::bad_date,
                .where = place_of(row, column),
                .rule = "a day such as 2026-05-01, 2026/5/1 or 20260501, with or without a time",
                .remedy = "mend the cell, or leave such rows out with --skip-bad",
                .detail = "this is no day: \"" + shown(cell) + "\""};
    }
    [[nodiscard]] Error bad_month(const TableRow& row, const ReadColumn& column,
                                  std::string_view cell) const {
        return {.code = ErrorCode::bad_date,
                .where = place_of(row, column),
                .rule = "a month such as 2026-05 or 202605",
                .remedy = "mend the cell, or leave such rows out with --skip-bad",
                .detail = "this is no month: \"" + shown(cell) + "\""};
    }
    [[nodiscard]] Error bad_mark(const TableRow& row, const ReadColumn& column,
                                 std::string_view cell) const {
        return {.code = ErrorCode::bad_value,
                .where = place_of(row, column),
                .rule = "0 or 1, 否 or 是, 正常 or 退费",
                .remedy = "mend the cell, or leave such rows out with --skip-bad",
                .detail = "this is no mark: \"" + shown(cell) + "\""};
    }
    [[nodiscard]] Error cut_number(const TableRow& row, const ReadColumn& column,
                                   std::string_view cell) const {
        return {.code = ErrorCode::bad_value,
                .where = place_of(row, column),
                .rule = "a number with all its digits",
                .remedy = "export the file again with this column as text",
                .detail = "a spreadsheet has cut this number: \"" + shown(cell) + "\""};
    }

    const std::string& file_name_;
    const BookOptions& options_;
    SettlementBook& book_;
};

}  // namespace

std::vector<std::string> unused_heads(const SettlementBook& book) {
    std::vector<std::string> heads;
    for (std::size_t i = 0; i < book.heads.size(); ++i) {
        const std::string_view head = trim_cell(book.heads[i]);
        if (head.empty() || std::ranges::count(book.columns, i, &ReadColumn::at) > 0) continue;
        heads.emplace_back(head);
    }
    return heads;
}

std::vector<Amount> disagreeing(const TotalRow& total, const reconciliation::Amounts& sums) {
    std::vector<Amount> out;
    for (const Amount which : reconciliation::amounts()) {
        const auto said = total.said.of(which);
        if (said && *said != sums.of(which).value_or(Money{})) out.push_back(which);
    }
    return out;
}

Result<SettlementBook> read_settlements(const CellTable& table, const std::string& file_name,
                                        const BookOptions& options) {
    Heads heads = find_heads(table, options);
    if (!is_enough(heads.columns)) return fail(no_heads(table, file_name, heads));
    SettlementBook book;
    book.heads_line = table[heads.row].line;
    book.heads = table[heads.row].cells;
    book.columns = std::move(heads.columns);
    YIDI_TRY_VOID(
        BookReader{file_name, options, book}.read(std::span{table}.subspan(heads.row + 1)));
    return book;
}

}  // namespace yidi::codec
