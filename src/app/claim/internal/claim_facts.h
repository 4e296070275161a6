#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/claim/internal/claim_log.h"
#include "domain/claim/checks.h"
#include "domain/filing/filing.h"
#include "domain/registry/records.h"

/// What a claim is held against, from the store.
namespace yidi::app::internal {

struct ClaimFacts {
    claim::Statement statement;
    registry::Person person;
    std::vector<registry::Insurance> insurances;
    std::vector<registry::Identity> identities;
    std::vector<filing::Filing> filings;
    std::optional<registry::Institution> institution;
    std::vector<Attachment> attachments;
    std::vector<const claim::PaperRule*> papers;  ///< that its situation asks for
    std::vector<claim::Finding> findings;
};
/// `statement`: what would stand, with the claim's lines as `now` leaves them.
[[nodiscard]] Result<ClaimFacts> facts_of(ports::Session& session, const ClaimContext& context,
                                          const KeptClaim& kept, const claim::Claim& now,
                                          claim::Statement statement);
/// As it stands.
[[nodiscard]] Result<ClaimFacts> facts_of(ports::Session& session, const ClaimContext& context,
                                          const KeptClaim& kept);

/// Errors    inconsistent: a check blocks, with its sentence.
[[nodiscard]] Result<void> check_findings(const std::vector<claim::Finding>& findings);

/// Errors    bad_value: no list has a paper of this kind. Without a list every kind is taken.
[[nodiscard]] Result<void> check_paper_kind(const ClaimContext& context, const std::string& kind,
                                            std::string_view where);

/// Whether those who check, decide and pay have to be three for an amount.
/// Without a limit that is known: always.
[[nodiscard]] bool needs_four_eyes(const ClaimContext& context, std::uint32_t area, Money amount);

}  // namespace yidi::app::internal
