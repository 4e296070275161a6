#pragma once

#include "app/payer/internal/bill.h"

/// What filings say of care that the calculation does not read. The words are the chain's
/// (domain/guidance), so that 2001, a refusal and `why` cannot disagree.
namespace yidi::payer::internal {

/// Care as the chain looks at it.
struct FiledCare {
    const registry::Person& person;
    const registry::Institution& institution;
    const std::vector<filing::Filing>& filings;
    const adjudication::Case& stated;  ///< of the bill, or of a probe
    Date begins;                       ///< admission, or visit
    std::optional<Date> discharge;     ///< of a stay
};
[[nodiscard]] FiledCare care_of(const Bill& bill);

/// Errors    promise_not_completed: the filing that would count stands on a promise, and the
///           insured region wants the papers first, or the care is at home; filing_elsewhere: care
///           at home, of which the region covers none while that filing stands.
[[nodiscard]] Result<void> check_filed(const Context& context, const FiledCare& care);

/// Why care that was computed is refused, where a filing is what it lacks; else empty, and the
/// calculation's own words hold.
[[nodiscard]] std::optional<Error> filing_refusal(const Context& context, const FiledCare& care,
                                                  const adjudication::Answer& answer);

/// The refusal of a bill that was computed.
[[nodiscard]] tl::unexpected<Error> refuse_bill(const Context& context, const Bill& bill);

}  // namespace yidi::payer::internal
