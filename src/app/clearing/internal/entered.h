#pragma once

#include "app/clearing/context.h"
#include "domain/clearing/book.h"

namespace yidi::app::internal {

/// Writes a bill that no settlement of this store has posted into a holder's book: the insured
/// party's ledger follows, since it owes that now. A bill that the book has already changes
/// nothing.
[[nodiscard]] Result<bool> enter(ports::Session& session, const ClearingContext& context,
                                 std::uint32_t holder, const clearing::BookedBill& bill);

}  // namespace yidi::app::internal
