#include "adapters/storage/sqlite/internal/sqlite_session.h"

#include <utility>

#include "adapters/storage/sqlite/internal/scan_sql.h"
#include "adapters/storage/sqlite/internal/schema.h"
#include "base/assert.h"

namespace yidi::storage {
namespace {

using ports::Row;
using ports::TableSpec;
using ports::Value;

// Numbers of statements; a scan adds its own to the last.
constexpr std::uint32_t kInsert = 0;
constexpr std::uint32_t kPut = 1;
constexpr std::uint32_t kErase = 2;
constexpr std::uint32_t kGet = 3;
constexpr std::uint32_t kScan = 4;

std::string store_sql(const TableSpec& table, bool replaces) {
    std::string places;
    for (std::size_t i = 0; i < table.columns.size(); ++i) places += i == 0 ? "?" : ",?";
    return (replaces ? "REPLACE INTO " : "INSERT INTO ") + quoted_name(table.name) + " (" +
           column_list(table.columns) + ") VALUES (" + places + ")";
}

std::string where_key(const TableSpec& table) {
    std::string sql;
    for (const ports::Column& column : table.columns.first(table.key_size)) {
        sql += (sql.empty() ? " WHERE " : " AND ") + quoted_name(column.name) + "=?";
    }
    return sql;
}

void bind_first(Statement& statement, const TableSpec& table, std::span<const Value> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        statement.bind(static_cast<int>(i) + 1, values[i], table.columns[i].type);
    }
}

void read_row(const Statement& statement, Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = statement.column(static_cast<int>(i));
}

}  // namespace

SqliteSession::SqliteSession(Connection& connection, std::span<const TableSpec> tables,
                             Access access)
    : connection_{connection}, access_{access} {
    for (const TableSpec& table : tables) tables_.try_emplace(table.name);
}

Result<void> SqliteSession::insert(const TableSpec& table, const Row& row) {
    return store_row(table, row, /*replaces=*/false);
}

Result<void> SqliteSession::put(const TableSpec& table, const Row& row) {
    YIDI_ASSERT(table.kind != ports::TableKind::append);
    return store_row(table, row, /*replaces=*/true);
}

Result<void> SqliteSession::erase(const TableSpec& table, std::span<const Value> key) {
    YIDI_ASSERT(table.kind != ports::TableKind::append);
    YIDI_ASSERT(fits_key(table, key));
    check_write();
    Statement* found = statement(
        table, kErase, [&] { return "DELETE FROM " + quoted_name(table.name) + where_key(table); });
    if (found == nullptr) return fail(*fault_);
    bind_first(*found, table, key);
    const int code = found->run();
    if (code != SQLITE_DONE) return fail(failed(code));
    return {};
}

Result<std::optional<Row>> SqliteSession::get(const TableSpec& table, std::span<const Value> key) {
    YIDI_ASSERT(!is_visiting_);
    YIDI_ASSERT(fits_key(table, key));
    Statement* found = statement(table, kGet, [&] {
        return "SELECT " + column_list(table.columns) + " FROM " + quoted_name(table.name) +
               where_key(table);
    });
    if (found == nullptr) return fail(*fault_);
    bind_first(*found, table, key);
    std::optional<Row> row;
    const int code = found->step();
    if (code == SQLITE_ROW) read_row(*found, row.emplace(table.columns.size()));
    found->reset();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail(failed(code));
    return row;
}

Result<void> SqliteSession::scan(const TableSpec& table, std::string_view index,
                                 const ports::Range& range,
                                 const std::function<bool(const Row&)>& visit) {
    YIDI_ASSERT(!is_visiting_);
    const ScanShape shape = shape_of(table, index, range);
    Statement* found =
        statement(table, kScan + number_of(shape), [&] { return scan_sql(table, shape); });
    if (found == nullptr) return fail(*fault_);
    const std::vector<std::size_t> columns = scan_columns(table, shape);
    int place = 0;
    const auto bind = [&](const Value& value, std::size_t at) {
        found->bind(++place, value, table.columns[columns[at]].type);
    };
    for (std::size_t at = 0; at < range.prefix.size(); ++at) bind(range.prefix[at], at);
    if (range.from) bind(*range.from, range.prefix.size());
    if (range.to) bind(*range.to, range.prefix.size());

    Row row(table.columns.size());
    is_visiting_ = true;
    int code = found->step();
    for (; code == SQLITE_ROW; code = found->step()) {
        read_row(*found, row);
        if (!visit(row)) break;
    }
    is_visiting_ = false;
    found->reset();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fail(failed(code));
    return {};
}

template <class Write>
Statement* SqliteSession::statement(const TableSpec& table, std::uint32_t number,
                                    const Write& sql) {
    // After a fault SQLite may have ended the transaction; a statement would start one of its own.
    if (fault_) return nullptr;
    const auto known = tables_.find(table.name);
    YIDI_ASSERT(known != tables_.end());
    const auto [found, is_new] = known->second.try_emplace(number);
    if (is_new) {
        Result<Statement> prepared = connection_.prepare(sql());
        if (!prepared) {
            known->second.erase(found);
            fault_ = std::move(prepared).error();
            return nullptr;
        }
        found->second = *std::move(prepared);
    }
    return &found->second;
}

Result<void> SqliteSession::store_row(const TableSpec& table, const Row& row, bool replaces) {
    YIDI_ASSERT(fits(table, row));
    check_write();
    Statement* found =
        statement(table, replaces ? kPut : kInsert, [&] { return store_sql(table, replaces); });
    if (found == nullptr) return fail(*fault_);
    bind_first(*found, table, row);
    const int code = found->run();
    if (code == SQLITE_CONSTRAINT_PRIMARYKEY) {
        return fail({.code = ErrorCode::changed_meanwhile,
                     .where = std::string{table.name},
                     .rule = "a row with this key is there"});
    }
    if (code != SQLITE_DONE) return fail(failed(code));
    return {};
}

Error SqliteSession::failed(int code) {
    fault_ = connection_.error(code);
    // A database that was one when it was opened.
    if (fault_->code != ErrorCode::busy) fault_->code = ErrorCode::internal;
    return *fault_;
}

void SqliteSession::check_write() const {
    YIDI_ASSERT(access_ == Access::write);
    YIDI_ASSERT(!is_visiting_);
}

}  // namespace yidi::storage
