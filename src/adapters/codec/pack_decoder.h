#pragma once

#include <string_view>

#include "base/error.h"
#include "domain/policy/pack.h"

namespace yidi::codec {

/// Decodes a policy pack from YAML or JSON text; the format is docs/policies/pack-reference.md.
/// Whether the rows leave gaps or overlap is proved later (policy::compile). Returns   the pack
/// with `file` = `file_name` and the `sha256` of the text. Rows are in canonical order: as the
///           parameters stand in policy::specs(), the scheme's own first, then layer by layer; rows
///           of one parameter as written.
/// Errors    bad_pack, unknown_key, duplicate_key, missing_key, bad_value, bad_amount, bad_date,
/// bad_region,
///           inconsistent, limit_exceeded; `where` is "file_name:line". Any thread; nothing is
///           thrown.
[[nodiscard]] Result<policy::Pack> decode_pack(std::string_view text, std::string_view file_name);

}  // namespace yidi::codec
