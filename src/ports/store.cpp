#include "ports/store.h"

#include <algorithm>
#include <future>
#include <memory>

namespace yidi::ports {
namespace {

bool fits_column(const Column& column, const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return column.optional;
    return std::holds_alternative<std::int64_t>(value) == (column.type == ColumnType::integer);
}

bool fit_columns(const TableSpec& table, std::span<const Value> values) {
    return std::equal(
        values.begin(), values.end(), table.columns.begin(),
        [](const Value& value, const Column& column) { return fits_column(column, value); });
}

void append_number(std::string& out, std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
        out += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU);
    }
}

void append_text(std::string& out, std::string_view text) {
    append_number(out, text.size());
    out += text;
}

/// A letter says what follows, and lengths go first, so that no two states have the same bytes.
void append_value(std::string& out, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        out += 'i';
        append_number(out, static_cast<std::uint64_t>(*number));
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        out += 's';
        append_text(out, *text);
    } else {
        out += 'e';
    }
}

}  // namespace

bool fits(const TableSpec& table, const Row& row) {
    return row.size() == table.columns.size() && fit_columns(table, row);
}

bool fits_key(const TableSpec& table, std::span<const Value> key) {
    return key.size() == table.key_size && fit_columns(table, key);
}

Result<void> write(Store& store, const Work& work) {
    // Shared, because the writer may still be inside set_value when this thread goes on.
    const auto promise = std::make_shared<std::promise<Result<void>>>();
    std::future<Result<void>> end = promise->get_future();
    store.submit(work, [promise](Result<void> result) { promise->set_value(std::move(result)); });
    return end.get();
}

Result<void> state_of(Store& store, std::span<const TableSpec> tables,
                      const std::function<void(std::string_view)>& sink) {
    return store.read([&](Session& session) -> Result<void> {
        std::string bytes;
        for (const TableSpec& table : tables) {
            if (table.is_log) continue;
            bytes = "t";
            append_text(bytes, table.name);
            sink(bytes);
            YIDI_TRY_VOID(session.scan(table, {}, {}, [&](const Row& row) {
                bytes = "r";
                for (const Value& value : row) append_value(bytes, value);
                sink(bytes);
                return true;
            }));
        }
        return {};
    });
}

}  // namespace yidi::ports
