#include "domain/adjudication/adjudicate.h"

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"
#include "domain/adjudication/replay.h"

// Facts that are not known: what the outcomes together say, and which question narrows it most.
namespace yidi::adjudication::testing {
namespace {

Rules free_of_deductible() {
    return Rules{}
        .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
        .clear(Parameter::deductible);
}

/// Active 80 %, retired 90 %.
Rules by_person() {
    return free_of_deductible()
        .clear(Parameter::ratio)
        .add(Parameter::ratio, pays("0.80"), When{}.person({Person::active}))
        .add(Parameter::ratio, pays("0.90"), When{}.person({Person::retired}));
}

Case open_person() {
    Case stated = bill(100);
    stated.psn_type.clear();
    return stated;
}

using Ends = std::array<Money, 2>;

TEST(Range, IsTheLowestAndTheHighestOfFundAndPerson) {
    const Solved solved = solve(by_person(), open_person());
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{yuan(80), yuan(90)}));
    EXPECT_EQ(solved.answer.range.psn_part_amt, (Ends{yuan(10), yuan(20)}));
}

TEST(Range, TheSettlementIsTheWorstForThePatient) {
    const Solved solved = solve(by_person(), open_person());
    EXPECT_EQ(solved.info().psn_part_amt, yuan(20));
    EXPECT_EQ(solved.info().fund_pay_sumamt, yuan(80));
    EXPECT_FALSE(solved.answer.trace.entries().empty());
    EXPECT_TRUE(replay(solved.answer.trace));
}

TEST(Range, OutcomesThatPayTheSameAreComputed) {
    const Rules rules = free_of_deductible()
                            .clear(Parameter::ratio)
                            .add(Parameter::ratio, pays("0.80"), When{}.person({Person::active}))
                            .add(Parameter::ratio, pays("0.80"), When{}.person({Person::retired}));
    const Solved solved = solve(rules, open_person());
    EXPECT_EQ(solved.pool(), yuan(80));
    EXPECT_TRUE(solved.answer.range.because.empty());
    EXPECT_TRUE(solved.answer.range.ask.empty());
}

TEST(Range, TheSameSumFromOtherPayersIsComputedAndSaysSo) {
    // The pool pays 80 % of the active, 60 % of the retired; a layer half of the rest of these.
    Rules rules = free_of_deductible()
                      .clear(Parameter::ratio)
                      .add(Parameter::ratio, pays("0.80"), When{}.person({Person::active}))
                      .add(Parameter::ratio, pays("0.60"), When{}.person({Person::retired}))
                      .layer(layer_of("aid", counting({Bucket::coinsurance})))
                      .add(Parameter::layer_ratio, nothing(), When{}.person({Person::active}))
                      .add(Parameter::layer_ratio, pays("0.50"), When{}.person({Person::retired}));
    Solved solved = solve(rules, open_person());
    EXPECT_EQ(solved.status(), Status::computed);
    EXPECT_TRUE(solved.assumes(AssumptionKind::split_open));
    // Two layers of one field: setlinfo is the same, the payers are not.
    rules = free_of_deductible()
                .set(Parameter::ratio, pays("0"))
                .layer(layer_of("aid", counting({Bucket::coinsurance})))
                .add(Parameter::layer_ratio, pays("0.50"), When{}.person({Person::active}))
                .add(Parameter::layer_ratio, nothing(), When{}.person({Person::retired}))
                .layer(layer_of("tilt", counting({Bucket::ownpay, Bucket::coinsurance})))
                .add(Parameter::layer_ratio, nothing(), When{}.person({Person::active}))
                .add(Parameter::layer_ratio, pays("0.50"), When{}.person({Person::retired}));
    solved = solve(rules, open_person());
    EXPECT_EQ(solved.status(), Status::computed);
    EXPECT_TRUE(solved.assumes(AssumptionKind::split_open));
}

