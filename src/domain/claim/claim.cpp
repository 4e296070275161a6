#include "domain/claim/claim.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace yidi::claim {
namespace {

constexpr std::array<std::string_view, kKindCount> kKinds{"first", "appeal", "correction",
                                                          "difference"};
constexpr std::array<std::string_view, kChannelCount> kChannels{"self", "proxy", "window"};
constexpr std::array<std::string_view, kPhaseCount> kPhases{
    "draft", "received", "needs_material", "accepted", "checked",   "decided", "ordered",
    "sent",  "returned", "paid",           "refused",  "withdrawn", "set_off"};
constexpr std::array<std::string_view, kEventKindCount> kEventKinds{
    "drafted", "received",  "changed",           "material_asked", "material_given", "accepted",
    "checked", "sent_back", "decided",           "refused",        "withdrawn",      "ordered",
    "sent",    "returned",  "account_corrected", "arrived",        "set_off"};
constexpr std::array<std::string_view, kReasonCount> kReasons{
    "duplicate",      "not_on_invoice",  "outside_days", "not_covered",    "restriction",
    "no_indication",  "third_party",     "not_insured",  "not_designated", "too_late",
    "papers_missing", "false_statement", "other"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) {
        return {};
    }
    return static_cast<Enum>(found - names.begin());
}

tl::unexpected<Error> refuse(ErrorCode code, std::string rule, std::string remedy,
                             std::string detail) {
    return fail(Error{.code = code,
                      .where = "claim",
                      .rule = std::move(rule),
                      .remedy = std::move(remedy),
                      .detail = std::move(detail)});
}

using Kinds = std::uint32_t;

constexpr Kinds kinds(std::initializer_list<EventKind> all) {
    Kinds mask = 0;
    for (const EventKind one : all) {
        mask |= Kinds{1} << static_cast<unsigned>(one);
    }
    return mask;
}

/// By Phase.
constexpr std::array<Kinds, kPhaseCount> kTaken{
    kinds({EventKind::changed, EventKind::received, EventKind::withdrawn}),
    kinds({EventKind::changed, EventKind::material_asked, EventKind::accepted, EventKind::refused,
           EventKind::withdrawn}),
    kinds(
        {EventKind::changed, EventKind::material_given, EventKind::refused, EventKind::withdrawn}),
    kinds(
        {EventKind::material_asked, EventKind::checked, EventKind::refused, EventKind::withdrawn}),
    kinds({EventKind::sent_back, EventKind::decided, EventKind::refused, EventKind::withdrawn}),
    kinds({EventKind::ordered, EventKind::set_off}),
    kinds({EventKind::sent, EventKind::ordered, EventKind::set_off}),
    kinds({EventKind::returned, EventKind::arrived}),
    kinds({EventKind::account_corrected}),
    0,
    0,
    0,
    0,
};

/// Of a difference that is not decided: it has no papers to accept and no lines to check, so that
/// nobody is there to send it back to.
constexpr Kinds kTakenOfDifference =
    kinds({EventKind::decided, EventKind::refused, EventKind::withdrawn});

Phase phase_received(const Claim& claim) {
    return has_bill(claim) ? Phase::received : Phase::checked;
}

/// Whether an account has ever done one of these things.
bool has_done(const std::vector<Event>& history, std::string_view by, Kinds any) {
    return std::ranges::any_of(history, [by, any](const Event& event) {
        return event.by == by && (any & kinds({event.kind})) != 0;
    });
}

tl::unexpected<Error> same_eyes(std::string_view what) {
    return refuse(ErrorCode::not_allowed, "somebody else than who " + std::string{what},
                  "let another account do it", "this account has had its part in the claim");
}

/// Nobody checks, decides or pays where they have acted for the applicant; above the region's
/// amount those who check, decide and pay are three; an appeal is not answered by who made what it
/// is about.
Result<void> check_eyes(const std::vector<Event>& history, const Event& wanted, Part part,
                        const std::vector<Event>& earlier) {
    if (part == Part::applicant) {
        return {};
    }
    constexpr Kinds kApplicants =
        kinds({EventKind::drafted, EventKind::received, EventKind::changed,
               EventKind::material_given, EventKind::account_corrected});
    if (has_done(history, wanted.by, kApplicants)) {
        return same_eyes("acted for the applicant");
    }
    constexpr Kinds kMade = kinds({EventKind::checked, EventKind::decided, EventKind::refused});
    const bool answers = wanted.kind == EventKind::decided || wanted.kind == EventKind::refused;
    if (answers && wanted.after.kind == Kind::appeal && has_done(earlier, wanted.by, kMade)) {
        return same_eyes("made the decision that the appeal is about");
    }
    const auto& decision = wanted.after.decision;
    if (!decision || !decision->four_eyes || part == Part::reviewer) {
        return {};
    }
    if (has_done(history, wanted.by, kinds({EventKind::checked}))) {
        return same_eyes("checked it");
    }
    if (part == Part::finance && has_done(history, wanted.by, kinds({EventKind::decided}))) {
        return same_eyes("decided it");
    }
    return {};
}

