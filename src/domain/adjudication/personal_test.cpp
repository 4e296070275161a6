#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// Steps 13 and 14: the person's part, the two accounts, and the accumulators after the bill.
namespace yidi::adjudication::testing {
namespace {

/// 20 own, 30 over, 50 first-pay of class B, 9900 in scope: 1000 deductible, 8900 × 0.8 = 7120
/// paid, 1780 left; the person bears 2880.
Case mixed() {
    Case stated = bill(10000);
    stated.fee = {.medfee_sumamt = yuan(10000),
                  .inscp_scp_amt = yuan(9900),
                  .preselfpay_amt = yuan(50),
                  .overlmt_selfpay = yuan(30),
                  .fulamt_ownpay_amt = yuan(20)};
    return stated;
}

Case with_balance(std::int64_t own, std::int64_t family = 0) {
    Case stated = mixed();
    stated.balc = yuan(own);
    stated.mulaid_balc = yuan(family);
    return stated;
}

constexpr std::uint32_t cover(policy::AccountCover one) {
    return 1U << static_cast<unsigned>(one);
}

TEST(Personal, WithoutAnAccountThePersonPaysCash) {
    const Solved solved = solve(Rules{}, mixed());
    EXPECT_EQ(solved.pool(), yuan(7120));
    EXPECT_EQ(solved.person(), yuan(2880));
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(2880));
    EXPECT_EQ(solved.info().acct_pay, Money{});
}

TEST(Accounts, CoverTheInScopePartByDefault) {
    // 1780 + 1000 of the deductible; the 100 outside stay cash.
    const Solved solved = solve(Rules{}, with_balance(5000));
    EXPECT_EQ(solved.info().acct_pay, yuan(2780));
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(100));
    EXPECT_EQ(solved.info().balc, yuan(2220));
    EXPECT_EQ(solved.layer(-2), yuan(2780));
}

TEST(Accounts, PayNoMoreThanTheirBalance) {
    const Solved solved = solve(Rules{}, with_balance(300));
    EXPECT_EQ(solved.info().acct_pay, yuan(300));
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(2580));
    EXPECT_EQ(solved.info().balc, Money{});
}

TEST(Accounts, TheFamilysPaysWhatIsLeft) {
    const Solved some = solve(Rules{}, with_balance(300, 5000));
    EXPECT_EQ(some.info().acct_pay, yuan(300));
    EXPECT_EQ(some.info().acct_mulaid_pay, yuan(2480));  // 2780 − 300
    EXPECT_EQ(some.info().psn_cash_pay, yuan(100));
    EXPECT_EQ(some.layer(-3), yuan(2480));
    EXPECT_EQ(solve(Rules{}, with_balance(300, 1000)).info().acct_mulaid_pay, yuan(1000));
    EXPECT_EQ(solve(Rules{}, with_balance(0, 5000)).info().acct_mulaid_pay, yuan(2780));
    EXPECT_EQ(solve(Rules{}, with_balance(5000, 5000)).info().acct_mulaid_pay, Money{});
}

TEST(Accounts, CoverWhatThePackNames) {
    using policy::AccountCover;
    struct Covered {
        AccountCover what;
        std::int64_t paid;
    };
    const Case remote = filed(with_balance(9000), FilingKind::referral, kHarbour);
    for (const Covered& one : {Covered{AccountCover::in_scope_self, 2582},
                               {AccountCover::first_pay, 990},
                               {AccountCover::preselfpay, 50},
                               {AccountCover::overlmt, 30},
                               {AccountCover::ownpay, 20}}) {
        // First-pay 9900 × 0.1 = 990, base 8910, 7910 × 0.8 = 6328, left 1582 + 1000.
        const Rules rules = Rules{}
                                .add(Parameter::first_pay, pays("0.10"))
                                .add(Parameter::account_covers, set_of(cover(one.what)));
        EXPECT_EQ(solve(rules, remote).info().acct_pay, yuan(one.paid));
    }
    const Rules usual = Rules{}.add(Parameter::first_pay, pays("0.10"));
    EXPECT_EQ(solve(usual, remote).info().acct_pay, yuan(3572));  // 2582 + 990
    EXPECT_EQ(solve(Rules{}.add(Parameter::account_covers, set_of(0)), mixed()).info().acct_pay,
              Money{});
}

