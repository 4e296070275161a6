#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include <xlsxwriter.h>

#include "adapters/codec/table.h"

namespace yidi::codec {
namespace {

constexpr std::size_t kWidthMax = 60;

Error not_written(const std::filesystem::path& file, lxw_error problem) {
    const bool too_long = problem == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
    return {.code = too_long ? ErrorCode::limit_exceeded : ErrorCode::unreadable_file,
            .where = file.string(),
            .rule = "a table becomes a workbook whose cells have at most 32,767 characters",
            .remedy = too_long ? "write CSV instead" : "check the folder and its permissions",
            .detail = std::string{"cannot write the workbook: "} + lxw_strerror(problem)};
}

/// Room for the longest of the first cells, roughly: bytes overstate Chinese text a little.
void set_widths(lxw_worksheet* sheet, const CellTable& table) {
    std::vector<std::size_t> widths;
    for (const TableRow& row : table) {
        widths.resize(std::max(widths.size(), row.cells.size()), 0);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            widths[i] = std::max(widths[i], std::min(row.cells[i].size(), kWidthMax));
        }
    }
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet, column, column, static_cast<double>(widths[i] + 2), nullptr);
    }
}

lxw_error write_cells(lxw_worksheet* sheet, const CellTable& table, lxw_format* head) {
    for (std::size_t r = 0; r < table.size(); ++r) {
        for (std::size_t c = 0; c < table[r].cells.size(); ++c) {
            const std::string& cell = table[r].cells[c];
            if (cell.empty()) {
                continue;
            }
            const lxw_error problem =
                worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c),
                                       cell.c_str(), r == 0 ? head : nullptr);
            if (problem != LXW_NO_ERROR) {
                return problem;
            }
        }
    }
    return LXW_NO_ERROR;
}

/// A folder of our own that goes with all in it.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::error_code problem;
        const auto parent = std::filesystem::temp_directory_path(problem);
        std::string name = (parent / "yidi-table-XXXXXX").string();
        if (!problem && mkdtemp(name.data()) != nullptr) path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;  // Empty: it could not be made.
};

}  // namespace

Result<std::string> xlsx_bytes(const CellTable& table, const std::string& sheet) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "table.xlsx";
    if (folder.path().empty()) return fail(not_written(file, LXW_ERROR_CREATING_TMPFILE));
    YIDI_TRY_VOID(write_xlsx(table, file, sheet));
    std::ifstream in{file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in || bytes.empty()) return fail(not_written(file, LXW_ERROR_CREATING_TMPFILE));
    return bytes;
}

Result<void> write_xlsx(const CellTable& table, const std::filesystem::path& file,
                        const std::string& sheet) {
    lxw_workbook* book = workbook_new(file.c_str());
    if (book == nullptr) {
        return fail(not_written(file, LXW_ERROR_MEMORY_MALLOC_FAILED));
    }
    // A fixed time of creation, so that the same table gives the same bytes.
    lxw_doc_properties properties{};
    properties.created = 1'767'225'600;  // 2026-01-01.
    workbook_set_properties(book, &properties);
    lxw_worksheet* written_to = workbook_add_worksheet(book, sheet.c_str());
    lxw_format* head = workbook_add_format(book);
    format_set_bold(head);
    worksheet_freeze_panes(written_to, 1, 0);
    set_widths(written_to, table);
    const lxw_error written = write_cells(written_to, table, head);
    const lxw_error closed = workbook_close(book);  // Frees the book in any case.
    const lxw_error problem = written != LXW_NO_ERROR ? written : closed;
    if (problem != LXW_NO_ERROR) {
        return fail(not_written(file, problem));
    }
    return {};
}

}  // namespace yidi::codec
