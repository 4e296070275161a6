#pragma once

#include <optional>
#include <string>

#include "app/clearing/prepayment.h"
#include "app/payer/internal/rows_clearing.h"

namespace yidi::app::internal {

/// The last order of a direction.
[[nodiscard]] Result<std::optional<PrepaymentOrder>> last_order(
    ports::Session& session, const clearing::Direction& direction);
[[nodiscard]] Result<PrepaymentOrder> order_of(const payer::internal::Matter& row);
/// A new order after the last one, told on the context's day.
struct NewOrder {
    clearing::Direction direction;
    Money after;
    std::string why;
    std::optional<Date> due;
    std::string by;
};
/// Errors    bad_amount: below zero, or no change; changed_meanwhile: the last is not received.
[[nodiscard]] Result<PrepaymentOrder> tell_order(ports::Session& session,
                                                 const ClearingContext& context,
                                                 const NewOrder& order);

}  // namespace yidi::app::internal