TEST(Range, TwoLayersThatShareAFieldMaySplitItDifferently) {
    // Active: 50, then 0.4 of 50; retired: 40, then 0.5 of 60. Both 70.
    const Rules rules =
        free_of_deductible()
            .set(Parameter::ratio, pays("0"))
            .layer(layer_of("aid", counting({Bucket::coinsurance})))
            .add(Parameter::layer_ratio, pays("0.50"), When{}.person({Person::active}))
            .add(Parameter::layer_ratio, pays("0.40"), When{}.person({Person::retired}))
            .layer(layer_of("tilt", counting({Bucket::coinsurance})))
            .add(Parameter::layer_ratio, pays("0.40"), When{}.person({Person::active}))
            .add(Parameter::layer_ratio, pays("0.50"), When{}.person({Person::retired}));
    const Solved solved = solve(rules, open_person());
    EXPECT_EQ(solved.fund(), yuan(70));
    EXPECT_TRUE(solved.assumes(AssumptionKind::split_open));
}

TEST(Range, ALimitThatDoesNotBiteMakesNone) {
    // Cap 100 or 200: the bill needs 80.
    const Rules rules = free_of_deductible()
                            .clear(Parameter::cap)
                            .add_either(Parameter::cap, {amount(100), amount(200)});
    EXPECT_EQ(solve(rules, bill(100)).pool(), yuan(80));
    EXPECT_EQ(solve(rules, bill(200)).status(), Status::range);
}

TEST(Range, OneUnknownOutcomeMakesTheAnswerUnknown) {
    const Rules rules =
        free_of_deductible()
            .clear(Parameter::ratio)
            .add(Parameter::ratio, pays("0.80"), When{}.person({Person::active}))
            .add_unknown(Parameter::ratio, "in no document", When{}.person({Person::retired}));
    const Solved solved = solve(rules, open_person());
    EXPECT_EQ(solved.status(), Status::unknown);
    EXPECT_EQ(solved.answer.outcome.refusal.reason, "in no document");
    EXPECT_EQ(solve(rules, bill(100)).pool(), yuan(80));
}

TEST(Range, AllRejectedIsRejected) {
    const Rules rules =
        by_person()
            .add(Parameter::gate, word(policy::Gate::reject), When{}.person({Person::active}))
            .add(Parameter::gate, word(policy::Gate::reject), When{}.person({Person::retired}));
    const Solved solved = solve(rules, open_person());
    EXPECT_EQ(solved.status(), Status::rejected);
    EXPECT_EQ(solved.code(), ErrorCode::not_covered);
}

TEST(Range, ARejectedOutcomeIsTheWholeBillForThePerson) {
    const Rules rules = by_person().add(Parameter::gate, word(policy::Gate::reject),
                                        When{}.person({Person::active}));
    const Solved solved = solve(rules, open_person());
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{Money{}, yuan(90)}));
    EXPECT_EQ(solved.answer.range.psn_part_amt, (Ends{yuan(10), yuan(100)}));
    EXPECT_EQ(solved.info().psn_part_amt, yuan(100));
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(100));
    EXPECT_EQ(solved.info().fund_pay_sumamt, Money{});
    EXPECT_EQ(solved.code(), ErrorCode::not_covered);
}

TEST(Range, ARejectedWorstEndKeepsThePartsOfTheBill) {
    const Rules rules = by_person().add(Parameter::gate, word(policy::Gate::reject),
                                        When{}.person({Person::active}));
    Case stated = open_person();
    stated.fee = {.medfee_sumamt = yuan(100),
                  .inscp_scp_amt = yuan(70),
                  .preselfpay_amt = yuan(15),
                  .overlmt_selfpay = yuan(10),
                  .fulamt_ownpay_amt = yuan(5)};
    stated.balc = yuan(30);
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.info().medfee_sumamt, yuan(100));
    EXPECT_EQ(solved.info().inscp_scp_amt, yuan(70));
    EXPECT_EQ(solved.info().preselfpay_amt, yuan(15));
    EXPECT_EQ(solved.info().overlmt_selfpay, yuan(10));
    EXPECT_EQ(solved.info().fulamt_ownpay_amt, yuan(5));
    EXPECT_EQ(solved.info().psn_cash_pay, yuan(100));
    EXPECT_EQ(solved.info().balc, yuan(30));
}

