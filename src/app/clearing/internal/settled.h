#pragma once

#include <functional>

#include "base/date.h"
#include "domain/settlement/records.h"
#include "ports/store.h"

namespace yidi::app::internal {

/// Calls `visit` with every settlement of some days, both ends included, institution by
/// institution. An error of `visit` ends it.
[[nodiscard]] Result<void> each_settlement(
    ports::Session& session, Date from, Date to,
    const std::function<Result<void>(const settlement::Settlement&)>& visit);

}  // namespace yidi::app::internal
