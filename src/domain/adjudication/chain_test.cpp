#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// Steps 8 to 12: the layers that pay after the pooled fund.
namespace yidi::adjudication::testing {
namespace {

using policy::Banding;
using policy::Layer;
using policy::LayerBy;

constexpr std::uint8_t kSelf =
    counting({Bucket::over_cap, Bucket::coinsurance, Bucket::deductible});

/// A layer that pays nothing yet: its ratio follows.
Layer serious(Banding banding = Banding::net, LayerBy by = LayerBy::stay,
              std::uint8_t counts = kSelf) {
    Layer layer = layer_of("serious", counts);
    layer.banding = banding;
    layer.by = by;
    return layer;
}

/// The pooled fund pays nothing, so that the layer sees the whole cost.
Rules bare() {
    return Rules{}
        .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
        .clear(Parameter::deductible)
        .set(Parameter::ratio, pays("0"));
}

// --- what a layer counts

TEST(Layer, CountsTheBucketsItNames) {
    // 20 own, 30 over, 50 class B, 9900 in scope: first-pay 990, base 8910, deductible 1000,
    // 7910 × 0.8 = 6328; a cap of 4000 is met at 5000: 2910 over, 1000 coinsurance.
    Case stated = filed(bill(10000), FilingKind::referral, kHarbour);
    stated.fee = {.medfee_sumamt = yuan(10000),
                  .inscp_scp_amt = yuan(9900),
                  .preselfpay_amt = yuan(50),
                  .overlmt_selfpay = yuan(30),
                  .fulamt_ownpay_amt = yuan(20)};
    struct Counted {
        Bucket bucket;
        std::int64_t holds;
    };
    for (const Counted& one : {Counted{Bucket::over_cap, 2910},
                               {Bucket::coinsurance, 1000},
                               {Bucket::deductible, 1000},
                               {Bucket::first_pay, 990},
                               {Bucket::preselfpay, 50},
                               {Bucket::overlmt, 30},
                               {Bucket::ownpay, 20}}) {
        const Rules rules = Rules{}
                                .add(Parameter::first_pay, pays("0.10"))
                                .set(Parameter::cap, amount(4000))
                                .layer(layer_of("serious", counting({one.bucket})))
                                .add(Parameter::layer_ratio, pays("0.50"));
        const Solved solved = solve(rules, stated);
        EXPECT_EQ(solved.layer(0), yuan(one.holds / 2)) << policy::name(one.bucket);
        EXPECT_EQ(solved.cum().layer_base[1], yuan(one.holds)) << policy::name(one.bucket);
        EXPECT_EQ(solved.cum().layer_paid[1], yuan(one.holds / 2)) << policy::name(one.bucket);
    }
}

TEST(Layer, MayCountTheInScopeCostItself) {
    const Rules rules =
        Rules{}.layer(layer_of("serious", 0)).add(Parameter::layer_ratio, pays("0.10"));
    const Solved solved = solve(rules, bill(11000));
    EXPECT_EQ(solved.layer(0), yuan(1100));  // 11000 × 0.1, of 3000 left.
    EXPECT_EQ(solved.cum().layer_base[1],
              Money{});  // cum.of(Business::inpatient).scope is its base.
    EXPECT_EQ(solved.cum().layer_paid[1], yuan(1100));
    const Rules more =
        Rules{}.layer(layer_of("serious", 0)).add(Parameter::layer_ratio, pays("0.50"));
    EXPECT_EQ(solve(more, bill(11000)).layer(0), yuan(3000));  // 5500, only 3000 are left.
}

TEST(Layer, PaysInItsField) {
    Layer civil = layer_of("civil", kSelf);
    civil.field = FundField::cvlserv_pay;
    const Solved solved =
        solve(bare().layer(civil).add(Parameter::layer_ratio, pays("0.50")), bill(1000));
    EXPECT_EQ(solved.paid(FundField::cvlserv_pay), yuan(500));
    EXPECT_EQ(solved.paid(FundField::hifp_pay), Money{});
    EXPECT_EQ(solved.fund(), yuan(500));
    EXPECT_EQ(solved.cum().layer_paid[2], yuan(500));
}

TEST(Layer, TwoLayersMayShareAField) {
    Layer aid = layer_of("aid", kSelf);
    Layer tilt = layer_of("tilt", kSelf);
    aid.field = tilt.field = FundField::maf_pay;
    const Solved solved = solve(bare()
                                    .layer(aid)
                                    .add(Parameter::layer_ratio, pays("0.50"))
                                    .layer(tilt)
                                    .add(Parameter::layer_ratio, pays("0.50")),
                                bill(1000));
    EXPECT_EQ(solved.paid(FundField::maf_pay), yuan(750));
    EXPECT_EQ(solved.layer(0), yuan(500));
    EXPECT_EQ(solved.layer(1), yuan(250));
}

TEST(Layer, OneWithoutANameOfItsOwnHasACounter) {
    Case stated = bill(1000);
    year_of(stated).by_layer = {{"top_up", yuan(7), yuan(3)}};
    const Solved solved = solve(
        bare().layer(layer_of("top_up", kSelf)).add(Parameter::layer_ratio, pays("0.50")), stated);
    ASSERT_EQ(solved.cum().by_layer.size(), 1U);
    EXPECT_EQ(solved.cum().by_layer.front().base, yuan(1007));
    EXPECT_EQ(solved.cum().by_layer.front().paid, yuan(503));
}

TEST(Layer, OneThatDoesNotPayForThisPersonStillCounts) {
    const Rules rules =
        bare()
            .layer(serious())
            .add(Parameter::layer_ratio, nothing(), When{}.person({Person::active}))
            .add(Parameter::layer_ratio, pays("0.50"), When{}.person({Person::retired}));
    const Solved active = solve(rules, bill(1000));
    EXPECT_EQ(active.layer(0), Money{});
    EXPECT_EQ(active.cum().layer_base[1], yuan(1000));
    EXPECT_EQ(active.answer.outcome.setldetail.size(), 1U);
    EXPECT_EQ(solve(rules, retired(bill(1000))).layer(0), yuan(500));
}

// --- order

TEST(Chain, EachLayerSeesWhatTheEarlierOnesLeft) {
    // 3000 left: 0.5 of it, then 0.4 of 1500.
    const Rules rules = Rules{}
                            .layer(serious())
                            .add(Parameter::layer_ratio, pays("0.50"))
                            .layer(layer_of("aid", kSelf))
                            .add(Parameter::layer_ratio, pays("0.40"));
    const Solved solved = solve(rules, bill(11000));
    EXPECT_EQ(solved.layer(0), yuan(1500));
    EXPECT_EQ(solved.layer(1), yuan(600));
    EXPECT_EQ(solved.fund(), yuan(10100));
    EXPECT_EQ(solved.person(), yuan(900));
}

TEST(Chain, PaymentsComeOffInTheOrderOfTheBuckets) {
    // Coinsurance 2000, deductible 1000. 2500 paid: 2000 of the coinsurance, 500 of the deductible.
    const Rules rules = Rules{}
                            .layer(serious())
                            .add(Parameter::layer_ratio, pays("1"))
                            .add(Parameter::layer_limit, amount(2500))
                            .layer(layer_of("aid", counting({Bucket::deductible})))
                            .add(Parameter::layer_ratio, pays("1"));
    const Solved solved = solve(rules, bill(11000));
    EXPECT_EQ(solved.layer(0), yuan(2500));
    EXPECT_EQ(solved.layer(1), yuan(500));
    const Rules only_coinsurance = Rules{}
                                       .layer(serious())
                                       .add(Parameter::layer_ratio, pays("1"))
                                       .add(Parameter::layer_limit, amount(1500))
                                       .layer(layer_of("aid", counting({Bucket::coinsurance})))
                                       .add(Parameter::layer_ratio, pays("1"));
    EXPECT_EQ(solve(only_coinsurance, bill(11000)).layer(1), yuan(500));
}

// --- threshold and banding

/// 60 % to 20000, 70 % above, from 10000 on.
Rules three_ways(Banding banding, LayerBy by = LayerBy::stay) {
    return bare()
        .layer(serious(banding, by))
        .add(Parameter::layer_threshold, amount(10000))
        .add(Parameter::layer_ratio, bands({{20000, "0.60"}, {0, "0.70"}}));
}

TEST(Banding, NetBandsLieAboveTheThreshold) {
    // 50,000 − 10,000 = 40,000: 20,000 × 0.6 + 20,000 × 0.7
    EXPECT_EQ(solve(three_ways(Banding::net), bill(50000)).layer(0), yuan(26000));
    EXPECT_EQ(solve(three_ways(Banding::net), bill(30000)).layer(0), yuan(12000));
    EXPECT_EQ(solve(three_ways(Banding::net), bill(10000)).layer(0), Money{});
    EXPECT_EQ(solve(three_ways(Banding::net), bill(9000)).layer(0), Money{});
}

TEST(Banding, GrossBandsLieOnTheWhole) {
    // (10,000, 20,000] × 0.6 + (20,000, 50,000] × 0.7 = 6,000 + 21,000
    EXPECT_EQ(solve(three_ways(Banding::gross), bill(50000)).layer(0), yuan(27000));
    EXPECT_EQ(solve(three_ways(Banding::gross), bill(15000)).layer(0), yuan(3000));
}

TEST(Banding, WholeTakesTheRatioOfTheBandThatHoldsTheWhole) {
    // 50,000 lies above 20,000: 40,000 × 0.7; 20,000 still in the first: 10,000 × 0.6
    EXPECT_EQ(solve(three_ways(Banding::whole), bill(50000)).layer(0), yuan(28000));
    EXPECT_EQ(solve(three_ways(Banding::whole), bill(20000)).layer(0), yuan(6000));
    EXPECT_EQ(solve(three_ways(Banding::whole), bill(yuan("20000.01"))).layer(0), yuan("7000.01"));
}

TEST(Banding, ByTheYearPaysTheDifferenceOfTheYearlyValues) {
    struct Year {
        Banding banding;
        std::int64_t pays;
    };
    Case stated = bill(30000);
    year_of(stated).layer_base[1] = yuan(15000);
    // f(45,000) − f(15,000):
    for (const Year& one : {Year{Banding::net, 22500 - 3000},  // 20000 × 0.6 + 15000 × 0.7 − 3000
                            Year{Banding::gross, 23500 - 3000},  // 6000 + 25000 × 0.7 − 5000 × 0.6
                            Year{Banding::whole, 24500 - 3000}}) {  // 35000 × 0.7 − 5000 × 0.6
        const Solved solved = solve(three_ways(one.banding, LayerBy::year), stated);
        EXPECT_EQ(solved.layer(0), yuan(one.pays));
        EXPECT_EQ(solved.cum().layer_base[1], yuan(45000));
    }
    // By the stay the year does not matter.
    EXPECT_EQ(solve(three_ways(Banding::net), stated).layer(0), yuan(12000));
}

TEST(Banding, ASplitBillPaysExactlyTheSame) {
    const Rules rules = bare()
                            .layer(serious(Banding::net, LayerBy::year))
                            .add(Parameter::layer_threshold, amount(100))
                            .add(Parameter::layer_ratio, pays("0.333333"));
    const Solved whole = solve(rules, bill(yuan("2000.03")));
    const Solved first = solve(rules, bill(yuan("1000.01")));
    Case rest = bill(yuan("1000.02"));
    rest.cum = first.cum();
    EXPECT_EQ(first.layer(0) + solve(rules, rest).layer(0), whole.layer(0));
}

TEST(Banding, InScopeByTheYearCountsTheYearsScope) {
    Case stated = bill(10000);
    stays_of(stated).scope = yuan(15000);
    visits_of(stated).scope = yuan(999);
    const Rules rules = bare()
                            .layer(serious(Banding::net, LayerBy::year, 0))
                            .add(Parameter::layer_threshold, amount(20000))
                            .add(Parameter::layer_ratio, pays("0.50"));
    EXPECT_EQ(solve(rules, stated).layer(0), yuan(2500));  // f(25000) − f(15000)
}

TEST(Threshold, MayBeHalvedForHardship) {
    Rules rules = three_ways(Banding::net);
    rules.add(Parameter::layer_threshold_factor, pays("0.5"), When{}.identity("poor"));
    Case stated = bill(15000);
    EXPECT_EQ(solve(rules, stated).layer(0), yuan(3000));
    stated.psn_idet = {"poor"};
    EXPECT_EQ(solve(rules, stated).layer(0), yuan(6000));  // 15,000 − 5,000
}

TEST(Threshold, IsRoundedOnce) {
    const Rules rules = bare()
                            .layer(serious())
                            .add(Parameter::layer_threshold, amount(yuan("100.01")))
                            .add(Parameter::layer_threshold_factor, pays("0.5"))
                            .add(Parameter::layer_ratio, pays("1"));
    EXPECT_EQ(solve(rules, bill(1000)).layer(0), yuan("949.99"));  // 50.005, 50.01.
}

TEST(Adjust, ChangesEachRatio) {
    const Rules rules = three_ways(Banding::net);
    // 20,000 × 0.65 + 20,000 × 0.75
    EXPECT_EQ(
        solve(Rules{rules}.add(Parameter::layer_adjust, points("0.05")), bill(50000)).layer(0),
        yuan(28000));
    // 1 − 0.4 × 0.5 = 0.8, 1 − 0.3 × 0.5 = 0.85
    EXPECT_EQ(solve(Rules{rules}.add(Parameter::layer_adjust, share("0.5")), bill(50000)).layer(0),
              yuan(33000));
}

TEST(LayerRounding, IsHalfUpOnceWhateverThePool) {
    const Rules rules = bare()
                            .add(Parameter::rounding_mode, word(Rounding::down))
                            .layer(serious())
                            .add(Parameter::layer_ratio, bands({{1, "0.005"}, {0, "0.005"}}));
    // 1 × 0.005 + 1 × 0.005 = 0.01; each alone would be 0.01 rounded.
    EXPECT_EQ(solve(rules, bill(2)).layer(0), yuan("0.01"));
    EXPECT_EQ(solve(rules, bill(1)).layer(0), yuan("0.01"));
}

// --- over-cap cost alone: exact

Rules capped_at(std::int64_t cap) {
    return Rules{}
        .set(Parameter::deductible, amount(880))
        .set(Parameter::ratio, pays("0.85"))
        .set(Parameter::cap, amount(cap));
}

TEST(OverCapLayer, SeesTheExactCost) {
    // Over-cap cost 43,825.88235…; × 0.80 = 35,060.70588…; of the rounded cost 35,060.704.
    const Rules rules = capped_at(47000)
                            .layer(layer_of("large", counting({Bucket::over_cap})))
                            .add(Parameter::layer_ratio, pays("0.80"));
    EXPECT_EQ(solve(rules, bill(100000)).layer(0), yuan("35060.71"));
}

TEST(OverCapLayer, BandsAndThresholdsLieOnTheExactCost) {
    const auto paid = [](Banding banding) {
        Layer large = layer_of("large", counting({Bucket::over_cap}));
        large.banding = banding;
        return solve(capped_at(47000)
                         .layer(large)
                         .add(Parameter::layer_threshold, amount(3000))
                         .add(Parameter::layer_ratio, bands({{20000, "0.60"}, {0, "0.70"}})),
                     bill(100000))
            .layer(0);
    };
    // 40,825.882…: 12,000 + 20,825.882… × 0.7 = 26,578.1176…
    EXPECT_EQ(paid(Banding::net), yuan("26578.12"));
    // (3,000, 20,000] × 0.6 + 23,825.882… × 0.7 = 10,200 + 16,678.1176…
    EXPECT_EQ(paid(Banding::gross), yuan("26878.12"));
    // 40,825.882… × 0.7 = 28,578.1176…
    EXPECT_EQ(paid(Banding::whole), yuan("28578.12"));
}

TEST(OverCapLayer, ASecondOneSeesWhatTheFirstLeftOfTheExactCost) {
    const std::uint8_t over = counting({Bucket::over_cap});
    const Rules rules = capped_at(47000)
                            .layer(layer_of("large", over))
                            .add(Parameter::layer_ratio, pays("0.5"))
                            .layer(layer_of("other", over))
                            .add(Parameter::layer_ratio, pays("1"));
    const Solved solved = solve(rules, bill(100000));
    // 21,912.94, then 43,825.882… − 21,912.94 = 21,912.942…; together the rounded 43,825.88.
    EXPECT_EQ(solved.layer(0), yuan("21912.94"));
    EXPECT_EQ(solved.layer(1), yuan("21912.94"));
    const Rules half = Rules{rules}.set(Parameter::layer_ratio, pays("0.5"));
    EXPECT_EQ(solve(half, bill(100000)).layer(1), yuan("10956.47"));
}

TEST(OverCapLayer, HalvesOfAFenStillAddUp) {
    // Net 0.10, cap 0.02 at 80 %, met at 0.025: 0.075 over the cap, the bucket holds 0.08.
    const Rules rules = Rules{}
                            .set(Parameter::deductible, amount(0))
                            .set(Parameter::cap, amount(yuan("0.02")))
                            .layer(layer_of("large", counting({Bucket::over_cap})))
                            .add(Parameter::layer_ratio, pays("0.50"))
                            .layer(layer_of("other", counting({Bucket::over_cap})))
                            .add(Parameter::layer_ratio, pays("1"));
    const Solved solved = solve(rules, bill(yuan("0.10")));
    EXPECT_EQ(solved.layer(0), yuan("0.04"));  // 0.0375
    EXPECT_EQ(solved.layer(1), yuan("0.04"));  // 0.075 − 0.04 = 0.035
    EXPECT_EQ(solved.person(), Money{});
}

// --- limits

TEST(LayerLimit, StopsTheYear) {
    const Rules rules = bare()
                            .layer(serious())
                            .add(Parameter::layer_ratio, pays("0.50"))
                            .add(Parameter::layer_limit, amount(700));
    EXPECT_EQ(solve(rules, bill(1000)).layer(0), yuan(500));
    Case stated = bill(1000);
    year_of(stated).layer_paid[1] = yuan(300);
    const Solved solved = solve(rules, stated);
    EXPECT_EQ(solved.layer(0), yuan(400));
    EXPECT_EQ(solved.cum().layer_paid[1], yuan(700));
    EXPECT_EQ(solved.answer.outcome.setldetail.back().crt_payb_lmt_amt, yuan(400));
    year_of(stated).layer_paid[1] = yuan(900);
    EXPECT_EQ(solve(rules, stated).layer(0), Money{});
}

TEST(LayerLimit, MayIncludeThePooledFund) {
    Case stated = bill(11000);
    stays_of(stated).pool = yuan(500);
    visits_of(stated).pool = yuan(60);
    const auto paid = [&](std::uint32_t includes) {
        return solve(Rules{}
                         .layer(serious())
                         .add(Parameter::layer_ratio, pays("1"))
                         .add(Parameter::layer_limit, amount(10000))
                         .add(Parameter::layer_limit_includes, set_of(includes)),
                     stated)
            .layer(0);
    };
    EXPECT_EQ(paid(0b00), yuan(3000));
    EXPECT_EQ(paid(0b01), yuan(1500));  // 10,000 − 500 − 8,000
    EXPECT_EQ(paid(0b10), yuan(3000));  // 10,000 − 60 leaves more than 3,000.
    EXPECT_EQ(paid(0b11), yuan(1440));
}

TEST(LayerLimit, OfOutpatientCareIncludesItsOwnPool) {
    Case stated = visit(11000);
    stays_of(stated).pool = yuan(60);
    visits_of(stated).pool = yuan(500);
    const auto paid = [&](std::uint32_t includes) {
        return solve(Rules{Business::outpatient}
                         .layer(serious())
                         .add(Parameter::layer_ratio, pays("1"))
                         .add(Parameter::layer_limit, amount(10000))
                         .add(Parameter::layer_limit_includes, set_of(includes)),
                     stated)
            .layer(0);
    };
    EXPECT_EQ(paid(0b10), yuan(1500));
    EXPECT_EQ(paid(0b11), yuan(1440));
}

TEST(LayerLimit, MayIncludeEarlierLayers) {
    Case stated = bill(11000);
    year_of(stated).layer_paid[0] = yuan(100);  // large
    Layer large = layer_of("large", counting({Bucket::coinsurance}));
    const auto paid = [&](std::uint32_t includes) {
        return solve(Rules{}
                         .layer(large)
                         .add(Parameter::layer_ratio, pays("0.50"))  // 1000 of 2000.
                         .layer(serious())
                         .add(Parameter::layer_ratio, pays("1"))
                         .add(Parameter::layer_limit, amount(1500))
                         .add(Parameter::layer_limit_includes, set_of(includes)),
                     stated)
            .layer(1);
    };
    EXPECT_EQ(paid(0b000), yuan(1500));
    EXPECT_EQ(paid(0b100), yuan(400));  // 1500 − 100 − 1000
}

TEST(LayerLimit, OnlyWhatExceedsItBites) {
    const Rules rules = bare()
                            .layer(serious())
                            .add(Parameter::layer_ratio, pays("0.50"))
                            .add(Parameter::layer_limit, nothing());
    EXPECT_EQ(solve(rules, bill(1000)).layer(0), yuan(500));
    EXPECT_EQ(solve(rules, bill(1000)).answer.outcome.setldetail.back().crt_payb_lmt_amt,
              std::nullopt);
}

}  // namespace
}  // namespace yidi::adjudication::testing
