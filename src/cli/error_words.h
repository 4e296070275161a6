#pragma once

#include "base/error.h"
#include "domain/explain/language.h"

namespace yidi::cli {

/// The error with rule, remedy and message in the language asked for; code and place stay. What has
/// no Chinese wording (most of what is said of a pack's file, for those who write packs) keeps its
/// own words behind a Chinese one.
[[nodiscard]] Error translated(Error error, explain::Language language);

}  // namespace yidi::cli
