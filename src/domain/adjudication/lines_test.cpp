#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// Step 1: what of each line is own expense, above a price limit, first-pay of class B, in scope.
namespace yidi::adjudication::testing {
namespace {

Line line(std::string_view price, std::string_view quantity, std::string_view sum) {
    Line result;
    result.pric = *parse_unit_price(price);
    result.cnt = *parse_quantity(quantity);
    result.det_item_fee_sumamt = yuan(sum);
    result.treating.chrgitm_lv = "01";
    return result;
}

Line class_b(Line one, std::string_view share, std::string_view limit = {}) {
    one.treating.chrgitm_lv = "02";
    one.treating.selfpay_prop = rate(share);
    if (!limit.empty()) {
        one.treating.pric_uplmt_amt = *parse_unit_price(limit);
    }
    return one;
}

Case with(std::vector<Line> lines) {
    Case result = bill(0);
    result.feedetail = std::move(lines);
    return result;
}

FeedetailResult only(const Line& one, const Rules& rules = Rules{}) {
    const Solved solved = solve(rules, with({one}));
    EXPECT_EQ(solved.status(), Status::computed);
    return solved.answer.outcome.feedetail.front();
}

FeedetailResult parts(std::string_view own, std::string_view over, std::string_view pre,
                      std::string_view scope) {
    return {yuan(own), yuan(over), yuan(pre), yuan(scope)};
}

TEST(Lines, ClassAIsAllInScope) {
    EXPECT_EQ(only(line("10", "3", "30")), parts("0", "0", "0", "30"));
}

TEST(Lines, ClassBPaysItsShareFirst) {
    // 123.45 × 0.10 = 12.345, half up 12.35.
    EXPECT_EQ(only(class_b(line("123.45", "1", "123.45"), "0.10")),
              parts("0", "0", "12.35", "111.10"));
}

TEST(Lines, AShareIsTakenOfClassAToo) {
    Line one = line("100", "1", "100");
    one.treating.selfpay_prop = rate("0.20");
    EXPECT_EQ(only(one), parts("0", "0", "20", "80"));
}

TEST(Lines, ClassCAndNoClassAreOwnExpense) {
    Line one = class_b(line("10", "1", "10"), "0.10", "5");
    one.treating.chrgitm_lv = "03";
    EXPECT_EQ(only(one), parts("10", "0", "0", "0"));
    one.treating.chrgitm_lv = "";
    EXPECT_EQ(only(one), parts("10", "0", "0", "0"));
}

TEST(Lines, RestrictedUseWithoutItsConditionIsOwnExpense) {
    Line one = class_b(line("10", "1", "10"), "0.10");
    one.treating.lmt_used_flag = true;
    EXPECT_EQ(only(one), parts("10", "0", "0", "0"));
}

TEST(Lines, APriceAboveTheLimitIsBorneFirst) {
    // Over (12.5 − 10) × 4 = 10; first-pay (50 − 10) × 0.1 = 4; 36 in scope.
    EXPECT_EQ(only(class_b(line("12.5", "4", "50"), "0.10", "10")), parts("0", "10", "4", "36"));
}

TEST(Lines, TheExcessIsRoundedOnceForTheWholeQuantity) {
    // (1.000333 − 1) × 15 = 0.004995, rounds to 0; × 16 = 0.005328, rounds to 0.01.
    EXPECT_EQ(only(class_b(line("1.000333", "15", "15"), "0", "1")), parts("0", "0", "0", "15"));
    EXPECT_EQ(only(class_b(line("1.000333", "16", "16"), "0", "1")),
              parts("0", "0.01", "0", "15.99"));
}

TEST(Lines, TheExcessIsNeverMoreThanTheLine) {
    // (100 − 10) × 2 = 180, the line says 150.
    EXPECT_EQ(only(class_b(line("100", "2", "150"), "0.10", "10")), parts("0", "150", "0", "0"));
}

TEST(Lines, APriceAtTheLimitIsNotOver) {
    EXPECT_EQ(only(class_b(line("10", "2", "20"), "0.10", "10")), parts("0", "0", "2", "18"));
    EXPECT_EQ(only(class_b(line("9", "2", "18"), "0.10", "10")), parts("0", "0", "1.80", "16.20"));
}

TEST(Lines, TheTotalsAreTheSums) {
    Line own = line("7", "1", "7");
    own.treating.chrgitm_lv = "03";
    // 7 own + 10 over + 4 first-pay + (36 + 1943) in scope = 2000.
    const Solved solved = solve(Rules{}, with({own, class_b(line("12.5", "4", "50"), "0.10", "10"),
                                               line("1943", "1", "1943")}));
    EXPECT_EQ(solved.info().medfee_sumamt, yuan(2000));
    EXPECT_EQ(solved.info().fulamt_ownpay_amt, yuan(7));
    EXPECT_EQ(solved.info().overlmt_selfpay, yuan(10));
    EXPECT_EQ(solved.info().preselfpay_amt, yuan(4));
    EXPECT_EQ(solved.info().inscp_scp_amt, yuan(1979));
    EXPECT_EQ(solved.pool(), yuan("783.20"));     // (1979 − 1000) × 0.8
    EXPECT_EQ(solved.person(), yuan("1216.80"));  // 2000 − 783.20
    EXPECT_EQ(solved.answer.outcome.feedetail.size(), 3U);
}

/// In scope by the treating catalogue 80, by the insured one 50.
Line two_catalogues() {
    Line one = class_b(line("100", "1", "100"), "0.20");
    one.insured = one.treating;
    one.insured->selfpay_prop = rate("0.50");
    return one;
}

Money in_scope_of(const Rules& rules, Catalog catalog, const Line& one) {
    Case stated = with({one});
    stated.catalog = catalog;
    return solve(rules, stated).info().inscp_scp_amt;
}

TEST(Lines, DirectSettlementUsesTheTreatingCatalogueAndAManualClaimTheInsured) {
    EXPECT_EQ(in_scope_of(Rules{}, Catalog::treating, two_catalogues()), yuan(80));
    EXPECT_EQ(in_scope_of(Rules{}, Catalog::insured, two_catalogues()), yuan(50));
}

TEST(Lines, ThePackMaySayOtherwiseForEach) {
    const Rules direct =
        Rules{}.add(Parameter::catalogue_direct, word(policy::CatalogueOwner::insured));
    EXPECT_EQ(in_scope_of(direct, Catalog::treating, two_catalogues()), yuan(50));
    EXPECT_EQ(in_scope_of(direct, Catalog::insured, two_catalogues()), yuan(50));
    const Rules manual =
        Rules{}.add(Parameter::catalogue_manual, word(policy::CatalogueOwner::treating));
    EXPECT_EQ(in_scope_of(manual, Catalog::insured, two_catalogues()), yuan(80));
}

TEST(Lines, WithoutInsuredAttributesTheLinesOwnAreAssumed) {
    Line plain = two_catalogues();
    plain.insured.reset();
    Case stated = with({plain, two_catalogues(), plain});
    stated.catalog = Catalog::insured;
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(solved.info().inscp_scp_amt, yuan(210));  // 80 + 50 + 80
    ASSERT_EQ(solved.count_of(AssumptionKind::insured_attributes_missing), 1);
    EXPECT_EQ(solved.answer.outcome.assumptions.front().number, 2);
    stated.catalog = Catalog::treating;
    EXPECT_FALSE(solve(Rules{}, stated).assumes(AssumptionKind::insured_attributes_missing));
}

// --- totals instead of lines

TEST(Totals, AreTakenAsGiven) {
    Case stated = bill(10000);
    stated.fee.inscp_scp_amt = yuan(8000);
    stated.fee.preselfpay_amt = yuan(500);
    stated.fee.overlmt_selfpay = yuan(300);
    stated.fee.fulamt_ownpay_amt = yuan(1200);
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(solved.info().fulamt_ownpay_amt, yuan(1200));
    EXPECT_EQ(solved.info().overlmt_selfpay, yuan(300));
    EXPECT_EQ(solved.info().preselfpay_amt, yuan(500));
    EXPECT_EQ(solved.info().inscp_scp_amt, yuan(8000));
    EXPECT_EQ(solved.pool(), yuan(5600));  // (8000 − 1000) × 0.8
    EXPECT_EQ(solved.person(), yuan(4400));
    EXPECT_FALSE(solved.assumes(AssumptionKind::rest_is_own_expense));
}

TEST(Totals, WhatIsLeftOfTheTotalIsOwnExpense) {
    Case stated = bill(10000);
    stated.fee.inscp_scp_amt = yuan(8000);
    stated.fee.fulamt_ownpay_amt = yuan(500);
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(solved.info().fulamt_ownpay_amt, yuan(2000));
    ASSERT_TRUE(solved.assumes(AssumptionKind::rest_is_own_expense));
    EXPECT_EQ(solved.answer.outcome.assumptions.front().amount, yuan(1500));  // 2000 − 500
}

TEST(Totals, ATotalAloneIsAllInScopeByAssumption) {
    Case stated = bill(10000);
    stated.fee.inscp_scp_amt = {};
    stated.fee.only_total = true;
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(solved.info().inscp_scp_amt, yuan(10000));
    EXPECT_EQ(solved.info().fulamt_ownpay_amt, Money{});
    EXPECT_EQ(solved.pool(), yuan(7200));
    EXPECT_TRUE(solved.assumes(AssumptionKind::only_total_in_scope));
}

}  // namespace
}  // namespace yidi::adjudication::testing
