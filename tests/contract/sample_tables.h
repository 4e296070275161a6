#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ports/store.h"

/// A table of each kind, and short ways to write and read their rows.
namespace yidi::contract {

using ports::Range;
using ports::Row;
using ports::Session;
using ports::Store;
using ports::TableSpec;
using ports::Value;

/// append: (pid, seq) -> place, seal, amount; by place and amount
[[nodiscard]] const TableSpec& visits();
/// current: (pid, year) -> amount, note; by amount
[[nodiscard]] const TableSpec& totals();
/// record: (name) -> bytes; its key is bytes
[[nodiscard]] const TableSpec& seals();
/// append, a log: (sender, number) -> answer
[[nodiscard]] const TableSpec& messages();
[[nodiscard]] const std::vector<TableSpec>& tables();

struct Visit {
    std::int64_t pid = 0;
    std::int64_t seq = 0;
    std::optional<std::string> place = {};
    std::string seal = {};
    std::int64_t amount = 0;
};
[[nodiscard]] Row row(const Visit& visit);
[[nodiscard]] Row total(std::int64_t pid, std::int64_t year, std::int64_t amount);

[[nodiscard]] inline Value number(std::int64_t value) {
    return value;
}
[[nodiscard]] inline Value text(std::string value) {
    return value;
}

/// The rows that a read-only look at the store finds.
[[nodiscard]] std::vector<Row> rows(Store& store, const TableSpec& table, const Range& range = {},
                                    std::string_view index = {});
/// The seq of the visits that a scan finds, in its order.
[[nodiscard]] std::vector<std::int64_t> seqs(Store& store, const Range& range,
                                             std::string_view index = {});
[[nodiscard]] std::optional<Row> get(Store& store, const TableSpec& table,
                                     const std::vector<Value>& key);
[[nodiscard]] Result<void> insert(Store& store, const TableSpec& table, const Row& row);

/// Several writes as one result, for works in tests.
[[nodiscard]] Result<void> insert_all(Session& session, const TableSpec& table,
                                      const std::vector<Row>& rows);

}  // namespace yidi::contract
