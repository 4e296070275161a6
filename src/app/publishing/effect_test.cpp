#include "app/publishing/effect.h"

#include <gtest/gtest.h>

namespace yidi::publishing {
namespace {

Date day(unsigned month, unsigned of_month) {
    return Date::from_ymd({2025, month, of_month});
}

TEST(EndingOn, MovesEveryDayOfTheCaseByAsMuch) {
    adjudication::Case facts;
    facts.begndate = day(3, 1);
    facts.enddate = day(3, 8);
    facts.setl_date = day(3, 9);
    facts.filing.begndate = day(2, 1);
    facts.prev = adjudication::PreviousStay{.hosp_lv = {}, .dedc = {}, .enddate = day(2, 20)};
    facts.feedetail.resize(2);
    facts.feedetail[1].fee_ocur_time = day(3, 2);
    facts.retire_date = Date::from_ymd({2010, 1, 1});
    const adjudication::Case moved = ending_on(facts, day(4, 8));
    EXPECT_EQ(moved.begndate, day(4, 1));
    EXPECT_EQ(moved.enddate, day(4, 8));
    EXPECT_EQ(moved.setl_date, day(4, 9));
    EXPECT_EQ(moved.filing.begndate, day(3, 4));  // 31 days on
    EXPECT_EQ(moved.prev->enddate, day(3, 23));
    EXPECT_FALSE(moved.feedetail[0].fee_ocur_time);
    EXPECT_EQ(moved.feedetail[1].fee_ocur_time, day(4, 2));
    EXPECT_EQ(moved.retire_date, facts.retire_date) << "the person stays as they are";
}

TEST(EndingOn, TakesTheDayOfTheSettlementWhereThereIsNoEndAndGivesADayWhereThereIsNone) {
    adjudication::Case visit;
    visit.setl_date = day(3, 9);
    EXPECT_EQ(ending_on(visit, day(3, 1)).setl_date, day(3, 1));
    EXPECT_EQ(ending_on({}, day(3, 1)).enddate, day(3, 1));
}

TEST(Differences, HaveNamesOfTheirOwn) {
    for (std::size_t i = 0; i < kDifferenceCount; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_NE(name(static_cast<Difference>(i)), name(static_cast<Difference>(j)));
        }
    }
}

}  // namespace
}  // namespace yidi::publishing
