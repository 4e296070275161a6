#include <algorithm>
#include <utility>

#include "app/claim/internal/claim_log.h"
#include "app/claim/internal/difference.h"
#include "app/claim/internal/owed.h"
#include "app/payer/internal/books.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
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
using registry::Pid;

/// The fund of which area owes what was decided, and pays it.
Result<std::uint32_t> paying_area(Session& session, const policy::Regions& regions,
                                  const KeptClaim& kept) {
    if (!claim::has_bill(kept.now())) {
        return kept.now().area;
    }
    YIDI_TRY(const auto settled,
             payer::internal::find_settlement(session, kept.pid, kept.now().decision->setl_id));
    if (!settled) {
        return payer::internal::violated("a decided claim has its settlement");
    }
    return regions.pooling_area(settled->insuplc_admdvs);
}

/// The number by which what was decided is owed.
Result<std::string> number_owed(Session& session, const policy::Regions& regions,
                                const KeptClaim& kept) {
    if (!claim::has_bill(kept.now())) {
        return internal::psn_no_owed(session, regions, kept);
    }
    YIDI_TRY(const auto settled,
             payer::internal::find_settlement(session, kept.pid, kept.now().decision->setl_id));
    if (!settled) {
        return payer::internal::violated("a decided claim has its settlement");
    }
    return registry::psn_no_of(settled->insuplc_admdvs, kept.pid);
}

Result<std::int64_t> post(Session& session, const payer::Context& context, Pid pid,
                          const ledger::Entry& entry) {
    if (!ledger::is_balanced(entry)) {
        return payer::internal::violated("every journal entry balances");
    }
    const std::int64_t id = context.ids.next();
    YIDI_TRY_VOID(payer::internal::insert(
        session,
        payer::internal::JournalRow{.pid = pid, .setl_id = id, .at = context.now, .entry = entry}));
    return id;
}

/// Posts what was sent and returns the number of the entry.
Result<std::int64_t> post_payment(Session& session, const payer::Context& context,
                                  const KeptClaim& kept) {
    const policy::Regions& regions = context.book.regions();
    YIDI_TRY(const std::uint32_t area, paying_area(session, regions, kept));
    YIDI_TRY(std::string psn_no, number_owed(session, regions, kept));
    return post(
        session, context, kept.pid,
        claim::entry_of({.area = area, .psn_no = std::move(psn_no), .amount = kept.now().ordered}));
}

/// Posts the negative of what was sent last: it goes back to where it came from.
Result<std::int64_t> post_return(Session& session, const payer::Context& context,
                                 const KeptClaim& kept) {
    YIDI_TRY(const ledger::Entry sent,
             payer::internal::entry_of(session, kept.pid, kept.now().payment));
    return post(session, context, kept.pid, ledger::negated(sent));
}

/// What is on its way to the person by other claims on the same fund; of a difference also what
/// claims with a bill wait for, since it is paid what these leave.
Result<Money> kept_for_others(Session& session, const KeptClaim& kept) {
    YIDI_TRY(const auto claims, claims_of(session, kept.pid));
    const bool is_difference = !claim::has_bill(kept.now());
    Money sum;
    for (const Claim& one : claims) {
        if (one.id == kept.now().id || one.area != kept.now().area) {
            continue;
        }
        if (one.phase == claim::Phase::ordered) {
            sum += one.ordered;
        } else if (is_difference && claim::has_bill(one)) {
            sum += claim::waits_to_be_paid(one);
        }
    }
    return sum;
}

/// What of the decision can be paid now: what its fund owes the person and is not on its way by
/// another claim. Requires  a decision.
Result<Money> payable_now(Session& session, const payer::Context& context, const KeptClaim& kept) {
    const policy::Regions& regions = context.book.regions();
    YIDI_TRY(const std::uint32_t area, paying_area(session, regions, kept));
    YIDI_TRY(const Money owed, internal::owed_to(session, kept.pid, regions, area));
    YIDI_TRY(const Money elsewhere, kept_for_others(session, kept));
    return std::max(Money{}, std::min(kept.now().decision->to_pay, owed - elsewhere));
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
    ClaimPayee payee{.psn_name = person.personal.psn_name,
                     .account = said.account,
                     .holder = claim::check_holder(person, said)};
    YIDI_TRY(payee.owed, internal::owed_to(session, key.pid));
    if (kept.now().decision) {
        YIDI_TRY(payee.payable, payable_now(session, context.payer, kept));
    }
    return payee;
}

Result<ClaimReply> order_payment(Session& session, const ClaimContext& context,
                                 const ClaimStep& step) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    Event event = event_of(kept, EventKind::ordered, step);
    if (kept.now().decision) {
        YIDI_TRY(event.after.ordered, payable_now(session, context.payer, kept));
        if (claim::takes(&kept.now(), EventKind::ordered) && event.after.ordered == Money{}) {
            return inconsistent("claim", "a claim of which something is still owed",
                                "set it off: it goes against what the person owes",
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
        // A correction may have been decided since the order.
        YIDI_TRY(const Money payable, payable_now(session, context.payer, kept));
        if (kept.now().ordered > payable) {
            return inconsistent("claim", "an order of no more than is still owed",
                                "order it anew; set it off where nothing is owed",
                                "of what was ordered " + to_yuan(payable) + " is still owed");
        }
        YIDI_TRY(event.after.payment, post_payment(session, context.payer, kept));
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
        YIDI_TRY(event.after.payment, post_return(session, context.payer, kept));
    }
    YIDI_TRY_VOID(internal::append(session, context.payer, kept, std::move(event)));
    YIDI_TRY_VOID(internal::tell(session, context.payer, kept, NoticeKind::claim_returned,
                                 kept.now().ordered));
    return internal::reply_of(kept);
}

Result<ClaimReply> set_claim_off(Session& session, const ClaimContext& context,
                                 const ClaimStep& step) {
    YIDI_TRY(KeptClaim kept, internal::read_claim(session, step.key));
    if (claim::takes(&kept.now(), EventKind::set_off)) {
        YIDI_TRY(const Money payable, payable_now(session, context.payer, kept));
        if (payable != Money{}) {
            return inconsistent("claim", "a claim of which nothing is owed any more",
                                "order what is still owed",
                                to_yuan(payable) + " is still owed to the person");
        }
    }
    YIDI_TRY_VOID(
        internal::append(session, context.payer, kept, event_of(kept, EventKind::set_off, step)));
    YIDI_TRY_VOID(internal::tell(session, context.payer, kept, NoticeKind::claim_set_off,
                                 kept.now().decision->to_pay));
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
