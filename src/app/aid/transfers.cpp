#include <algorithm>

#include "app/aid/aid.h"
#include "app/aid/internal/tell.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"
#include "app/payer/internal/rows_visit.h"
#include "domain/entitlement/words.h"

namespace yidi::aid {
namespace {

namespace rows = payer::internal;
using ports::Session;
using registry::Person;

Result<Parties> accounts_of(Session& session, const Context& context, const Transfer& transfer) {
    YIDI_TRY(const Person from, rows::read_person(session, context.vault, transfer.from));
    YIDI_TRY(const Person to, rows::read_person(session, context.vault, transfer.to));
    return Parties{.from_psn_no = registry::psn_no_of(from.insuplc_admdvs, from.pid),
                   .to_psn_no = registry::psn_no_of(to.insuplc_admdvs, to.pid)};
}

/// Posts the event's entry and appends the event. Every entry stands with the payer's rows.
Result<Transfer> post(Session& session, const Context& context, Transfer transfer,
                      const std::string& by) {
    YIDI_TRY(const Parties parties, accounts_of(session, context, transfer));
    transfer.at = context.now;
    transfer.by = by;
    transfer.entry = context.ids.next();
    const ledger::Entry entry = entry_of(transfer, parties);
    if (!ledger::is_balanced(entry)) {
        return rows::violated("every journal entry balances");
    }
    YIDI_TRY_VOID(rows::insert(
        session,
        {.pid = transfer.from, .setl_id = transfer.entry, .at = context.now, .entry = entry}));
    YIDI_TRY_VOID(rows::move_accounts(session, entry));
    YIDI_TRY_VOID(rows::append(session, transfer));
    YIDI_TRY_VOID(rows::audit(session, context,
                              {.by = by,
                               .pid = transfer.from,
                               .what = "transfer " + std::to_string(transfer.id) + " " +
                                       std::string{name(transfer.state)}}));
    YIDI_TRY_VOID(internal::tell(session, context, transfer));
    return transfer;
}

/// What the account has free: less what windows hold of it for bills that are being settled.
Result<Money> free_of(Session& session, const Context& context, Pid pid) {
    YIDI_TRY(const Money balance, rows::balance_of(session, pid));
    YIDI_TRY(const auto holds, rows::holds_of(session, pid));
    Money held;
    for (const settlement::Hold& hold : holds) {
        held += hold.until > context.now ? hold.account : Money{};
    }
    return std::max(Money{}, balance - held);
}

std::int64_t made_on(const std::vector<Transfer>& sent, Date day) {
    // An offer's own day: a later event of it is of another time, but its due day follows the
    // offer.
    return std::ranges::count_if(
        sent, [&](const Transfer& one) { return one.due.date().previous_day() == day; });
}

std::uint32_t area_of(const Context& context, const Person& person) {
    return context.book.regions().pooling_area(person.insuplc_admdvs);
}

Result<TransferLimits> limits_of(const Context& context, const Person& payer) {
    const auto limits =
        transfer_limits(context.book.person_rules(), area_of(context, payer), context.now.date());
    if (!limits) {
        return rows::refuse(ErrorCode::rule_unknown, "psn_no",
                            "limits of transfers that are known for the payer's region",
                            "ask the insured region's agency; a bill can be paid in cash",
                            "no limits of transfers are known for the region");
    }
    return *limits;
}

Result<Transfer> closed(Session& session, const Context& context, Transfer transfer,
                        TransferState state, const std::string& by) {
    transfer.state = state;
    ++transfer.seq;
    return post(session, context, std::move(transfer), by);
}

}  // namespace

Result<Transfer> offer_transfer(Session& session, const Context& context,
                                const OfferRequest& request) {
    YIDI_TRY(const Pid from, rows::read_psn_no(session, request.psn_no));
    YIDI_TRY(const Person payer, rows::read_person(session, context.vault, from));
    YIDI_TRY(const std::vector<Bond> bonds, standing_bonds(session, context, from));
    // Who is not bound learns nothing of whether there is such a person.
    const Pid to = registry::pid_of(request.to_psn_no).value_or(0);
    if (between(bonds, from, to) == nullptr) {
        return rows::refuse(ErrorCode::not_allowed, "to_psn_no",
                            "a relative who is bound to this person, both alive",
                            "bind the two first", "the two are not bound");
    }
    YIDI_TRY(const TransferLimits limits, limits_of(context, payer));
    YIDI_TRY(const std::vector<Transfer> sent, rows::transfers_from(session, from));
    Offer offer;
    offer.amount = request.amount;
    offer.made_today = made_on(sent, context.now.date());
    YIDI_TRY(offer.free, free_of(session, context, from));
    offer.now = context.now;
    YIDI_TRY_VOID(check_offer(limits, offer));
    Transfer transfer;
    transfer.from = from;
    transfer.to = to;
    transfer.id = context.ids.next();
    transfer.amount = request.amount;
    transfer.due = due_of(limits, context.now);
    return post(session, context, std::move(transfer), request.by);
}

Result<Transfer> answer_transfer(Session& session, const Context& context,
                                 const AnswerRequest& request) {
    YIDI_TRY(const Pid to, rows::read_psn_no(session, request.psn_no));
    YIDI_TRY(const std::vector<Bond> bonds, rows::bonds_of(session, to));
    // Whoever may have sent it is, or was, bound to this person.
    std::optional<Transfer> found;
    for (const Bond& bond : bonds) {
        const Pid from = bond.holder == to ? bond.relative : bond.holder;
        YIDI_TRY(auto one, rows::find_transfer(session, from, request.transfer_id));
        if (one && one->to == to) {
            found = std::move(one);
        }
    }
    if (!found) {
        return rows::refuse(ErrorCode::bad_value, "transfer_id", "a transfer to this person",
                            "send the number that the wallet shows",
                            "there is no such transfer to this person");
    }
    const TransferState wanted = request.accepts ? TransferState::accepted : TransferState::refused;
    if (found->state == wanted) {
        return *std::move(found);
    }
    YIDI_TRY_VOID(check_answer(*found, context.now));
    YIDI_TRY(const std::vector<Bond> standing, standing_bonds(session, context, to));
    if (request.accepts && between(standing, found->from, to) == nullptr) {
        return rows::inconsistent("transfer_id", "two persons who are bound, both alive",
                                  "the money goes back to the payer by itself",
                                  "the bond of the two has ended");
    }
    return closed(session, context, *std::move(found), wanted, request.by);
}

Result<std::vector<Transfer>> return_due(Session& session, const Context& context,
                                         std::size_t limit) {
    YIDI_TRY(const auto open, rows::open_transfers(session));
    std::vector<Transfer> back;
    for (const rows::OpenTransfer& one : open) {
        if (one.due > context.now) {
            continue;
        }
        YIDI_TRY(std::optional<Transfer> transfer, rows::find_transfer(session, one.from, one.id));
        if (!transfer || !transfer->is_open()) {
            continue;
        }
        YIDI_TRY(Transfer returned,
                 closed(session, context, *std::move(transfer), TransferState::returned, "job"));
        back.push_back(std::move(returned));
        if (back.size() == limit) {
            break;
        }
    }
    return back;
}

std::vector<Pid> parties_of(const Wallet& wallet) {
    std::vector<Pid> all;
    for (const std::vector<Transfer>* some : {&wallet.sent, &wallet.received}) {
        for (const Transfer& one : *some) {
            all.push_back(one.from);
            all.push_back(one.to);
        }
    }
    return all;
}

Result<Wallet> wallet_of(Session& session, const Context& context, Pid pid) {
    Wallet wallet;
    YIDI_TRY(const Person person, rows::read_person(session, context.vault, pid));
    YIDI_TRY(wallet.balance, rows::balance_of(session, pid));
    YIDI_TRY(wallet.free, free_of(session, context, pid));
    const Date today = context.now.date();
    const policy::PersonRules& rules = context.book.person_rules();
    wallet.limits = transfer_limits(rules, area_of(context, person), today);
    wallet.next_opening = context.now;
    if (wallet.limits) {
        wallet.is_open = is_open_at(*wallet.limits, context.now);
        wallet.next_opening = next_opening(*wallet.limits, context.now);
        wallet.limits_source = entitlement::clause_of(
            *rules.find(policy::PersonRule::transfer_amount, area_of(context, person), today));
    }
    YIDI_TRY(const std::vector<Transfer> sent, rows::transfers_from(session, pid));
    wallet.made_today = made_on(sent, today);
    std::ranges::copy_if(sent, std::back_inserter(wallet.sent), &Transfer::is_open);
    YIDI_TRY(const auto received, rows::open_transfers_to(session, pid));
    for (const rows::OpenTransfer& one : received) {
        YIDI_TRY(auto transfer, rows::find_transfer(session, one.from, one.id));
        if (transfer) {
            wallet.received.push_back(*std::move(transfer));
        }
    }
    return wallet;
}

Result<Wallet> wallet_of(Session& session, const Context& context, const std::string& psn_no) {
    YIDI_TRY(const Pid pid, rows::read_psn_no(session, psn_no));
    return wallet_of(session, context, pid);
}

}  // namespace yidi::aid
