#include "domain/claim/milestones.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::claim {
namespace {

/// A claim that was in these phases, an hour each.
std::vector<Event> through(std::initializer_list<Phase> phases) {
    std::vector<Event> history;
    for (const Phase phase : phases) {
        Event event;
        event.after.phase = phase;
        event.at = Instant::from_ms(static_cast<std::int64_t>(history.size()) * 3'600'000);
        history.push_back(event);
    }
    return history;
}

/// The hour of each step, "-" for those to come.
std::string hours(const std::vector<Event>& history) {
    std::string text;
    for (const Milestone& one : milestones_of(history)) {
        text += one.at ? std::to_string(one.at->ms() / 3'600'000) : "-";
    }
    return text;
}

TEST(ClaimMilestones, GoUpToTheMoneysArrival) {
    using enum Phase;
    EXPECT_EQ(hours(through({draft})), "-------");
    EXPECT_EQ(hours(through({draft, received, accepted})), "12-----");
    EXPECT_EQ(hours(through({received, accepted, checked, decided, ordered, sent, paid})),
              "0123456");
    EXPECT_EQ(hours(through({checked, decided})), "0001---") << "a difference begins checked";
}

TEST(ClaimMilestones, ComeAgainAfterTheClaimWasSentBack) {
    using enum Phase;
    EXPECT_EQ(hours(through({received, accepted, checked, accepted})), "01-----");
    EXPECT_EQ(hours(through({received, accepted, checked, accepted, checked})), "014----");
    EXPECT_EQ(hours(through({received, accepted, checked, decided, ordered, sent, returned})),
              "0123---");
    EXPECT_EQ(hours(through({received, needs_material, received, accepted})), "03-----");
}

TEST(ClaimMilestones, StayWhereARefusalFoundThem) {
    using enum Phase;
    EXPECT_EQ(hours(through({received, accepted, checked, refused})), "012----");
    EXPECT_EQ(hours(through({received, withdrawn})), "0------");
}

}  // namespace
}  // namespace yidi::claim
