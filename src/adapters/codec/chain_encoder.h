#pragma once

#include <string>

#include "domain/explain/language.h"
#include "domain/guidance/why.h"

namespace yidi::codec {

/// Appends a chain: {"holds", "broken", "headline", "links": [{"link", "label", "state", "cause",
/// "what", "say", "next", "ask", "whom", "clause", "day", "filing"}]}. `broken` is the name of the
/// first link that refuses, or null; of a link what does not apply is null. Same chain, same bytes.
void append_chain(const guidance::Chain& chain, explain::Language language, std::string& out);

}  // namespace yidi::codec
