#include "domain/clearing/application.h"

#include <array>

#include <gtest/gtest.h>

namespace yidi::clearing {
namespace {

FoundSums ours() {
    return {.sums = {.psntime = 3,
                     .medfee_sumamt = Money::from_yuan(100),
                     .med_sumfee = {},
                     .fund_appy_sum = Money::from_yuan(60),
                     .cash_payamt = Money::from_yuan(30),
                     .acct_pay = Money::from_yuan(10)},
            .standing = 1};
}

TEST(Application, EachAmountThatDiffersIsToldWithBoth) {
    ApplicationSums theirs = ours().sums;
    EXPECT_TRUE(differences(theirs, ours()).empty());
    theirs.fund_appy_sum = Money::from_fen(6'001);
    theirs.acct_pay = {};
    const auto found = differences(theirs, ours());
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].field, "fund_appy_sum");
    EXPECT_EQ(found[0].theirs, "60.01");
    EXPECT_EQ(found[0].ours, "60.00");
    EXPECT_EQ(found[1].field, "acct_pay");
}

TEST(Application, EveryAmountIsHeldAgainstTheAgencysOwn) {
    const ApplicationSums theirs{.psntime = 3,
                                 .medfee_sumamt = Money::from_yuan(101),
                                 .med_sumfee = {},
                                 .fund_appy_sum = Money::from_yuan(61),
                                 .cash_payamt = Money::from_yuan(31),
                                 .acct_pay = Money::from_yuan(9)};
    std::vector<std::array<std::string, 3>> told;
    for (const SumDifference& one : differences(theirs, ours())) {
        told.push_back({std::string{one.field}, one.theirs, one.ours});
    }
    EXPECT_EQ(told, (std::vector<std::array<std::string, 3>>{{"medfee_sumamt", "101.00", "100.00"},
                                                             {"fund_appy_sum", "61.00", "60.00"},
                                                             {"cash_payamt", "31.00", "30.00"},
                                                             {"acct_pay", "9.00", "10.00"}}));
}

TEST(Application, BothWaysOfCountingAreRightAndNoOther) {
    for (const std::int64_t psntime : {3, 1}) {
        ApplicationSums theirs = ours().sums;
        theirs.psntime = psntime;
        EXPECT_TRUE(differences(theirs, ours()).empty()) << psntime;
    }
    ApplicationSums theirs = ours().sums;
    theirs.psntime = 2;
    EXPECT_EQ(differences(theirs, ours()).size(), 1U);
}

TEST(Application, WhatItsFeeTakesInIsNotPublishedSoItIsHeldAgainstNothing) {
    ApplicationSums theirs = ours().sums;
    theirs.med_sumfee = Money::from_yuan(1);
    EXPECT_TRUE(differences(theirs, ours()).empty());
}

TEST(Application, TwoOverlapInOneDayOfTheSameTypeAndInstitution) {
    Application a;
    a.fixmedins_code = "H";
    a.clr_type = "21";
    a.begndate = *parse_date("2025-02-01");
    a.enddate = *parse_date("2025-02-14");
    Application b = a;
    b.begndate = *parse_date("2025-02-14");
    b.enddate = *parse_date("2025-02-28");
    EXPECT_TRUE(overlap(a, b));
    EXPECT_TRUE(overlap(b, a));
    b.begndate = *parse_date("2025-02-15");
    EXPECT_FALSE(overlap(a, b));
    b = a;
    b.clr_type = "11";
    EXPECT_FALSE(overlap(a, b));
    b = a;
    b.fixmedins_code = "G";
    EXPECT_FALSE(overlap(a, b));
}

}  // namespace
}  // namespace yidi::clearing
