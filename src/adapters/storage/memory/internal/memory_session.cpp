#include "adapters/storage/memory/internal/memory_session.h"

#include <utility>

#include "base/assert.h"

namespace yidi::storage {
namespace {

using ports::Row;
using ports::TableSpec;
using ports::Value;

}  // namespace

MemorySession::MemorySession(MemoryTables& tables, Access access, std::function<bool()> write_fails)
    : tables_{tables}, access_{access}, write_fails_{std::move(write_fails)} {}

Result<void> MemorySession::insert(const TableSpec& table, const Row& row) {
    YIDI_ASSERT(fits(table, row));
    YIDI_TRY_VOID(ready_to_write());
    const std::span<const Value> key = key_of(table, row);
    if (tables_.at(table.name).find(key)) {
        return fail({.code = ErrorCode::changed_meanwhile,
                     .where = std::string{table.name},
                     .rule = "a row with this key is there"});
    }
    return set(table, key, std::make_shared<const Row>(row));
}

Result<void> MemorySession::put(const TableSpec& table, const Row& row) {
    YIDI_ASSERT(table.kind != ports::TableKind::append);
    YIDI_ASSERT(fits(table, row));
    YIDI_TRY_VOID(ready_to_write());
    return set(table, key_of(table, row), std::make_shared<const Row>(row));
}

Result<void> MemorySession::erase(const TableSpec& table, std::span<const Value> key) {
    YIDI_ASSERT(table.kind != ports::TableKind::append);
    YIDI_ASSERT(fits_key(table, key));
    YIDI_TRY_VOID(ready_to_write());
    return set(table, key, {});
}

Result<std::optional<Row>> MemorySession::get(const TableSpec& table, std::span<const Value> key) {
    YIDI_ASSERT(!is_visiting_);
    YIDI_ASSERT(fits_key(table, key));
    const RowPtr row = tables_.at(table.name).find(key);
    return row ? std::optional{*row} : std::nullopt;
}

Result<void> MemorySession::scan(const TableSpec& table, std::string_view index,
                                 const ports::Range& range,
                                 const std::function<bool(const Row&)>& visit) {
    YIDI_ASSERT(!is_visiting_);
    is_visiting_ = true;
    tables_.at(table.name).scan(index, range, visit);
    is_visiting_ = false;
    return {};
}

void MemorySession::roll_back(std::size_t savepoint) {
    while (changes_.size() > savepoint) {
        const MemoryChange& last = changes_.back();
        tables_.at(last.table).set(last.key, last.before);
        changes_.pop_back();
    }
}

void MemorySession::start_again() {
    changes_.clear();
    has_failed_ = false;
}

Result<void> MemorySession::set(const TableSpec& table, std::span<const Value> key, RowPtr row) {
    Row place{key.begin(), key.end()};
    RowPtr before = tables_.at(table.name).set(place, row);
    changes_.push_back({.table = table.name,
                        .key = std::move(place),
                        .before = std::move(before),
                        .after = std::move(row)});
    return {};
}

Result<void> MemorySession::ready_to_write() {
    YIDI_ASSERT(access_ == Access::write);
    YIDI_ASSERT(!is_visiting_);
    if (has_failed_ || (write_fails_ && write_fails_())) {
        has_failed_ = true;
        return fail(
            {.code = ErrorCode::busy, .remedy = "try again later with the same message number"});
    }
    return {};
}

}  // namespace yidi::storage
