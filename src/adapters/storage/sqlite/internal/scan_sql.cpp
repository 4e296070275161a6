#include "adapters/storage/sqlite/internal/scan_sql.h"

#include <algorithm>

#include "adapters/storage/sqlite/internal/schema.h"
#include "base/assert.h"

namespace yidi::storage {
namespace {

using ports::TableSpec;
using ports::Value;

bool is_empty(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

}  // namespace

ScanShape shape_of(const TableSpec& table, std::string_view index, const ports::Range& range) {
    YIDI_ASSERT(std::none_of(range.prefix.begin(), range.prefix.end(), is_empty));
    YIDI_ASSERT(!range.from || !is_empty(*range.from));
    YIDI_ASSERT(!range.to || !is_empty(*range.to));
    ScanShape shape{.prefix = static_cast<std::uint32_t>(range.prefix.size()),
                    .has_from = range.from.has_value(),
                    .has_to = range.to.has_value(),
                    .descending = range.descending};
    while (!index.empty()) {
        YIDI_ASSERT(shape.index < table.indexes.size());
        if (table.indexes[shape.index++].name == index) break;
    }
    return shape;
}

std::uint32_t number_of(const ScanShape& shape) {
    YIDI_ASSERT(shape.index < 256 && shape.prefix < 256);
    const std::uint32_t flags =
        (shape.has_from ? 1U : 0U) | (shape.has_to ? 2U : 0U) | (shape.descending ? 4U : 0U);
    return (shape.index << 11U) | (shape.prefix << 3U) | flags;
}

std::vector<std::size_t> scan_columns(const TableSpec& table, const ScanShape& shape) {
    return ordered_columns(table, shape.index == 0 ? nullptr : &table.indexes[shape.index - 1]);
}

std::string scan_sql(const TableSpec& table, const ScanShape& shape) {
    const std::vector<std::size_t> columns = scan_columns(table, shape);
    YIDI_ASSERT(shape.prefix + (shape.has_from || shape.has_to ? 1 : 0) <= columns.size());
    const auto name = [&](std::size_t at) { return quoted_name(table.columns[columns[at]].name); };

    std::string sql = "SELECT " + column_list(table.columns) + " FROM " + quoted_name(table.name);
    // Named, so that no statistics can lead to another plan.
    const std::string by = shape.index == 0 ? key_index_name(table)
                                            : index_name(table, table.indexes[shape.index - 1]);
    sql += by.empty() ? " NOT INDEXED" : " INDEXED BY " + quoted_name(by);
    const char* joined = " WHERE ";
    for (std::size_t at = 0; at < shape.prefix; ++at) {
        sql += joined + name(at) + "=?";
        joined = " AND ";
    }
    if (shape.has_from) {
        sql += joined + name(shape.prefix) + ">=?";
        joined = " AND ";
    }
    if (shape.has_to) sql += joined + name(shape.prefix) + "<=?";
    for (std::size_t at = 0; at < columns.size(); ++at) {
        sql += (at == 0 ? " ORDER BY " : ", ") + name(at) + (shape.descending ? " DESC" : "");
    }
    return sql;
}

}  // namespace yidi::storage
