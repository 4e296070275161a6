#include "domain/clearing/placing.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

Placing placed(std::string_view service, std::string_view first_open) {
    return place({.service_month = month(service), .original = 0}, month(first_open),
                 national_terms(), nullptr);
}

TEST(ABill, CountsInItsMonthWhileThatIsOpen) {
    EXPECT_EQ(placed("2026-03", "2026-03"), (Placing{.period = month("2026-03")}));
    EXPECT_EQ(placed("2026-04", "2026-03"), (Placing{.period = month("2026-04")}))
        << "March's tables may still be open when April's bills come";
}

TEST(ABill, MayBeTwoMonthsLate) {
    EXPECT_EQ(
        placed("2026-03", "2026-05"),
        (Placing{.period = month("2026-05"), .reason = PlacingReason::late, .months_late = 2}));
    EXPECT_EQ(placed("2026-03", "2026-06"),
              (Placing{.period = {}, .reason = PlacingReason::too_late, .months_late = 3}));
}

TEST(ABill, OfAYearIsClearedByTheFirstQuarterOfTheNext) {
    EXPECT_EQ(last_period_of(2025, national_terms()), month("2026-02"));
    EXPECT_TRUE(placed("2025-12", "2026-02").period.has_value());
    Terms generous = national_terms();
    generous.late_months = 6;
    const Bill december{.service_month = month("2025-12"), .original = 0};
    EXPECT_EQ(place(december, month("2026-03"), generous, nullptr).reason,
              PlacingReason::year_closed);
    EXPECT_TRUE(place(december, month("2026-02"), generous, nullptr).period.has_value());
}

TEST(Situation38, AReversalBeforeTheMonthIsClosedStandsBesideItsOriginal) {
    const Placing original = placed("2026-03", "2026-03");
    const Bill reversal{.service_month = month("2026-03"), .original = 77};
    EXPECT_EQ(place(reversal, month("2026-03"), national_terms(), &original).period,
              original.period);
}

TEST(Situation39, AReversalAfterCloseIsALineOfALaterPeriod) {
    const Placing original = placed("2026-03", "2026-03");
    const Bill reversal{.service_month = month("2026-05"), .original = 77};
    const Placing later = place(reversal, month("2026-05"), national_terms(), &original);
    EXPECT_EQ(later.period, month("2026-05"));
    EXPECT_EQ(later.reason, PlacingReason::in_time);
}

TEST(Situation39, AReversalIsNeverTooLate) {
    const Placing original = placed("2026-03", "2026-03");
    const Bill lost{.service_month = month("2026-04"), .original = 77};
    EXPECT_EQ(place(lost, month("2027-06"), national_terms(), &original).period, month("2027-06"));
}

TEST(ABill, StandsInItsMonthAsSettledLateOrReversed) {
    const Placing march = placed("2026-03", "2026-03");
    const Placing april = placed("2026-04", "2026-04");
    EXPECT_EQ(origin_of(march, nullptr), Origin::settled);
    EXPECT_EQ(origin_of(placed("2026-03", "2026-04"), nullptr), Origin::late);
    EXPECT_EQ(origin_of(april, &march), Origin::reversed);
    EXPECT_EQ(origin_of(april, &april), Origin::settled) << "both rows are of one month";
}

TEST(AReversal, OfABillThatWasRefusedIsRefusedToo) {
    const Placing original = placed("2026-03", "2026-06");
    const Bill reversal{.service_month = month("2026-06"), .original = 77};
    const Placing refused = place(reversal, month("2026-06"), national_terms(), &original);
    EXPECT_FALSE(refused.period.has_value());
    EXPECT_EQ(refused.reason, PlacingReason::original_refused);
    EXPECT_EQ(name(refused.reason), "original_refused");
}

}  // namespace
}  // namespace yidi::clearing
