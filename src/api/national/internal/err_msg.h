#pragma once

#include <span>
#include <string>

#include "base/error.h"
#include "domain/explain/language.h"

namespace yidi::national::internal {

/// One line in Chinese for `err_msg`: where, what is wrong, the rule, its source, what to do.
/// What no table translates stays as it is.
[[nodiscard]] std::string err_msg(const Error& error);

/// A sentence of payer_words in Chinese; one that is not there stays as it is.
[[nodiscard]] std::string chinese(const std::string& sentence);

/// The Chinese of the payer's sentences; "{}" stands for what differs.
[[nodiscard]] std::span<const explain::Words> payer_words();

}  // namespace yidi::national::internal
