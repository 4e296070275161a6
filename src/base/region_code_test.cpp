#include "base/region_code.h"

#include <sstream>

#include <gtest/gtest.h>

namespace yidi {
namespace {

TEST(RegionCode, ReadsSixDigits) {
    const RegionCode code = parse_region_code("130102").value();
    EXPECT_EQ(code.number(), 130'102U);
    EXPECT_EQ(code.province(), RegionCode::from_number(130'000));
    EXPECT_EQ(code.province().province(), code.province());
    std::ostringstream out;
    out << code;
    EXPECT_EQ(out.str(), "130102");
}

TEST(RegionCode, SaysWhatIsWrong) {
    const auto detail = [](std::string_view text) {
        return parse_region_code(text).error().detail;
    };
    EXPECT_EQ(detail("13010"), "not a region code: it has 5 digits");
    EXPECT_EQ(detail("1301021"), "not a region code: it has 7 digits");
    EXPECT_EQ(detail(""), "not a region code: it has 0 digits");
    EXPECT_EQ(detail("13010a"), "not a region code: it has other characters");
    EXPECT_EQ(detail("-13010"), "not a region code: it has other characters");
    EXPECT_EQ(detail("030102"), "not a region code: it has a leading 0");
    EXPECT_EQ(parse_region_code("").error().code, ErrorCode::bad_region);
}

TEST(RegionCodeDeathTest, StopsOnNumbersWithoutSixDigits) {
    EXPECT_DEATH(static_cast<void>(RegionCode::from_number(99'999)), "100'000");
    EXPECT_DEATH(static_cast<void>(RegionCode::from_number(1'000'000)), "999'999");
}

}  // namespace
}  // namespace yidi
