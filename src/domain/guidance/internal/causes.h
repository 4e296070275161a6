#pragma once

#include <span>

#include "domain/guidance/cause.h"

/// The table of causes in three parts, so that each stays readable.
namespace yidi::guidance::internal {

/// What is not red, then insured and recognised.
[[nodiscard]] std::span<const CauseWords> causes_of_the_person();
/// Filed, reported, effective.
[[nodiscard]] std::span<const CauseWords> causes_of_the_filing();
/// Route, connected, business, credential, limit.
[[nodiscard]] std::span<const CauseWords> causes_of_the_place();

}  // namespace yidi::guidance::internal
