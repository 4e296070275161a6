#include "domain/filing/filing.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <tuple>

#include "domain/policy/regions.h"

namespace yidi::filing {
namespace {

constexpr std::array<std::string_view, kProofStateCount> kProofStates{"complete", "promised",
                                                                      "lapsed", "reduced"};
constexpr std::array<std::string_view, kChannelCount> kChannels{
    "registry", "self", "proxy", "window", "phone", "other_region", "hospital", "feed", "job"};
constexpr std::array<std::string_view, kPhaseCount> kPhases{
    "draft",    "submitted",        "under_review", "needs_material", "approved",
    "reported", "cancel_requested", "cancelled",    "rejected",       "superseded"};
constexpr std::array<std::string_view, kEventKindCount> kEventKinds{
    "filed",           "changed",        "proof_completed",  "proof_lapsed",
    "cancelled",       "drafted",        "submitted",        "review_begun",
    "material_asked",  "material_given", "approved",         "rejected",
    "reported",        "report_failed",  "extended",         "cancel_requested",
    "cancel_declined", "superseded",     "refused_by_person"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
    const auto found = std::ranges::find(names, text);
    if (found == names.end()) {
        return {};
    }
    return static_cast<Enum>(found - names.begin());
}

tl::unexpected<Error> refused(std::string rule, std::string remedy, std::string detail) {
    return tl::unexpected(Error{.code = ErrorCode::inconsistent,
                                .where = "filing",
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

using enum EventKind;

constexpr Kinds kOfBeginning = kinds({filed, drafted, submitted});
/// What a filing in force may meet in every phase.
constexpr Kinds kOfLife = kinds({proof_completed, proof_lapsed, cancelled, superseded});
/// By Phase.
constexpr std::array<Kinds, kPhaseCount> kTaken{
    kinds({changed, submitted, cancelled}),
    kinds({review_begun, material_asked, approved, rejected, cancelled}),
    kinds({material_asked, approved, rejected, cancelled}),
    kinds({material_given, rejected, cancelled}),
    kOfLife |
        kinds({reported, report_failed, changed, extended, cancel_requested, refused_by_person}),
    kOfLife | kinds({changed, extended, cancel_requested, refused_by_person}),
    kOfLife | kinds({cancel_declined}),
    0,
    kinds({submitted, cancelled}),
    0,
};

Result<void> check_interval(const Filing& filing) {
    if (filing.enddate && *filing.enddate < filing.begndate) {
        return refused("the last day is not before the first", "mend one of the two days",
                       "the filing would end before it begins");
    }
    return {};
}

/// A cancellation ends a filing with its own day: a stay that began on it, before, keeps the
/// filing.
void end(Event& wanted, const Filing& before, std::optional<Date> asked) {
    const Date last = asked.value_or(wanted.at.date());
    const Date bounded = before.enddate ? std::min(last, *before.enddate) : last;
    wanted.after.enddate = std::max(bounded, before.begndate.previous_day());
}

Result<void> apply_proof(Event& wanted, const Filing& before) {
    if (before.proof == ProofState::complete) {
        return refused("only promised papers can be completed or lapse", "look at the filing again",
                       "nothing is promised in this filing");
    }
    const bool came = wanted.kind == proof_completed;
    if (!came && before.proof != ProofState::promised) {
        return refused("a promise lapses once", "look at the filing again",
                       "this promise has lapsed already");
    }
    const bool ends = wanted.after.kind == before.kind;
    wanted.after.proof = came   ? ProofState::complete
                         : ends ? ProofState::lapsed
                                : ProofState::reduced;
    if (came) {
        wanted.after.promise_until.reset();
    }
    return {};
}

/// A promise that has lapsed may leave the filing with another kind and an earlier end; nothing
/// else of it changes.
struct Asked {
    policy::FilingKind kind;
    std::optional<Date> enddate;
    std::optional<Date> promise_until;
    std::vector<std::string> materials;
};

Result<void> extend(Event& wanted, const Filing& before, const Asked& asked) {
    if (!before.enddate || !asked.enddate || *asked.enddate <= *before.enddate) {
        return refused("an extension ends later than the filing did",
                       "name a later last day; a filing without end needs none",
                       "the filing would not last longer");
    }
    wanted.after.enddate = asked.enddate;
    ++wanted.after.extensions;
    return {};
}

void set_phase(Event& wanted) {
    Filing& after = wanted.after;
    switch (wanted.kind) {
        case filed:
            after.phase = Phase::reported;
            after.was_reported = true;
            break;
        case drafted: after.phase = Phase::draft; break;
        case submitted: after.phase = Phase::submitted; break;
        case review_begun:
        case material_given: after.phase = Phase::under_review; break;
        case material_asked: after.phase = Phase::needs_material; break;
        case approved: after.phase = Phase::approved; break;
        case rejected: after.phase = Phase::rejected; break;
        case reported:
            after.phase = Phase::reported;
            after.was_reported = true;
            after.failed_reports = 0;
            break;
        case report_failed: ++after.failed_reports; break;
        case cancel_requested: after.phase = Phase::cancel_requested; break;
        case cancel_declined:
            after.phase = after.was_reported ? Phase::reported : Phase::approved;
            break;
        case EventKind::cancelled:
        case refused_by_person: after.phase = Phase::cancelled; break;
        case superseded: after.phase = Phase::superseded; break;
        case changed:
        case extended:
        case proof_completed:
        case proof_lapsed: break;
    }
}

/// What the event makes of the filing as it was.
Result<void> apply(Event& wanted, const Filing& before) {
    const Filing given = wanted.after;
    const Asked asked{.kind = given.kind,
                      .enddate = given.enddate,
                      .promise_until = given.promise_until,
                      .materials = given.materials};
    const bool says_all = wanted.kind == changed || wanted.kind == submitted;
    if (!says_all) {
        wanted.after = before;
    } else {
        wanted.after.phase = before.phase;
        wanted.after.was_reported = before.was_reported;
        wanted.after.extensions = before.extensions;
        wanted.after.failed_reports = before.failed_reports;
        YIDI_TRY_VOID(check_interval(wanted.after));
    }
    const EventKind kind = wanted.kind;
    if (kind == extended) {
        return extend(wanted, before, asked);
    }
    if (kind == proof_completed) {
        if (before.proof == ProofState::reduced) {
            // It is again what it was before the promise lapsed.
            wanted.after.kind = asked.kind;
            wanted.after.enddate = asked.enddate;
            wanted.after.local_code = given.local_code;
            YIDI_TRY_VOID(check_interval(wanted.after));
        }
        return apply_proof(wanted, before);
    }
    if (kind == proof_lapsed) {
        wanted.after.kind = asked.kind;
        if (asked.kind != before.kind && asked.enddate &&
            (!before.enddate || *asked.enddate < *before.enddate)) {
            wanted.after.enddate = std::max(*asked.enddate, before.begndate.previous_day());
        }
        if (asked.kind != before.kind) {
            wanted.after.local_code.clear();
        }
        return apply_proof(wanted, before);
    }
    if (kind == EventKind::cancelled || kind == superseded) {
        end(wanted, before, asked.enddate);
    } else if (kind == refused_by_person) {
        end(wanted, before, before.begndate.previous_day());
    } else if (kind == material_given) {
        wanted.after.materials = asked.materials;
    } else if (kind == approved && before.proof == ProofState::promised && asked.promise_until) {
        wanted.after.promise_until = asked.promise_until;
    }
    return {};
}

}  // namespace

std::string_view name(ProofState state) {
    return kProofStates[static_cast<std::size_t>(state)];
}
std::optional<ProofState> parse_proof_state(std::string_view text) {
    return parse<ProofState>(kProofStates, text);
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

bool is_ended(const Filing& filing) {
    return filing.phase == Phase::cancelled || filing.phase == Phase::superseded;
}

bool is_known_upward(const Filing& filing) {
    return filing.was_reported && filing.phase >= Phase::approved &&
           filing.phase != Phase::rejected;
}

bool holds_on(const Filing& filing, Date day) {
    return filing.begndate <= day && (!filing.enddate || day <= *filing.enddate);
}

bool covers(const Filing& filing, std::uint32_t region, std::uint32_t pooling_area) {
    return filing.places.empty() || std::ranges::any_of(filing.places, [&](std::uint32_t one) {
               return policy::covers(one, region) || policy::covers(one, pooling_area);
           });
}

bool takes(const Filing* before, EventKind kind) {
    const Kinds taken =
        before == nullptr ? kOfBeginning : kTaken[static_cast<std::size_t>(before->phase)];
    return (taken >> static_cast<unsigned>(kind) & 1U) != 0;
}

Result<Event> next_event(const std::vector<Event>& history, Event wanted) {
    const Filing* before = history.empty() ? nullptr : &history.back().after;
    wanted.seq = static_cast<std::int64_t>(history.size()) + 1;
    if (!takes(before, wanted.kind)) {
        if (before == nullptr) {
            return refused("a filing begins with its application, once",
                           "use the number of a filing that is there",
                           "this filing does not exist");
        }
        return refused("an act that a filing takes as it stands now",
                       is_ended(*before) ? "make a new filing" : "look at the filing again",
                       "the filing is " + std::string{name(before->phase)});
    }
    if (before == nullptr) {
        YIDI_TRY_VOID(check_interval(wanted.after));
        wanted.after.was_reported = false;
        wanted.after.extensions = 0;
        wanted.after.failed_reports = 0;
    } else {
        YIDI_TRY_VOID(apply(wanted, *before));
    }
    set_phase(wanted);
    wanted.after.id = wanted.filing;
    return wanted;
}

std::vector<Filing> filings_of(const std::vector<Event>& events) {
    std::vector<Filing> filings;
    for (const Event& event : events) {
        const auto found = std::ranges::find(filings, event.filing, &Filing::id);
        if (found == filings.end()) {
            filings.push_back(event.after);
        } else {
            *found = event.after;
        }
    }
    std::ranges::sort(filings, {}, &Filing::id);
    return filings;
}

const Filing* best_for(const std::vector<Filing>& filings, std::uint32_t place,
                       std::uint32_t pooling_area, Date admission) {
    const auto rank = [&](const Filing& one) {
        const bool here = covers(one, place, pooling_area);
        const bool now = holds_on(one, admission);
        const bool lasting = policy::state_of(one.kind) == policy::FilingState::long_term;
        return std::tuple{here && now, here, now, lasting, one.begndate, one.id};
    };
    const Filing* best = nullptr;
    for (const Filing& one : filings) {
        const bool counts = is_known_upward(one) && (!is_ended(one) || holds_on(one, admission));
        if (counts && (best == nullptr || rank(one) > rank(*best))) {
            best = &one;
        }
    }
    return best;
}

}  // namespace yidi::filing
