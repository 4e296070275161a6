#pragma once

#include <functional>
#include <vector>

#include "adapters/storage/memory/internal/memory_table.h"
#include "ports/store.h"

namespace yidi::storage {

/// A row that was written, and what was there before it.
struct MemoryChange {
    std::string_view table;
    ports::Row key;
    RowPtr before;
    RowPtr after;
};

/// Reads and writes tables, and remembers how to take back what it has written.
class MemorySession final : public ports::Session {
public:
    enum class Access : std::uint8_t { read, write };

    /// `write_fails` may be empty.
    MemorySession(MemoryTables& tables, Access access, std::function<bool()> write_fails = {});

    Result<void> insert(const ports::TableSpec& table, const ports::Row& row) override;
    Result<void> put(const ports::TableSpec& table, const ports::Row& row) override;
    Result<void> erase(const ports::TableSpec& table, std::span<const ports::Value> key) override;
    Result<std::optional<ports::Row>> get(const ports::TableSpec& table,
                                          std::span<const ports::Value> key) override;
    Result<void> scan(const ports::TableSpec& table, std::string_view index,
                      const ports::Range& range,
                      const std::function<bool(const ports::Row&)>& visit) override;

    /// How many changes there are: a point that roll_back can return to.
    [[nodiscard]] std::size_t savepoint() const { return changes_.size(); }
    void roll_back(std::size_t savepoint);
    [[nodiscard]] const std::vector<MemoryChange>& changes() const { return changes_; }
    /// A write has failed: nothing of this session may be committed.
    [[nodiscard]] bool has_failed() const { return has_failed_; }
    /// Forgets the changes, which are committed or taken back.
    void start_again();

private:
    Result<void> set(const ports::TableSpec& table, std::span<const ports::Value> key, RowPtr row);
    [[nodiscard]] Result<void> ready_to_write();

    MemoryTables& tables_;
    Access access_;
    std::function<bool()> write_fails_;
    std::vector<MemoryChange> changes_;
    bool has_failed_ = false;
    bool is_visiting_ = false;
};

}  // namespace yidi::storage