TEST(Range, ARefusalOfABillThatPaysNothingAnywayIsNoRange) {
    // Below the deductible: fund 0 and the whole bill personal, refused or not.
    const Rules rules =
        Rules{}.add(Parameter::gate, word(policy::Gate::reject), When{}.person({Person::active}));
    const Solved solved = solve(rules, open_person());
    EXPECT_EQ(solved.status(), Status::computed);
    EXPECT_EQ(solved.info().act_pay_dedc, yuan(100));
    EXPECT_FALSE(solved.assumes(AssumptionKind::split_open));
}

TEST(Range, AnOpenFactThatNobodyReadsDoesNotMatter) {
    Case stated = bill(11000);
    stated.psn_type.clear();
    stated.hosp_lv.clear();
    stated.age.reset();
    stated.ipt_cnt.reset();
    stated.psn_idet.reset();
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(8000));
}

TEST(Range, AskIsTheFactThatLeavesTheLeastOpen) {
    // Level decides between 50 and 90, the person adds 2 points: the level narrows more.
    const Rules rules =
        free_of_deductible()
            .clear(Parameter::ratio)
            .add(Parameter::ratio, pays("0.90"), When{}.level({Level::primary}))
            .add(Parameter::ratio, pays("0.70"), When{}.level({Level::secondary}))
            .add(Parameter::ratio, pays("0.50"), When{}.level({Level::tertiary}))
            .add(Parameter::ratio_adjust, points("0.02"), When{}.person({Person::retired}));
    Case stated = open_person();
    stated.hosp_lv.clear();
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{yuan(50), yuan(92)}));
    EXPECT_EQ(solved.answer.range.ask, "hosp_lv");
    ASSERT_EQ(solved.answer.range.because.size(), 2U);
    const auto& level_readings = solved.answer.range.because[0].readings;
    EXPECT_EQ(solved.answer.range.because[0].fact, Fact::hosp_lv);
    EXPECT_EQ(level_readings[0].fund, (Ends{yuan(50), yuan(52)}));
    EXPECT_EQ(level_readings[3].fund, (Ends{yuan(90), yuan(92)}));
    EXPECT_EQ(level_readings[3].person, (Ends{yuan(8), yuan(10)}));
    EXPECT_EQ(solved.answer.range.because[1].fact, Fact::psn_type);
    EXPECT_EQ(solved.answer.range.because[1].readings[0].fund, (Ends{yuan(50), yuan(90)}));
}

TEST(Range, AFactThatMakesNoDifferenceIsNoReason) {
    // The level is read, but all levels pay the same; the person decides.
    const Rules rules =
        by_person()
            .add(Parameter::floor, pays("0.10"), When{}.level({Level::primary}))
            .add(Parameter::floor, pays("0.20"), When{}.level({Level::secondary, Level::tertiary}));
    Case stated = open_person();
    stated.hosp_lv.clear();
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    ASSERT_EQ(solved.answer.range.because.size(), 1U);
    EXPECT_EQ(solved.answer.range.because.front().fact, Fact::psn_type);
    EXPECT_EQ(solved.answer.range.ask, "psn_type");
}

// --- choices of the pack

