#include "domain/claim/same_care.h"

#include <gtest/gtest.h>

namespace yidi::claim {
namespace {

Care stay(std::string_view from, std::string_view to, std::int64_t yuan = 100) {
    return {.fixmedins_code = "H12010100001",
            .fixmedins_name = "甲医院",
            .admdvs = 120101,
            .begndate = *parse_date(from),
            .enddate = *parse_date(to),
            .is_stay = true,
            .total = Money::from_yuan(yuan)};
}

const Care kStay = stay("2025-03-01", "2025-03-05");

TEST(SameCare, IsAStayInOnePlaceOnSharedDays) {
    EXPECT_EQ(likeness(kStay, stay("2025-03-02", "2025-03-09", 70)), Likeness::same);
    EXPECT_EQ(likeness(kStay, stay("2025-03-05", "2025-03-09", 70)), Likeness::near);
    EXPECT_EQ(likeness(kStay, stay("2025-03-05", "2025-03-09")), Likeness::same) << "one total";
    EXPECT_EQ(likeness(kStay, stay("2025-03-06", "2025-03-09")), Likeness::none);
}

TEST(SameCare, IsFoundByTheNameWhereACodeIsMissing) {
    Care other = stay("2025-03-02", "2025-03-04", 70);
    other.fixmedins_code.clear();
    EXPECT_EQ(likeness(kStay, other), Likeness::same);
    other.fixmedins_name = "甲 医院";
    EXPECT_EQ(likeness(other, kStay), Likeness::same);
    other.fixmedins_name = "甲院";
    EXPECT_EQ(likeness(kStay, other), Likeness::near);
    other.total = kStay.total;
    EXPECT_EQ(likeness(kStay, other), Likeness::same) << "the same area, days and total";
    other.admdvs = 310101;
    EXPECT_EQ(likeness(kStay, other), Likeness::near);
}

TEST(SameCare, MayBeTwoStaysAtOnceWhereverTheyAre) {
    Care other = stay("2025-03-02", "2025-03-09");
    other.fixmedins_code = "H31010100001";
    other.admdvs = 310101;
    EXPECT_EQ(likeness(kStay, other), Likeness::near) << "nobody lies in two hospitals";
    other.begndate = kStay.enddate;
    EXPECT_EQ(likeness(kStay, other), Likeness::none) << "sent on to another hospital";
}

TEST(SameCare, IsAVisitOfOneTotal) {
    Care visit = stay("2025-03-02", "2025-03-02", 70);
    visit.is_stay = false;
    EXPECT_EQ(likeness(kStay, visit), Likeness::near);
    EXPECT_EQ(likeness(visit, visit), Likeness::same);
    Care dearer = visit;
    dearer.total = Money::from_yuan(80);
    EXPECT_EQ(likeness(visit, dearer), Likeness::near);
    dearer.fixmedins_code = "H2";
    EXPECT_EQ(likeness(visit, dearer), Likeness::none);
}

}  // namespace
}  // namespace yidi::claim
