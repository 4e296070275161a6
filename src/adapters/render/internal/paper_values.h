#pragma once

#include "adapters/render/paper_templates.h"

namespace yidi::render::internal {

/// What the templates of a filing's papers can say; docs/policies/templates.md has all names.
[[nodiscard]] Values values_of(const PaperPage& page);

/// The same with one row in each list, to hold templates against.
[[nodiscard]] Values shape_of_papers();

}  // namespace yidi::render::internal
