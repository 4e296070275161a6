#pragma once

#include <string>
#include <vector>

#include "domain/explain/language.h"
#include "domain/filing/assess.h"

namespace yidi::guidance {

/// What somebody who files should know: each caution as a sentence, and always that filing costs
/// nothing, as agents who ask for money count on nobody knowing it. Without a full stop.
[[nodiscard]] std::vector<std::string> notes_of(const filing::Assessment& assessment,
                                                explain::Language language);

}  // namespace yidi::guidance
