#pragma once

#include "adapters/render/statement.h"
#include "app/payer/statement.h"
#include "domain/policy/regions.h"

namespace yidi::render {

/// What is printed of a settlement, in words where its codes have some.
[[nodiscard]] Statement statement_of(const payer::StatementReply& reply,
                                     const policy::Regions& regions);

}  // namespace yidi::render