TEST(Choice, TwoReadingsOfATextAreARange) {
    const Rules rules = free_of_deductible()
                            .clear(Parameter::ratio)
                            .add_either(Parameter::ratio, {pays("0.70"), pays("0.85")});
    const Solved solved = solve(rules, bill(100));
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{yuan(70), yuan(85)}));
    EXPECT_TRUE(solved.answer.range.ask.empty());  // Nobody but the region can answer.
    ASSERT_EQ(solved.answer.range.because.size(), 1U);
    const Because& because = solved.answer.range.because.front();
    EXPECT_TRUE(because.is_choice);
    ASSERT_NE(because.row, nullptr);
    EXPECT_EQ(because.row->parameter, Parameter::ratio);
    EXPECT_EQ(because.readings[0].label, "0");
    EXPECT_EQ(because.readings[1].label, "1");
    EXPECT_EQ(because.readings[1].fund[0], yuan(85));
}

TEST(Choice, OneRowIsReadInOneWayThroughoutACase) {
    // The first-pay rate is read twice when it is taken after the deductible.
    const Rules rules =
        free_of_deductible()
            .add_either(Parameter::first_pay, {pays("0.10"), pays("0.20")})
            .add(Parameter::first_pay_order, word(policy::FirstPayOrder::after_deductible));
    const Solved solved = solve(rules, bill(100));
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{yuan(64), yuan(72)}));
    EXPECT_EQ(solved.answer.range.because.front().readings.size(), 2U);
}

TEST(Choice, AFactIsAskedBeforeAChoiceOfThePack) {
    const Rules rules = by_person()
                            .clear(Parameter::remote_ratio)
                            .add_either(Parameter::remote_ratio, {points("0.10"), factor("0.90")});
    const Case stated = filed(open_person(), FilingKind::referral, kHarbour);
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.because.size(), 2U);
    EXPECT_EQ(solved.answer.range.ask, "psn_type");
}

// --- open place, filing, date

/// Care elsewhere pays ten points less when referred, twenty when unfiled.
Rules remote_rules() {
    return free_of_deductible()
        .clear(Parameter::remote_ratio)
        .add(Parameter::remote_ratio, nothing(), When{}.filing({FilingState::long_term}))
        .add(Parameter::remote_ratio, points("0.10"),
             When{}.filing(
                 {FilingState::referral, FilingState::emergency, FilingState::other_temporary}))
        .add(Parameter::remote_ratio, points("0.20"), When{}.filing({FilingState::unfiled}))
        .add(Parameter::remote_ratio, nothing(), When{}.filing({FilingState::home}));
}

TEST(OpenFiling, HasSixKindsAndNone) {
    Case stated = bill(100);
    stated.mdtrtarea_admvs = kHarbour;
    stated.filing_given = FilingGiven::open;
    const Solved direct = solve(remote_rules(), stated);
    ASSERT_EQ(direct.status(), Status::range);
    EXPECT_EQ(direct.answer.range.ask, "filing");
    EXPECT_EQ(direct.answer.range.fund_pay_sumamt, (Ends{Money{}, yuan(80)}));  // None: rejected.
    const auto& readings = direct.answer.range.because.front().readings;
    ASSERT_EQ(readings.size(), 7U);
    EXPECT_EQ(readings[0].label, "resettled_retiree");
    EXPECT_EQ(readings[0].fund[0], yuan(80));
    EXPECT_EQ(readings[3].label, "referral");
    EXPECT_EQ(readings[3].fund[0], yuan(70));
    EXPECT_EQ(readings[5].label, "other_temporary");
    EXPECT_EQ(readings[6].label, "none");
    EXPECT_EQ(readings[6].person[0], yuan(100));
    stated.catalog = Catalog::insured;
    EXPECT_EQ(solve(remote_rules(), stated).answer.range.fund_pay_sumamt,
              (Ends{yuan(60), yuan(80)}));
}

TEST(OpenFiling, CareAtHomeNeedsNone) {
    Case stated = bill(100);
    stated.filing_given = FilingGiven::open;
    const Solved solved = solve(remote_rules(), stated);
    EXPECT_EQ(solved.pool(), yuan(80));
    EXPECT_TRUE(solved.assumes(AssumptionKind::no_filing_for_local_care));
}

