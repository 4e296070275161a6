#include <array>
#include <set>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "domain/filing/lifecycle.h"

namespace yidi::tests {
namespace {

using filing::Event;
using filing::EventKind;
using filing::Filing;
using filing::Phase;
using filing::ProofState;

/// An act that somebody might try at any time, sensible or not.
Event random_act() {
    Event act;
    act.filing = 7;
    act.kind = static_cast<EventKind>(*rc::gen::inRange<int>(0, filing::kEventKindCount));
    act.at =
        Instant::from_ms(1'740'000'000'000 + *rc::gen::inRange<std::int64_t>(0, 400) * 86'400'000);
    Filing& after = act.after;
    after.kind = static_cast<policy::FilingKind>(*rc::gen::inRange<int>(0, 6));
    after.places = {120000};
    after.begndate = Date::from_days(20'000 + *rc::gen::inRange<int>(0, 400));
    if (*rc::gen::arbitrary<bool>()) {
        after.enddate = Date::from_days(20'000 + *rc::gen::inRange<int>(0, 500));
    }
    after.proof = static_cast<ProofState>(*rc::gen::inRange<int>(0, 2));
    after.phase = static_cast<Phase>(*rc::gen::inRange<int>(0, filing::kPhaseCount));
    after.was_reported = *rc::gen::arbitrary<bool>();
    return act;
}

/// From where each phase may be entered; written down a second time, from docs/design/filing.md.
const std::set<std::pair<Phase, Phase>>& legal() {
    using enum Phase;
    static const std::set<std::pair<Phase, Phase>> kLegal{
        {draft, submitted},
        {draft, cancelled},
        {submitted, under_review},
        {submitted, needs_material},
        {submitted, approved},
        {submitted, rejected},
        {submitted, cancelled},
        {under_review, needs_material},
        {under_review, approved},
        {under_review, rejected},
        {under_review, cancelled},
        {needs_material, under_review},
        {needs_material, rejected},
        {needs_material, cancelled},
        {approved, reported},
        {approved, cancelled},
        {approved, cancel_requested},
        {approved, superseded},
        {reported, cancelled},
        {reported, cancel_requested},
        {reported, superseded},
        {cancel_requested, cancelled},
        {cancel_requested, approved},
        {cancel_requested, reported},
        {cancel_requested, superseded},
        {rejected, submitted},
        {rejected, cancelled},
    };
    return kLegal;
}

void check_step(const Filing& before, const Event& event) {
    const Filing& after = event.after;
    // RC_ASSERT looks at both sides of an `or`, so each is decided before.
    const bool moves_legally =
        before.phase == after.phase || legal().contains({before.phase, after.phase});
    RC_ASSERT(moves_legally);
    RC_ASSERT(!filing::is_ended(before));
    RC_ASSERT(after.id == 7);
    const bool ends_in_order = !after.enddate || after.begndate.previous_day() <= *after.enddate;
    RC_ASSERT(ends_in_order);
    // Once the network knows a filing it does not forget it, and only a report tells it.
    RC_ASSERT((after.was_reported == before.was_reported) !=
              (event.kind == EventKind::reported && !before.was_reported));
}

RC_GTEST_PROP(FilingProperty, RandomActsNeverReachAnIllegalState, ()) {
    std::vector<Event> history;
    std::vector<Event> taken;
    for (int i = 0; i < 40; ++i) {
        const Event act = random_act();
        const Result<Event> next = filing::next_event(history, act);
        if (!next) {
            RC_ASSERT(next.error().code == ErrorCode::inconsistent);
            continue;
        }
        if (!history.empty()) {
            check_step(history.back().after, *next);
        }
        RC_ASSERT(next->seq == static_cast<std::int64_t>(history.size()) + 1);
        history.push_back(*next);
        taken.push_back(act);
    }
    // The same acts again give the same record, and the record is what the events add up to.
    std::vector<Event> again;
    again.reserve(taken.size());
    for (const Event& act : taken) {
        again.push_back(*filing::next_event(again, act));
    }
    RC_ASSERT(again.size() == history.size());
    for (std::size_t i = 0; i < again.size(); ++i) {
        RC_ASSERT(again[i].after == history[i].after);
    }
    const std::vector<Filing> filings = filing::filings_of(history);
    RC_ASSERT(filings.size() == (history.empty() ? 0U : 1U));
    if (!history.empty()) {
        RC_ASSERT(filings.front() == history.back().after);
    }
}

RC_GTEST_PROP(FilingProperty, TheDayChangesTheStateForwardOnly, ()) {
    Filing filing;
    filing.begndate = Date::from_days(20'000 + *rc::gen::inRange<int>(0, 60));
    if (*rc::gen::arbitrary<bool>()) {
        filing.enddate = filing.begndate.plus_days(*rc::gen::inRange<int>(0, 90));
    }
    auto before = filing::State::reported;
    for (int i = 0; i < 200; ++i) {
        const auto state = filing::state_on(filing, Date::from_days(19'990 + i));
        RC_ASSERT(static_cast<int>(state) >= static_cast<int>(before));
        RC_ASSERT(state == filing::State::reported || state == filing::State::effective ||
                  state == filing::State::expiring || state == filing::State::expired);
        before = state;
    }
}

}  // namespace
}  // namespace yidi::tests
