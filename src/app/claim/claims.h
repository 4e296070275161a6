#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/filing/attachments.h"
#include "app/payer/context.h"
#include "domain/claim/checks.h"
#include "domain/claim/claim.h"
#include "domain/claim/limits.h"
#include "domain/claim/papers.h"
#include "domain/claim/statement.h"
#include "domain/settlement/records.h"

/// Claims by hand from the first paper to the money's arrival (docs/design/claim.md). Each verb is
/// one use case in one savepoint of the store's writer.
namespace yidi::app {

struct ClaimContext {
    const payer::Context& payer;
    /// Null: no list of papers is known, and somebody has to look at them.
    const claim::PaperRules* papers = nullptr;
    /// Null: no region has said anything.
    const claim::Limits* limits = nullptr;
};

/// Who acts, by which way.
struct ClaimActor {
    claim::Channel channel = claim::Channel::self;
    std::string by;                      ///< account, operator or job; no personal data
    std::optional<registry::Pid> proxy;  ///< with Channel::proxy: the relative who acts
};

/// Which claim.
struct ClaimKey {
    registry::Pid pid = 0;
    std::int64_t claim = 0;
};

struct ClaimReply {
    std::int64_t claim = 0;
    claim::Claim now;
};

struct ClaimRequest {
    registry::Pid pid = 0;
    ClaimActor actor;
    claim::Statement statement;
    std::vector<std::string> papers;  ///< kinds that were shown, beside the files
    claim::Kind kind = claim::Kind::first;
    std::int64_t refers_to = 0;  ///< of an appeal or a correction
    std::string reason = {};     ///< of an appeal or a correction: why
    bool is_draft = false;       ///< kept for the applicant; nobody else sees it
};
/// Errors    those of claim::check_statement, of a draft those of claim::check_draft; bad_value:
/// nobody's number, a claim that is referred
///           to and is not the person's; not_allowed: a relative who is not bound, or the person
///           after the day of death; inconsistent: an invoice that stands on another claim of
///           theirs, or a claim that is referred to and is not decided; missing_key: an appeal or a
///           correction without a reason.
[[nodiscard]] Result<ClaimReply> receive_claim(ports::Session& session, const ClaimContext& context,
                                               const ClaimRequest& request);
/// States it anew, while it waits or asks for more. Errors    as receive_claim, and inconsistent.
[[nodiscard]] Result<ClaimReply> change_claim(ports::Session& session, const ClaimContext& context,
                                              const ClaimRequest& request, std::int64_t claim);

/// How a line counts that the insured region's catalogue does not read by itself: the reviewer's
/// word, kept with the claim.
struct ReadLine {
    std::int64_t line = 0;
    adjudication::LineAttributes insured;
};

/// A step that somebody takes in a claim that is there.
struct ClaimStep {
    ClaimKey key;
    ClaimActor actor;
    std::string reason = {};
    std::vector<std::string> papers = {};            ///< given
    std::vector<claim::RefusedLine> refused = {};    ///< checked: lines that are taken out
    std::vector<ReadLine> read = {};                 ///< checked: lines that nothing else reads
    std::vector<claim::Reason> reasons = {};         ///< of a refusal
    std::optional<claim::BankAccount> account = {};  ///< the corrected one
    std::string bank_reference = {};                 ///< sent, or returned
};
/// Each returns the claim as it is then. Errors of all: bad_value: no such claim; inconsistent: it
/// does not take the step now; missing_key: a step that needs a reason has none; not_allowed: the
/// same account has had its part.
/// Sends a draft in, as it was last stated. Errors    as receive_claim.
[[nodiscard]] Result<ClaimReply> submit_claim(ports::Session& session, const ClaimContext& context,
                                              const ClaimStep& step);
[[nodiscard]] Result<ClaimReply> ask_claim_material(ports::Session& session,
                                                    const ClaimContext& context,
                                                    const ClaimStep& step);
[[nodiscard]] Result<ClaimReply> give_claim_material(ports::Session& session,
                                                     const ClaimContext& context,
                                                     const ClaimStep& step);
/// Its papers are complete. Errors    inconsistent: one is missing.
[[nodiscard]] Result<ClaimReply> accept_claim(ports::Session& session, const ClaimContext& context,
                                              const ClaimStep& step);
/// Takes out lines, each with its reason, and reads others.
/// Errors    bad_value: a line that is not there, or twice; inconsistent: a check blocks.
[[nodiscard]] Result<ClaimReply> check_claim_lines(ports::Session& session,
                                                   const ClaimContext& context,
                                                   const ClaimStep& step);
[[nodiscard]] Result<ClaimReply> send_claim_back(ports::Session& session,
                                                 const ClaimContext& context,
                                                 const ClaimStep& step);
[[nodiscard]] Result<ClaimReply> refuse_claim(ports::Session& session, const ClaimContext& context,
                                              const ClaimStep& step);
[[nodiscard]] Result<ClaimReply> withdraw_claim(ports::Session& session,
                                                const ClaimContext& context, const ClaimStep& step);

/// What a decision gives.
struct DecidedClaim {
    ClaimReply reply;
    settlement::Settlement settlement;  ///< kind `claimed`, with how each payer's part came about
    std::vector<settlement::Settlement> corrections;  ///< of others of the year
};
/// Decides: entry, accumulators, differences to other settlements, messages.
/// Errors    inconsistent: a check blocks, with its sentence; the policy's (2xxx, 6xxx): rejected,
///           or no one amount is known, with what is missing; must_undo_later_first: a later
///           settlement of the year cannot be computed again.
[[nodiscard]] Result<DecidedClaim> decide_claim(ports::Session& session,
                                                const ClaimContext& context, const ClaimStep& step);
/// What deciding would give, also of a claim that is only accepted: then with the step's lines.
/// Nobody's part is taken by it. Requires that the caller ends its savepoint without keeping it:
/// it writes all that a decision writes. Errors    as check_claim_lines and decide_claim.
[[nodiscard]] Result<DecidedClaim> try_claim(ports::Session& session, const ClaimContext& context,
                                             const ClaimStep& step);

/// Orders what is still owed of the decided amount; ordered already, anew. Errors    inconsistent:
/// nothing is owed.
[[nodiscard]] Result<ClaimReply> order_payment(ports::Session& session, const ClaimContext& context,
                                               const ClaimStep& step);
/// Errors    missing_key: no reference of the bank's; inconsistent: less is owed by now than was
///           ordered.
[[nodiscard]] Result<ClaimReply> send_payment(ports::Session& session, const ClaimContext& context,
                                              const ClaimStep& step);
[[nodiscard]] Result<ClaimReply> payment_arrived(ports::Session& session,
                                                 const ClaimContext& context,
                                                 const ClaimStep& step);
[[nodiscard]] Result<ClaimReply> payment_returned(ports::Session& session,
                                                  const ClaimContext& context,
                                                  const ClaimStep& step);
/// Ends a claim of which nothing is owed: what was decided went against what the person owes.
/// Errors    inconsistent: something is owed.
[[nodiscard]] Result<ClaimReply> set_claim_off(ports::Session& session, const ClaimContext& context,
                                               const ClaimStep& step);
/// Errors    as claim::check_account.
[[nodiscard]] Result<ClaimReply> correct_account(ports::Session& session,
                                                 const ClaimContext& context,
                                                 const ClaimStep& step);

/// A claim with what the agency looks at.
struct ClaimView {
    std::string psn_name;
    claim::Claim now;
    claim::Statement statement;
    std::vector<claim::Event> history;            ///< statements left out
    std::vector<const claim::PaperRule*> papers;  ///< that its situation asks for
    std::vector<Attachment> attachments;
    std::vector<claim::Finding> findings;
};
[[nodiscard]] Result<ClaimView> view_claim(ports::Session& session, const ClaimContext& context,
                                           const ClaimKey& key);
/// A person's claims as they are now, the latest first.
[[nodiscard]] Result<std::vector<claim::Claim>> claims_of(ports::Session& session,
                                                          registry::Pid pid);

/// The same with all that has happened to each; statements left out.
[[nodiscard]] Result<std::vector<std::vector<claim::Event>>> claim_histories_of(
    ports::Session& session, registry::Pid pid);

/// What a decided claim was settled by, and what it is now.
struct ClaimSettlement {
    settlement::Settlement settlement;
    adjudication::Setlinfo now;  ///< with its corrections; nothing, once it is taken back
    bool stands = true;
};
/// Errors    bad_value: no such claim; inconsistent: it is not decided.
[[nodiscard]] Result<ClaimSettlement> settlement_of_claim(ports::Session& session,
                                                          const ClaimKey& key);
/// What the agency owes a person beside any institution: claims that are not paid, differences of
/// years that were computed again. Negative: what the person owes.
[[nodiscard]] Result<Money> owed_to_person(ports::Session& session, registry::Pid pid);

/// Who is paid for a claim, and where: all that those who pay need to know.
struct ClaimPayee {
    std::string psn_name;
    claim::BankAccount account;
    claim::Finding holder;  ///< whose account it is
    Money owed = {};        ///< as owed_to_person
    Money payable = {};     ///< of the decision, now: what an order would be of
};
[[nodiscard]] Result<ClaimPayee> payee_of_claim(ports::Session& session,
                                                const ClaimContext& context, const ClaimKey& key);

inline constexpr std::size_t kClaimAttachmentsMax = 30;
struct NewClaimPaper {
    ClaimKey key;
    ClaimActor actor;
    std::string kind;
    std::string filename;
    std::string bytes;
    std::string sha256;  ///< of `bytes`
};
/// Errors    bad_value: no PDF, JPEG or PNG, a kind that no list has; limit_exceeded; inconsistent:
///           the claim is over; not_allowed.
[[nodiscard]] Result<AttachmentReply> attach_to_claim(ports::Session& session,
                                                      const ClaimContext& context,
                                                      const NewClaimPaper& wanted);
[[nodiscard]] Result<AttachmentBytes> open_claim_paper(ports::Session& session,
                                                       const ClaimContext& context,
                                                       const ClaimKey& key,
                                                       std::int64_t attachment);

/// Puts a person's year in the legal order where direct settlements came late, and tells the person
/// what changed. Nothing happens where the pack does not compute again. Returns   the corrections.
/// Errors    must_undo_later_first: a later one cannot be computed again.
struct YearToOrder {
    registry::Pid pid = 0;
    std::int64_t year = 0;
    policy::Insutype insutype = policy::Insutype::employee;
    std::string by;
};
[[nodiscard]] Result<std::vector<settlement::Settlement>> put_year_in_order(
    ports::Session& session, const payer::Context& context, const YearToOrder& wanted);

}  // namespace yidi::app
