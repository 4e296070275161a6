#include "domain/clearing/cycle.h"

#include <optional>

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

const std::vector<std::uint32_t> kParties{110'000, 130'000, 310'000};

/// A month of three provinces that takes one step after another.
class World {
public:
    Result<void> step(CycleEventKind kind, const Actor& actor, std::string_view when) {
        const auto event =
            next_event(cycle ? &*cycle : nullptr, actor, {.kind = kind, .at = at(when)},
                       {.timetable = table, .parties = kParties, .open_notices = open_notices});
        if (!event) return fail(event.error());
        last = *event;
        cycle = applied(cycle ? &*cycle : nullptr, *event, kParties.size());
        return {};
    }
    /// Up to the signatures of all but the last party.
    void nearly_signed() {
        EXPECT_TRUE(step(CycleEventKind::opened, centre, "2026-03-01"));
        for (const std::uint32_t party : kParties) {
            EXPECT_TRUE(step(CycleEventKind::confirmed, agency(party), "2026-04-15 10:00:00"));
        }
        EXPECT_TRUE(step(CycleEventKind::tables_made, centre, "2026-04-21 06:00:00"));
        EXPECT_TRUE(step(CycleEventKind::signed_by, agency(kParties[0]), "2026-04-22"));
        EXPECT_TRUE(step(CycleEventKind::signed_by, agency(kParties[1]), "2026-04-27"));
    }
    static Actor agency(std::uint32_t party) {
        return {.role = Role::agency, .party = party, .by = "user:2"};
    }

    Actor centre{.role = Role::centre, .party = 0, .by = "user:1"};
    Timetable table = Timetable::of(month("2026-03"), national_terms(), days_2026());
    std::optional<Cycle> cycle;
    CycleEvent last;
    std::int64_t open_notices = 0;
};

TEST(Cycle, GoesThroughItsStepsInOrder) {
    World world;
    world.nearly_signed();
    EXPECT_EQ(world.cycle->state, CycleState::tables_made);
    EXPECT_EQ(world.last.late_days, 2) << "the 27th, due on the 25th";
    EXPECT_EQ(missing(kParties, world.cycle->signed_by), std::vector<std::uint32_t>{310'000});
    EXPECT_TRUE(world.step(CycleEventKind::signed_by, World::agency(310'000), "2026-04-25"));
    EXPECT_EQ(world.cycle->state, CycleState::signed_all);
    EXPECT_EQ(world.cycle->at, at("2026-04-27")) << "time does not go back";
    EXPECT_TRUE(world.step(CycleEventKind::published, world.centre, "2026-04-28"));
    world.open_notices = 1;
    EXPECT_EQ(world.step(CycleEventKind::closed, world.centre, "2026-05-20").error().code,
              ErrorCode::inconsistent);
    world.open_notices = 0;
    EXPECT_TRUE(world.step(CycleEventKind::closed, world.centre, "2026-05-20"));
    EXPECT_EQ(world.cycle->state, CycleState::closed);
    EXPECT_EQ(world.cycle->seq, 10);
}

TEST(Cycle, RefusesAStepThatIsTooEarlyAndSaysFromWhen) {
    World world;
    ASSERT_TRUE(world.step(CycleEventKind::opened, world.centre, "2026-03-01"));
    const auto early = world.step(CycleEventKind::confirmed, World::agency(110'000), "2026-03-31");
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::not_allowed);
    EXPECT_NE(early.error().detail.find("2026-04-01"), std::string::npos);
    EXPECT_FALSE(world.step(CycleEventKind::tables_made, world.centre, "2026-04-20 23:59:59"));
    EXPECT_TRUE(world.cycle->takes_bills());
}

TEST(Cycle, RefusesWhomItIsNotFor) {
    World world;
    world.nearly_signed();
    const Actor finance{.role = Role::finance, .party = 310'000, .by = "user:3"};
    EXPECT_EQ(world.step(CycleEventKind::signed_by, finance, "2026-04-22").error().code,
              ErrorCode::not_allowed);
    EXPECT_EQ(
        world.step(CycleEventKind::signed_by, World::agency(440'000), "2026-04-22").error().code,
        ErrorCode::not_allowed)
        << "no party of this month";
    EXPECT_EQ(
        world.step(CycleEventKind::published, World::agency(310'000), "2026-04-28").error().code,
        ErrorCode::not_allowed);
}

TEST(Cycle, RefusesAStepTwiceOrOutOfOrder) {
    World world;
    EXPECT_EQ(world.step(CycleEventKind::tables_made, world.centre, "2026-04-21").error().code,
              ErrorCode::changed_meanwhile);
    world.nearly_signed();
    for (const auto& [kind, actor] : std::vector<std::pair<CycleEventKind, Actor>>{
             {CycleEventKind::opened, world.centre},
             {CycleEventKind::confirmed, World::agency(110'000)},
             {CycleEventKind::tables_made, world.centre},
             {CycleEventKind::signed_by, World::agency(110'000)},
             {CycleEventKind::published, world.centre},
             {CycleEventKind::closed, world.centre}}) {
        const auto step = world.step(kind, actor, "2026-04-28");
        ASSERT_FALSE(step) << name(kind);
        EXPECT_EQ(step.error().code, ErrorCode::changed_meanwhile) << name(kind);
    }
    EXPECT_FALSE(world.cycle->takes_bills());
    EXPECT_EQ(name(world.cycle->state), "tables_made");
}

TEST(Cycle, TablesInWhichNobodyStandsAreSignedAlready) {
    const CycleEvent made{.month = month("2026-03"),
                          .seq = 2,
                          .kind = CycleEventKind::tables_made,
                          .party = 0,
                          .at = at("2026-04-21"),
                          .by = "user:1",
                          .late_days = 0};
    EXPECT_EQ(applied(nullptr, made, 0).state, CycleState::signed_all);
    EXPECT_EQ(applied(nullptr, made, 1).state, CycleState::tables_made);
}

}  // namespace
}  // namespace yidi::clearing
