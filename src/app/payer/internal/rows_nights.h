#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/instant.h"
#include "ports/store.h"

/// Rows of what the night does for clearing (docs/design/clearing.md).
namespace yidi::payer::internal {

struct TakenDay {
    Date day;
    std::int64_t seen = 0;   ///< settlements of care in another province
    std::int64_t taken = 0;  ///< that were new to the books
    Instant at;
};
[[nodiscard]] Result<void> insert(ports::Session& session, const TakenDay& one);
/// The days that were taken, both ends included, in their order.
[[nodiscard]] Result<std::vector<Date>> taken_days(ports::Session& session, Date from, Date to);

/// A day of one party's book that is to be held against another's.
struct DueDay {
    std::uint32_t holder = 0;
    std::uint32_t counterpart = 0;
    Date day;
};
/// Something was booked: whatever a night has left is to be looked at again.
[[nodiscard]] Result<void> make_due(ports::Session& session, const DueDay& one);
/// It stays due, but not for the night of that date.
[[nodiscard]] Result<void> leave_due(ports::Session& session, const DueDay& one, Date night);
[[nodiscard]] Result<void> erase_due(ports::Session& session, const DueDay& one);
/// Whether the night of that date has to hold it.
[[nodiscard]] Result<bool> is_due(ports::Session& session, const DueDay& one, Date night);
/// At most `limit` of them; none that has not ended before that date.
[[nodiscard]] Result<std::vector<DueDay>> due_days(ports::Session& session, Date night,
                                                   std::size_t limit);

}  // namespace yidi::payer::internal
