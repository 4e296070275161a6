#pragma once

#include <string_view>

#include "adapters/codec/table.h"
#include "base/error.h"
#include "domain/policy/pack.h"

/// A pack as one flat table, the shape in which policy analysts work: a line for each row with its
/// conditions, value and source, and a few lines of other records (pack, document, note, default,
/// scheme, layer, corridor, disease_group) so that nothing is lost. docs/policies/pack-tables.md
/// describes the columns.
namespace yidi::codec {

/// Words of the heads. Either is read.
enum class TableHeads : std::uint8_t { english, chinese };

/// Returns   the table with its head as the first row. decode_table(encode_table(p)) has the same
/// content as p.
[[nodiscard]] CellTable encode_table(const policy::Pack& pack, TableHeads heads);

/// Errors    those of decode_pack, with the table's row as the line; unknown_key: a column or
/// record that is not known.
[[nodiscard]] Result<policy::Pack> decode_table(const CellTable& table, std::string_view file_name);

}  // namespace yidi::codec