TEST(Accounts, AreNotUsedWhenThePersonDoesNotWant) {
    Case stated = with_balance(5000, 5000);
    stated.use_acct = false;
    const Solved solved = solve(Rules{}.add(Parameter::account_first, flag(true)), stated);
    EXPECT_EQ(solved.info().acct_pay, Money{});
    EXPECT_EQ(solved.info().acct_mulaid_pay, Money{});
    EXPECT_EQ(solved.info().balc, yuan(5000));
    EXPECT_EQ(solved.pool(), yuan(7120));
}

TEST(Accounts, MayBeRefusedAwayFromHome) {
    const Rules refused = Rules{}
                              .add(Parameter::account_remote, word(policy::AccountRemote::refused))
                              .add(Parameter::account_first, flag(true));
    const Case away = filed(with_balance(5000, 5000), FilingKind::referral, kHarbour);
    const Solved solved = solve(refused, away);
    EXPECT_EQ(solved.info().acct_pay, Money{});
    EXPECT_EQ(solved.info().acct_mulaid_pay, Money{});
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(2880));
    EXPECT_EQ(solve(refused, with_balance(100)).info().acct_pay, yuan(100));  // At home they may.
    EXPECT_EQ(solve(Rules{}, away).info().acct_pay, yuan(2780));
}

TEST(Accounts, AnAccountThatPaysFirstLessensTheBase) {
    // first = 4000; base 5900; deductible 1000; 4900 × 0.8 = 3920; person 10000 − 3920 = 6080.
    const Rules first = Rules{}.add(Parameter::account_first, flag(true));
    const Solved solved = solve(first, with_balance(4000));
    EXPECT_EQ(solved.pool(), yuan(3920));
    EXPECT_EQ(solved.person(), yuan(6080));
    EXPECT_EQ(solved.info().acct_pay, yuan(4000));
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(2080));
    EXPECT_EQ(solved.info().balc, Money{});
    EXPECT_EQ(solved.cum().of(Business::inpatient).scope, yuan(5900));
}

TEST(Accounts, AnAccountThatPaysFirstPaysNoMoreThanTheBase) {
    const Solved solved =
        solve(Rules{}.add(Parameter::account_first, flag(true)), with_balance(20000));
    EXPECT_EQ(solved.info().acct_pay, yuan(9900));
    EXPECT_EQ(solved.pool(), Money{});
    EXPECT_EQ(solved.info().balc, yuan(10100));
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(100));
}

TEST(Accounts, WhatIsLeftOfTheFirstAccountMayPayTheRest) {
    using policy::AccountCover;
    // first 9900 of 9950, then 50 of the 100 outside the scope; the family's account the other 50.
    const std::uint32_t outside = cover(AccountCover::preselfpay) | cover(AccountCover::overlmt) |
                                  cover(AccountCover::ownpay);
    const Solved solved = solve(Rules{}
                                    .add(Parameter::account_first, flag(true))
                                    .add(Parameter::account_covers, set_of(outside)),
                                with_balance(9950, 500));
    EXPECT_EQ(solved.info().acct_pay, yuan(9950));
    EXPECT_EQ(solved.info().acct_mulaid_pay, yuan(50));
    EXPECT_EQ(solved.info().psn_cash_pay, Money{});
}

TEST(Accounts, TheFirstAccountComesAfterTheRemoteFirstPay) {
    // First-pay 990, base 8910, account 5000, base 3910, deductible 1000, 2910 × 0.8 = 2328.
    const Rules rules =
        Rules{}.add(Parameter::first_pay, pays("0.10")).add(Parameter::account_first, flag(true));
    const Solved solved = solve(rules, filed(with_balance(5000), FilingKind::referral, kHarbour));
    EXPECT_EQ(solved.pool(), yuan(2328));
    EXPECT_EQ(solved.info().rloc_preselfpay, yuan(990));
}

// --- accumulators

Case in_year(Case stated) {
    Accumulators& year = year_of(stated);
    year.ipt_cnt = 3;
    year.of(Business::inpatient).dedc = yuan(100);
    year.of(Business::inpatient).scope = yuan(2000);
    year.of(Business::inpatient).pool = yuan(500);
    year.of(Business::outpatient).dedc = yuan(10);
    year.of(Business::outpatient).scope = yuan(20);
    year.of(Business::outpatient).pool = yuan(30);
    stated.cum_has_ipt_cnt = true;
    stated.ipt_cnt.reset();
    return stated;
}

