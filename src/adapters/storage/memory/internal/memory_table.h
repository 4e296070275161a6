#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "ports/store.h"

namespace yidi::storage {

using RowPtr = std::shared_ptr<const ports::Row>;

/// Before (or, if `after`, behind) all rows whose first columns are these.
struct Place {
    std::span<const ports::Value> columns;
    bool after = false;
};

/// Derived, because that is what lets a map be asked for a Place.
struct ByColumns : std::less<> {
    bool operator()(const ports::Row& left, const ports::Row& right) const { return left < right; }
    bool operator()(const ports::Row& row, const Place& place) const;
};

/// The rows of one table in the order of its key, and of each of its indexes.
class MemoryTable {
public:
    explicit MemoryTable(const ports::TableSpec& spec);

    /// Null if there is no such row.
    [[nodiscard]] RowPtr find(std::span<const ports::Value> key) const;
    /// Null erases. Returns what was there.
    RowPtr set(std::span<const ports::Value> key, RowPtr row);
    void scan(std::string_view index, const ports::Range& range,
              const std::function<bool(const ports::Row&)>& visit) const;

private:
    using Ordered = std::map<ports::Row, RowPtr, ByColumns>;

    /// The columns of the index and then the key, which is what makes it unique.
    [[nodiscard]] ports::Row index_key(const ports::Index& index, const ports::Row& row) const;
    [[nodiscard]] const Ordered& ordered_by(std::string_view index) const;

    ports::TableSpec spec_;
    Ordered rows_;
    std::vector<Ordered> indexes_;
};

/// Tables by name.
class MemoryTables {
public:
    explicit MemoryTables(std::span<const ports::TableSpec> specs);
    /// Requires a table of the store (asserted).
    [[nodiscard]] MemoryTable& at(std::string_view name);

private:
    std::map<std::string_view, MemoryTable> tables_;
};

}  // namespace yidi::storage
