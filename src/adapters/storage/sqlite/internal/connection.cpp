#include "adapters/storage/sqlite/internal/connection.h"

#include <mutex>
#include <utility>

#include "base/assert.h"

namespace yidi::storage {
namespace {

using ports::Value;

ErrorCode classified(int code) {
    // The low byte is the kind; the rest says more about it.
    switch (static_cast<unsigned>(code) & 0xFFU) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_NOMEM:
        case SQLITE_READONLY:
        case SQLITE_INTERRUPT:
        case SQLITE_IOERR:
        case SQLITE_FULL:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL: return ErrorCode::busy;
        case SQLITE_NOTADB: return ErrorCode::unreadable_file;
        default: return ErrorCode::internal;
    }
}

std::string remedy(ErrorCode code) {
    if (code == ErrorCode::busy) return "try again later with the same message number";
    if (code == ErrorCode::unreadable_file) return "name a file that this program has written";
    return "check the store; restore a backup if it is damaged";
}

/// For the whole process, before the first connection. Where somebody has started SQLite already
/// these stay as they were, and cost a little speed only.
void configure_library() {
    static std::once_flag done;
    std::call_once(done, [] {
        // Each allocation would take one lock for statistics that nobody reads.
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        // The undo journal of a savepoint stays in memory, whatever a use case writes.
        sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    });
}

std::string settings(const ConnectionOptions& options) {
    std::string sql =
        "PRAGMA foreign_keys=OFF; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;"
        "PRAGMA wal_autocheckpoint=0;";
    sql += options.is_synced ? "PRAGMA synchronous=FULL;" : "PRAGMA synchronous=OFF;";
    // Negative means KiB.
    sql += "PRAGMA cache_size=-" + std::to_string(options.cache_kib) + ";";
    if (!options.may_write) sql += "PRAGMA query_only=ON;";
    return sql;
}

}  // namespace

Error sqlite_error(int code, sqlite3* connection) {
    const ErrorCode kind = classified(code);
    std::string detail = sqlite3_errstr(code);
    if (connection != nullptr && sqlite3_errcode(connection) != SQLITE_OK) {
        detail = sqlite3_errmsg(connection);
    }
    return {.code = kind,
            .where = "store",
            .remedy = remedy(kind),
            .detail = "SQLite " + std::to_string(code) + ": " + detail};
}

void Statement::bind(int at, const Value& value, ports::ColumnType type) {
    int code = SQLITE_OK;
    sqlite3_stmt* statement = statement_.get();
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        code = sqlite3_bind_int64(statement, at, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        // A null destructor is SQLITE_STATIC: the bytes stay where they are until the reset.
        code = type == ports::ColumnType::text
                   ? sqlite3_bind_text64(statement, at, text->data(), text->size(), nullptr,
                                         SQLITE_UTF8)
                   : sqlite3_bind_blob64(statement, at, text->data(), text->size(), nullptr);
    } else {
        code = sqlite3_bind_null(statement, at);
    }
    // Only a value of more than 1 GB could fail here, and bodies are bounded far below it.
    YIDI_ASSERT(code == SQLITE_OK);
}

int Statement::run() {
    const int code = step();
    reset();
    return code;
}

Value Statement::column(int at) const {
    sqlite3_stmt* statement = statement_.get();
    switch (sqlite3_column_type(statement, at)) {
        case SQLITE_NULL: return std::monostate{};
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, at)};
        default: return text(at);
    }
}

std::string Statement::text(int at) const {
    // Gives the bytes of text and of blobs alike; null where there are none.
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), at));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), at))};
}

Result<Connection> Connection::open(const ConnectionOptions& options) {
    configure_library();
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (options.may_create) flags |= SQLITE_OPEN_CREATE;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(options.file.c_str(), &handle, flags,
                                     options.vfs.empty() ? nullptr : options.vfs.c_str());
    Connection connection;
    connection.handle_.reset(handle);
    if (code != SQLITE_OK) {
        Error error = sqlite_error(code, handle);
        error.code = ErrorCode::unreadable_file;
        error.remedy = remedy(error.code);
        return fail(std::move(error));
    }
    sqlite3_busy_timeout(handle, options.busy_ms_max);
    YIDI_TRY_VOID(connection.run(settings(options)));
    return connection;
}

Result<Statement> Connection::prepare(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.c_str(), static_cast<int>(sql.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return fail(error(code));
    return Statement{statement};
}

Result<void> Connection::run(const std::string& sql) const {
    const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return fail(error(code));
    return {};
}

Result<std::string> Connection::ask(const std::string& sql) const {
    YIDI_TRY(Statement statement, prepare(sql));
    const int code = statement.step();
    if (code == SQLITE_DONE) return std::string{};
    if (code != SQLITE_ROW) return fail(error(code));
    return statement.text(0);
}

}  // namespace yidi::storage
