#include <algorithm>
#include <utility>

#include "app/claim/internal/claim_log.h"
#include "app/payer/internal/books.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "domain/claim/decide.h"

/// The money of a claim: ordered, sent, arrived, or sent back by the bank.
namespace yidi::app {
namespace {

using claim::Claim;
using claim::Event;
using claim::EventKind;
using internal::event_of;
using internal::KeptClaim;
using payer::internal::inconsistent;
using payer::internal::refuse;
using ports::Session;

/// Posts what was sent, or its negative, and returns the number of the entry.
Result<std::int64_t> post_payment(Session& session, const payer::Context& context,
                                  const KeptClaim& kept, Money amount) {
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.vault, kept.pid));
    const ledger::Entry entry =
        claim::entry_of({.area = kept.now().area,
                         .psn_no = registry::psn_no_of(person.insuplc_admdvs, kept.pid),
                         .amount = amount});
    if (!ledger::is_balanced(entry)) {
        return payer::internal::violated("every journal entry balances");
    }
    const std::int64_t id = context.ids.next();
    YIDI_TRY_VOID(payer::internal::insert(
        session, payer::internal::JournalRow{
                     .pid = kept.pid, .setl_id = id, .at = context.now, .entry = entry}));
    return id;
}

/// What is on its way to the person by other claims.
Result<Money> ordered_elsewhere(Session& session, const KeptClaim& kept) {
    YIDI_TRY(const auto claims, claims_of(session, kept.pid));
    Money ordered;
    for (const Claim& one : claims) {
        const bool waits = one.id != kept.now().id && one.phase == claim::Phase::ordered;
        ordered += waits ? one.ordered : Money{};
    }
    return ordered;
}

Result<void> needs_reference(const ClaimStep& step) {
    if (!step.bank_reference.empty()) {
        return {};
    }
    return refuse(ErrorCode::missing_key, "/bank_reference", "the number of the bank's own record",
                  "copy it from the bank's receipt", "no reference is given");
}

}  // namespace

Result<ClaimPayee> payee_of_claim(Session& session, const ClaimContext& context,
                                  const ClaimKey& key) {
    YIDI_TRY(const KeptClaim kept, internal::read_claim(session, key));
    YIDI_TRY(const claim::Statement said, internal::statement_of(context.payer.vault, kept));
    YIDI_TRY(const registry::Person person,
             payer::internal::read_person(session, context.payer.vault, key.pid));
    YIDI_TRY(const Money owed, internal::owed_to(session, key.pid));
    return ClaimPayee{.psn_name = person.personal.psn_name, .account = said.account, .owed = owed};
}

Result<ClaimReply> order_payment(Session& session, const ClaimContext& context,
                                 const ClaimStep& step) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    Event event = event_of(kept, EventKind::ordered, step);
    if (kept.now().decision) {
        YIDI_TRY(const Money owed, internal::owed_to(session, kept.pid));
        YIDI_TRY(const Money elsewhere, ordered_elsewhere(session, kept));
        event.after.ordered =
            std::max(Money{}, std::min(kept.now().decision->to_pay, owed - elsewhere));
        if (claim::takes(&kept.now(), EventKind::ordered) && event.after.ordered == Money{}) {
            return inconsistent("claim", "a claim of which something is still owed",
                                "look at the person's settlements: a later correction has taken it",
                                "nothing is owed to the person any more");
        }
    }
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event)));
    return internal::reply_of(kept);
}

Result<ClaimReply> send_payment(Session& session, const ClaimContext& context,
                                const ClaimStep& step) {
    YIDI_TRY_VOID(needs_reference(step));
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    Event event = event_of(kept, EventKind::sent, step);
    event.after.bank_reference = step.bank_reference;
    if (claim::takes(&kept.now(), EventKind::sent)) {
        YIDI_TRY(event.after.payment,
                 post_payment(session, context.payer, kept, kept.now().ordered));
    }
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event)));
    YIDI_TRY_VOID(
        internal::tell(session, context.payer, kept, NoticeKind::claim_sent, kept.now().ordered));
    return internal::reply_of(kept);
}

Result<ClaimReply> payment_arrived(Session& session, const ClaimContext& context,
                                   const ClaimStep& step) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    YIDI_TRY_VOID(
        internal::append(session, context.payer, kept, event_of(kept, EventKind::arrived, step)));
    YIDI_TRY_VOID(internal::tell(session, context.payer, kept, NoticeKind::claim_arrived,
                                 kept.now().ordered));
    return internal::reply_of(kept);
}

Result<ClaimReply> payment_returned(Session& session, const ClaimContext& context,
                                    const ClaimStep& step) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    Event event = event_of(kept, EventKind::returned, step);
    if (!step.bank_reference.empty()) {
        event.after.bank_reference = step.bank_reference;
    }
    if (claim::takes(&kept.now(), EventKind::returned)) {
        YIDI_TRY(event.after.payment,
                 post_payment(session, context.payer, kept, -kept.now().ordered));
    }
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event)));
    YIDI_TRY_VOID(internal::tell(session, context.payer, kept, NoticeKind::claim_returned,
                                 kept.now().ordered));
    return internal::reply_of(kept);
}

Result<ClaimReply> correct_account(Session& session, const ClaimContext& context,
                                   const ClaimStep& step) {
    YIDI_TRY_VOID(internal::check_claimant(session, context, step.key.pid, step.actor));
    if (!step.account) {
        return refuse(ErrorCode::missing_key, "/account", "the account to pay to",
                      "name holder, bank and number", "no account is named");
    }
    YIDI_TRY_VOID(claim::check_account(*step.account));
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    YIDI_TRY(claim::Statement said, internal::statement_of(context.payer.vault, kept));
    said.account = *step.account;
    YIDI_TRY_VOID(internal::append(session, context.payer, kept,
                                   event_of(kept, EventKind::account_corrected, step), &said));
    return internal::reply_of(kept);
}

}  // namespace yidi::app
