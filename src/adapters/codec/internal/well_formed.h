#pragma once

#include <string_view>

namespace yidi::codec::internal {

/// Whether the bytes are one well-formed XML document without a document type, by a parser that any
/// bytes may be given to.
[[nodiscard]] bool is_well_formed(std::string_view xml);

}  // namespace yidi::codec::internal
