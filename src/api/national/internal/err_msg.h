#pragma once

#include <string>

#include "base/error.h"

namespace yidi::national::internal {

/// One line in Chinese for `err_msg`: where, what is wrong, the rule, its source, what to do.
/// What no table translates stays as it is.
[[nodiscard]] std::string err_msg(const Error& error);

/// A sentence of explain::settling_words in Chinese; one that is not there stays as it is.
[[nodiscard]] std::string chinese(const std::string& sentence);

}  // namespace yidi::national::internal
