#include "app/payer/internal/family.h"

#include <algorithm>
#include <map>

#include "app/payer/internal/row_reader.h"
#include "app/payer/internal/rows_person.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::payer::internal {
namespace {

/// What the account of `owner` has paid for this person's settlements since a day. What is given
/// back counts to the day of the settlement that it undoes or corrects.
Result<Money> paid_since(Session& session, Pid pid, Pid owner, Date since) {
    ports::Range range;
    range.prefix = {ports::Value{pid}};
    YIDI_TRY(const auto rows, scan_rows<settlement::Settlement>(session, ports::Table::settlement,
                                                                range, read_settlement));
    std::map<std::int64_t, Date> days;
    Money paid;
    for (const settlement::Settlement& one : rows) {
        const bool is_first = one.kind == settlement::SettlementKind::settled;
        const Date day = is_first ? one.setl_time.date() : days[one.undoes];
        days[one.setl_id] = day;
        if (one.info.acct_mulaid_pay == Money{} || day < since) {
            continue;
        }
        YIDI_TRY(const ledger::Entry entry, entry_of(session, pid, one.setl_id));
        for (const ledger::Leg& leg : entry.legs) {
            const bool theirs = leg.account.kind == ledger::AccountKind::personal &&
                                registry::pid_of(leg.account.key) == owner;
            paid -= theirs ? leg.amount : Money{};
        }
    }
    return paid;
}

/// The link of the family account that is open today.
Result<std::optional<registry::FamilyLink>> link_of(Session& session, Pid pid, Date today) {
    YIDI_TRY(const auto links, family_of(session, pid));
    const auto link = std::ranges::find_if(links, [&](const registry::FamilyLink& one) {
        return one.begndate <= today && (!one.enddate || *one.enddate >= today);
    });
    return link == links.end() ? std::optional<registry::FamilyLink>{} : std::optional{*link};
}

}  // namespace

Result<Family> family_of_bill(Session& session, const Context& context, const HoldsBeside& beside) {
    Family family;
    const Pid pid = beside.visit.pid;
    const Date today = context.now.date();
    YIDI_TRY(const auto link, link_of(session, pid, today));
    if (!link) {
        return family;
    }
    YIDI_TRY(const registry::Person owner, read_person(session, context.vault, link->owner));
    if (owner.died && *owner.died < today) {
        return family;  // A link ends with either life; what is left is the heirs'.
    }
    family.owner = link->owner;
    family.psn_no = registry::psn_no_of(owner.insuplc_admdvs, link->owner);
    YIDI_TRY(const Holds holds, holds_beside(session, context, beside, link->owner));
    YIDI_TRY(Money free, balance_of(session, link->owner));
    Money promised = std::max(Money{}, free - holds.account());
    if (link->year_limit) {
        const Date new_year = Date::from_ymd({today.year(), 1, 1});
        YIDI_TRY(const Money paid, paid_since(session, pid, link->owner, new_year));
        const Money left = *link->year_limit - paid;
        promised = std::min(promised, left - holds.account_for(pid));
        free = std::min(free, left);
    }
    family.offers = std::max(Money{}, promised);
    family.held = std::max(Money{}, free) - family.offers;
    return family;
}

}  // namespace yidi::payer::internal
