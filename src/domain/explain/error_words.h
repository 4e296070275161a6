#pragma once

#include "base/error.h"
#include "domain/explain/language.h"

namespace yidi::explain {

/// The error with rule, remedy and message in the language asked for, from whichever of the two it
/// was written in; code and place stay. An English sentence without a Chinese wording (most of what
/// is said of a pack's file, for those who write packs) keeps its own words behind a Chinese one.
[[nodiscard]] Error translated(Error error, Language language);

}  // namespace yidi::explain
