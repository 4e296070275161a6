#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "base/error.h"
#include "ports/store.h"

namespace yidi::storage {

/// What SQLite says as an error that tells the caller what to do: busy for what may pass (locked,
/// full, a fault of the disk), unreadable_file for a file that is no database, internal for the
/// rest. Never holds values of rows.
[[nodiscard]] Error sqlite_error(int code, sqlite3* connection);

/// A prepared statement. Valid while its connection is.
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* statement) : statement_{statement} {}

    /// Binds the parameter at `at`, counted from 1. The value must live until reset.
    void bind(int at, const ports::Value& value, ports::ColumnType type);
    /// SQLITE_ROW, SQLITE_DONE or a code of an error.
    [[nodiscard]] int step() { return sqlite3_step(statement_.get()); }
    /// Runs a statement without rows from start to end, and resets it. SQLITE_DONE or an error.
    [[nodiscard]] int run();
    void reset() { sqlite3_reset(statement_.get()); }

    [[nodiscard]] ports::Value column(int at) const;
    [[nodiscard]] std::int64_t integer(int at) const {
        return sqlite3_column_int64(statement_.get(), at);
    }
    [[nodiscard]] std::string text(int at) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

struct ConnectionOptions {
    std::string file;
    std::string vfs = {};  ///< of SQLite; empty: the system's
    bool may_create = false;
    bool may_write = true;
    bool is_synced = true;
    int cache_kib = 2048;
    int busy_ms_max = 5000;
};

/// One connection to a database file in WAL mode. One thread at a time.
class Connection {
public:
    /// Errors    unreadable_file, busy.
    [[nodiscard]] static Result<Connection> open(const ConnectionOptions& options);

    [[nodiscard]] Result<Statement> prepare(const std::string& sql) const;
    /// Runs statements whose rows nobody wants.
    Result<void> run(const std::string& sql) const;
    /// The first column of the first row, as text; empty if there is none.
    [[nodiscard]] Result<std::string> ask(const std::string& sql) const;

    [[nodiscard]] Error error(int code) const { return sqlite_error(code, handle()); }
    [[nodiscard]] bool is_in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }
    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        // close_v2, so that the order in which statements and connection end does not matter.
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace yidi::storage
