#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "adapters/storage/sqlite/internal/connection.h"
#include "ports/store.h"

namespace yidi::storage {

/// Rows of a connection's current transaction. Each statement is prepared once and kept.
class SqliteSession final : public ports::Session {
public:
    enum class Access : std::uint8_t { read, write };

    /// The connection outlives the session.
    SqliteSession(Connection& connection, std::span<const ports::TableSpec> tables, Access access);

    Result<void> insert(const ports::TableSpec& table, const ports::Row& row) override;
    Result<void> put(const ports::TableSpec& table, const ports::Row& row) override;
    Result<void> erase(const ports::TableSpec& table, std::span<const ports::Value> key) override;
    Result<std::optional<ports::Row>> get(const ports::TableSpec& table,
                                          std::span<const ports::Value> key) override;
    Result<void> scan(const ports::TableSpec& table, std::string_view index,
                      const ports::Range& range,
                      const std::function<bool(const ports::Row&)>& visit) override;

    /// The first fault of the store in this transaction: nothing of it may be committed.
    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }
    void start_again() { fault_.reset(); }

private:
    /// Statements by what they do; `scan_number` says how scans are numbered.
    using Statements = std::unordered_map<std::uint32_t, Statement>;

    /// Prepares the statement that `sql` writes, unless it is there. Null after a fault.
    template <class Write>
    [[nodiscard]] Statement* statement(const ports::TableSpec& table, std::uint32_t number,
                                       const Write& sql);
    [[nodiscard]] Result<void> store_row(const ports::TableSpec& table, const ports::Row& row,
                                         bool replaces);
    [[nodiscard]] Error failed(int code);
    void check_write() const;

    Connection& connection_;
    std::unordered_map<std::string_view, Statements> tables_;
    Access access_;
    std::optional<Error> fault_;
    bool is_visiting_ = false;
};

}  // namespace yidi::storage
