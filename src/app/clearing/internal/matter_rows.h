#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/clearing/matters.h"
#include "app/payer/internal/rows_clearing.h"

/// Matters as the core reads them.
namespace yidi::app::internal {

[[nodiscard]] Result<DisputeView> dispute_of(const payer::internal::Matter& row);
[[nodiscard]] Result<DeductionView> deduction_of(const payer::internal::Matter& row);
[[nodiscard]] Result<InquiryView> inquiry_of(const payer::internal::Matter& row, Date today);

/// The last step of one. Errors    bad_value: there is none.
[[nodiscard]] Result<payer::internal::Matter> last_step(ports::Session& session,
                                                        payer::internal::MatterKind kind,
                                                        std::int64_t id);
/// The next step of a matter: its number, day, time and hand.
[[nodiscard]] payer::internal::Matter next_step(const payer::internal::Matter& before,
                                                const ClearingContext& context,
                                                const std::string& by);
/// Whether a matter is a party's; nobody's party: everything is.
[[nodiscard]] bool is_of(const payer::internal::Matter& row, std::optional<std::uint32_t> party);

/// Writes a deduction about one fund of a bill, held against what the fund owes of it.
[[nodiscard]] Result<payer::internal::Matter> deduct(ports::Session& session,
                                                     const ClearingContext& context,
                                                     const DeductionRequest& request,
                                                     const clearing::BookedBill& bill,
                                                     const std::string& by);

}  // namespace yidi::app::internal
