#include "adapters/storage/memory/internal/memory_table.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/assert.h"

namespace yidi::storage {
namespace {

using ports::Range;
using ports::Row;
using ports::Value;

// Stands between the empty value and all others, of whatever type.
const Value kFirstValue{std::numeric_limits<std::int64_t>::min()};

bool is_empty(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

struct Bounds {
    Row first;
    Row last;
};

Bounds bounds_of(const Range& range) {
    YIDI_ASSERT(std::none_of(range.prefix.begin(), range.prefix.end(), is_empty));
    Bounds bounds{.first = range.prefix, .last = range.prefix};
    if (range.from) {
        bounds.first.push_back(*range.from);
    } else if (range.to) {
        bounds.first.push_back(kFirstValue);
    }
    if (range.to) bounds.last.push_back(*range.to);
    return bounds;
}

}  // namespace

bool ByColumns::operator()(const Row& row, const Place& place) const {
    YIDI_ASSERT(place.columns.size() <= row.size());
    for (std::size_t i = 0; i < place.columns.size(); ++i) {
        if (row[i] != place.columns[i]) return row[i] < place.columns[i];
    }
    return place.after;
}

MemoryTable::MemoryTable(const ports::TableSpec& spec)
    : spec_{spec}, indexes_(spec.indexes.size()) {}

RowPtr MemoryTable::find(std::span<const Value> key) const {
    const auto found = rows_.lower_bound(Place{.columns = key});
    const bool is_there =
        found != rows_.end() && std::equal(key.begin(), key.end(), found->first.begin());
    return is_there ? found->second : RowPtr{};
}

RowPtr MemoryTable::set(std::span<const Value> key, RowPtr row) {
    RowPtr before = find(key);
    for (std::size_t i = 0; i < indexes_.size(); ++i) {
        if (before) indexes_[i].erase(index_key(spec_.indexes[i], *before));
        if (row) indexes_[i].emplace(index_key(spec_.indexes[i], *row), row);
    }
    Row place{key.begin(), key.end()};
    if (row) {
        rows_.insert_or_assign(std::move(place), std::move(row));
    } else {
        rows_.erase(place);
    }
    return before;
}

void MemoryTable::scan(std::string_view index, const Range& range,
                       const std::function<bool(const Row&)>& visit) const {
    if (range.from && range.to && *range.to < *range.from) return;
    const Ordered& rows = ordered_by(index);
    const Bounds bounds = bounds_of(range);
    const auto first = rows.lower_bound(Place{.columns = bounds.first});
    auto last = rows.lower_bound(Place{.columns = bounds.last, .after = true});
    if (range.descending) {
        while (last != first) {
            --last;
            if (!visit(*last->second)) return;
        }
    } else {
        for (auto at = first; at != last; ++at) {
            if (!visit(*at->second)) return;
        }
    }
}

Row MemoryTable::index_key(const ports::Index& index, const Row& row) const {
    Row key;
    key.reserve(index.columns.size() + spec_.key_size);
    for (const std::uint8_t column : index.columns) key.push_back(row[column]);
    for (const Value& value : key_of(spec_, row)) key.push_back(value);
    return key;
}

const MemoryTable::Ordered& MemoryTable::ordered_by(std::string_view index) const {
    if (index.empty()) return rows_;
    const auto found =
        std::find_if(spec_.indexes.begin(), spec_.indexes.end(),
                     [&](const ports::Index& candidate) { return candidate.name == index; });
    YIDI_ASSERT(found != spec_.indexes.end());
    return indexes_[static_cast<std::size_t>(found - spec_.indexes.begin())];
}

MemoryTables::MemoryTables(std::span<const ports::TableSpec> specs) {
    for (const ports::TableSpec& spec : specs) tables_.emplace(spec.name, MemoryTable{spec});
}

MemoryTable& MemoryTables::at(std::string_view name) {
    const auto found = tables_.find(name);
    YIDI_ASSERT(found != tables_.end());
    return found->second;
}

}  // namespace yidi::storage
