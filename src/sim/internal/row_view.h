#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/assert.h"
#include "base/money.h"
#include "ports/tables.h"

namespace yidi::sim {

/// Reads a row, or a key, by the names of its columns.
class RowView {
public:
    RowView(ports::Table table, const ports::Row& row) : table_{ports::spec(table)}, row_{row} {}

    [[nodiscard]] std::int64_t number(std::string_view column) const {
        return std::get<std::int64_t>(at(column));
    }
    [[nodiscard]] Money amount(std::string_view column) const {
        return Money::from_fen(number(column));
    }
    [[nodiscard]] const std::string& text(std::string_view column) const {
        return std::get<std::string>(at(column));
    }

private:
    [[nodiscard]] const ports::Value& at(std::string_view column) const {
        std::size_t index = 0;
        while (table_.columns[index].name != column) ++index;
        YIDI_ASSERT(index < row_.size());
        return row_[index];
    }

    const ports::TableSpec& table_;
    const ports::Row& row_;
};

}  // namespace yidi::sim
