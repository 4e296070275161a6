#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/codec/table.h"
#include "base/error.h"

/// Tables as people hand them over, whatever wrote them.
namespace yidi::codec {

enum class TableForm : std::uint8_t { csv, tabs, semicolons, workbook };
[[nodiscard]] std::string_view name(TableForm form);

enum class TextEncoding : std::uint8_t { utf8, gbk };
[[nodiscard]] std::string_view name(TextEncoding encoding);

struct TableFile {
    TableForm form = TableForm::csv;
    TextEncoding encoding = TextEncoding::utf8;  ///< of a workbook UTF-8
    CellTable table;
};

/// Reads a workbook, or CSV in UTF-8 or GBK with commas, tabs or semicolons, by what the bytes are
/// and not by the file's name.
/// Errors    those of read_csv and read_xlsx; bad_value: neither UTF-8 nor GBK.
[[nodiscard]] Result<TableFile> read_table_file(std::string_view bytes,
                                                const std::string& file_name);

}  // namespace yidi::codec
