#pragma once

#include "app/payer/internal/holds.h"

namespace yidi::payer::internal {

/// What the account of the relative who shares it offers a bill today: its balance and the rest of
/// the year's limit, less what other windows' trials hold of either. Empty: nobody shares one.
[[nodiscard]] Result<Family> family_of_bill(Session& session, const Context& context,
                                            const HoldsBeside& beside);

}  // namespace yidi::payer::internal
