#include <algorithm>

#include "app/aid/aid.h"
#include "app/aid/internal/tell.h"
#include "app/payer/internal/audit.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_person.h"
#include "domain/registry/shown_name.h"

namespace yidi::aid {
namespace {

namespace rows = payer::internal;
using ports::Session;
using registry::Person;

Result<void> check_pair(const Person& holder, const Person& relative, Date today) {
    if (holder.pid == relative.pid) {
        return rows::inconsistent("relative_psn_no", "another person",
                                  "send the number of the relative",
                                  "nobody is bound to themselves");
    }
    for (const Person* one : {&holder, &relative}) {
        if (one->died && *one->died < today) {
            return rows::inconsistent(one == &holder ? "psn_no" : "relative_psn_no",
                                      "a person who is alive",
                                      "heirs ask the agency for what the account holds",
                                      "bonds end with either person's death");
        }
    }
    return {};
}

/// Opens the holder's account to the relative's bills.
Result<std::int64_t> share_account(Session& session, const Context& context,
                                   const BindRequest& request, Pid holder, Pid relative) {
    YIDI_TRY(const auto links, rows::family_of(session, relative));
    // Above the numbers that a register's own links have, which are imported by number.
    constexpr std::int64_t kFirst = 1'000'000;
    std::int64_t last = kFirst - 1;
    const Date today = context.now.date();
    for (const registry::FamilyLink& one : links) {
        last = std::max(last, one.seq);
        if (!one.enddate || *one.enddate >= today) {
            return rows::inconsistent(
                "shares_account", "one family account for each person at a time",
                "bind without sharing the account, or end the other link first",
                "another relative's account pays for this person, or is going to");
        }
    }
    registry::FamilyLink link;
    link.seq = last + 1;
    link.owner = holder;
    link.year_limit = request.year_limit;
    link.begndate = today;
    YIDI_TRY_VOID(rows::put(session, relative, link));
    return link.seq;
}

Result<void> end_sharing(Session& session, const Context& context, const Bond& bond) {
    if (!bond.family_seq) {
        return {};
    }
    YIDI_TRY(const auto links, rows::family_of(session, bond.relative));
    const auto found = std::ranges::find(links, *bond.family_seq, &registry::FamilyLink::seq);
    if (found == links.end() || found->owner != bond.holder) {
        return {};
    }
    registry::FamilyLink link = *found;
    // What the register has ended before stays ended.
    const Date today = context.now.date();
    const Date last = today.previous_day();
    link.enddate = std::min(link.enddate.value_or(last), last);
    return rows::put(session, bond.relative, link);
}

}  // namespace

Result<Numbers> numbers_of(Session& session, const Context& context, const std::vector<Pid>& pids) {
    Numbers numbers;
    for (const Pid pid : pids) {
        YIDI_TRY(const Person person, rows::read_person(session, context.vault, pid));
        numbers[pid] = registry::psn_no_of(person.insuplc_admdvs, pid);
    }
    return numbers;
}

Result<Numbers> names_of(Session& session, const Context& context, const std::vector<Pid>& pids) {
    Numbers names;
    for (const Pid pid : pids) {
        YIDI_TRY(const Person person, rows::read_person(session, context.vault, pid));
        names[pid] = registry::shown_name(person.personal.psn_name);
    }
    return names;
}

Result<Bond> bind(Session& session, const Context& context, const BindRequest& request) {
    YIDI_TRY(const Pid holder_pid, rows::read_psn_no(session, request.psn_no));
    YIDI_TRY(const Pid relative_pid, rows::read_psn_no(session, request.relative_psn_no));
    YIDI_TRY(const Person holder, rows::read_person(session, context.vault, holder_pid));
    YIDI_TRY(const Person relative, rows::read_person(session, context.vault, relative_pid));
    const Date today = context.now.date();
    YIDI_TRY_VOID(check_pair(holder, relative, today));
    if (std::ranges::find(kKinships, request.kinship) == kKinships.end()) {
        return rows::refuse(ErrorCode::bad_value, "kinship",
                            "spouse, parent, child, sibling, grandparent or grandchild",
                            "say what the relative is to the holder",
                            "mutual aid is between near relatives");
    }
    if (request.year_limit && *request.year_limit <= Money{}) {
        return rows::refuse(ErrorCode::bad_amount, "year_limit", "an amount above 0",
                            "leave it out for no limit, or do not share the account",
                            "a limit of nothing or less");
    }
    YIDI_TRY(const std::vector<Bond> known, rows::bonds_of(session, holder_pid));
    if (between(known, holder_pid, relative_pid) != nullptr) {
        return rows::inconsistent("relative_psn_no", "two persons who are not bound yet",
                                  "nothing is to be done, or unbind them first",
                                  "the two are bound already");
    }
    Bond bond;
    bond.holder = holder_pid;
    bond.relative = relative_pid;
    bond.kinship = request.kinship;
    YIDI_TRY(bond.proof, proof_of(context.book.person_rules(),
                                  {.relative_age = registry::age_on(relative.personal, today),
                                   .relative_area =
                                       context.book.regions().pooling_area(relative.insuplc_admdvs),
                                   .day = today},
                                  request.consent));
    if (request.shares_account) {
        YIDI_TRY(bond.family_seq,
                 share_account(session, context, request, holder_pid, relative_pid));
    }
    bond.id = context.ids.next();
    bond.at = context.now;
    bond.by = request.by;
    YIDI_TRY_VOID(rows::insert(session, bond));
    YIDI_TRY_VOID(rows::audit(session, context,
                              {.by = request.by,
                               .pid = relative_pid,
                               .what = "bond " + std::to_string(bond.id) + " bound"}));
    const std::string code = "bond/" + std::to_string(bond.id) + "/";
    YIDI_TRY_VOID(internal::tell(session, context, {.to = bond.relative, .of = bond.holder},
                                 app::NoticeKind::bond_made, code + "made"));
    YIDI_TRY_VOID(internal::tell(session, context, {.to = bond.holder, .of = bond.relative},
                                 app::NoticeKind::bond_given, code + "given"));
    return bond;
}

Result<Bond> unbind(Session& session, const Context& context, const UnbindRequest& request) {
    YIDI_TRY(const Pid pid, rows::read_psn_no(session, request.psn_no));
    YIDI_TRY(const std::vector<Bond> known, rows::bonds_of(session, pid));
    const auto found = std::ranges::find(known, request.bond_id, &Bond::id);
    if (found == known.end()) {
        return rows::refuse(ErrorCode::bad_value, "bond_id", "a bond of this person",
                            "send the number that the binding answered",
                            "this person has no such bond");
    }
    if (found->unbound) {
        return *found;
    }
    Bond bond = *found;
    bond.unbound = true;
    ++bond.seq;
    bond.at = context.now;
    bond.by = request.by;
    bond.reason = request.reason;
    YIDI_TRY_VOID(end_sharing(session, context, bond));
    YIDI_TRY_VOID(rows::insert(session, bond));
    YIDI_TRY_VOID(rows::audit(session, context,
                              {.by = request.by,
                               .pid = bond.relative,
                               .what = "bond " + std::to_string(bond.id) + " unbound"}));
    YIDI_TRY_VOID(internal::tell(
        session, context, {.to = pid == bond.holder ? bond.relative : bond.holder, .of = pid},
        app::NoticeKind::bond_ended, "bond/" + std::to_string(bond.id) + "/ended"));
    return bond;
}

Result<std::vector<Bond>> standing_bonds(Session& session, const Context& context, Pid pid) {
    YIDI_TRY(const std::vector<Bond> known, rows::bonds_of(session, pid));
    std::vector<Bond> standing;
    const Date today = context.now.date();
    YIDI_TRY(const rows::Alive person, rows::read_alive(session, pid));
    for (const Bond& one : known) {
        if (one.unbound || !person.lives_on(today)) {
            continue;
        }
        YIDI_TRY(const rows::Alive other,
                 rows::read_alive(session, one.holder == pid ? one.relative : one.holder));
        if (other.lives_on(today)) {
            standing.push_back(one);
        }
    }
    return standing;
}

}  // namespace yidi::aid
