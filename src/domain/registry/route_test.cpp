#include "domain/registry/route.h"

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

constexpr std::uint32_t kWuhan = 420100;
constexpr std::uint32_t kGuangzhou = 440100;

Date day(std::string_view text) {
    return *parse_date(text);
}

struct Span {
    std::string_view from;
    std::string_view to = {};
    bool is_open = true;
};

Route route(std::uint32_t insured, std::uint32_t care, const Span& span) {
    Route one;
    one.insuplc_admdvs = insured;
    one.mdtrtarea_admvs = care;
    one.begndate = day(span.from);
    if (!span.to.empty()) {
        one.enddate = day(span.to);
    }
    one.is_open = span.is_open;
    return one;
}

RouteState state(const std::vector<Route>& rows, std::string_view on) {
    return route_on(rows, kWuhan, kGuangzhou, day(on)).state;
}

TEST(Route, IsUnknownWhereNothingIsPublished) {
    EXPECT_EQ(state({}, "2026-01-01"), RouteState::unknown);
    EXPECT_EQ(state({route(kWuhan, 310000, {"2020-01-01"})}, "2026-01-01"), RouteState::unknown);
    EXPECT_EQ(state({route(430000, kGuangzhou, {"2020-01-01"})}, "2026-01-01"),
              RouteState::unknown);
}

TEST(Route, InsideTheInsuredRegionNeedsNone) {
    EXPECT_EQ(route_on({}, kWuhan, kWuhan, day("2026-01-01")).state, RouteState::local);
}

TEST(Route, IsOpenFromItsFirstToItsLastDay) {
    const std::vector<Route> rows{route(kWuhan, kGuangzhou, {"2024-03-01", "2025-06-30"})};
    EXPECT_EQ(state(rows, "2024-02-29"), RouteState::not_yet);
    EXPECT_EQ(state(rows, "2024-03-01"), RouteState::open);
    EXPECT_EQ(state(rows, "2025-06-30"), RouteState::open);
    EXPECT_EQ(state(rows, "2025-07-01"), RouteState::ended);
    EXPECT_EQ(route_on(rows, kWuhan, kGuangzhou, day("2024-01-01")).since, day("2024-03-01"));
    EXPECT_EQ(route_on(rows, kWuhan, kGuangzhou, day("2026-01-01")).since, day("2025-06-30"));
}

TEST(Route, TheClosestRegionsRowCounts) {
    const Route everywhere = route(kAnywhere, kAnywhere, {"2020-01-01"});
    const Route province = route(420000, kAnywhere, {"2021-01-01", "", false});
    const Route own = route(kWuhan, 440000, {"2022-01-01"});
    EXPECT_EQ(state({everywhere}, "2026-01-01"), RouteState::open);
    EXPECT_EQ(state({everywhere, province}, "2026-01-01"), RouteState::closed);
    EXPECT_EQ(state({everywhere, province, own}, "2026-01-01"), RouteState::open);
    // The insured region's rule is asked before the place's.
    EXPECT_EQ(state({route(kAnywhere, kGuangzhou, {"2023-01-01"}), province}, "2026-01-01"),
              RouteState::closed);
}

TEST(Route, AClosureHoldsWhileItLastsAndThenTheOpeningAgain) {
    const std::vector<Route> rows{route(kWuhan, kGuangzhou, {"2020-01-01"}),
                                  route(kWuhan, kGuangzhou, {"2023-01-01", "2023-12-31", false})};
    EXPECT_EQ(state(rows, "2022-12-31"), RouteState::open);
    EXPECT_EQ(state(rows, "2023-06-01"), RouteState::closed);
    EXPECT_EQ(state(rows, "2024-01-01"), RouteState::open);
}

TEST(Route, AnAnnouncedOpeningIsToldInsteadOfAClosure) {
    const std::vector<Route> rows{route(kWuhan, kGuangzhou, {"2020-01-01", "2026-06-30", false}),
                                  route(kWuhan, kGuangzhou, {"2026-07-01"})};
    const RouteFinding found = route_on(rows, kWuhan, kGuangzhou, day("2026-01-01"));
    EXPECT_EQ(found.state, RouteState::not_yet);
    EXPECT_EQ(found.since, day("2026-07-01"));
}

TEST(Route, AClosureThatIsOverSaysNothing) {
    EXPECT_EQ(state({route(kWuhan, kGuangzhou, {"2020-01-01", "2021-12-31", false})}, "2026-01-01"),
              RouteState::unknown);
}

TEST(Opening, IsToldByBusinessAndByDisease) {
    const auto bit = [](policy::Business business) {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(business));
    };
    using policy::Business;
    Institution one;
    EXPECT_EQ(opening_of(one, Business::inpatient, ""), OpeningState::not_connected);
    one.remote_open = bit(Business::inpatient);
    EXPECT_EQ(opening_of(one, Business::inpatient, ""), OpeningState::open);
    EXPECT_EQ(opening_of(one, Business::outpatient, ""), OpeningState::business_closed);
    EXPECT_EQ(opening_of(one, Business::chronic, "hypertension"), OpeningState::business_closed);
    one.remote_open |= bit(Business::chronic);
    EXPECT_EQ(opening_of(one, Business::chronic, ""), OpeningState::open);
    EXPECT_EQ(opening_of(one, Business::chronic, "hypertension"), OpeningState::disease_unstated);
    one.remote_diseases = {"hypertension"};
    EXPECT_EQ(opening_of(one, Business::chronic, "hypertension"), OpeningState::open);
    EXPECT_EQ(opening_of(one, Business::chronic, "diabetes"), OpeningState::disease_closed);
    EXPECT_EQ(opening_of(one, Business::inpatient, "diabetes"), OpeningState::open);
}

}  // namespace
}  // namespace yidi::registry
