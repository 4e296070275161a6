#include "api/rest/internal/buckets.h"

#include <gtest/gtest.h>

namespace yidi::rest::internal {
namespace {

constexpr Instant kNow = Instant::from_ms(1'000'000);
constexpr RateLimit kThree{.burst = 3, .per_minute = 60};

TEST(Buckets, GiveWhatTheyHoldAndThenSayWhenTheyWill) {
    Buckets buckets;
    EXPECT_EQ(buckets.take("a", kThree, 2, kNow), 0);
    EXPECT_EQ(buckets.take("a", kThree, 1, kNow), 0);
    // One token each second: a millisecond more than that is sure.
    EXPECT_EQ(buckets.take("a", kThree, 1, kNow), 1'001);
    EXPECT_EQ(buckets.take("b", kThree, 3, kNow), 0) << "another's";
}

TEST(Buckets, FillAsTimeGoesByAndNoFurther) {
    Buckets buckets;
    EXPECT_EQ(buckets.take("a", kThree, 3, kNow), 0);
    EXPECT_NE(buckets.take("a", kThree, 1, kNow.plus_ms(999)), 0);
    EXPECT_EQ(buckets.take("a", kThree, 1, kNow.plus_ms(1'000)), 0);
    const Instant later = kNow.plus_ms(3'600'000);
    EXPECT_EQ(buckets.take("a", kThree, 3, later), 0);
    EXPECT_NE(buckets.take("a", kThree, 1, later), 0) << "an hour fills no more than the bucket";
}

TEST(Buckets, AClockThatGoesBackGivesNothing) {
    Buckets buckets;
    EXPECT_EQ(buckets.take("a", kThree, 3, kNow), 0);
    EXPECT_NE(buckets.take("a", kThree, 1, kNow.plus_ms(-60'000)), 0);
}

TEST(Buckets, WhatCostsMoreThanTheBucketHoldsTakesAllOfIt) {
    Buckets buckets;
    EXPECT_EQ(buckets.take("a", kThree, 30, kNow), 0);
    EXPECT_NE(buckets.take("a", kThree, 1, kNow), 0);
}

TEST(Buckets, StrangersInCrowdsShareOneBucket) {
    Buckets buckets;
    for (int i = 0; i < 50'000; ++i) {
        ASSERT_EQ(buckets.take(std::to_string(i), kThree, 3, kNow), 0);
    }
    EXPECT_EQ(buckets.take("late", kThree, 3, kNow), 0);
    EXPECT_NE(buckets.take("later", kThree, 1, kNow), 0) << "the late one's is theirs too";
    EXPECT_NE(buckets.take("7", kThree, 1, kNow), 0) << "who was there keeps their own";
    // When the others' are full again they are forgotten, and there is room.
    EXPECT_EQ(buckets.take("last", kThree, 3, kNow.plus_ms(3'100)), 0);
}

}  // namespace
}  // namespace yidi::rest::internal
