#pragma once

#include <span>

#include "domain/explain/language.h"

/// The Chinese wording of what errors say.
namespace yidi::explain::internal {

/// English sentences and their Chinese; {0}, {1} … stand in both for what differs from one error to
/// the next. A row without marks goes before one with them, an earlier one before a later one.
[[nodiscard]] std::span<const Words> error_table();

}  // namespace yidi::explain::internal
