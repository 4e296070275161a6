#include <array>

#include <gtest/gtest.h>

#include "domain/claim/claim.h"

/// What becomes of a claim that is stated anew, and which claims are about the same care.
namespace yidi::claim {
namespace {

constexpr std::int64_t kClaim = 7;

/// A claim to which one thing after another happens, each by its part.
class Life {
public:
    explicit Life(std::initializer_list<EventKind> kinds) {
        for (const EventKind kind : kinds) {
            step(kind);
        }
    }
    void step(EventKind kind, Claim asked = {}) {
        constexpr std::array<std::string_view, 4> kBy{"person", "reviewer", "approver", "finance"};
        const Phase before = history_.empty() ? Phase::received : now().phase;
        Event wanted;
        wanted.claim = kClaim;
        wanted.kind = kind;
        wanted.by = kBy.at(static_cast<std::size_t>(part_of(kind, before)));
        wanted.reason = "because";
        wanted.after = std::move(asked);
        const auto next = next_event(history_, wanted);
        ASSERT_TRUE(next.has_value()) << name(kind) << ": " << next.error();
        history_.push_back(*next);
    }
    [[nodiscard]] const Claim& now() const { return history_.back().after; }

private:
    std::vector<Event> history_;
};

TEST(AChangedClaim, IsCheckedFromItsFirstLineAgain) {
    using enum EventKind;
    Life life{received, accepted};
    Claim with_refused;
    with_refused.refused = {{.line = 1, .reason = Reason::no_indication, .words = {}}};
    life.step(checked, with_refused);
    life.step(sent_back);
    life.step(material_asked);
    ASSERT_EQ(life.now().refused.size(), 1U);
    life.step(changed);
    EXPECT_TRUE(life.now().refused.empty()) << "its second line may be another one by now";
    EXPECT_EQ(life.now().phase, Phase::received);
}

TEST(AChangedClaim, IsAcceptedAgainBeforeItIsChecked) {
    using enum EventKind;
    Life life{received, accepted, material_asked, changed};
    EXPECT_FALSE(takes(&life.now(), checked));
    life.step(material_asked);
    life.step(material_given);
    EXPECT_EQ(life.now().phase, Phase::received) << "what was accepted is no longer what is stated";
    EXPECT_FALSE(takes(&life.now(), checked));
    EXPECT_TRUE(takes(&life.now(), accepted));
}

TEST(AChangedClaim, KeepsWhatIsCheckedWhereOnlyPapersAreAddedToIt) {
    using enum EventKind;
    Life life{received, accepted};
    Claim with_refused;
    with_refused.refused = {{.line = 1, .reason = Reason::no_indication, .words = {}}};
    life.step(checked, with_refused);
    life.step(sent_back);
    life.step(material_asked);
    life.step(material_given);
    EXPECT_EQ(life.now().refused.size(), 1U);
    EXPECT_EQ(life.now().phase, Phase::accepted);
}

Claim about(std::int64_t id, std::int64_t refers_to) {
    Claim claim;
    claim.id = id;
    claim.kind = refers_to == 0 ? Kind::first : Kind::appeal;
    claim.refers_to = refers_to;
    return claim;
}

TEST(Appeals, AgainstAppealsAreAllAboutTheFirstClaim) {
    // Each of 2, 3 and 5 is against the one before; 4 and its appeal 6 are about other care.
    const std::vector<Claim> all{about(1, 0), about(2, 1), about(3, 2),
                                 about(4, 0), about(5, 3), about(6, 4)};
    for (const std::size_t earlier : {0U, 1U, 2U}) {
        EXPECT_TRUE(are_of_one(all, all[4], all[earlier])) << all[earlier].id;
        EXPECT_TRUE(are_of_one(all, all[earlier], all[4])) << all[earlier].id;
    }
    for (const std::size_t of_other_care : {3U, 5U}) {
        EXPECT_FALSE(are_of_one(all, all[4], all[of_other_care])) << all[of_other_care].id;
        EXPECT_FALSE(are_of_one(all, all[of_other_care], all[0])) << all[of_other_care].id;
    }
    const Claim not_kept_yet = about(7, 5);
    EXPECT_TRUE(are_of_one(all, not_kept_yet, all[0])) << "one that is just received";
    EXPECT_FALSE(are_of_one(all, not_kept_yet, all[3]));
}

}  // namespace
}  // namespace yidi::claim
