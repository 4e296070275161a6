#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/compare.h"

namespace yidi::codec {

/// Appends {"base", "columns", "notes"}: the columns as AnswerEncoder writes them, and the notes
/// where there are any.
void append_comparison(std::span<const app::ComparedColumn> columns,
                       const std::vector<explain::Words>& notes, explain::Language language,
                       std::string& out);

}  // namespace yidi::codec
