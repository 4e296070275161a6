#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/clearing/reconcile.h"

/// Rows of `reconciled_day` and `reconciled_difference`.
namespace yidi::app::internal {

[[nodiscard]] Result<void> insert(ports::Session& session, const ReconciledDay& one);
/// Each time that a day was held against one other book, the first time first.
[[nodiscard]] Result<std::vector<ReconciledDay>> days_of(ports::Session& session,
                                                         std::uint32_t holder,
                                                         const std::string& counterpart, Date day);

[[nodiscard]] Result<void> insert(ports::Session& session, const DifferenceView& one);
/// The last step of each of a holder's differences, or of every holder's.
[[nodiscard]] Result<std::vector<DifferenceView>> last_steps(ports::Session& session,
                                                             std::optional<std::uint32_t> holder);

}  // namespace yidi::app::internal
