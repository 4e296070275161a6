#include "domain/policy/regions.h"

#include <gtest/gtest.h>

namespace yidi::policy {
namespace {

Regions three() {
    return *Regions::from(
        {{130102, 130100, "district"}, {110000, 110000, "capital"}, {130100, 130100, "city"}});
}

ErrorCode refused(std::vector<Region> regions) {
    const Result<Regions> result = Regions::from(std::move(regions));
    return result ? ErrorCode::internal : result.error().code;
}

TEST(Regions, FindsWhatIsListed) {
    const Regions regions = three();
    ASSERT_EQ(regions.all().size(), 3U);
    EXPECT_EQ(regions.all().front().code, 110000U);  // Sorted, whatever the order was.
    EXPECT_EQ(regions.find(130102)->name, "district");
    EXPECT_EQ(regions.name(130100), "city");
    EXPECT_TRUE(regions.contains(110000));
    EXPECT_FALSE(regions.contains(130101));
    EXPECT_EQ(regions.find(999999), nullptr);
    EXPECT_EQ(regions.name(999999), "");
    EXPECT_EQ(Regions{}.find(110000), nullptr);
}

TEST(Regions, ACodeThatIsNotListedIsItsOwnPoolingArea) {
    const Regions regions = three();
    EXPECT_EQ(regions.pooling_area(130102), 130100U);
    EXPECT_EQ(regions.pooling_area(130100), 130100U);
    EXPECT_EQ(regions.pooling_area(440100), 440100U);
}

TEST(Regions, RefusesAListThatDoesNotFitTogether) {
    EXPECT_EQ(refused({{130100, 130100, "a"}, {130100, 130100, "b"}}), ErrorCode::bad_region);
    EXPECT_EQ(refused({{130102, 130100, "its pooling area is missing"}}), ErrorCode::bad_region);
    EXPECT_EQ(refused({{99999, 99999, "five digits"}}), ErrorCode::bad_region);
    EXPECT_EQ(refused({{1000000, 1000000, "seven digits"}}), ErrorCode::bad_region);
    EXPECT_TRUE(Regions::from({{100000, 100000, "first"}, {999999, 999999, "last"}}));
}

TEST(Regions, ARefusalNamesTheCode) {
    const Result<Regions> result = Regions::from({{130102, 130100, "its pooling area is missing"}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, "130102");
    EXPECT_EQ(result.error().detail, "region 130102: its pooling area is not in the list");
}

TEST(Covers, AProvinceCodeCoversItsPoolingAreas) {
    EXPECT_TRUE(covers(130100, 130100));
    EXPECT_FALSE(covers(130100, 130200));
    EXPECT_TRUE(covers(130000, 130200));
    EXPECT_FALSE(covers(130000, 110000));
    EXPECT_FALSE(covers(130200, 130000));  // A city does not cover its province.
    EXPECT_EQ(province(130102), 13U);
}

}  // namespace
}  // namespace yidi::policy
