#include "adapters/storage/sqlite/internal/schema.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace yidi::storage {
namespace {

using ports::Column;
using ports::ColumnType;
using ports::Index;
using ports::TableSpec;

// "YIDI" in ASCII; tells our files from those of other programs.
constexpr int kApplicationId = 0x59494449;
// How tables are written down here. Another way needs another number, and code to get there.
constexpr int kLayout = 1;
constexpr std::string_view kHistory = "yidi_schema";

/// What the database says of a column.
struct Found {
    std::string name;
    std::string type;
    bool is_optional = false;
    std::size_t key_place = 0;  ///< from 1; 0: not in the key

    friend bool operator==(const Found&, const Found&) = default;
};

std::string type_of(const Column& column) {
    switch (column.type) {
        case ColumnType::integer: return "INTEGER";
        case ColumnType::text: return "TEXT";
        case ColumnType::bytes: return "BLOB";
    }
    return {};
}

std::string declared(const Column& column) {
    return quoted_name(column.name) + " " + type_of(column) + (column.optional ? "" : " NOT NULL");
}

Found wanted(const TableSpec& table, std::size_t at) {
    const Column& column = table.columns[at];
    return {.name = std::string{column.name},
            .type = type_of(column),
            .is_optional = column.optional,
            .key_place = at < table.key_size ? at + 1 : 0};
}

/// Whether rows stand in the order of the key. Those of an append table stand in the order in which
/// they came instead, and an index has the keys: rows of many persons that come together then share
/// pages, which halves the time that a settlement costs.
bool stands_by_key(const TableSpec& table) {
    const bool is_one_number =
        table.key_size == 1 && table.columns.front().type == ColumnType::integer;
    return table.kind != ports::TableKind::append || is_one_number;
}

std::string create_table(const TableSpec& table) {
    std::string sql = "CREATE TABLE " + quoted_name(table.name) + " (";
    for (const Column& column : table.columns) sql += declared(column) + ", ";
    return sql + "PRIMARY KEY (" + column_list(table.columns.first(table.key_size)) + ")) STRICT" +
           (stands_by_key(table) ? ", WITHOUT ROWID" : "");
}

std::string index_columns(const TableSpec& table, const Index& index) {
    std::string list;
    // With the key at the end, so that rows alike in the index are found in the key's order.
    for (const std::size_t column : ordered_columns(table, &index)) {
        list += (list.empty() ? "" : ", ") + quoted_name(table.columns[column].name);
    }
    return list;
}

Error differs(const std::string& where, const std::string& rule) {
    return {
        .code = ErrorCode::inconsistent,
        .where = where,
        .rule = rule,
        .remedy = "open this store with the version of the program that wrote it, or a newer one"};
}

/// Compares what is there with what is wanted, and mends it.
class Migration {
public:
    Migration(const Connection& connection, std::span<const TableSpec> tables)
        : connection_{connection}, tables_{tables} {}

    Result<void> run() {
        YIDI_TRY(const std::vector<std::string> names, all("SELECT name FROM sqlite_schema WHERE "
                                                           "type='table' ORDER BY name"));
        if (names.empty()) {
            YIDI_TRY_VOID(found_store());
        } else {
            YIDI_TRY_VOID(check_layout());
            YIDI_TRY_VOID(check_names(names));
        }
        for (const TableSpec& table : tables_) {
            YIDI_TRY_VOID(std::find(names.begin(), names.end(), table.name) == names.end()
                              ? change(create_table(table))
                              : check_columns(table));
            YIDI_TRY_VOID(check_indexes(table));
        }
        return {};
    }

private:
    Result<void> found_store() {
        YIDI_TRY_VOID(connection_.run("PRAGMA application_id=" + std::to_string(kApplicationId)));
        YIDI_TRY_VOID(connection_.run("PRAGMA user_version=" + std::to_string(kLayout)));
        return connection_.run("CREATE TABLE " + quoted_name(kHistory) +
                               " (version INTEGER PRIMARY KEY, change TEXT NOT NULL) STRICT");
    }

    Result<void> check_layout() {
        YIDI_TRY(const std::string id, connection_.ask("PRAGMA application_id"));
        if (id != std::to_string(kApplicationId)) {
            return fail({.code = ErrorCode::unreadable_file,
                         .where = "store",
                         .rule = "a database of this program",
                         .remedy = "name another file"});
        }
        YIDI_TRY(const std::string layout, connection_.ask("PRAGMA user_version"));
        if (layout != std::to_string(kLayout)) {
            return fail(differs("store", "layout " + std::to_string(kLayout) + ", not " + layout));
        }
        return {};
    }

    Result<void> check_names(const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            const bool is_known = name == kHistory || std::any_of(tables_.begin(), tables_.end(),
                                                                  [&](const auto& table) {
                                                                      return table.name == name;
                                                                  });
            if (!is_known) return fail(differs("store: " + name, "only tables that are known"));
        }
        return {};
    }

