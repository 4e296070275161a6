#pragma once

#include "app/payer/visits.h"

namespace yidi::payer::internal {

/// The visit that a request would begin, without a number: the institution is known, the person
/// lives and is insured on the day. Nothing is written.
/// Errors    those of register_visit.
[[nodiscard]] Result<settlement::Visit> new_visit(ports::Session& session, const Context& context,
                                                  const RegisterRequest& request);

}  // namespace yidi::payer::internal
