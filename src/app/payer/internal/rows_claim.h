#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/payer/context.h"
#include "domain/claim/claim.h"
#include "domain/claim/statement.h"
#include "domain/registry/records.h"

/// Rows of claims by hand: their events, what waits for somebody, which invoice stands on which
/// claim.
namespace yidi::payer::internal {

/// Appends an event; its statement is sealed by the caller (statement_place).
[[nodiscard]] Result<void> insert(ports::Session& session, registry::Pid pid,
                                  const claim::Event& event);
/// Reads one row, for whole-table scans.
struct ClaimRow {
    registry::Pid pid = 0;
    claim::Event event;
};
[[nodiscard]] Result<ClaimRow> read_claim_row(const ports::Row& row);
/// Every event of a person's claims, by claim and number.
[[nodiscard]] Result<std::vector<claim::Event>> claim_events_of(ports::Session& session,
                                                                registry::Pid pid);

/// Where an event's statement is sealed for.
[[nodiscard]] std::string statement_place(registry::Pid pid, const claim::Event& event);
[[nodiscard]] std::string to_text(const claim::Statement& said);
/// Errors    invariant_violated: not such a text.
[[nodiscard]] Result<claim::Statement> parse_statement(std::string_view text);

/// The key of an invoice: equal numbers have equal keys.
[[nodiscard]] std::string invoice_hash(const ports::Vault& vault, std::string_view number);
/// A claim on which an invoice stands.
struct InvoiceClaim {
    std::string hash;
    registry::Pid pid = 0;
    std::int64_t claim = 0;
    auto operator<=>(const InvoiceClaim&) const = default;
};
[[nodiscard]] Result<std::vector<InvoiceClaim>> claims_with(ports::Session& session,
                                                            const std::string& hash);
[[nodiscard]] Result<std::vector<InvoiceClaim>> all_claim_invoices(ports::Session& session);
[[nodiscard]] Result<void> put(ports::Session& session, const InvoiceClaim& one);
[[nodiscard]] Result<void> erase(ports::Session& session, const InvoiceClaim& one);

/// A claim that waits for somebody of the agency.
struct WaitingClaim {
    registry::Pid pid = 0;
    std::int64_t claim = 0;
    std::uint32_t area = 0;
    std::string phase;
    Instant since;
};
/// Whether a claim in this phase waits for somebody of the agency, or for what they do next.
[[nodiscard]] bool waits(const claim::Claim& claim);
[[nodiscard]] Result<void> put(ports::Session& session, const WaitingClaim& one);
[[nodiscard]] Result<void> erase_waiting(ports::Session& session, registry::Pid pid,
                                         std::int64_t claim);
/// All whose area `within` takes, by area, phase and how long they have waited.
[[nodiscard]] Result<std::vector<WaitingClaim>> waiting_claims(
    ports::Session& session, const std::function<bool(std::uint32_t)>& within);

}  // namespace yidi::payer::internal
