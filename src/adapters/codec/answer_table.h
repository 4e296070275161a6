#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/estimate.h"
#include "base/error.h"

/// Answers as rows of a CSV table whose heads are dotted keys of the answer.
namespace yidi::codec {

/// The heads, with the line break.
[[nodiscard]] std::string answer_head();

/// Appends one row. `line` is that of the input.
void append_answer_row(const app::Estimate& estimate, std::int64_t line, std::string& out);
/// Appends the row of an input that could not be read.
void append_error_row(const Error& error, std::int64_t line, std::string& out);

}  // namespace yidi::codec
