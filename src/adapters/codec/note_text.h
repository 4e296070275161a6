#pragma once

#include <string>

#include "app/note.h"
#include "domain/explain/language.h"

namespace yidi::codec {

/// The sentence of a note, with the name that was probably meant where one is near.
[[nodiscard]] std::string sentence(const app::Note& note, explain::Language language);

}  // namespace yidi::codec
