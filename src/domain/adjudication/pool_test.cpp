#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// Steps 4 to 7: bands and ratios, floor, limits, and the cost beyond the point where a limit is
// met.
namespace yidi::adjudication::testing {
namespace {

using policy::BandBasis;
using policy::BandCount;

Money pool(const Rules& rules, const Case& stated) {
    return solve(rules, stated).pool();
}

// --- bands

/// 80 % to 5000, 85 % to 10000, 90 % above; deductible 1000.
Rules banded() {
    return Rules{}.set(Parameter::ratio, bands({{5000, "0.80"}, {10000, "0.85"}, {0, "0.90"}}));
}

TEST(Bands, LieAboveTheDeductible) {
    // 5000 × 0.8 + 5000 × 0.85 + 2000 × 0.9 = 4000 + 4250 + 1800
    EXPECT_EQ(pool(banded(), bill(13000)), yuan(10050));
    EXPECT_EQ(pool(banded(), bill(6000)), yuan(4000));
    EXPECT_EQ(pool(banded(), bill(7000)), yuan(4850));  // 4000 + 1000 × 0.85
    EXPECT_EQ(pool(banded(), bill(1000)), Money{});
}

TEST(Bands, OrHoldTheDeductibleInside) {
    // The slice is (1000, 13000]: 4000 × 0.8 + 5000 × 0.85 + 3000 × 0.9 = 3200 + 4250 + 2700
    const Rules gross = banded().add(Parameter::band_basis, word(BandBasis::gross));
    EXPECT_EQ(pool(gross, bill(13000)), yuan(10150));
    EXPECT_EQ(pool(gross, bill(5000)), yuan(3200));
}

TEST(Bands, AFirstPayAfterTheDeductibleLiesAtTheBottomToo) {
    // First-pay 12000 × 0.1 = 1200; the slice is (2200, 13000]: 2800 × 0.8 + 4250 + 2700 = 9190
    const Rules gross =
        banded()
            .add(Parameter::band_basis, word(BandBasis::gross))
            .add(Parameter::first_pay, pays("0.10"))
            .add(Parameter::first_pay_order, word(policy::FirstPayOrder::after_deductible));
    EXPECT_EQ(pool(gross, bill(13000)), yuan(9190));
}

TEST(Bands, GoOnWhereTheYearStands) {
    Case stated = bill(5000);
    stays_of(stated).scope = yuan(8000);
    stays_of(stated).dedc = yuan(1000);
    const Rules yearly = banded().add(Parameter::band_count, word(BandCount::per_year));
    // From 8000 − 1000 on: (7000, 11000], 3000 × 0.85 + 1000 × 0.9
    EXPECT_EQ(pool(yearly, stated), yuan(3450));
    // Gross, from 8000 on: (9000, 13000], 1000 × 0.85 + 3000 × 0.9
    EXPECT_EQ(pool(Rules{yearly}.add(Parameter::band_basis, word(BandBasis::gross)), stated),
              yuan(3550));
    // By the stay they begin at zero again: 4000 × 0.8
    EXPECT_EQ(pool(banded(), stated), yuan(3200));
}

TEST(Bands, AYearThatHasCountedMoreDeductibleThanCostStartsAtZero) {
    Case stated = bill(5000);
    stays_of(stated).scope = yuan(500);
    stays_of(stated).dedc = yuan(800);
    EXPECT_EQ(pool(banded().add(Parameter::band_count, word(BandCount::per_year)), stated),
              yuan(3200));
}

TEST(Bands, OutpatientCareCountsItsOwnYear) {
    Case stated = visit(5000);
    stays_of(stated).scope = yuan(99999);
    stays_of(stated).dedc = yuan(1);
    visits_of(stated).scope = yuan(8000);
    visits_of(stated).dedc = yuan(1000);
    const Rules rules =
        Rules{Business::outpatient}
            .set(Parameter::ratio, bands({{5000, "0.80"}, {10000, "0.85"}, {0, "0.90"}}))
            .add(Parameter::band_count, word(BandCount::per_year));
    EXPECT_EQ(pool(rules, stated), yuan(3450));
}

// --- ratios

TEST(Ratio, MayBeAFormulaOfTheAge) {
    const Rules rules = Rules{}.set(Parameter::ratio, of_age("0.75", "0.002"));
    Case stated = bill(11000);
    stated.age = 50;
    EXPECT_EQ(pool(rules, stated), yuan(8500));  // 0.75 + 50 × 0.002 = 0.85
    stated.age = 120;
    EXPECT_EQ(pool(rules, stated), yuan(9900));  // 0.99
    EXPECT_EQ(pool(Rules{rules}.set(Parameter::ratio, of_age("0.75", "0.004")), stated),
              yuan(10000));  // 1.23, at most 1.
}

TEST(Ratio, PointsAreAddedUpToOne) {
    const Rules rules =
        Rules{}.add(Parameter::ratio_adjust, points("0.05"), When{}.person({Person::retired}));
    EXPECT_EQ(pool(rules, bill(11000)), yuan(8000));
    EXPECT_EQ(pool(rules, retired(bill(11000))), yuan(8500));
    EXPECT_EQ(pool(Rules{rules}.set(Parameter::ratio, pays("0.98")), retired(bill(11000))),
              yuan(10000));
}

TEST(Ratio, APersonalShareIsMultiplied) {
    // 1 − 0.2 × 0.6 = 0.88
    const Rules rules =
        Rules{}.add(Parameter::ratio_adjust, share("0.60"), When{}.person({Person::retired}));
    EXPECT_EQ(pool(rules, retired(bill(11000))), yuan(8800));
}

TEST(Ratio, RemotePointsComeOffDownToZero) {
    const Case away = filed(bill(11000), FilingKind::referral, kHarbour);
    EXPECT_EQ(pool(Rules{}.set(Parameter::remote_ratio, points("0.20")), away), yuan(6000));
    EXPECT_EQ(pool(Rules{}.set(Parameter::remote_ratio, points("0.90")), away), Money{});
    EXPECT_EQ(pool(Rules{}.set(Parameter::remote_ratio, points("0.20")), bill(11000)), yuan(8000));
}

TEST(Ratio, ARemoteFactorMultiplies) {
    const Case away = filed(bill(11000), FilingKind::referral, kHarbour);
    EXPECT_EQ(pool(Rules{}.set(Parameter::remote_ratio, factor("0.80")), away), yuan(6400));
}

TEST(Ratio, ThePersonsRuleComesBeforeTheRemoteOne) {
    const Case away = filed(retired(bill(11000)), FilingKind::referral, kHarbour);
    // (1 − 0.2 × 0.6) × 0.8 = 0.704
    EXPECT_EQ(pool(Rules{}
                       .add(Parameter::ratio_adjust, share("0.60"))
                       .set(Parameter::remote_ratio, factor("0.80")),
                   away),
              yuan(7040));
    // min(1, 0.8 + 0.3) − 0.2 = 0.8
    EXPECT_EQ(pool(Rules{}
                       .add(Parameter::ratio_adjust, points("0.30"))
                       .set(Parameter::remote_ratio, points("0.20")),
                   away),
              yuan(8000));
}

TEST(Ratio, TheFourReadingsOfTwentyPercentLess) {
    const Case away = filed(bill(80000), FilingKind::referral, kHarbour);
    const Rules base =
        Rules{}.set(Parameter::deductible, amount(1500)).set(Parameter::ratio, pays("0.70"));
    EXPECT_EQ(pool(Rules{base}.set(Parameter::remote_ratio, points("0.20")), away), yuan(39250));
    EXPECT_EQ(pool(Rules{base}.set(Parameter::remote_ratio, factor("0.80")), away), yuan(43960));
}

/// A frame that takes twenty points off for a referral to another province, and says no more.
policy::Pack frame() {
    const Rules rules =
        Rules{}
            .clear(Parameter::deductible_way)
            .clear(Parameter::deductible)
            .clear(Parameter::ratio)
            .clear(Parameter::cap)
            .clear(Parameter::remote_ratio)
            .add(Parameter::remote_ratio, points("0.20"),
                 When{}.filing({FilingState::referral}).distance(Distance::out_province));
    return pack_of({rules}, policy::kNationalFrame);
}

TEST(Frame, AnswersWhereThePackHasNoRow) {
    const Rules silent = Rules{}.clear(Parameter::remote_ratio);
    const Case away = filed(bill(11000), FilingKind::referral, kHarbour);
    const Solved solved = solve(book_of({frame(), pack_of({silent})}), away);
    EXPECT_EQ(solved.pool(), yuan(6000));
    EXPECT_TRUE(solved.assumes(AssumptionKind::national_frame));
    const Rules own = Rules{silent}.add(Parameter::remote_ratio, points("0.10"),
                                        When{}.filing({FilingState::referral}));
    EXPECT_EQ(solve(book_of({frame(), pack_of({own})}), away).pool(), yuan(7000));
}

TEST(Frame, WhereItHasNoRowEitherNothingIsKnown) {
    const Rules silent = Rules{}.clear(Parameter::remote_ratio);
    const Case near = filed(bill(11000), FilingKind::referral, kNextDoor);
    const Solved solved = solve(book_of({frame(), pack_of({silent})}), near);
    EXPECT_EQ(solved.status(), Status::unknown);
    EXPECT_EQ(solved.code(), ErrorCode::rule_unknown);
    EXPECT_EQ(solved.answer.outcome.refusal.parameter, Parameter::remote_ratio);
    EXPECT_EQ(solve(silent, near).status(), Status::unknown);  // No frame at all.
    EXPECT_EQ(solve(silent, bill(11000)).pool(), yuan(8000));  // Care at home never asks.
}

// --- rounding

TEST(Rounding, EachBandIsRoundedOrTheSum) {
    // Net 0.05 + 0.05: each 0.05 × 0.1 = 0.005; per band 0.01 + 0.01, on the sum 0.01.
    Rules rules = Rules{}.set(Parameter::deductible, amount(0));
    policy::Value value = bands({{1, "0.10"}, {0, "0.10"}});
    value.bands.front().up_to = yuan("0.05");
    rules.set(Parameter::ratio, value);
    EXPECT_EQ(pool(rules, bill(yuan("0.10"))), yuan("0.02"));
    EXPECT_EQ(pool(Rules{rules}.add(Parameter::rounding_place, word(policy::RoundingPlace::on_sum)),
                   bill(yuan("0.10"))),
              yuan("0.01"));
}

TEST(Rounding, HasThreeModes) {
    const auto rounded = [](Rounding mode, policy::RoundingPlace place, std::string_view cost) {
        return pool(Rules{}
                        .set(Parameter::deductible, amount(0))
                        .set(Parameter::ratio, pays("0.50"))
                        .add(Parameter::rounding_mode, word(mode))
                        .add(Parameter::rounding_place, word(place)),
                    bill(yuan(cost)));
    };
    for (const auto place : {policy::RoundingPlace::per_band, policy::RoundingPlace::on_sum}) {
        EXPECT_EQ(rounded(Rounding::half_up, place, "0.01"), yuan("0.01"));  // 0.005
        EXPECT_EQ(rounded(Rounding::half_even, place, "0.01"), yuan("0.00"));
        EXPECT_EQ(rounded(Rounding::half_even, place, "0.03"), yuan("0.02"));  // 0.015
        EXPECT_EQ(rounded(Rounding::down, place, "0.03"), yuan("0.01"));
    }
}

// --- floor

TEST(Floor, PaysAtLeastItsShareOfTheNetCost) {
    const Rules rules =
        Rules{}.set(Parameter::ratio, pays("0.30")).add(Parameter::floor, pays("0.40"));
    EXPECT_EQ(pool(rules, bill(11000)), yuan(4000));
    EXPECT_EQ(pool(Rules{rules}.set(Parameter::floor, pays("0.20")), bill(11000)), yuan(3000));
    EXPECT_EQ(pool(Rules{rules}.set(Parameter::floor, nothing()), bill(11000)), yuan(3000));
}

TEST(Floor, OrOfAllInScopeCost) {
    const Rules rules = Rules{}
                            .set(Parameter::ratio, pays("0.30"))
                            .add(Parameter::floor, pays("0.40"))
                            .add(Parameter::floor_base, word(policy::FloorBase::in_scope));
    EXPECT_EQ(pool(rules, bill(11000)), yuan(4400));
    // 1100 × 0.4 = 440, never more than the net 100.
    EXPECT_EQ(pool(rules, bill(1100)), yuan(100));
}

// --- limits

TEST(Cap, StopsTheYear) {
    const Rules rules = Rules{}.set(Parameter::cap, amount(10000));
    EXPECT_EQ(pool(rules, bill(11000)), yuan(8000));
    EXPECT_EQ(pool(rules, bill(13500)), yuan(10000));
    EXPECT_EQ(pool(rules, bill(20000)), yuan(10000));
    Case stated = bill(11000);
    stays_of(stated).pool = yuan(7000);
    visits_of(stated).pool = yuan(2000);
    const Solved solved = solve(rules, stated);
    EXPECT_EQ(solved.pool(), yuan(3000));
    EXPECT_EQ(solved.answer.outcome.setldetail.front().crt_payb_lmt_amt, yuan(3000));
    stays_of(stated).pool = yuan(12000);
    EXPECT_EQ(pool(rules, stated), Money{});
}

TEST(Cap, MayBeSharedWithOutpatientCare) {
    const Rules joint = Rules{}
                            .set(Parameter::cap, amount(10000))
                            .add(Parameter::cap_counts, word(policy::CapCounts::joint));
    Case stated = bill(11000);
    stays_of(stated).pool = yuan(7000);
    visits_of(stated).pool = yuan(2000);
    EXPECT_EQ(pool(joint, stated), yuan(1000));
}

TEST(Cap, OfOrdinaryOutpatientCareIsNotUsedUpByChronicCare) {
    Case stated = visit(11000);
    year_of(stated).of(Business::chronic).pool = yuan(9900);
    year_of(stated).of(Business::dual_channel).pool = yuan(9900);
    const Rules rules = Rules{Business::outpatient}.set(Parameter::cap, amount(10000));
    EXPECT_EQ(pool(rules, stated), yuan(8000));
    const Rules joint = Rules{rules}.add(Parameter::cap_counts, word(policy::CapCounts::joint));
    EXPECT_EQ(pool(joint, stated), Money{});
}

TEST(Cap, OutpatientCareHasItsOwn) {
    Case stated = visit(11000);
    stays_of(stated).pool = yuan(7000);
    visits_of(stated).pool = yuan(2500);
    EXPECT_EQ(pool(Rules{Business::outpatient}.set(Parameter::cap, amount(10000)), stated),
              yuan(7500));
}

TEST(Limits, OfAVisitAMonthAQuarterAndADisease) {
    Case stated = bill(11000);
    stated.dise_codg = "M01600";
    Accumulators& year = year_of(stated);
    year.by_month = {{"2024-12", Business::inpatient, {}, yuan(9000)},
                     {"2025-01", Business::inpatient, {}, yuan(400)},
                     {"2025-03", Business::inpatient, {}, yuan(200)},
                     {"2025-04", Business::inpatient, {}, yuan(9000)}};
    year.by_dise = {{"M03900", Business::inpatient, {}, yuan(9000)},
                    {"M01600", Business::inpatient, {}, yuan(50)}};
    EXPECT_EQ(pool(Rules{}.add(Parameter::cap_visit, amount(1500)), stated), yuan(1500));
    EXPECT_EQ(pool(Rules{}.add(Parameter::cap_month, amount(1500)), stated), yuan(1300));
    EXPECT_EQ(pool(Rules{}.add(Parameter::cap_quarter, amount(1500)), stated), yuan(900));
    EXPECT_EQ(pool(Rules{}.add(Parameter::disease_limit, amount(1500)), stated), yuan(1450));
    stated.dise_codg.clear();
    EXPECT_EQ(pool(Rules{}.add(Parameter::disease_limit, amount(1500)), stated), yuan(1500));
}

TEST(Limits, TheCodesOfADiseaseGroupShareOne) {
    policy::Pack frame = pack_of({}, policy::kNationalFrame);
    policy::DiseaseGroup group;
    group.id = "hypertension";
    group.codes = {"M03900", "M03901"};
    frame.disease_groups.push_back(group);
    const policy::Pack pack = pack_of({Rules{}.add(Parameter::disease_limit, amount(1500))});
    Case stated = bill(11000);
    year_of(stated).by_dise = {{"M03900", Business::inpatient, {}, yuan(100)},
                               {"M03901", Business::inpatient, {}, yuan(20)},
                               {"M01600", Business::inpatient, {}, yuan(3)}};
    const auto paid = [&](const char* code) {
        stated.dise_codg = code;
        return solve(book_of({frame, pack}), stated).pool();
    };
    EXPECT_EQ(paid("M03901"), yuan(1380));
    EXPECT_EQ(paid("M01600"), yuan(1497));
    EXPECT_EQ(paid("M99999"), yuan(1500));
}

TEST(Limits, TheLeastHolds) {
    const Rules rules = Rules{}
                            .set(Parameter::cap, amount(5000))
                            .add(Parameter::cap_visit, amount(1500))
                            .add(Parameter::cap_month, amount(4000));
    EXPECT_EQ(pool(rules, bill(11000)), yuan(1500));
    EXPECT_EQ(pool(Rules{rules}.set(Parameter::cap_visit, amount(6000)), bill(11000)), yuan(4000));
}

// --- the cost beyond the cap

/// A layer that pays the whole over-cap cost shows what that is.
Rules with_over_cap(Rules rules) {
    return rules.layer(layer_of("large", counting({Bucket::over_cap})))
        .add(Parameter::layer_ratio, pays("1"));
}

TEST(OverCap, IsFoundByInvertingTheRatioExactly) {
    // Chongqing: cap 47,000 at 85 % is met at a net cost of 55,294.117…; 99,120 − 55,294.117…
    const Rules rules = with_over_cap(Rules{}
                                          .set(Parameter::deductible, amount(880))
                                          .set(Parameter::ratio, pays("0.85"))
                                          .set(Parameter::cap, amount(47000)));
    const Solved solved = solve(rules, bill(100000));
    EXPECT_EQ(solved.pool(), yuan("47000.00"));
    EXPECT_EQ(solved.layer(0), yuan("43825.88"));
    EXPECT_EQ(solved.person(), yuan("9174.12"));
}

TEST(OverCap, InvertsTheBandInWhichTheCapIsMet) {
    // Bands gross: 8000 of 10000, then 17000 of (10000, 30000], then 0.9: in-scope cost at the cap
    // of 60,000 = 30,000 + (60,000 − 24,680) / 0.9 = 69,244.44 with a deductible of 400.
    const Rules rules = with_over_cap(
        Rules{}
            .set(Parameter::deductible, amount(400))
            .set(Parameter::ratio, bands({{10000, "0.80"}, {30000, "0.85"}, {0, "0.90"}}))
            .add(Parameter::band_basis, word(BandBasis::gross))
            .set(Parameter::cap, amount(60000)));
    const Solved solved = solve(rules, bill(100000));
    EXPECT_EQ(solved.pool(), yuan(60000));
    EXPECT_EQ(solved.layer(0), yuan("30755.56"));
}

TEST(OverCap, ACapMetAtABordersEndTakesTheWholeBand) {
    // 5000 × 0.8 = 4000 exactly: what lies above is over the cap.
    const Rules rules = with_over_cap(banded().set(Parameter::cap, amount(4000)));
    const Solved solved = solve(rules, bill(10000));
    EXPECT_EQ(solved.pool(), yuan(4000));
    EXPECT_EQ(solved.layer(0), yuan(4000));  // 9000 − 5000
}

TEST(OverCap, ALimitThatIsMetExactlyLeavesNoOverCapCost) {
    // 2000 × 0.8 = 1600 is all the bands pay: the 8000 above are coinsurance.
    const Rules rules = with_over_cap(Rules{}
                                          .set(Parameter::ratio, bands({{2000, "0.80"}, {0, "0"}}))
                                          .set(Parameter::cap, amount(1600)));
    EXPECT_EQ(solve(rules, bill(11000)).pool(), yuan(1600));
    EXPECT_EQ(solve(rules, bill(11000)).layer(0), Money{});
}

TEST(OverCap, ABandThatPaysNothingIsPassed) {
    // 0 % to 2000, then 80 %: cap 800 is met at 2000 + 1000.
    const Rules rules = with_over_cap(Rules{}
                                          .set(Parameter::ratio, bands({{2000, "0"}, {0, "0.80"}}))
                                          .set(Parameter::cap, amount(800)));
    EXPECT_EQ(solve(rules, bill(11000)).layer(0), yuan(7000));  // 10000 − 3000
}

TEST(OverCap, AUsedUpCapLeavesTheWholeNetCost) {
    Case stated = bill(11000);
    stays_of(stated).pool = yuan(5000);
    const Rules rules = with_over_cap(Rules{}.set(Parameter::cap, amount(5000)));
    const Solved solved = solve(rules, stated);
    EXPECT_EQ(solved.pool(), Money{});
    EXPECT_EQ(solved.layer(0), yuan(10000));
}

TEST(OverCap, WithAFloorTheLargerFunctionMeetsTheCapFirst) {
    // Bands pay 30 %, the floor 40 % of the net cost: 2000 is met at 5000.
    const Rules net = with_over_cap(Rules{}
                                        .set(Parameter::ratio, pays("0.30"))
                                        .add(Parameter::floor, pays("0.40"))
                                        .set(Parameter::cap, amount(2000)));
    EXPECT_EQ(solve(net, bill(11000)).layer(0), yuan(5000));
    // 40 % of all in-scope cost: 2000 = 0.4 × (x + 1000) at x = 4000.
    const Rules scope = Rules{net}.add(Parameter::floor_base, word(policy::FloorBase::in_scope));
    EXPECT_EQ(solve(scope, bill(11000)).layer(0), yuan(6000));
    // Bands pay 80 %, more than the floor: 2000 is met at 2500.
    EXPECT_EQ(solve(Rules{net}.set(Parameter::ratio, pays("0.80")), bill(11000)).layer(0),
              yuan(7500));
}

TEST(OverCap, IsNeverMoreThanWhatThePersonBears) {
    // Net 100, floor 0.3 × 1000 = 300, so 100; cap 50 is met below any cost: over-cap cost 100,
    // of which the person bears 50.
    const Rules rules =
        with_over_cap(Rules{}
                          .set(Parameter::deductible, amount(900))
                          .set(Parameter::ratio, pays("0"))
                          .add(Parameter::floor, pays("0.30"))
                          .add(Parameter::floor_base, word(policy::FloorBase::in_scope))
                          .set(Parameter::cap, amount(50)));
    const Solved solved = solve(rules, bill(1000));
    EXPECT_EQ(solved.pool(), yuan(50));
    EXPECT_EQ(solved.layer(0), yuan(50));
}

TEST(OverCap, NorAreThePartsOfAFenOfALayer) {
    // Net 500, floor 0.45 × 1000 = 450, cap 400. 0.45 × (x + 500) = 400 at x = 388.88…, so 111.11…
    // over the cap, of which the person bears 100; 100 × 0.03.
    const Rules rules =
        with_over_cap(Rules{}
                          .set(Parameter::deductible, amount(500))
                          .set(Parameter::ratio, pays("0.70"))
                          .add(Parameter::floor, pays("0.45"))
                          .add(Parameter::floor_base, word(policy::FloorBase::in_scope))
                          .set(Parameter::cap, amount(400)))
            .set(Parameter::layer_ratio, pays("0.03"));
    EXPECT_EQ(solve(rules, bill(1000)).layer(0), yuan(3));
}

// --- a cap on cost

Rules cost_cap(std::int64_t cap) {
    return with_over_cap(Rules{}
                             .set(Parameter::cap, amount(cap))
                             .add(Parameter::cap_basis, word(policy::CapBasis::in_scope)));
}

TEST(CostCap, CountsCostAndLeavesTheRestOver) {
    // 9000 of 11000 count: (9000 − 1000) × 0.8; 2000 are over the cap.
    const Solved solved = solve(cost_cap(9000), bill(11000));
    EXPECT_EQ(solved.pool(), yuan(6400));
    EXPECT_EQ(solved.layer(0), yuan(2000));
    EXPECT_EQ(solved.cum().of(Business::inpatient).scope, yuan(11000));
    EXPECT_EQ(solve(cost_cap(12000), bill(11000)).pool(), yuan(8000));
}

TEST(CostCap, TheYearHasUsedItsCost) {
    Case stated = bill(11000);
    stays_of(stated).scope = yuan(5000);
    stays_of(stated).pool = yuan(99999);  // Money paid does not count here.
    const Solved solved = solve(cost_cap(9000), stated);
    EXPECT_EQ(solved.pool(), yuan(2400));  // (4000 − 1000) × 0.8
    EXPECT_EQ(solved.layer(0), yuan(7000));
    stays_of(stated).scope = yuan(9500);
    EXPECT_EQ(solve(cost_cap(9000), stated).pool(), Money{});
    EXPECT_EQ(solve(cost_cap(9000), stated).deductible(), Money{});
    EXPECT_EQ(solve(cost_cap(9000), stated).layer(0), yuan(11000));
}

TEST(CostCap, OtherLimitsAddTheirOverCapCost) {
    // 9000 count, 8000 net; a visit's limit of 4000 is met at 5000: 3000 more are over, 5000 in
    // all.
    const Solved solved =
        solve(cost_cap(9000).add(Parameter::cap_visit, amount(4000)), bill(11000));
    EXPECT_EQ(solved.pool(), yuan(4000));
    EXPECT_EQ(solved.layer(0), yuan(5000));
}

TEST(CostCap, TheRestAfterTheCapIsCoinsurance) {
    const Rules rules = Rules{cost_cap(9000)}
                            .layer(layer_of("serious", counting({Bucket::coinsurance})))
                            .add(Parameter::layer_ratio, pays("1"));
    EXPECT_EQ(solve(rules, bill(11000)).layer(1), yuan(1600));  // 8000 − 6400
}

TEST(Unknown, ADeclaredUnknownIsSaidWithItsReason) {
    const Rules rules =
        Rules{}
            .clear(Parameter::ratio)
            .add(Parameter::ratio, pays("0.80"), When{}.person({Person::active}))
            .add_unknown(Parameter::ratio, "in no document", When{}.person({Person::retired}));
    EXPECT_EQ(pool(rules, bill(11000)), yuan(8000));
    const Solved solved = solve(rules, retired(bill(11000)));
    EXPECT_EQ(solved.status(), Status::unknown);
    EXPECT_EQ(solved.code(), ErrorCode::rule_unknown);
    EXPECT_EQ(solved.answer.outcome.refusal.reason, "in no document");
    EXPECT_EQ(solved.answer.outcome.refusal.parameter, Parameter::ratio);
    // Below the deductible nobody asks for the ratio.
    EXPECT_EQ(solve(rules, retired(bill(900))).pool(), Money{});
}

}  // namespace
}  // namespace yidi::adjudication::testing