TEST(Accumulators, AStayAddsToTheInpatientYear) {
    const Solved solved = solve(Rules{}, in_year(mixed()));
    EXPECT_EQ(solved.cum().ipt_cnt, 4);
    EXPECT_EQ(solved.cum().of(Business::inpatient).dedc, yuan(1100));
    EXPECT_EQ(solved.cum().of(Business::inpatient).scope, yuan(11900));
    EXPECT_EQ(solved.cum().of(Business::inpatient).pool, yuan(7620));
    EXPECT_EQ(solved.cum().of(Business::outpatient).dedc, yuan(10));
    EXPECT_EQ(solved.cum().of(Business::outpatient).scope, yuan(20));
    EXPECT_EQ(solved.cum().of(Business::outpatient).pool, yuan(30));
}

TEST(Accumulators, AVisitAddsToTheOutpatientYear) {
    Case stated = in_year(mixed());
    stated.med_type = "11";
    const Solved solved = solve(Rules{Business::outpatient}, stated);
    EXPECT_EQ(solved.cum().ipt_cnt, 3);
    EXPECT_EQ(solved.cum().of(Business::inpatient).dedc, yuan(100));
    EXPECT_EQ(solved.cum().of(Business::inpatient).scope, yuan(2000));
    EXPECT_EQ(solved.cum().of(Business::inpatient).pool, yuan(500));
    EXPECT_EQ(solved.cum().of(Business::outpatient).dedc, yuan(1010));
    EXPECT_EQ(solved.cum().of(Business::outpatient).scope, yuan(9920));
    EXPECT_EQ(solved.cum().of(Business::outpatient).pool, yuan(7150));
}

TEST(Accumulators, AMaternityStayIsNoAdmissionAndHasItsOwnYear) {
    Case stated = in_year(mixed());
    stated.med_type = "51";
    const Solved solved = solve(Rules{Business::maternity}, stated);
    EXPECT_EQ(solved.cum().ipt_cnt, 3);
    EXPECT_EQ(solved.cum().of(Business::maternity).dedc, yuan(1000));
    EXPECT_EQ(solved.cum().of(Business::maternity).pool, yuan(7120));
}

TEST(Accumulators, ASchemeMayKeepToTheYearOfAnotherBusiness) {
    Case stated = in_year(mixed());
    stated.med_type = "41";
    stated.fixmedins_code = "P1";
    const Solved solved =
        solve(Rules{Business::pharmacy}
                  .add(Parameter::year_counter, word(policy::YearCounterOf::outpatient))
                  .set(Parameter::deductible_way, word(policy::DeductibleWay::per_year)),
              stated);
    EXPECT_EQ(solved.info().act_pay_dedc, yuan(990));  // 1000 − 10 of outpatient care
    EXPECT_EQ(solved.cum().of(Business::outpatient).dedc, yuan(1000));
    EXPECT_EQ(solved.cum().of(Business::pharmacy), YearCounter{});
    ASSERT_EQ(solved.cum().by_hosp.size(), 1U);
    EXPECT_EQ(solved.cum().by_hosp[0].business, Business::outpatient);
}

TEST(Accumulators, AHospitalsEntryOfAnotherBusinessStaysAsItIs) {
    Case stated = in_year(mixed());
    stated.fixmedins_code = "H1";
    year_of(stated).by_hosp = {{"H1", Business::outpatient, yuan(5), yuan(6)}};
    const Solved solved = solve(Rules{}, stated);
    ASSERT_EQ(solved.cum().by_hosp.size(), 2U);
    EXPECT_EQ(solved.cum().by_hosp[0].pool, yuan(6));
    EXPECT_EQ(solved.cum().by_hosp[1].business, Business::inpatient);
    EXPECT_EQ(solved.cum().by_hosp[1].pool, yuan(7120));
}

TEST(Accumulators, AStatedAdmissionIsTheCount) {
    Case stated = in_year(mixed());
    stated.ipt_cnt = 7;
    EXPECT_EQ(solve(Rules{}, stated).cum().ipt_cnt, 7);
}

TEST(Accumulators, TheScopeGrowsByWhatIsLeftAfterARemoteFirstPay) {
    const Case away = filed(mixed(), FilingKind::referral, kHarbour);
    const Rules before = Rules{}.add(Parameter::first_pay, pays("0.10"));
    EXPECT_EQ(solve(before, away).cum().of(Business::inpatient).scope, yuan(8910));
    const Rules after = Rules{before}.add(Parameter::first_pay_order,
                                          word(policy::FirstPayOrder::after_deductible));
    EXPECT_EQ(solve(after, away).cum().of(Business::inpatient).scope, yuan(9900));
}

