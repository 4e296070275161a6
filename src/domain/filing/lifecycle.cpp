#include "domain/filing/lifecycle.h"

#include <algorithm>
#include <array>
#include <utility>

namespace yidi::filing {
namespace {

using policy::Found;
using policy::KindRules;
using policy::KindView;
using policy::Span;

constexpr std::array<std::string_view, kStateCount> kStates{
    "draft",     "submitted", "under_review", "needs_material", "approved",
    "reported",  "effective", "expiring",     "expired",        "cancel_requested",
    "cancelled", "rejected",  "superseded",   "lapsed"};
constexpr std::array<std::string_view, 7> kDueKinds{
    "report", "active", "expiry", "extend", "ended", "promise_expiry", "promise_lapse"};

State of_time(const Filing& filing, Date day) {
    if (filing.proof == ProofState::lapsed) {
        return State::lapsed;
    }
    if (day < filing.begndate) {
        return State::reported;
    }
    if (!filing.enddate) {
        return State::effective;
    }
    if (day > *filing.enddate) {
        return State::expired;
    }
    return days_between(day, *filing.enddate) <= kExpiringDays ? State::expiring : State::effective;
}

/// Pauses between attempts to report upward.
std::int64_t pause_ms(std::int32_t failures) {
    constexpr std::int64_t kMinute = 60'000;
    constexpr std::array<std::int64_t, 5> kMinutes{1, 5, 30, 120, 720};
    const auto index = std::min<std::size_t>(static_cast<std::size_t>(std::max(failures, 1)) - 1,
                                             kMinutes.size() - 1);
    return kMinutes[index] * kMinute;
}

Instant morning_of(Date day) {
    constexpr std::int64_t kHour = 3'600'000;
    constexpr std::int64_t kZone = 8;
    return Instant::from_ms((std::int64_t{day.days()} * 24 + kDueHour - kZone) * kHour);
}

tl::unexpected<Error> locked(Date until, std::string clause) {
    return fail({.code = ErrorCode::filing_locked,
                 .where = "filing",
                 .rule = "no change and no cancellation before " + to_string(until),
                 .remedy = "ask again on " + to_string(until) +
                           ", or show a death, a wrong entry or the end of the insurance",
                 .detail = "the filing is locked until " + to_string(until.previous_day()),
                 .source = std::move(clause)});
}

void add_notices(std::vector<Due>& out, DueKind kind, Date last) {
    for (const std::int32_t days : kNoticeDays) {
        out.push_back({morning_of(last.plus_days(-days)), kind, days});
    }
}

bool can_extend_itself(const Filing& filing, const KindView& rules) {
    return takes(&filing, EventKind::extended) &&
           rules.find(&KindRules::extends_itself).value_or(false) &&
           may_extend(filing, rules, *filing.enddate).has_value();
}

}  // namespace

std::string_view name(State state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<State> parse_state(std::string_view text) {
    const auto* const found = std::ranges::find(kStates, text);
    if (found == kStates.end()) {
        return {};
    }
    return static_cast<State>(found - kStates.begin());
}

std::string_view name(DueKind kind) {
    return kDueKinds[static_cast<std::size_t>(kind)];
}

State state_on(const Filing& filing, Date day) {
    // By Phase; `reported` depends on the day.
    constexpr std::array<State, kPhaseCount> kOf{
        State::draft,    State::submitted, State::under_review,     State::needs_material,
        State::approved, State::reported,  State::cancel_requested, State::cancelled,
        State::rejected, State::superseded};
    // A promise that has lapsed leaves nothing to be cancelled.
    const bool is_over =
        filing.phase == Phase::cancel_requested && filing.proof == ProofState::lapsed;
    return filing.phase == Phase::reported || is_over ? of_time(filing, day)
                                                      : kOf[static_cast<std::size_t>(filing.phase)];
}

std::optional<Date> locked_until(const Filing& filing, const KindView& rules) {
    const Found<Span> lock = rules.find(&KindRules::lock);
    if (!lock || lock.ruled->value.is_endless()) {
        return {};
    }
    return lock.ruled->value.first_day_after(filing.begndate);
}

Result<Ruling> may_unlock(const Filing& filing, const KindView& rules, Date day,
                          std::optional<policy::LockException> because) {
    const Found<Span> lock = rules.find(&KindRules::lock);
    if (!lock) {
        return Ruling{.needs_review = true, .clause = {}};
    }
    const std::optional<Date> until = locked_until(filing, rules);
    if (!until || day >= *until || !is_known_upward(filing)) {
        return Ruling{.needs_review = false, .clause = lock.clause()};
    }
    const Found<std::uint8_t> exceptions = rules.find(&KindRules::lock_exceptions);
    if (!because) {
        return locked(*until, lock.clause());
    }
    if (!exceptions) {
        return Ruling{.needs_review = true, .clause = {}};
    }
    const unsigned mask = *exceptions;
    if ((mask >> static_cast<unsigned>(*because) & 1U) == 0) {
        return locked(*until, exceptions.clause());
    }
    // Somebody has to look at the proof of the exception.
    return Ruling{.needs_review = true, .clause = exceptions.clause()};
}

Result<Extension> may_extend(const Filing& filing, const KindView& rules, Date day) {
    if (!filing.enddate || !is_known_upward(filing) || is_ended(filing) || day > *filing.enddate) {
        return fail(
            {.code = ErrorCode::inconsistent,
             .where = "filing",
             .rule = "a filing in force that has an end",
             .remedy = filing.enddate ? "make a new filing" : "nothing is to be done",
             .detail = filing.enddate ? "the filing is not in force" : "the filing has no end"});
    }
    const Found<Span> extension = rules.find(&KindRules::extension);
    const Found<std::int32_t> most = rules.find(&KindRules::extensions);
    if (most && filing.extensions >= *most) {
        return fail({.code = ErrorCode::filing_refused,
                     .where = "filing",
                     .rule = "at most " + std::to_string(*most) + " extensions",
                     .remedy = "make a new filing that begins after this one",
                     .detail = "the filing has been extended as often as it may",
                     .source = most.clause()});
    }
    if (!extension || extension.ruled->value.is_endless()) {
        return fail({.code = ErrorCode::rule_unknown,
                     .where = "filing",
                     .rule = "a rule that says by how long",
                     .remedy = "make a new filing that begins after this one, or ask the agency",
                     .detail = "how the region extends a filing of this kind is not known"});
    }
    return Extension{.enddate = extension.ruled->value.last_day_from(filing.enddate->next_day()),
                     .ruling = {.needs_review = !most, .clause = extension.clause()}};
}

std::vector<Due> agenda(const Filing& filing, const KindView& rules, Instant last_try) {
    std::vector<Due> out;
    const bool lives =
        is_known_upward(filing) && !is_ended(filing) && filing.proof != ProofState::lapsed;
    if (filing.phase == Phase::approved && !filing.was_reported) {
        out.push_back({filing.failed_reports == 0
                           ? last_try
                           : last_try.plus_ms(pause_ms(filing.failed_reports)),
                       DueKind::report, 0});
    }
    if (lives) {
        out.push_back({morning_of(filing.begndate), DueKind::active, 0});
    }
    if (lives && filing.enddate) {
        if (can_extend_itself(filing, rules)) {
            out.push_back({morning_of(*filing.enddate), DueKind::extend, 0});
        } else {
            add_notices(out, DueKind::expiry, *filing.enddate);
            out.push_back({morning_of(filing.enddate->next_day()), DueKind::ended, 0});
        }
    }
    const bool promised = filing.proof == ProofState::promised && filing.promise_until &&
                          filing.phase >= Phase::approved && filing.phase != Phase::rejected &&
                          !is_ended(filing);
    if (promised) {
        add_notices(out, DueKind::promise_expiry, *filing.promise_until);
        // Where no rule says what becomes of it, somebody of the agency decides.
        if (rules.find(&KindRules::after_lapse)) {
            out.push_back(
                {morning_of(filing.promise_until->next_day()), DueKind::promise_lapse, 0});
        }
    }
    std::ranges::stable_sort(out, {}, &Due::at);
    return out;
}

}  // namespace yidi::filing
