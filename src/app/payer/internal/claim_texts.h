#pragma once

#include <string>
#include <string_view>

#include "domain/claim/claim.h"

/// A claim in one column, as its events leave it.
namespace yidi::payer::internal {

/// All of it but its number, its area and its phase, which have columns of their own.
[[nodiscard]] std::string to_text(const claim::Claim& claim);
/// Whether `text` is such a text.
[[nodiscard]] bool read_standing(std::string_view text, claim::Claim& claim);

}  // namespace yidi::payer::internal
