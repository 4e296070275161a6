#pragma once

#include <cstdint>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/lines.h"
#include "domain/clearing/month.h"

namespace yidi::app::internal {

/// What the insured book counts in a month beyond a party's own book, or below it, for bills of
/// which a registered difference says that the two books have them otherwise: by direction. Such a
/// bill does not keep the party from signing while the difference waits for people, or what mends
/// it waits for its month; when everything about it has been placed, the two books must have come
/// to the same.
/// Reads both books, of the directions given only.
[[nodiscard]] Result<std::vector<clearing::Due>> reserved_in(
    ports::Session& session, std::uint32_t party, clearing::Month month,
    const std::vector<clearing::Direction>& directions);

}  // namespace yidi::app::internal
