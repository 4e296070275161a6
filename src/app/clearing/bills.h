#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/clearing/context.h"
#include "domain/clearing/book.h"
#include "domain/clearing/placing.h"
#include "domain/clearing/statistics.h"
#include "ports/peers.h"

/// A party's own book of bills.
namespace yidi::app {

/// Whether a bill was new to the holder's book. A bill within one province is nobody's. What
/// repairs a difference with an institution's book is posted, too. Errors    inconsistent: the
/// holder is neither side of the bill.
[[nodiscard]] Result<bool> book_bill(ports::Session& session, const ClearingContext& context,
                                     std::uint32_t holder, const clearing::BookedBill& bill);

struct TakeRequest {
    Date from;
    Date to;  ///< included
    /// By whom the treating party is told; null: its book lies in this store.
    ports::Peers* peers = nullptr;
};
struct TakeReply {
    std::int64_t seen = 0;   ///< settlements of care in another province
    std::int64_t taken = 0;  ///< new to the insured party's book
};
/// Makes bills of the payer's settlements of some days. What was taken already stays as it is.
/// Errors    inconsistent: days in the wrong order.
[[nodiscard]] Result<TakeReply> take_bills(ports::Session& session, const ClearingContext& context,
                                           const TakeRequest& request);

/// Places what waits in every book of this store, when a month's tables are made.
struct PlacingReply {
    std::vector<clearing::Line> lines;  ///< of the insured parties' books
    std::int64_t placed = 0;
    std::int64_t refused = 0;
    std::int64_t left = 0;  ///< not confirmed, or of a later month
};
/// `confirmed`: treating parties, sorted.
[[nodiscard]] Result<PlacingReply> place_bills(ports::Session& session,
                                               const ClearingContext& context,
                                               clearing::Month month,
                                               const std::vector<std::uint32_t>& confirmed);
/// What a book says of a month that is placed: its lines, on either side.
[[nodiscard]] Result<std::vector<clearing::Line>> placed_lines(ports::Session& session,
                                                               std::uint32_t holder,
                                                               clearing::Month month);

/// Bills that no month took.
struct RefusedBill {
    clearing::BookedBill bill;
    clearing::Placing placing;
};
[[nodiscard]] Result<std::vector<RefusedBill>> refused_bills(ports::Session& session,
                                                             std::uint32_t holder,
                                                             clearing::Month month);

/// What an agency publishes of a month: settlements of persons insured in the area (its first
/// digits) elsewhere. Errors    limit_exceeded.
[[nodiscard]] Result<clearing::MonthStatistics> month_statistics(ports::Session& session,
                                                                 const policy::Regions& regions,
                                                                 clearing::Month month,
                                                                 const std::string& area);

}  // namespace yidi::app
