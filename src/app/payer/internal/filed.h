#pragma once

#include "app/payer/internal/bill.h"

/// What a bill's filings say that the calculation does not read. The words are the chain's
/// (domain/guidance), so that a refusal and `why` cannot disagree.
namespace yidi::payer::internal {

/// Errors    promise_not_completed: the filing that would count stands on a promise, and the
///           insured region wants the papers first.
[[nodiscard]] Result<void> check_promise(const Context& context, const Bill& bill);

/// The refusal of a bill that was computed. Of one that lacks a filing: that there is one which has
/// not reached the network, where it is so.
[[nodiscard]] tl::unexpected<Error> refuse_bill(const Context& context, const Bill& bill);

}  // namespace yidi::payer::internal