TEST(OpenFiling, AQuestionMarkCountsForCareAtHomeToo) {
    const Rules less_at_home =
        Rules{remote_rules()}
            .clear(Parameter::remote_ratio)
            .add(Parameter::remote_ratio, points("0.10"), When{}.filing({FilingState::home}));
    Case stated = bill(100);
    stated.filing_given = FilingGiven::open;
    not_known(stated, Fact::filing);
    const Solved solved = solve(less_at_home, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.ask, "filing");
    const auto& readings = solved.answer.range.because.front().readings;
    ASSERT_EQ(readings.size(), 7U);
    EXPECT_EQ(readings[1].fund[0], yuan(70));  // Long-term resident elsewhere.
    EXPECT_EQ(readings[3].fund[0], yuan(80));  // A referral changes nothing at home.
    EXPECT_EQ(readings[6].fund[0], yuan(80));
}

TEST(OpenEmergency, IsAskedWhereNoFilingIsInForce) {
    Case stated = bill(100);
    stated.mdtrtarea_admvs = kHarbour;
    stated.er_flag.reset();
    not_known(stated, Fact::er_flag);
    const Solved solved = solve(remote_rules(), stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.ask, "er_flag");
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{Money{}, yuan(70)}));
    EXPECT_EQ(solved.answer.range.because.front().readings.front().label, "true");
    EXPECT_EQ(solve(remote_rules(), filed(stated, FilingKind::referral, kHarbour)).pool(),
              yuan(70));
}

TEST(OpenPlace, IsAtHomeOrInAnotherProvince) {
    Case stated = bill(100);
    stated.mdtrtarea_admvs.reset();
    stated.filing_given = FilingGiven::given;
    stated.filing.kind = FilingKind::referral;
    const Rules rules =
        Rules{remote_rules()}
            .clear(Parameter::remote_ratio)
            .add(Parameter::remote_ratio, points("0.10"), When{}.distance(Distance::in_province))
            .add(Parameter::remote_ratio, points("0.30"), When{}.distance(Distance::out_province));
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.ask, "mdtrtarea_admvs");
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{yuan(50), yuan(80)}));
    EXPECT_EQ(solved.answer.range.because.front().readings[0].label, "local");
    EXPECT_EQ(solved.answer.range.because.front().readings[1].label, "other_province");
    stated.filing.place = kHarbour;  // A filing to a place covers no place that is open.
    EXPECT_EQ(solve(rules, stated).answer.range.fund_pay_sumamt[0], Money{});
}

TEST(OpenDate, IsTheFirstDayOfEachPeriod) {
    const Rules rules = free_of_deductible()
                            .clear(Parameter::ratio)
                            .add(Parameter::ratio, pays("0.80"))
                            .from("2020-01-01", "2024-07-01")
                            .add(Parameter::ratio, pays("0.85"))
                            .from("2024-07-01");
    Case stated = bill(100);
    stated.begndate.reset();
    stated.enddate.reset();
    stated.setl_date.reset();
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.ask, "setl_date");
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt, (Ends{yuan(80), yuan(85)}));
    ASSERT_EQ(solved.answer.range.because.front().readings.size(), 2U);
    EXPECT_EQ(solved.answer.range.because.front().readings[1].label, "2024-07-01");
    EXPECT_TRUE(solved.cum().by_month.empty());
    EXPECT_EQ(solve(Rules{free_of_deductible()}, stated).pool(), yuan(80));
}

// --- too many

Rules with_identities(int count) {
    Rules rules = free_of_deductible();
    for (int i = 0; i < count; ++i) {
        const std::string name = "i" + std::to_string(100 + i);
        rules.layer(layer_of("l" + std::to_string(i), counting({Bucket::coinsurance})))
            .add(Parameter::layer_ratio, pays("0.01"), When{}.identity(name))
            .add(Parameter::layer_ratio, pays("0.02"), When{}.not_identity(name));
    }
    return rules;
}

