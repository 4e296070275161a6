#pragma once

#include <string>

#include "domain/policy/pack.h"

namespace yidi::codec {

/// Writes a pack as YAML in the layout of docs/policies/pack-reference.md: sources where most rows
/// share them, one row a line, values aligned. decode_pack(encode_pack(p)) has the same content as
/// p, for every p that decode_pack returned. Comments of an older file are not part of a pack and
/// are lost.
[[nodiscard]] std::string encode_pack(const policy::Pack& pack);

/// Whether two packs say the same, wherever they came from: `file`, `sha256` and line numbers are
/// left out.
[[nodiscard]] bool same_content(const policy::Pack& a, const policy::Pack& b);

}  // namespace yidi::codec
