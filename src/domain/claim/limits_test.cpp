#include "domain/claim/limits.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "domain/claim/claim_test_support.h"
#include "domain/policy/regions.h"

namespace yidi::claim {
namespace {

using testing::day;

constexpr std::uint32_t kProvince = 130'000;
constexpr std::uint32_t kArea = 130'100;
constexpr std::uint32_t kNextDoor = 130'200;
constexpr std::uint32_t kElsewhere = 310'000;

StatedLimit months(std::uint32_t region, std::int64_t value) {
    StatedLimit one;
    one.region = region;
    one.value = value;
    one.valid.from = day("2025-01-01");
    one.document = "文件";
    one.article = "第八条";
    return one;
}

/// What is said in an area on a day of 2025; empty: nothing.
std::optional<std::int64_t> said(const std::vector<StatedLimit>& all, std::uint32_t area,
                                 std::string_view on = "2025-06-01") {
    const Limits limits{all};
    const StatedLimit* found = limits.find(Limit::deadline_months, area, day(on));
    return found == nullptr ? std::nullopt : found->value;
}

TEST(ClaimLimits, AnAreasOwnRuleGoesBeforeItsProvincesAndThatBeforeTheOneForAll) {
    std::vector<StatedLimit> all{months(kArea, 6), months(kProvince, 12),
                                 months(policy::kNationalFrame, 24)};
    // The table may be in any order.
    for (int turn = 0; turn < 3; ++turn) {
        EXPECT_EQ(said(all, kArea), 6) << turn;
        EXPECT_EQ(said(all, kNextDoor), 12) << turn;
        EXPECT_EQ(said(all, kElsewhere), 24) << turn;
        std::ranges::rotate(all, all.begin() + 1);
    }
}

TEST(ClaimLimits, ARuleOfAnotherAreaSaysNothing) {
    EXPECT_EQ(said({months(kNextDoor, 6)}, kArea), std::nullopt);
    EXPECT_EQ(said({months(kElsewhere, 6)}, kArea), std::nullopt);
    const Limits limits{{months(kArea, 6)}};
    EXPECT_EQ(limits.find(Limit::four_eyes_amount, kArea, day("2025-06-01")), nullptr);
}

TEST(ClaimLimits, AnOwnRuleThatIsOverLeavesTheProvincesInForce) {
    StatedLimit own = months(kArea, 6);
    own.valid.to = day("2025-06-01");
    const std::vector<StatedLimit> all{own, months(kProvince, 12)};
    EXPECT_EQ(said(all, kArea, "2025-05-31"), 6) << "its last day";
    EXPECT_EQ(said(all, kArea, "2025-06-01"), 12);
    EXPECT_EQ(said(all, kArea, "2024-12-31"), std::nullopt) << "before either began";
}

TEST(ClaimLimits, AnAreaThatIsKnownToSayNothingIsNotFilledInFromAbove) {
    StatedLimit unknown = months(kArea, 0);
    unknown.value.reset();
    const Limits limits{{months(kProvince, 12), unknown}};
    const StatedLimit* found = limits.find(Limit::deadline_months, kArea, day("2025-06-01"));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->value, std::nullopt);
}

TEST(ClaimLimits, TheClauseNamesTheArticleWhereItIsKnown) {
    StatedLimit one = months(kArea, 6);
    one.grade = policy::Grade::O;
    EXPECT_EQ(clause_of(one), "文件 第八条 (O)");
    one.article = "unknown";
    EXPECT_EQ(clause_of(one), "文件 (O)");
}

TEST(ClaimLimits, AreReadBackAsTheyAreWritten) {
    for (std::size_t i = 0; i < kLimitCount; ++i) {
        EXPECT_EQ(parse_limit(name(static_cast<Limit>(i))), static_cast<Limit>(i));
    }
    EXPECT_EQ(parse_limit("deadline"), std::nullopt);
}

}  // namespace
}  // namespace yidi::claim
