#pragma once

#include <vector>

#include "app/payer/fees.h"

namespace yidi::payer::internal {

/// The lines of a visit that have not been withdrawn, with everything that was said of them.
[[nodiscard]] Result<std::vector<LineView>> line_views(ports::Session& session,
                                                       const Context& context,
                                                       const settlement::Visit& visit);

}  // namespace yidi::payer::internal
