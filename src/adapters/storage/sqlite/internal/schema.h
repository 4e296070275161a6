#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/storage/sqlite/internal/connection.h"
#include "ports/store.h"

namespace yidi::storage {

/// Makes the database hold these tables, in one transaction: creates what is missing, and adds
/// tables, optional columns at the end and indexes to what an older version has left. Each change
/// leaves a row in `yidi_schema`.
/// Errors    unreadable_file: another program's database; inconsistent: the tables differ in
///           another way, as after a newer version; busy.
[[nodiscard]] Result<void> migrate(const Connection& connection,
                                   std::span<const ports::TableSpec> tables);

/// "name" with its quotes doubled.
[[nodiscard]] std::string quoted_name(std::string_view name);
/// Names of columns, separated by commas.
[[nodiscard]] std::string column_list(std::span<const ports::Column> columns);
/// An index is named after its table too, for SQLite has one space of names for all.
[[nodiscard]] std::string index_name(const ports::TableSpec& table, const ports::Index& index);
/// What a scan by the key is held to; empty where the table itself stands in that order.
[[nodiscard]] std::string key_index_name(const ports::TableSpec& table);
/// The columns that an index, or if there is none the key, goes by: its own and then those of the
/// key that it lacks.
[[nodiscard]] std::vector<std::size_t> ordered_columns(const ports::TableSpec& table,
                                                       const ports::Index* index);

}  // namespace yidi::storage
