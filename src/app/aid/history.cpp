#include <algorithm>
#include <set>
#include <tuple>

#include "app/aid/aid.h"
#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::aid {
namespace {

namespace rows = payer::internal;
using ports::Session;
using settlement::Settlement;

constexpr std::array<std::string_view, 4> kMoveKinds{"paid", "paid_family", "sent", "received"};

Result<std::vector<Settlement>> settlements_of(Session& session, Pid pid) {
    return rows::scan_rows<Settlement>(session, ports::Table::settlement,
                                       {.prefix = {ports::Value{pid}}}, rows::read_settlement);
}

Result<void> add_own_bills(Session& session, Pid pid, std::vector<Move>& moves) {
    YIDI_TRY(const std::vector<Settlement> bills, settlements_of(session, pid));
    for (const Settlement& one : bills) {
        if (one.hidden || one.info.acct_pay == Money{}) {
            continue;
        }
        moves.push_back({.kind = MoveKind::paid,
                         .at = one.setl_time,
                         .amount = one.info.acct_pay,
                         .setl_id = one.setl_id});
    }
    return {};
}

/// What the owner's account has paid of one bill: the bill's own entry says whose it was.
Result<Money> paid_by(Session& session, Pid owner, const Settlement& bill) {
    YIDI_TRY(const ledger::Entry entry, rows::entry_of(session, bill.pid, bill.setl_id));
    Money paid;
    for (const ledger::Leg& leg : entry.legs) {
        const bool is_theirs = leg.account.kind == ledger::AccountKind::personal &&
                               registry::pid_of(leg.account.key) == owner;
        paid -= is_theirs ? leg.amount : Money{};
    }
    return paid;
}

Result<void> add_family_bills(Session& session, Pid owner, std::vector<Move>& moves) {
    YIDI_TRY(const std::vector<rows::OwnedLink> links, rows::family_by(session, owner));
    std::set<Pid> members;
    for (const rows::OwnedLink& one : links) {
        members.insert(one.member);
    }
    for (const Pid member : members) {
        YIDI_TRY(const std::vector<Settlement> bills, settlements_of(session, member));
        for (const Settlement& bill : bills) {
            if (bill.hidden || bill.info.acct_mulaid_pay == Money{}) {
                continue;
            }
            YIDI_TRY(const Money paid, paid_by(session, owner, bill));
            if (paid != Money{}) {
                moves.push_back({.kind = MoveKind::paid_family,
                                 .at = bill.setl_time,
                                 .amount = paid,
                                 .other = member,
                                 .setl_id = bill.setl_id});
            }
        }
    }
    return {};
}

Move move_of(MoveKind kind, const Transfer& transfer) {
    return {.kind = kind,
            .at = transfer.at,
            .amount = transfer.amount,
            .other = kind == MoveKind::sent ? transfer.to : transfer.from,
            .transfer_id = transfer.id,
            .state = transfer.state};
}

Result<void> add_transfers(Session& session, Pid pid, std::vector<Move>& moves) {
    YIDI_TRY(const std::vector<Transfer> sent, rows::transfers_from(session, pid));
    for (const Transfer& one : sent) {
        moves.push_back(move_of(MoveKind::sent, one));
    }
    // Whoever has sent something is, or was, bound to this person.
    YIDI_TRY(const std::vector<Bond> bonds, rows::bonds_of(session, pid));
    std::set<Pid> others;
    for (const Bond& bond : bonds) {
        others.insert(bond.holder == pid ? bond.relative : bond.holder);
    }
    for (const Pid other : others) {
        YIDI_TRY(const std::vector<Transfer> theirs, rows::transfers_from(session, other));
        for (const Transfer& one : theirs) {
            if (one.to == pid) {
                moves.push_back(move_of(MoveKind::received, one));
            }
        }
    }
    return {};
}

}  // namespace

std::string_view name(MoveKind kind) {
    return kMoveKinds.at(static_cast<std::size_t>(kind));
}

Result<std::vector<Link>> open_links(Session& session, const Context& context, Pid pid) {
    const Date today = context.now.date();
    const auto is_open = [today](const registry::FamilyLink& link) {
        return link.begndate <= today && (!link.enddate || today <= *link.enddate);
    };
    std::vector<Link> open;
    const auto add = [&](Pid member, const registry::FamilyLink& link) {
        if (is_open(link)) {
            open.push_back({.owner = link.owner,
                            .member = member,
                            .year_limit = link.year_limit,
                            .begndate = link.begndate,
                            .enddate = link.enddate});
        }
    };
    YIDI_TRY(const std::vector<registry::FamilyLink> paid_by_others, rows::family_of(session, pid));
    for (const registry::FamilyLink& one : paid_by_others) {
        add(pid, one);
    }
    YIDI_TRY(const std::vector<rows::OwnedLink> paid_for_others, rows::family_by(session, pid));
    for (const rows::OwnedLink& one : paid_for_others) {
        add(one.member, one.link);
    }
    return open;
}

Result<std::vector<Move>> moves_of(Session& session, Pid pid, std::size_t limit) {
    std::vector<Move> moves;
    YIDI_TRY_VOID(add_own_bills(session, pid, moves));
    YIDI_TRY_VOID(add_family_bills(session, pid, moves));
    YIDI_TRY_VOID(add_transfers(session, pid, moves));
    // Numbers grow: of what happened at one moment the later has the larger.
    std::ranges::sort(moves, std::ranges::greater{}, [](const Move& one) {
        return std::tuple{one.at, std::max(one.setl_id, one.transfer_id), one.kind};
    });
    moves.resize(std::min(moves.size(), limit));
    return moves;
}

}  // namespace yidi::aid
