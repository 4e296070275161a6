#pragma once

#include "app/publishing/internal/rows_change.h"
#include "app/publishing/publishing.h"

/// From the texts of changes to packs and books.
namespace yidi::publishing::internal {

/// What messages call a change's text.
[[nodiscard]] std::string file_of(std::int64_t change);

/// The pack of a change, held against the hash that its events name.
/// Errors    inconsistent: the text is another; those of ports::Packs::read.
[[nodiscard]] Result<policy::Pack> pack_of(Session& session, const Tools& tools,
                                           const Change& change);

/// A book with these packs in the place of those of their areas, and none for the area `without`.
[[nodiscard]] Result<Snapshot> with_packs(const Snapshot& book, std::vector<policy::Pack> packs,
                                          std::uint32_t without = 0);

/// The highest version that an area was ever computed with or will be; 0: it has no pack.
[[nodiscard]] Result<std::uint32_t> highest_version(Session& session, const Tools& tools,
                                                    const std::vector<Change>& changes,
                                                    std::uint32_t area);

}  // namespace yidi::publishing::internal
