#include "domain/filing/filing.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "domain/policy/regions.h"

namespace yidi::filing {
namespace {

constexpr std::array<std::string_view, 3> kProofStates{"complete", "promised", "lapsed"};
constexpr std::array<std::string_view, 5> kEventKinds{"filed", "changed", "proof_completed",
                                                      "proof_lapsed", "cancelled"};

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

bool covers(const Filing& filing, std::uint32_t region, std::uint32_t pooling_area) {
    return filing.places.empty() || std::ranges::any_of(filing.places, [&](std::uint32_t one) {
               return policy::covers(one, region) || policy::covers(one, pooling_area);
           });
}

}  // namespace

std::string_view name(ProofState state) {
    return kProofStates[static_cast<std::size_t>(state)];
}
std::optional<ProofState> parse_proof_state(std::string_view text) {
    return parse<ProofState>(kProofStates, text);
}
std::string_view name(EventKind kind) {
    return kEventKinds[static_cast<std::size_t>(kind)];
}
std::optional<EventKind> parse_event_kind(std::string_view text) {
    return parse<EventKind>(kEventKinds, text);
}

Result<Event> next_event(const std::vector<Event>& history, Event wanted) {
    const Filing* before = history.empty() ? nullptr : &history.back().after;
    wanted.seq = static_cast<std::int64_t>(history.size()) + 1;
    if ((before == nullptr) != (wanted.kind == EventKind::filed)) {
        return refused("a filing begins with `filed`, once", "use another filing number",
                       before == nullptr ? "this filing does not exist" : "this filing exists");
    }
    if (before != nullptr && before->cancelled) {
        return refused("a cancelled filing stays as it is", "make a new filing",
                       "this filing was cancelled");
    }
    if (wanted.kind == EventKind::filed || wanted.kind == EventKind::changed) {
        if (wanted.after.enddate && *wanted.after.enddate < wanted.after.begndate) {
            return refused("the last day is not before the first", "mend one of the two days",
                           "the filing would end before it begins");
        }
        wanted.after.cancelled = false;
    } else {
        wanted.after = *before;
    }
    if (wanted.kind == EventKind::proof_completed || wanted.kind == EventKind::proof_lapsed) {
        if (before->proof == ProofState::complete) {
            return refused("only promised papers can be completed or lapse",
                           "look at the filing again", "nothing is promised in this filing");
        }
        wanted.after.proof =
            wanted.kind == EventKind::proof_completed ? ProofState::complete : ProofState::lapsed;
    }
    wanted.after.cancelled = wanted.kind == EventKind::cancelled;
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
        const bool now = one.begndate <= admission && (!one.enddate || *one.enddate >= admission);
        const bool lasting = policy::state_of(one.kind) == policy::FilingState::long_term;
        return std::tuple{here && now, here, now, lasting, one.begndate, one.id};
    };
    const Filing* best = nullptr;
    for (const Filing& one : filings) {
        if (!one.cancelled && (best == nullptr || rank(one) > rank(*best))) {
            best = &one;
        }
    }
    return best;
}

}  // namespace yidi::filing
