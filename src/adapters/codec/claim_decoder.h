#pragma once

#include <string_view>

#include "domain/claim/statement.h"
#include "domain/policy/regions.h"

namespace yidi::codec {

/// Reads what is claimed: one JSON object with the members that docs/using/claims.md lists. What it
/// leaves out is empty: whether a claim may be so is claim::check_statement's.
/// Errors    those of a case file, each with its JSON pointer.
[[nodiscard]] Result<claim::Statement> decode_statement(std::string_view json,
                                                        const policy::Regions& regions);

}  // namespace yidi::codec
