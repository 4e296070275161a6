#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"

/// Where rows are kept. A table is described by data (TableSpec), and a store keeps any table, so
/// that every store behaves alike and passes one suite (tests/contract).
namespace yidi::ports {

enum class ColumnType : std::uint8_t {
    integer,  ///< int64
    text,     ///< UTF-8 without U+0000, which some stores refuse; the caller has checked
    bytes,    ///< anything, such as seals
};

struct Column {
    std::string_view name;
    ColumnType type = ColumnType::integer;
    bool optional = false;  ///< may be empty; never in a key
};

enum class TableKind : std::uint8_t {
    append,   ///< a row is never changed or erased
    current,  ///< derived from append rows, for one look-up
    record,   ///< kept by people; each change leaves a row in `audit`
};

/// Columns in another order than the key's, to find rows by. Not unique. Its name is unique in the
/// table.
struct Index {
    std::string_view name;
    std::span<const std::uint8_t> columns;  ///< positions
};

/// What the views point at outlives every store that was opened with it. A store knows a table by
/// its name.
struct TableSpec {
    std::string_view name;
    TableKind kind = TableKind::append;
    std::size_t key_size = 1;  ///< the first columns are the key
    std::span<const Column> columns;
    std::span<const Index> indexes = {};
    bool is_log = false;  ///< messages and accesses: no part of the state's hash
};

/// A value of a column; monostate where it is empty.
using Value = std::variant<std::monostate, std::int64_t, std::string>;
using Row = std::vector<Value>;

/// Whether the table can hold the row (asserted by every write): a value for each column, of its
/// type, empty only where that is optional.
[[nodiscard]] bool fits(const TableSpec& table, const Row& row);
/// The same for a whole key.
[[nodiscard]] bool fits_key(const TableSpec& table, std::span<const Value> key);
/// The first columns of a row that fits.
[[nodiscard]] inline std::span<const Value> key_of(const TableSpec& table, const Row& row) {
    return std::span{row}.first(table.key_size);
}

/// Which rows a scan visits: those whose first columns (of the key, or of the index) equal
/// `prefix`, and whose next one lies in [from, to]. A bound leaves out the rows whose column is
/// empty. The order is that of these columns and then of the key, ascending or descending: integers
/// as numbers, text and bytes as bytes, and an empty value before all others.
/// Requires  that none of these values is empty, and one column more than `prefix` for a bound.
struct Range {
    std::vector<Value> prefix = {};
    std::optional<Value> from = {};
    std::optional<Value> to = {};
    bool descending = false;
};

/// What a use case sees: reads what is committed and what it has written itself.
/// Errors    each call: busy if the store cannot read or write now (disk full, fault of the disk),
///           internal if what it keeps is damaged. The work must then return this error; the
///           whole commit fails with it.
class Session {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    /// Errors    changed_meanwhile: a row with this key is there; the work may go on.
    virtual Result<void> insert(const TableSpec& table, const Row& row) = 0;
    /// Inserts or replaces. Requires a table that is not `append` (asserted).
    virtual Result<void> put(const TableSpec& table, const Row& row) = 0;
    /// Nothing happens where there is no such row. Requires a table that is not `append`
    /// (asserted).
    virtual Result<void> erase(const TableSpec& table, std::span<const Value> key) = 0;

    virtual Result<std::optional<Row>> get(const TableSpec& table, std::span<const Value> key) = 0;
    /// Calls `visit` until it returns false. `index` empty: by the key. The row is valid during the
    /// call; `visit` must not use the session (asserted).
    virtual Result<void> scan(const TableSpec& table, std::string_view index, const Range& range,
                              const std::function<bool(const Row&)>& visit) = 0;
};

/// A use case. An error rolls back all that it has written. It runs once, and not on the caller's
/// thread unless the store says so.
using Work = std::function<Result<void>(Session&)>;
/// Told once: success after the work's commit is durable; the work's own error after its roll-back;
/// busy (or internal) if the commit failed, the queue is full or the store is closed: then nothing
/// was written. A work that shares a failed commit is told busy even if it ended with an error of
/// its own, for it may have seen what has been rolled back.
/// One thing no store can promise: if the disk fails in the middle of a commit and the machine then
/// stops, that commit may be there after the start. So a repeat carries the same message number.
using Done = std::function<void(Result<void>)>;

/// Threads   submit and read from any; `work` and `done` run on the store's writer, one after
///           another, so that a use case is never disturbed. Only a refusal (queue full, closed)
///           is told at once on the caller's thread.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    virtual void submit(Work work, Done done) = 0;
    /// Reads a consistent state as of the last commit, beside the writer, on the caller's thread.
    /// A write is an assertion. The work neither submits nor waits for what was submitted.
    /// Errors    the work's own; busy if the store is closed or cannot read now.
    virtual Result<void> read(const Work& work) = 0;
    /// All that was submitted is done; nothing more is taken (busy). Not from the writer. A second
    /// call does nothing.
    virtual void close() = 0;
};

/// submit, and wait for its end. Not from the writer itself, nor with a store that ends works only
/// when it is told to.
[[nodiscard]] Result<void> write(Store& store, const Work& work);

/// Writes all rows of the tables that are no log to `sink`, each table in the order of its key and
/// tables as given: equal states give equal bytes in every store, and different ones different
/// bytes. Hash them to compare states.
[[nodiscard]] Result<void> state_of(Store& store, std::span<const TableSpec> tables,
                                    const std::function<void(std::string_view)>& sink);

}  // namespace yidi::ports
