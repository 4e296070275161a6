#pragma once

#include <string>

namespace yidi::codec {

/// The JSON Schema (draft-07) of a policy pack, made from policy::specs(), so that it cannot drift
/// from the decoder. schemas/policy-pack.schema.json holds this text; editors check packs against
/// it while they are written. It knows the form of each value, not the proof that rows leave no
/// gap.
[[nodiscard]] std::string pack_schema();

}  // namespace yidi::codec
