#pragma once

#include <string>

namespace yidi::codec {

/// The JSON Schema (draft-07) of a file of filing rules, made from policy::for_each_rule, so that
/// it cannot drift from the decoder. schemas/filing-rules.schema.json holds this text.
[[nodiscard]] std::string filing_schema();

}  // namespace yidi::codec