TEST(Bounded, ManyOutcomesAreBoundedUpToALimit) {
    // Seven layers read a flag each, the floor five more: 2^12 = 4096 outcomes.
    const auto rules = [](int more) {
        Rules result = with_identities(7);
        When any;
        for (int i = 0; i < more; ++i) {
            any.identity("z" + std::to_string(i));
        }
        result.add(Parameter::floor, pays("0.90"), any);
        return result;
    };
    Case stated = bill(1000);
    stated.psn_idet.reset();
    EXPECT_EQ(solve(rules(5), stated).status(), Status::range);
    const Solved over = solve(rules(6), stated);
    EXPECT_EQ(over.status(), Status::unknown);
    EXPECT_EQ(over.code(), ErrorCode::unbounded);
    EXPECT_EQ(over.answer.outcome.refusal.fact, Fact::psn_idet);
    EXPECT_TRUE(over.answer.outcome.setldetail.empty());
    EXPECT_TRUE(over.answer.trace.entries().empty());
}

// --- answers whose storage is reused

TEST(AdjudicateInto, LeavesNothingOfTheAnswerBefore) {
    const policy::Book book = book_of({pack_of({by_person()})});
    Answer reused;
    Case first = open_person();
    first.fee.only_total = true;
    first.cum.emplace();
    first.cum->of(Business::inpatient).pool = yuan(77);
    ASSERT_TRUE(adjudicate_into(book, first, {.trace = true}, reused));
    ASSERT_EQ(reused.status, Status::range);
    ASSERT_TRUE(adjudicate_into(book, bill(100), {.trace = true}, reused));
    const Answer fresh = *adjudicate(book, bill(100), {.trace = true});
    EXPECT_EQ(reused.status, Status::computed);
    EXPECT_EQ(reused.outcome.setlinfo, fresh.outcome.setlinfo);
    EXPECT_EQ(reused.outcome.setldetail, fresh.outcome.setldetail);
    EXPECT_EQ(reused.outcome.assumptions.size(), fresh.outcome.assumptions.size());
    EXPECT_EQ(reused.outcome.cum.of(Business::inpatient).pool,
              fresh.outcome.cum.of(Business::inpatient).pool);
    EXPECT_EQ(reused.trace.entries().size(), fresh.trace.entries().size());
    EXPECT_TRUE(reused.range.because.empty());
    EXPECT_TRUE(reused.range.ask.empty());
    ASSERT_TRUE(adjudicate_into(book, bill(100), {}, reused));
    EXPECT_TRUE(reused.trace.entries().empty());
}

TEST(Adjudicate, WritesATraceOnlyWhenAsked) {
    const policy::Book book = book_of({pack_of({Rules{}})});
    EXPECT_TRUE(adjudicate(book, bill(5000))->trace.entries().empty());
    const Answer traced = *adjudicate(book, bill(5000), {.trace = true});
    EXPECT_FALSE(traced.trace.entries().empty());
    EXPECT_FALSE(traced.trace.refused().empty());
}

TEST(WhatIf, TellsWhatEachKindOfFilingWouldGive) {
    Case stated = bill(100);
    stated.mdtrtarea_admvs = kHarbour;
    const policy::Book book = book_of({pack_of({remote_rules()})});
    ASSERT_EQ(adjudicate(book, stated)->status, Status::rejected);
    const std::vector<WhatIf> all = *what_if_filed(book, stated);
    ASSERT_EQ(all.size(), policy::kFilingKindCount);
    EXPECT_EQ(all[0].kind, FilingKind::resettled_retiree);
    EXPECT_EQ(all[0].answer.outcome.setlinfo.fund_pay_sumamt, yuan(80));
    EXPECT_EQ(all[3].kind, FilingKind::referral);
    EXPECT_EQ(all[3].answer.outcome.setlinfo.fund_pay_sumamt, yuan(70));
    EXPECT_EQ(all[5].answer.outcome.setlinfo.fund_pay_sumamt, yuan(70));
}

}  // namespace
}  // namespace yidi::adjudication::testing
