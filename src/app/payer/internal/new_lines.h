#pragma once

#include <vector>

#include "app/payer/internal/visit_of.h"

namespace yidi::payer::internal {

/// Lines that a visit would get beside those it has: each checked and read by the catalogue of the
/// institution's area. Nothing is written.
/// Errors    those of upload_fees.
[[nodiscard]] Result<std::vector<settlement::PricedLine>> new_lines(
    ports::Session& session, const Context& context, const settlement::Visit& visit,
    const Lines& lines, const std::vector<settlement::FeeLine>& wanted);

}  // namespace yidi::payer::internal