    Result<void> check_columns(const TableSpec& table) {
        const std::string where = "store: " + std::string{table.name};
        YIDI_TRY(const std::vector<Found> found, columns_of(table));
        if (found.size() > table.columns.size()) {
            return fail(differs(where, "only columns that are known"));
        }
        for (std::size_t at = 0; at < found.size(); ++at) {
            if (found[at] != wanted(table, at)) {
                return fail(differs(where + "." + found[at].name, "a column as it was"));
            }
        }
        for (std::size_t at = found.size(); at < table.columns.size(); ++at) {
            const Column& column = table.columns[at];
            if (!column.optional || at < table.key_size) {
                return fail(differs(where + "." + std::string{column.name},
                                    "a column that is added later is optional and not in the key"));
            }
            YIDI_TRY_VOID(change("ALTER TABLE " + quoted_name(table.name) + " ADD COLUMN " +
                                 declared(column)));
        }
        return {};
    }

    Result<std::vector<Found>> columns_of(const TableSpec& table) {
        YIDI_TRY(
            Statement statement,
            connection_.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1) "
                                "ORDER BY cid"));
        const ports::Value name{std::string{table.name}};
        statement.bind(1, name, ColumnType::text);
        std::vector<Found> found;
        int code = statement.step();
        for (; code == SQLITE_ROW; code = statement.step()) {
            found.push_back({.name = statement.text(0),
                             .type = statement.text(1),
                             .is_optional = statement.integer(2) == 0,
                             .key_place = static_cast<std::size_t>(statement.integer(3))});
        }
        if (code != SQLITE_DONE) return fail(connection_.error(code));
        return found;
    }

    Result<void> check_indexes(const TableSpec& table) {
        YIDI_TRY(const std::vector<std::string> names,
                 all("SELECT name FROM sqlite_schema WHERE type='index' AND sql IS NOT NULL AND "
                     "tbl_name='" +
                     std::string{table.name} + "'"));
        for (const std::string& name : names) {
            const bool is_known =
                std::any_of(table.indexes.begin(), table.indexes.end(),
                            [&](const Index& index) { return index_name(table, index) == name; });
            if (!is_known) return fail(differs("store: " + name, "only indexes that are known"));
        }
        for (const Index& index : table.indexes) {
            const std::string name = index_name(table, index);
            const std::string sql = "CREATE INDEX " + quoted_name(name) + " ON " +
                                    quoted_name(table.name) + " (" + index_columns(table, index) +
                                    ")";
            if (std::find(names.begin(), names.end(), name) == names.end()) {
                YIDI_TRY_VOID(change(sql));
                continue;
            }
            YIDI_TRY(const std::string found,
                     connection_.ask("SELECT sql FROM sqlite_schema WHERE name='" + name + "'"));
            if (found != sql) return fail(differs("store: " + name, "an index as it was"));
        }
        return {};
    }

    Result<void> change(const std::string& sql) {
        YIDI_TRY_VOID(connection_.run(sql));
        YIDI_TRY(Statement statement, connection_.prepare("INSERT INTO " + quoted_name(kHistory) +
                                                          " (change) VALUES (?1)"));
        const ports::Value text{sql};
        statement.bind(1, text, ColumnType::text);
        const int code = statement.run();
        if (code != SQLITE_DONE) return fail(connection_.error(code));
        return {};
    }

    Result<std::vector<std::string>> all(const std::string& sql) {
        YIDI_TRY(Statement statement, connection_.prepare(sql));
        std::vector<std::string> values;
        int code = statement.step();
        for (; code == SQLITE_ROW; code = statement.step()) values.push_back(statement.text(0));
        if (code != SQLITE_DONE) return fail(connection_.error(code));
        return values;
    }

    const Connection& connection_;
    std::span<const TableSpec> tables_;
};

}  // namespace

Result<void> migrate(const Connection& connection, std::span<const TableSpec> tables) {
    YIDI_TRY_VOID(connection.run("BEGIN IMMEDIATE"));
    Result<void> done = Migration{connection, tables}.run();
    if (done) return connection.run("COMMIT");
    // The first error is what the caller wants to know; the file is as it was either way.
    (void)connection.run("ROLLBACK");
    return done;
}

std::string quoted_name(std::string_view name) {
    std::string text = "\"";
    for (const char character : name) {
        if (character == '"') text += '"';
        text += character;
    }
    return text + '"';
}

std::string column_list(std::span<const Column> columns) {
    std::string list;
    for (const Column& column : columns) {
        list += (list.empty() ? "" : ", ") + quoted_name(column.name);
    }
    return list;
}

std::string index_name(const TableSpec& table, const Index& index) {
    return std::string{table.name} + "." + std::string{index.name};
}

std::string key_index_name(const TableSpec& table) {
    // SQLite's own name for the index of a primary key.
    return stands_by_key(table) ? "" : "sqlite_autoindex_" + std::string{table.name} + "_1";
}

std::vector<std::size_t> ordered_columns(const TableSpec& table, const Index* index) {
    std::vector<std::size_t> columns;
    if (index != nullptr) columns.assign(index->columns.begin(), index->columns.end());
    for (std::size_t at = 0; at < table.key_size; ++at) {
        if (std::find(columns.begin(), columns.end(), at) == columns.end()) columns.push_back(at);
    }
    return columns;
}

}  // namespace yidi::storage
