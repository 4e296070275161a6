#pragma once

#include <cstdint>
#include <functional>
#include <memory>
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
    text,     ///< UTF-8
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

/// Columns in another order than the key's, to find rows by. Not unique.
struct Index {
    std::string_view name;
    std::span<const std::uint8_t> columns;  ///< positions
};

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

/// Which rows a scan visits: those whose first columns (of the key, or of the index) equal
/// `prefix`, and whose next one lies in [from, to]; in ascending order, or descending.
struct Range {
    std::vector<Value> prefix = {};
    std::optional<Value> from = {};
    std::optional<Value> to = {};
    bool descending = false;
};

/// What a use case sees: reads what is committed and what it has written itself.
class Session {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    /// Errors    changed_meanwhile: a row with this key is there; busy: the store cannot write now.
    virtual Result<void> insert(const TableSpec& table, const Row& row) = 0;
    /// Inserts or replaces. Requires a table that is not `append` (asserted).
    virtual Result<void> put(const TableSpec& table, const Row& row) = 0;
    /// Nothing happens where there is no such row. Requires a table that is not `append`
    /// (asserted).
    virtual Result<void> erase(const TableSpec& table, std::span<const Value> key) = 0;

    virtual Result<std::optional<Row>> get(const TableSpec& table, std::span<const Value> key) = 0;
    /// Calls `visit` until it returns false. `index` empty: by the key. The row is valid during the
    /// call; `visit` must not use the session.
    virtual Result<void> scan(const TableSpec& table, std::string_view index, const Range& range,
                              const std::function<bool(const Row&)>& visit) = 0;
};

/// A use case. An error rolls back all that it has written.
using Work = std::function<Result<void>(Session&)>;
/// Told once: success after the work's commit is durable; the work's own error after its roll-back;
/// busy if the commit failed or the queue is full (nothing was written).
using Done = std::function<void(Result<void>)>;

/// Threads   submit and read from any; `work` and `done` run on the store's writer, one after
///           another, so that a use case is never disturbed.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    virtual void submit(Work work, Done done) = 0;
    /// Reads a consistent state as of the last commit, beside the writer. A write is an assertion.
    virtual Result<void> read(const Work& work) = 0;
    /// All that was submitted is done; nothing more is taken (busy).
    virtual void close() = 0;
};

/// submit, and wait for its end. Not from the writer itself.
[[nodiscard]] Result<void> write(Store& store, const Work& work);

}  // namespace yidi::ports
