#pragma once

#include <string_view>

#include "api/rest/internal/call.h"

namespace yidi::rest::internal {

/// Whether the caller is a window whose scope reaches the institution: its own counter, or the
/// agency's of its region.
[[nodiscard]] Result<bool> is_at_counter(Call& call, std::string_view fixmedins_code);

/// Lets a window look at whoever stands at its counter: the institution named has to be within its
/// scope. A hospital asks the same of anybody who shows a certificate by 1101, 2001 and 5206.
/// Everybody else, and a window that names no institution, is held against the person.
[[nodiscard]] Result<registry::Pid> allow_at_counter(Call& call, std::string_view psn_no,
                                                     std::string_view fixmedins_code);

}  // namespace yidi::rest::internal
