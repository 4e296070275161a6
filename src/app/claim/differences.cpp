#include "app/claim/differences.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/claim/internal/claim_facts.h"
#include "app/claim/internal/difference.h"
#include "app/claim/internal/owed.h"
#include "app/payer/internal/books.h"
#include "app/payer/internal/refusal.h"
#include "app/payer/internal/rows_aid.h"
#include "app/payer/internal/rows_settlement.h"

namespace yidi::app {
namespace {

using claim::Claim;
using claim::Event;
using claim::EventKind;
using internal::KeptClaim;
using internal::OwedLeg;
using payer::internal::inconsistent;
using ports::Session;
using registry::Pid;

tl::unexpected<Error> nothing_owed(std::string_view where) {
    return inconsistent(where, "something that is owed and that no claim waits for",
                        "look at the claims that are under way; they pay what is owed",
                        "nothing is owed beside the claims that are under way");
}

/// What of an area's debt the person's claims wait for, but for one of them.
Money waited_for(const std::vector<Claim>& claims, std::uint32_t area, std::int64_t but) {
    Money sum;
    for (const Claim& one : claims) {
        if (one.area == area && one.id != but) {
            sum += claim::waits_to_be_paid(one);
        }
    }
    return sum;
}

Result<std::uint32_t> area_to_claim_of(Session& session, const payer::Context& context,
                                       const DifferenceRequest& request) {
    YIDI_TRY(std::vector<OwedByArea> areas, owed_by_area(session, context, request.pid));
    std::erase_if(areas, [&](const OwedByArea& one) {
        return one.unclaimed == Money{} || (request.area != 0 && one.area != request.area);
    });
    if (areas.empty()) {
        return nothing_owed(request.area == 0 ? "/psn_no" : "/area");
    }
    if (areas.size() == 1) {
        return areas.front().area;
    }
    std::string names;
    for (const OwedByArea& one : areas) {
        names += (names.empty() ? "" : ", ") + std::to_string(one.area);
    }
    return inconsistent("/area", "one area that owes something", "name one of them",
                        "several areas owe something: " + names);
}

/// The difference of an area that waits to be decided; 0: none.
std::int64_t under_way(const std::vector<Claim>& claims, std::uint32_t area) {
    const auto found = std::ranges::find_if(claims, [area](const Claim& one) {
        return !claim::has_bill(one) && one.area == area && one.phase == claim::Phase::checked;
    });
    return found == claims.end() ? 0 : found->id;
}

/// One at a time: what comes to it meanwhile is decided with it.
Result<void> check_none_waits(const std::vector<Claim>& claims, std::uint32_t area) {
    const std::int64_t waits = under_way(claims, area);
    if (waits == 0) {
        return {};
    }
    return inconsistent("/area", "one difference of an area at a time",
                        "wait for it, or withdraw it",
                        "claim " + std::to_string(waits) + " is about it already");
}

struct Days {
    Date first;
    Date last;
};
/// Of the care whose settlements make up what an area owes; today, where none does.
Result<Days> care_of(Session& session, const payer::Context& context, Pid pid, std::uint32_t area) {
    YIDI_TRY(const std::vector<OwedByArea> areas, owed_by_area(session, context, pid));
    const auto one = std::ranges::find(areas, area, &OwedByArea::area);
    std::optional<Days> days;
    if (one != areas.end()) {
        for (const OwedEntry& entry : one->entries) {
            if (!entry.until) {
                continue;
            }
            days = days ? Days{.first = std::min(days->first, *entry.until),
                               .last = std::max(days->last, *entry.until)}
                        : Days{.first = *entry.until, .last = *entry.until};
        }
    }
    const Date today = context.now.date();
    return days.value_or(Days{.first = today, .last = today});
}

}  // namespace

Result<std::vector<OwedByArea>> owed_by_area(Session& session, const payer::Context& context,
                                             Pid pid) {
    YIDI_TRY(const std::vector<OwedLeg> legs, internal::owed_legs(session, pid));
    YIDI_TRY(const std::vector<Claim> claims, claims_of(session, pid));
    std::map<std::uint32_t, OwedByArea> areas;
    for (const OwedLeg& leg : legs) {
        const std::uint32_t area = internal::area_of(leg, context.book.regions());
        OwedByArea& one = areas[area];
        one.area = area;
        one.owed += leg.amount;
        YIDI_TRY(const auto settled, payer::internal::find_settlement(session, pid, leg.number));
        one.entries.push_back({.number = leg.number,
                               .at = leg.at,
                               .amount = leg.amount,
                               .kind = settled ? std::optional{settled->kind} : std::nullopt,
                               .until = settled ? std::optional{settled->until} : std::nullopt});
    }
    std::vector<OwedByArea> out;
    for (auto& [area, one] : areas) {
        one.unclaimed = std::max(Money{}, one.owed - waited_for(claims, area, 0));
        one.under_way = under_way(claims, area);
        out.push_back(std::move(one));
    }
    return out;
}

Result<ClaimReply> claim_difference(Session& session, const ClaimContext& context,
                                    const DifferenceRequest& request) {
    const payer::Context& payer = context.payer;
    YIDI_TRY_VOID(payer::internal::read_alive(session, request.pid));
    YIDI_TRY_VOID(internal::check_claimant(session, context, request.pid, request.actor));
    YIDI_TRY_VOID(claim::check_account(request.account));
    for (std::size_t i = 0; i < request.papers.size(); ++i) {
        YIDI_TRY_VOID(
            internal::check_paper_kind(context, request.papers[i], "/papers/" + std::to_string(i)));
    }
    YIDI_TRY(const std::uint32_t area, area_to_claim_of(session, payer, request));
    YIDI_TRY(const std::vector<Claim> all, claims_of(session, request.pid));
    YIDI_TRY_VOID(check_none_waits(all, area));
    YIDI_TRY(const Money owed, internal::owed_to(session, request.pid, payer.book.regions(), area));
    YIDI_TRY(const Days care, care_of(session, payer, request.pid, area));
    Event event;
    event.kind = EventKind::received;
    event.by = request.actor.by;
    event.after.id = payer.ids.next();
    event.after.kind = claim::Kind::difference;
    event.after.channel = request.actor.channel;
    event.after.area = area;
    event.after.papers = request.papers;
    event.after.begndate = care.first;
    event.after.enddate = care.last;
    event.after.claimed = owed - waited_for(all, area, 0);
    event.claim = event.after.id;
    claim::Statement said;
    said.begndate = care.first;
    said.enddate = care.last;
    said.account = request.account;
    KeptClaim kept{.pid = request.pid, .history = {}};
    YIDI_TRY_VOID(internal::append(session, payer, kept, std::move(event), &said));
    YIDI_TRY_VOID(internal::tell(session, payer, kept, NoticeKind::claim_received));
    return internal::reply_of(kept);
}

Result<ClaimReply> internal::decide_difference(Session& session, const ClaimContext& context,
                                               const ClaimStep& step, KeptClaim kept) {
    const Claim& now = kept.now();
    YIDI_TRY(const ClaimFacts facts, facts_of(session, context, kept));
    YIDI_TRY_VOID(check_findings(facts.findings));
    Event event = event_of(kept, EventKind::decided, step);
    YIDI_TRY(const Money owed, owed_to(session, kept.pid, context.payer.book.regions(), now.area));
    YIDI_TRY(const std::vector<Claim> all, claims_of(session, kept.pid));
    const Money to_pay = std::max(Money{}, owed - waited_for(all, now.area, now.id));
    if (to_pay == Money{}) {
        return nothing_owed("claim");
    }
    event.after.decision = claim::Decision{.setl_id = 0,
                                           .claimed = now.claimed,
                                           .refused = {},
                                           .amount = {},
                                           .differences = to_pay,
                                           .to_pay = to_pay,
                                           .four_eyes = needs_four_eyes(context, now.area, to_pay)};
    YIDI_TRY_VOID(append(session, context.payer, kept, std::move(event)));
    YIDI_TRY_VOID(tell(session, context.payer, kept, NoticeKind::claim_decided, to_pay));
    return reply_of(kept);
}

Result<std::string> internal::psn_no_owed(Session& session, const policy::Regions& regions,
                                          const KeptClaim& kept) {
    YIDI_TRY(const std::vector<OwedLeg> legs, owed_legs(session, kept.pid));
    std::map<std::string, Money> by_number;
    for (const OwedLeg& leg : legs) {
        if (area_of(leg, regions) == kept.now().area) {
            by_number[leg.psn_no] += leg.amount;
        }
    }
    const auto most =
        std::ranges::max_element(by_number, {}, [](const auto& one) { return one.second; });
    if (most == by_number.end() || most->second <= Money{}) {
        return nothing_owed("claim");
    }
    return most->first;
}

}  // namespace yidi::app
