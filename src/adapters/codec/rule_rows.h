#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/json_writer.h"
#include "app/pack_difference.h"
#include "domain/explain/language.h"

/// The rules of a pack as rows for people to read: conditions, value and source in words, with the
/// spelling of packs beside them for whoever filters.
namespace yidi::codec {

/// A row that stands for the same value at another time has the same key: scheme, parameter and
/// conditions, spelt as in packs.
[[nodiscard]] std::string row_key(const app::RowSide& side);

/// The members of a row, without the object around them. Requires  side.row.
void write_rule_row(JsonWriter& json, const policy::Pack& pack, const app::RowSide& side,
                    explain::Language language);

/// "pack", "schemes", "rows", "documents", "notes": the whole pack.
void write_rule_rows(JsonWriter& json, const policy::Pack& pack, explain::Language language);

/// Two packs, and what differs.
struct ComparedPacks {
    const policy::Pack& before;
    const policy::Pack& after;
};
/// "before", "after", "changes", "others": rows that only one side has or that say something else,
/// and what differs besides rows, as sentences.
void write_pack_difference(JsonWriter& json, const ComparedPacks& packs,
                           explain::Language language);

}  // namespace yidi::codec
