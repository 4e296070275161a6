#pragma once

#include <string_view>

#include "base/error.h"
#include "domain/policy/filing_rules.h"

namespace yidi::codec {

/// Decodes a region's filing rules from YAML or JSON text; the format is
/// docs/policies/filing-rules.md. Whether values share a day is proved later
/// (policy::FilingRuleBook::from). Returns   the rules with `file` = `file_name` and the `sha256`
/// of the text; a value declared unknown has become a note.
/// Errors    those of decode_pack; `where` is "file_name:line". Any thread; nothing is thrown.
[[nodiscard]] Result<policy::FilingRules> decode_filing_rules(std::string_view text,
                                                              std::string_view file_name);

/// Whether a text that is about to be decoded says that it holds filing rules, not a pack.
[[nodiscard]] bool looks_like_filing_rules(std::string_view text);

}  // namespace yidi::codec
