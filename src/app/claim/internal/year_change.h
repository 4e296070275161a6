#pragma once

#include <cstdint>
#include <vector>

#include "app/payer/context.h"
#include "domain/settlement/records.h"
#include "ports/store.h"

/// What a year that is put in order changes for others, told to whom it concerns.
namespace yidi::app::internal {

/// Tells the person, and the owner of a family account whose part has changed, of each correction.
/// `claim`: by which; 0: by the order of the year alone.
[[nodiscard]] Result<void> tell_corrections(ports::Session& session, const payer::Context& context,
                                            const std::vector<settlement::Settlement>& corrections,
                                            std::int64_t claim);

}  // namespace yidi::app::internal
