#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/claim/claims.h"
#include "app/filing/notices.h"
#include "domain/claim/claim.h"

/// How a claim's history grows: the one place where an event is written, with the queue of those
/// who decide and the index of invoices that follow from it.
namespace yidi::app::internal {

/// A claim with its history.
struct KeptClaim {
    registry::Pid pid = 0;
    std::vector<claim::Event> history;
    [[nodiscard]] const claim::Claim& now() const { return history.back().after; }
};
/// Errors    bad_value: the person has no such claim.
[[nodiscard]] Result<KeptClaim> read_claim(ports::Session& session, const ClaimKey& key);
/// The last that was stated.
[[nodiscard]] Result<claim::Statement> statement_of(const ports::Vault& vault,
                                                    const KeptClaim& kept);

/// Appends an event to `kept` and to the store. Its time is the context's.
/// Errors    those of claim::next_event; then nothing was written.
[[nodiscard]] Result<void> append(ports::Session& session, const payer::Context& context,
                                  KeptClaim& kept, claim::Event event,
                                  const claim::Statement* statement = nullptr);

/// An event by the actor of a step.
[[nodiscard]] claim::Event event_of(const KeptClaim& kept, claim::EventKind kind,
                                    const ClaimStep& step);
/// Tells the person what became of the claim, once for each event.
[[nodiscard]] Result<void> tell(ports::Session& session, const payer::Context& context,
                                const KeptClaim& kept, NoticeKind kind, Money amount = {});
[[nodiscard]] ClaimReply reply_of(const KeptClaim& kept);

/// Errors    not_allowed: a relative who is not bound to the person, or the person after the day of
///           death.
[[nodiscard]] Result<void> check_claimant(ports::Session& session, const ClaimContext& context,
                                          registry::Pid pid, const ClaimActor& actor);
/// What files of a claim are for.
[[nodiscard]] std::string subject_of(std::int64_t claim);
/// Fills what the insured region's catalogue says of each line on its day.
[[nodiscard]] Result<void> read_by_catalogue(ports::Session& session, std::uint32_t area,
                                             claim::Statement& statement);

}  // namespace yidi::app::internal
