#include "domain/clearing/statistics.h"

#include <gtest/gtest.h>

#include "domain/clearing/clearing_test_support.h"

namespace yidi::clearing {
namespace {

CareRow stay(std::int64_t pid, const char* institution, std::string_view medfee) {
    return {.pid = pid,
            .fixmedins_code = institution,
            .is_direct = true,
            .is_stay = true,
            .is_reversal = false,
            .medfee = yuan(medfee),
            .fund = yuan("1")};
}

CareRow visit(std::int64_t pid, const char* institution) {
    CareRow row = stay(pid, institution, "10");
    row.is_stay = false;
    return row;
}

TEST(Statistics, CountPersonsAndInstitutionsOnce) {
    const auto statistics = statistics_of(
        month("2026-03"),
        std::vector{stay(1, "H1", "100"), stay(1, "H1", "50"), stay(2, "H2", "7"), visit(1, "H1")});
    ASSERT_TRUE(statistics) << statistics.error();
    EXPECT_EQ(statistics->stays.settlements, 3);
    EXPECT_EQ(statistics->stays.persons, 2);
    EXPECT_EQ(statistics->stays.institutions, 2);
    EXPECT_EQ(statistics->stays.medfee, yuan("157"));
    EXPECT_EQ(statistics->stays.fund, yuan("3"));
    EXPECT_EQ(statistics->others.settlements, 1);
    EXPECT_EQ(statistics->all.settlements, 4);
    EXPECT_EQ(statistics->all.persons, 2) << "the person with both counts once";
}

TEST(Statistics, TakeBackWhatIsReversed) {
    CareRow back = stay(2, "H2", "-7");
    back.is_reversal = true;
    back.fund = yuan("-1");
    const auto statistics = statistics_of(
        month("2026-03"), std::vector{stay(1, "H1", "100"), stay(2, "H2", "7"), back});
    ASSERT_TRUE(statistics);
    EXPECT_EQ(statistics->all.settlements, 1);
    EXPECT_EQ(statistics->all.persons, 1);
    EXPECT_EQ(statistics->all.institutions, 1);
    EXPECT_EQ(statistics->all.medfee, yuan("100"));
}

TEST(Statistics, TellTheShareOfDirectSettlements) {
    CareRow manual = stay(3, "H3", "500");
    manual.is_direct = false;
    const auto statistics = statistics_of(
        month("2026-03"), std::vector{stay(1, "H1", "100"), stay(2, "H2", "7"), manual});
    ASSERT_TRUE(statistics);
    EXPECT_EQ(statistics->stays.direct_ppm(), 666'666);
    EXPECT_EQ(statistics->stays.manual, 1);
    EXPECT_EQ(statistics->stays.medfee, yuan("107")) << "of direct settlements only";
    EXPECT_EQ(statistics->others.direct_ppm(), std::nullopt);
}

TEST(Statistics, RefuseSumsThatAreNoAmounts) {
    CareRow huge = visit(1, "H1");
    huge.medfee = Money::from_fen(Money::kFenMax);
    EXPECT_EQ(statistics_of(month("2026-03"), std::vector{huge, huge}).error().code,
              ErrorCode::limit_exceeded);
}

}  // namespace
}  // namespace yidi::clearing
