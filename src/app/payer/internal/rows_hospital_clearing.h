#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/clearing/application.h"
#include "domain/clearing/book.h"
#include "domain/clearing/confirmation.h"

/// Rows of what institutions say of clearing (docs/design/clearing.md).
namespace yidi::payer::internal {

/// The bills of one institution in a party's book, of some days, both ends included, by day.
struct InstitutionDays {
    std::uint32_t holder = 0;
    std::string fixmedins_code;
    Date from;
    Date to;
};
[[nodiscard]] Result<std::vector<clearing::BookedBill>> bills_of(ports::Session& session,
                                                                 const InstitutionDays& days);

[[nodiscard]] Result<void> insert(ports::Session& session, const clearing::Confirmation& one);
/// The messages of one institution about a month, by seq.
[[nodiscard]] Result<std::vector<clearing::Confirmation>> confirmations_of(
    ports::Session& session, clearing::Month month, const std::string& fixmedins_code);
/// Those of every institution, by institution and seq.
[[nodiscard]] Result<std::vector<clearing::Confirmation>> confirmations_in(ports::Session& session,
                                                                           clearing::Month month);
/// Those of every month and institution, by month, institution and seq.
[[nodiscard]] Result<std::vector<clearing::Confirmation>> all_confirmations(
    ports::Session& session);

[[nodiscard]] Result<void> insert(ports::Session& session, const clearing::Application& one);
/// Every step of every application, by institution, number and seq.
[[nodiscard]] Result<std::vector<clearing::Application>> all_application_steps(
    ports::Session& session);
/// As its last step left it; empty: the institution never made it.
[[nodiscard]] Result<std::optional<clearing::Application>> find_application(
    ports::Session& session, const std::string& fixmedins_code, std::int64_t evt_id);
/// Of one institution and month, or of every institution, each as its last step left it, by number.
[[nodiscard]] Result<std::vector<clearing::Application>> applications_of(
    ports::Session& session, clearing::Month month,
    const std::optional<std::string>& fixmedins_code);

}  // namespace yidi::payer::internal