TEST(Accumulators, HospitalMonthAndDiseaseHaveTheirOwn) {
    Case stated = in_year(mixed());
    stated.fixmedins_code = "H2";
    stated.dise_codg = "M01600";
    year_of(stated).by_hosp = {{"H1", Business::inpatient, yuan(1), yuan(2)},
                               {"H2", Business::inpatient, yuan(3), yuan(4)}};
    year_of(stated).by_month = {{"2025-03", Business::inpatient, yuan(5), yuan(6)}};
    const Solved solved = solve(Rules{}, stated);
    ASSERT_EQ(solved.cum().by_hosp.size(), 2U);
    EXPECT_EQ(solved.cum().by_hosp[0].dedc, yuan(1));
    EXPECT_EQ(solved.cum().by_hosp[1].dedc, yuan(1003));
    EXPECT_EQ(solved.cum().by_hosp[1].pool, yuan(7124));
    ASSERT_EQ(solved.cum().by_month.size(), 1U);
    EXPECT_EQ(solved.cum().by_month[0].dedc, yuan(1005));
    EXPECT_EQ(solved.cum().by_month[0].pool, yuan(7126));
    ASSERT_EQ(solved.cum().by_dise.size(), 1U);
    EXPECT_EQ(solved.cum().by_dise[0].key, "M01600");
    EXPECT_EQ(solved.cum().by_dise[0].pool, yuan(7120));
    EXPECT_TRUE(solve(Rules{}, mixed()).cum().by_hosp.empty());
    EXPECT_TRUE(solve(Rules{}, mixed()).cum().by_dise.empty());
}

TEST(Accumulators, TheMonthIsThatOfThePolicyDate) {
    Case stated = mixed();
    stated.begndate = date("2025-02-20");
    const auto month = [&](policy::PolicyDate which) {
        return solve(Rules{}.add(Parameter::policy_date, word(which)), stated)
            .cum()
            .by_month.front()
            .key;
    };
    EXPECT_EQ(month(policy::PolicyDate::discharge), "2025-03");
    EXPECT_EQ(month(policy::PolicyDate::admission), "2025-02");
}

TEST(Report, NamesTheRatioOfTheLastBandReached) {
    const Rules rules =
        Rules{}.set(Parameter::ratio, bands({{5000, "0.80"}, {10000, "0.85"}, {0, "0.90"}}));
    EXPECT_EQ(solve(rules, bill(6000)).info().pool_prop_selfpay, Ratio{rate("0.80")});
    EXPECT_EQ(solve(rules, bill(Money::from_fen(600'001))).info().pool_prop_selfpay,
              Ratio{rate("0.85")});
    EXPECT_EQ(solve(rules, bill(90000)).info().pool_prop_selfpay, Ratio{rate("0.90")});
    EXPECT_EQ(solve(rules, bill(1000)).info().pool_prop_selfpay, Ratio{});
}

TEST(Report, NamesNoRatioWhereAUsedUpCapPaysNothing) {
    Case stated = bill(5000);
    stays_of(stated).pool = yuan(100);
    const Solved solved = solve(Rules{}.set(Parameter::cap, amount(100)), stated);
    EXPECT_EQ(solved.pool(), Money{});
    EXPECT_EQ(solved.info().pool_prop_selfpay, Ratio{});
}

TEST(Report, ListsThePooledFundEvenWhereItPaysNothing) {
    const Solved solved = solve(Rules{}, bill(500));
    ASSERT_EQ(solved.answer.outcome.setldetail.size(), 1U);
    EXPECT_EQ(solved.answer.outcome.setldetail.front(),
              (Setldetail{-1, yuan(500), std::nullopt, Money{}}));
}

TEST(Report, ALaterAdmissionWithoutItsYearIsAnAssumption) {
    Case stated = bill(5000);
    EXPECT_FALSE(solve(Rules{}, stated).assumes(AssumptionKind::year_unused_before));
    stated.ipt_cnt = 2;
    EXPECT_TRUE(solve(Rules{}, stated).assumes(AssumptionKind::year_unused_before));
    year_of(stated).ipt_cnt = 1;
    EXPECT_FALSE(solve(Rules{}, stated).assumes(AssumptionKind::year_unused_before));
}

}  // namespace
}  // namespace yidi::adjudication::testing
