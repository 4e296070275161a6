#include "domain/reconciliation/classes.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace yidi::reconciliation {
namespace {

TEST(Classes, EachHaveARepairWhileThePeriodIsOpen) {
    for (const Class one : kClasses) {
        EXPECT_FALSE(repairs(one, Period::open).empty()) << name(one);
        EXPECT_EQ(std::ranges::count(repairs(one, Period::open), Repair::correct_later), 0);
    }
}

TEST(Classes, AreCorrectedLaterAndNotOtherwiseOnceThePeriodIsClosed) {
    for (const Class one : kClasses) {
        ASSERT_EQ(repairs(one, Period::closed).size(), 1U);
        EXPECT_EQ(repairs(one, Period::closed).front(), Repair::correct_later);
    }
}

TEST(Classes, AreMirroredTwiceThemselves) {
    for (const Class one : kClasses) EXPECT_EQ(mirrored(mirrored(one)), one);
    EXPECT_EQ(mirrored(Class::only_a), Class::only_b);
}

}  // namespace
}  // namespace yidi::reconciliation