bool needs_words(EventKind kind) {
    return kind == EventKind::material_asked || kind == EventKind::sent_back ||
           kind == EventKind::returned;
}

/// What an event says about the claim, over what the one before left.
Claim applied(const Claim* before, const Event& wanted) {
    if (before == nullptr) {
        Claim claim = wanted.after;
        claim.phase = wanted.kind == EventKind::drafted ? Phase::draft : phase_received(claim);
        return claim;
    }
    const Claim& asked = wanted.after;
    Claim claim = *before;
    switch (wanted.kind) {
        case EventKind::drafted: break;
        case EventKind::received: claim.phase = Phase::received; break;
        case EventKind::changed:
            claim.begndate = asked.begndate;
            claim.enddate = asked.enddate;
            claim.is_stay = asked.is_stay;
            claim.fixmedins_code = asked.fixmedins_code;
            claim.claimed = asked.claimed;
            claim.area = asked.area;
            claim.invoices = asked.invoices;
            claim.papers = asked.papers;
            claim.refused.clear();
            claim.was_accepted = false;
            claim.phase = claim.phase == Phase::draft ? Phase::draft : Phase::received;
            break;
        case EventKind::material_asked: claim.phase = Phase::needs_material; break;
        case EventKind::material_given:
            claim.papers = asked.papers;
            claim.phase = claim.was_accepted ? Phase::accepted : Phase::received;
            break;
        case EventKind::accepted:
            claim.was_accepted = true;
            claim.phase = Phase::accepted;
            break;
        case EventKind::checked:
            claim.refused = asked.refused;
            claim.phase = Phase::checked;
            break;
        case EventKind::sent_back: claim.phase = Phase::accepted; break;
        case EventKind::decided:
            claim.decision = asked.decision;
            claim.phase = Phase::decided;
            break;
        case EventKind::refused:
            claim.reasons = asked.reasons;
            claim.phase = Phase::refused;
            break;
        case EventKind::withdrawn: claim.phase = Phase::withdrawn; break;
        case EventKind::ordered:
            claim.ordered = asked.ordered;
            claim.phase = Phase::ordered;
            break;
        case EventKind::sent:
        case EventKind::returned:
            claim.payment = asked.payment;
            claim.bank_reference = asked.bank_reference;
            claim.phase = wanted.kind == EventKind::sent ? Phase::sent : Phase::returned;
            break;
        case EventKind::account_corrected: claim.phase = Phase::decided; break;
        case EventKind::arrived: claim.phase = Phase::paid; break;
        case EventKind::set_off:
            claim.ordered = {};
            claim.phase = Phase::set_off;
            break;
    }
    return claim;
}

}  // namespace

std::string_view name(Kind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}
std::optional<Kind> parse_kind(std::string_view text) {
    return parse<Kind>(kKinds, text);
}
std::string_view name(Channel channel) {
    return kChannels[static_cast<std::size_t>(channel)];
}
std::optional<Channel> parse_channel(std::string_view text) {
    return parse<Channel>(kChannels, text);
}
std::string_view name(Phase phase) {
    return kPhases[static_cast<std::size_t>(phase)];
}
std::optional<Phase> parse_phase(std::string_view text) {
    return parse<Phase>(kPhases, text);
}
std::string_view name(EventKind kind) {
    return kEventKinds[static_cast<std::size_t>(kind)];
}
std::optional<EventKind> parse_event_kind(std::string_view text) {
    return parse<EventKind>(kEventKinds, text);
}
std::string_view name(Reason reason) {
    return kReasons[static_cast<std::size_t>(reason)];
}
std::optional<Reason> parse_reason(std::string_view text) {
    return parse<Reason>(kReasons, text);
}

