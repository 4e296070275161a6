#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// Steps 2 and 3: remote first-pay and what is left of the deductible.
namespace yidi::adjudication::testing {
namespace {

using policy::DeductibleWay;
using policy::Merge;

Rules way(DeductibleWay chosen, std::int64_t standard = 1000,
          Business business = Business::inpatient) {
    return Rules{business}
        .set(Parameter::deductible_way, word(chosen))
        .set(Parameter::deductible, amount(standard));
}

Money withheld(const Rules& rules, const Case& stated) {
    return solve(rules, stated).deductible();
}

// --- 2 remote first-pay

TEST(FirstPay, IsTakenOfTheWholeInScopeCostBeforeTheDeductible) {
    // 80,000 × 0.20 = 16,000; (64,000 − 1,500) × 0.70 = 43,750.
    const Rules rules = way(DeductibleWay::per_stay, 1500)
                            .set(Parameter::ratio, pays("0.70"))
                            .add(Parameter::first_pay, pays("0.20"));
    const Solved solved = solve(rules, filed(bill(80000), FilingKind::referral, kHarbour));
    EXPECT_EQ(solved.info().rloc_preselfpay, yuan(16000));
    EXPECT_EQ(solved.pool(), yuan(43750));
    EXPECT_EQ(solved.deductible(), yuan(1500));
}

TEST(FirstPay, OrOfWhatIsLeftAboveTheDeductible) {
    // (80,000 − 1,500) × 0.20 = 15,700; 62,800 × 0.70 = 43,960.
    const Rules rules =
        way(DeductibleWay::per_stay, 1500)
            .set(Parameter::ratio, pays("0.70"))
            .add(Parameter::first_pay, pays("0.20"))
            .add(Parameter::first_pay_order, word(policy::FirstPayOrder::after_deductible));
    const Solved solved = solve(rules, filed(bill(80000), FilingKind::referral, kHarbour));
    EXPECT_EQ(solved.info().rloc_preselfpay, yuan(15700));
    EXPECT_EQ(solved.pool(), yuan(43960));
    EXPECT_EQ(solved.person(), yuan(36040));
}

TEST(FirstPay, IsRoundedHalfUp) {
    const Rules rules = Rules{}.add(Parameter::first_pay, pays("0.15"));
    // 1000.10 × 0.15 = 150.015, 150.02.
    EXPECT_EQ(solve(rules, bill(yuan("1000.10"))).info().rloc_preselfpay, yuan("150.02"));
}

TEST(FirstPay, NoneIsNothing) {
    EXPECT_EQ(
        solve(Rules{}.add(Parameter::first_pay, nothing()), bill(5000)).info().rloc_preselfpay,
        Money{});
}

// --- 3.1 the standard

TEST(Standard, IsWithheldOnceNeverMoreThanTheCost) {
    EXPECT_EQ(withheld(Rules{}, bill(5000)), yuan(1000));
    EXPECT_EQ(withheld(Rules{}, bill(yuan("999.99"))), yuan("999.99"));
    EXPECT_EQ(solve(Rules{}, bill(yuan("999.99"))).pool(), Money{});
}

TEST(Standard, WithoutADeductibleEverythingIsNet) {
    const Rules rules = way(DeductibleWay::none).clear(Parameter::deductible);
    EXPECT_EQ(withheld(rules, bill(5000)), Money{});
    EXPECT_EQ(solve(rules, bill(5000)).pool(), yuan(4000));
}

TEST(Standard, APercentageOfTheBillHasBounds) {
    const Rules rules = Rules{}.set(Parameter::deductible, percent_of_bill("0.20", {2000, 10000}));
    EXPECT_EQ(withheld(rules, bill(5000)), yuan(2000));  // 1000, at least 2000.
    EXPECT_EQ(withheld(rules, bill(30000)), yuan(6000));
    EXPECT_EQ(withheld(rules, bill(80000)), yuan(10000));                 // 16000, at most 10000.
    EXPECT_EQ(withheld(rules, bill(yuan("30000.13"))), yuan("6000.03"));  // 6000.026
}

// --- 3.2 later admissions

Case admission(std::int64_t nth, std::int64_t cost = 20000) {
    Case stated = bill(cost);
    stated.ipt_cnt = nth;
    return stated;
}

TEST(Nth, AFactorHoldsFromTheSecondAdmissionOn) {
    const Rules rules = Rules{}.add(Parameter::deductible_nth, factor("0.5"));
    EXPECT_EQ(withheld(rules, admission(1)), yuan(1000));
    EXPECT_EQ(withheld(rules, admission(2)), yuan(500));
    EXPECT_EQ(withheld(rules, admission(3)), yuan(500));
    const Rules odd = Rules{rules}.set(Parameter::deductible, amount(Money::from_fen(33'333)));
    EXPECT_EQ(withheld(odd, admission(2)), yuan("166.67"));  // 166.665
}

TEST(Nth, AnAmountComesOffEachTimeDownToTheFloor) {
    const Rules rules = Rules{}.add(Parameter::deductible_nth, minus(300, 250));
    EXPECT_EQ(withheld(rules, admission(1)), yuan(1000));
    EXPECT_EQ(withheld(rules, admission(2)), yuan(700));
    EXPECT_EQ(withheld(rules, admission(3)), yuan(400));
    EXPECT_EQ(withheld(rules, admission(4)), yuan(250));  // 100, not under 250.
    EXPECT_EQ(withheld(rules, admission(9)), yuan(250));
}

TEST(Nth, AFloorAboveTheStandardDoesNotRaiseIt) {
    const Rules rules =
        way(DeductibleWay::per_stay, 200).add(Parameter::deductible_nth, minus(100, 250));
    EXPECT_EQ(withheld(rules, admission(2)), yuan(200));
}

TEST(Nth, AShareOfTheFirstValueComesOffEachTime) {
    const Rules rules = Rules{}.add(Parameter::deductible_nth, minus_share("0.20", 500));
    EXPECT_EQ(withheld(rules, admission(2)), yuan(800));
    EXPECT_EQ(withheld(rules, admission(3)), yuan(600));
    EXPECT_EQ(withheld(rules, admission(4)), yuan(500));  // 400, not under 500.
    // 100.10 × 0.15 × 3 = 45.045, rounded once: 100.10 − 45.05.
    const Rules odd = Rules{}
                          .set(Parameter::deductible, amount(yuan("100.10")))
                          .add(Parameter::deductible_nth, minus_share("0.15", 0));
    EXPECT_EQ(withheld(odd, admission(4)), yuan("55.05"));
}

TEST(Nth, AFallThatNobodyDescribesIsARange) {
    const Rules rules = Rules{}.add(Parameter::deductible_nth, falling(400));
    EXPECT_EQ(withheld(rules, admission(1)), yuan(1000));
    const Solved second = solve(rules, admission(2, 11000));
    ASSERT_EQ(second.status(), Status::range);
    // Between (11000 − 1000) × 0.8 and (11000 − 400) × 0.8.
    EXPECT_EQ(second.answer.range.fund_pay_sumamt[0], yuan(8000));
    EXPECT_EQ(second.answer.range.fund_pay_sumamt[1], yuan(8480));
    EXPECT_EQ(second.info().act_pay_dedc, yuan(1000));  // The worst for the patient.
}

TEST(Nth, OutpatientCareHasNoAdmissions) {
    const Rules rules = way(DeductibleWay::per_stay, 100, Business::outpatient)
                            .add(Parameter::deductible_nth, factor("0.5"));
    Case stated = visit(1000);
    stated.ipt_cnt = 2;
    EXPECT_EQ(withheld(rules, stated), yuan(100));
}

TEST(Nth, TheAdmissionFollowsTheAccumulators) {
    const Rules rules = Rules{}.add(Parameter::deductible_nth, minus(300, 0));
    Case stated = admission(1);
    stated.ipt_cnt.reset();
    year_of(stated).ipt_cnt = 2;
    stated.cum_has_ipt_cnt = true;
    EXPECT_EQ(withheld(rules, stated), yuan(400));  // The third: 1000 − 2 × 300.
}

// --- 3.3 factor, again

TEST(Factor, MultipliesAfterTheAdmissionRule) {
    const Rules rules =
        Rules{}
            .add(Parameter::deductible_nth, minus(300, 0))
            .add(Parameter::deductible_factor, pays("2"), When{}.filing({FilingState::referral}));
    EXPECT_EQ(withheld(rules, admission(2)), yuan(700));
    EXPECT_EQ(withheld(rules, filed(admission(2), FilingKind::referral, kHarbour)), yuan(1400));
    const Rules half = Rules{}
                           .set(Parameter::deductible, amount(yuan("333.33")))
                           .add(Parameter::deductible_factor, pays("0.5"));
    EXPECT_EQ(withheld(half, bill(5000)), yuan("166.67"));
}

TEST(Again, ALongStayPaysForEachPeriodBegun) {
    const Rules rules = Rules{}.add(Parameter::deductible_again_days, count(30));
    const auto days = [&](std::int32_t length) {
        Case stated = bill(50000);
        stated.enddate = stated.begndate->plus_days(length);
        return withheld(rules, stated);
    };
    EXPECT_EQ(days(0), yuan(1000));
    EXPECT_EQ(days(1), yuan(1000));
    EXPECT_EQ(days(30), yuan(1000));
    EXPECT_EQ(days(31), yuan(2000));
    EXPECT_EQ(days(60), yuan(2000));
    EXPECT_EQ(days(61), yuan(3000));
}

TEST(Again, AStayWithoutBothDatesIsShortAndTheAnswerSaysSo) {
    const Rules rules = Rules{}.add(Parameter::deductible_again_days, count(30));
    Case stated = bill(20000);
    EXPECT_FALSE(solve(rules, stated).assumes(AssumptionKind::stay_of_one_day));
    stated.begndate.reset();
    EXPECT_EQ(withheld(rules, stated), yuan(1000));
    EXPECT_TRUE(solve(rules, stated).assumes(AssumptionKind::stay_of_one_day));
}

// --- 3.4 stays that continue another

/// Interim: none; up: difference; same: none; down: new.
Rules merging() {
    return Rules{}
        .clear(Parameter::deductible)
        .add(Parameter::deductible, amount(300), When{}.level({Level::primary}))
        .add(Parameter::deductible, amount(600), When{}.level({Level::secondary}))
        .add(Parameter::deductible, amount(1000), When{}.level({Level::tertiary}))
        .add(Parameter::merge_interim, word(Merge::none))
        .add(Parameter::merge_transfer_up, word(Merge::difference))
        .add(Parameter::merge_transfer_same, word(Merge::none))
        .add(Parameter::merge_transfer_down, word(Merge::fresh));
}

Case after(Relation relation, std::string hosp_lv, std::int64_t dedc) {
    Case stated = bill(20000);
    PreviousStay prev;
    prev.relation = relation;
    prev.hosp_lv = std::move(hosp_lv);
    prev.dedc = yuan(dedc);
    prev.enddate = date("2025-03-03");
    stated.prev = prev;
    return stated;
}

TEST(Merge, AnInterimSettlementContinuesTheStay) {
    EXPECT_EQ(withheld(merging(), after(Relation::interim, "05", 600)), Money{});
    EXPECT_EQ(withheld(Rules{}, after(Relation::interim, "05", 600)), yuan(1000));
}

TEST(Merge, ATransferIsUpSameOrDown) {
    // This hospital is secondary.
    EXPECT_EQ(withheld(merging(), after(Relation::transfer, "08", 300)), yuan(300));  // 600 − 300
    EXPECT_EQ(withheld(merging(), after(Relation::transfer, "06", 600)), Money{});
    EXPECT_EQ(withheld(merging(), after(Relation::transfer, "02", 1000)), yuan(600));
}

TEST(Merge, TheDifferenceIsNeverNegative) {
    EXPECT_EQ(withheld(merging(), after(Relation::transfer, "08", 700)), Money{});
}

TEST(Merge, AMergedStayIsTheSameAdmission) {
    const auto admissions = [](const Case& before) {
        Case stated = before;
        stated.ipt_cnt.reset();
        stated.cum_has_ipt_cnt = true;
        year_of(stated).ipt_cnt = 1;
        return solve(merging(), stated).cum().ipt_cnt;
    };
    EXPECT_EQ(admissions(after(Relation::transfer, "06", 600)), 1);
    EXPECT_EQ(admissions(after(Relation::transfer, "08", 300)), 1);
    EXPECT_EQ(admissions(after(Relation::interim, "05", 600)), 1);
    EXPECT_EQ(admissions(after(Relation::transfer, "02", 1000)), 2);
}

TEST(Merge, ALateTransferIsANewStay) {
    const Rules rules = merging().add(Parameter::merge_within_days, count(3));
    Case stated = after(Relation::transfer, "06", 600);
    stated.prev->enddate = date("2025-02-28");  // Three days before the third of March.
    EXPECT_EQ(withheld(rules, stated), Money{});
    stated.prev->enddate = date("2025-02-27");
    EXPECT_EQ(withheld(rules, stated), yuan(600));
    stated.prev->enddate.reset();  // Taken as within.
    EXPECT_EQ(withheld(rules, stated), Money{});
    stated = after(Relation::interim, "06", 600);
    stated.prev->enddate = date("2025-01-01");  // Days count for transfers only.
    EXPECT_EQ(withheld(rules, stated), Money{});
}

TEST(Merge, LevelsAreComparedBeforeMapping) {
    // Elsewhere a secondary hospital counts as tertiary; it is still secondary for the transfer.
    const Rules rules = merging().add(Parameter::level_map, level(Level::tertiary),
                                      When{}.level({Level::secondary}));
    const Case away = filed(after(Relation::transfer, "06", 600), FilingKind::referral, kHarbour);
    EXPECT_EQ(withheld(rules, away), Money{});
    EXPECT_EQ(withheld(rules, filed(bill(20000), FilingKind::referral, kHarbour)), yuan(1000));
}

TEST(Merge, WithoutADeductibleAMergedStayIsStillTheSameAdmission) {
    const Rules rules = Rules{merging()}.set(Parameter::deductible_way, word(DeductibleWay::none));
    Case stated = after(Relation::interim, "05", 0);
    stated.ipt_cnt.reset();
    stated.cum_has_ipt_cnt = true;
    year_of(stated).ipt_cnt = 1;
    EXPECT_EQ(solve(rules, stated).cum().ipt_cnt, 1);
}

TEST(Merge, WhatWasPaidBeforeMayBeOpen) {
    Case stated = after(Relation::transfer, "08", 0);
    stated.prev->dedc.reset();
    const Solved solved = solve(merging(), stated);
    ASSERT_EQ(solved.status(), Status::range);
    // 600 − 0 or 600 − 600: (20000 − 600) × 0.8 to 20000 × 0.8.
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[0], yuan(15520));
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[1], yuan(16000));
    EXPECT_EQ(solved.answer.range.ask, "prev/dedc");
}

TEST(Merge, TheEarlierHospitalMayBeOpen) {
    const Case stated = after(Relation::transfer, "", 300);
    const Solved solved = solve(merging(), stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[0], yuan(15520));  // From above: 600.
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[1], yuan(16000));  // From the same level: none.
    EXPECT_EQ(solved.answer.range.ask, "prev/hosp_lv");
}

// --- 3.5 what the year has counted

TEST(Left, EachWayCountsItsOwn) {
    struct Way {
        DeductibleWay way;
        std::int64_t left;
    };
    Case stated = bill(20000);
    stated.fixmedins_code = "H1";
    Accumulators& year = year_of(stated);
    year.of(Business::inpatient).dedc = yuan(100);
    year.of(Business::outpatient).dedc = yuan(999);
    year.by_hosp = {{"H0", Business::inpatient, yuan(5), {}},
                    {"H1", Business::inpatient, yuan(30), {}}};
    year.by_month = {{"2024-12", Business::inpatient, yuan(500), {}},
                     {"2025-01", Business::inpatient, yuan(200), {}},
                     {"2025-03", Business::inpatient, yuan(50), {}},
                     {"2025-04", Business::inpatient, yuan(500), {}}};
    for (const Way& one : {Way{DeductibleWay::per_stay, 1000},
                           {DeductibleWay::per_year, 900},
                           {DeductibleWay::yearly_top_up, 900},
                           {DeductibleWay::per_hospital_year, 970},
                           {DeductibleWay::per_month, 950},
                           {DeductibleWay::per_quarter, 750},
                           {DeductibleWay::yearly_sum_limit, 1000}}) {
        EXPECT_EQ(withheld(way(one.way), stated), yuan(one.left)) << static_cast<int>(one.way);
    }
}

TEST(Left, AHospitalsEntryOfAnotherBusinessIsPassedOver) {
    Case stated = bill(20000);
    stated.fixmedins_code = "H1";
    year_of(stated).by_hosp = {{"H1", Business::chronic, yuan(500), {}},
                               {"H1", Business::inpatient, yuan(30), {}}};
    EXPECT_EQ(withheld(way(DeductibleWay::per_hospital_year), stated), yuan(970));
}

TEST(Left, OutpatientCareCountsItsOwnYear) {
    Case stated = visit(20000);
    stays_of(stated).dedc = yuan(999);
    visits_of(stated).dedc = yuan(100);
    EXPECT_EQ(withheld(way(DeductibleWay::per_year, 1000, Business::outpatient), stated),
              yuan(900));
}

TEST(Left, NothingIsLeftWhenTheYearHasPaidMore) {
    Case stated = bill(20000);
    stays_of(stated).dedc = yuan(1500);
    EXPECT_EQ(withheld(way(DeductibleWay::per_year), stated), Money{});
}

TEST(Left, AHospitalThatIsNotGivenHasCountedNothingAndTheAnswerSaysSo) {
    Case stated = bill(20000);
    year_of(stated).by_hosp = {{"", Business::inpatient, yuan(30), {}},
                               {"H1", Business::inpatient, yuan(30), {}}};
    EXPECT_EQ(withheld(way(DeductibleWay::per_hospital_year), stated), yuan(1000));
    EXPECT_TRUE(solve(way(DeductibleWay::per_hospital_year), stated)
                    .assumes(AssumptionKind::hospital_not_visited));
    stated.fixmedins_code = "H2";
    EXPECT_FALSE(solve(way(DeductibleWay::per_hospital_year), stated)
                     .assumes(AssumptionKind::hospital_not_visited));
}

TEST(Left, TheYearsDeductiblesStopAtTheirLimit) {
    const Rules rules =
        way(DeductibleWay::yearly_sum_limit).add(Parameter::deductible_limit, amount(1800));
    Case stated = bill(20000);
    stays_of(stated).dedc = yuan(700);
    EXPECT_EQ(withheld(rules, stated), yuan(1000));
    stays_of(stated).dedc = yuan(1000);
    EXPECT_EQ(withheld(rules, stated), yuan(800));
    stays_of(stated).dedc = yuan(1900);
    EXPECT_EQ(withheld(rules, stated), Money{});
    EXPECT_EQ(withheld(Rules{rules}.set(Parameter::deductible_limit, nothing()), stated),
              yuan(1000));
}

TEST(Left, TheMonthIsThatOfThePolicyDate) {
    Case stated = bill(20000);
    stated.begndate = date("2025-02-20");
    year_of(stated).by_month = {{"2025-02", Business::inpatient, yuan(300), {}},
                                {"2025-03", Business::inpatient, yuan(50), {}}};
    EXPECT_EQ(withheld(way(DeductibleWay::per_month), stated), yuan(950));
    EXPECT_EQ(withheld(way(DeductibleWay::per_month)
                           .add(Parameter::policy_date, word(policy::PolicyDate::admission)),
                       stated),
              yuan(700));
}

}  // namespace
}  // namespace yidi::adjudication::testing
