#include "adapters/codec/table_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "adapters/codec/gbk.h"

namespace yidi::codec {
namespace {

constexpr std::string_view kWorkbookMark = "PK\x03\x04";

/// What parts the cells, by what stands most often at the beginning; commas also part thousands, so
/// that they have to be more.
std::pair<TableForm, char> separator_of(std::string_view text) {
    constexpr std::size_t kLooked = 4096;
    const std::string_view head = text.substr(0, kLooked);
    const auto count = [head](char one) { return std::ranges::count(head, one); };
    const auto commas = count(',');
    const auto tabs = count('\t');
    const auto semicolons = count(';');
    if (tabs > 0 && tabs >= commas && tabs >= semicolons) return {TableForm::tabs, '\t'};
    if (semicolons > commas) return {TableForm::semicolons, ';'};
    return {TableForm::csv, ','};
}

Result<TableFile> read_text(std::string_view text, TextEncoding encoding,
                            const std::string& file_name) {
    const auto [form, separator] = separator_of(text);
    YIDI_TRY(CellTable table, read_csv(text, file_name, separator));
    return TableFile{.form = form, .encoding = encoding, .table = std::move(table)};
}

}  // namespace

std::string_view name(TableForm form) {
    constexpr std::array<std::string_view, 4> kNames{"csv", "tabs", "semicolons", "xlsx"};
    return kNames.at(static_cast<std::size_t>(form));
}

std::string_view name(TextEncoding encoding) {
    return encoding == TextEncoding::gbk ? "gbk" : "utf-8";
}

Result<TableFile> read_table_file(std::string_view bytes, const std::string& file_name) {
    if (bytes.starts_with(kWorkbookMark)) {
        YIDI_TRY(CellTable table, read_xlsx(bytes, file_name));
        return TableFile{.form = TableForm::workbook, .table = std::move(table)};
    }
    const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (is_utf16 || is_utf8(bytes)) return read_text(bytes, TextEncoding::utf8, file_name);
    const std::optional<std::string> text = from_gbk(bytes);
    if (text) return read_text(*text, TextEncoding::gbk, file_name);
    const auto bad = static_cast<std::ptrdiff_t>(malformed_gbk_at(bytes));
    const auto breaks = std::count(bytes.begin(), bytes.begin() + bad, '\n');
    return fail({.code = ErrorCode::bad_value,
                 .where = file_name + ":" + std::to_string(breaks + 1),
                 .rule = "a workbook (.xlsx), or CSV in UTF-8 or GBK",
                 .remedy = "save the table as CSV UTF-8 again",
                 .detail = "this line is neither UTF-8 nor GBK"});
}

}  // namespace yidi::codec