Part part_of(EventKind kind, Phase before) {
    switch (kind) {
        case EventKind::drafted:
        case EventKind::received:
        case EventKind::changed:
        case EventKind::material_given:
        case EventKind::withdrawn:
        case EventKind::account_corrected: return Part::applicant;
        case EventKind::material_asked:
        case EventKind::accepted:
        case EventKind::checked: return Part::reviewer;
        case EventKind::sent_back:
        case EventKind::decided: return Part::approver;
        case EventKind::refused: return before == Phase::checked ? Part::approver : Part::reviewer;
        case EventKind::ordered:
        case EventKind::sent:
        case EventKind::returned:
        case EventKind::arrived:
        case EventKind::set_off: return Part::finance;
    }
    return Part::reviewer;
}

bool has_bill(const Claim& claim) {
    return claim.kind != Kind::difference;
}

bool is_over(const Claim& claim) {
    const bool nothing_to_pay =
        claim.phase == Phase::decided && claim.decision && claim.decision->to_pay == Money{};
    return nothing_to_pay || claim.phase == Phase::paid || claim.phase == Phase::set_off ||
           is_in_vain(claim);
}

bool is_in_vain(const Claim& claim) {
    return claim.phase == Phase::refused || claim.phase == Phase::withdrawn;
}

bool holds_invoices(const Claim& claim) {
    return claim.phase != Phase::draft && !is_in_vain(claim);
}

Money waits_to_be_paid(const Claim& claim) {
    switch (claim.phase) {
        case Phase::decided:
        case Phase::returned: return claim.decision ? claim.decision->to_pay : Money{};
        case Phase::ordered: return claim.ordered;
        case Phase::draft:
        case Phase::received:
        case Phase::needs_material:
        case Phase::accepted:
        case Phase::checked:
        case Phase::sent:
        case Phase::paid:
        case Phase::refused:
        case Phase::withdrawn:
        case Phase::set_off: return {};
    }
    return {};
}

bool was_sent_in(const std::vector<Event>& history) {
    return std::ranges::find(history, EventKind::received, &Event::kind) != history.end();
}

bool takes(const Claim* before, EventKind kind) {
    if (before == nullptr) {
        return kind == EventKind::drafted || kind == EventKind::received;
    }
    if (is_over(*before)) {
        return false;
    }
    if (!has_bill(*before) && before->phase == Phase::checked) {
        return (kTakenOfDifference & kinds({kind})) != 0;
    }
    return (kTaken[static_cast<std::size_t>(before->phase)] & kinds({kind})) != 0;
}

Result<Event> next_event(const std::vector<Event>& history, Event wanted,
                         const std::vector<Event>& earlier) {
    const Claim* before = history.empty() ? nullptr : &history.back().after;
    if (!takes(before, wanted.kind)) {
        const std::string now{before == nullptr ? "not there" : name(before->phase)};
        return refuse(
            ErrorCode::inconsistent, "a step that the claim takes now", "look at the claim again",
            "the claim is " + now + " and does not take " + std::string{name(wanted.kind)});
    }
    if (needs_words(wanted.kind) && wanted.reason.empty()) {
        return refuse(ErrorCode::missing_key, "why, in words that the person can act on",
                      "say what is missing or wrong", "no reason is given");
    }
    if (wanted.kind == EventKind::refused && wanted.after.reasons.empty()) {
        return refuse(ErrorCode::missing_key, "at least one reason for the refusal",
                      "name the reasons", "no reason is given");
    }
    const Phase phase = before == nullptr ? Phase::received : before->phase;
    wanted.after = applied(before, wanted);
    YIDI_TRY_VOID(check_eyes(history, wanted, part_of(wanted.kind, phase), earlier));
    wanted.after.id = wanted.claim;
    wanted.seq = static_cast<std::int64_t>(history.size()) + 1;
    return wanted;
}

bool are_of_one(const std::vector<Claim>& all, const Claim& a, const Claim& b) {
    const auto leads_to = [&all](const Claim& from, std::int64_t to) {
        std::int64_t at = from.refers_to;
        while (at != 0 && at != to) {
            const auto next = std::ranges::find(all, at, &Claim::id);
            at = next == all.end() ? 0 : next->refers_to;
        }
        return at == to;
    };
    return leads_to(a, b.id) || leads_to(b, a.id);
}

std::vector<Claim> claims_of(const std::vector<Event>& events) {
    std::vector<Claim> claims;
    for (const Event& event : events) {
        const auto found = std::ranges::find(claims, event.claim, &Claim::id);
        if (found == claims.end()) {
            claims.push_back(event.after);
        } else {
            *found = event.after;
        }
    }
    std::ranges::sort(claims, {}, &Claim::id);
    return claims;
}

}  // namespace yidi::claim
