#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// Step 0: regions, scheme, dates, insurance, injury, filing, connection, refused groups, the year.
namespace yidi::adjudication::testing {
namespace {

/// Where the care stands, or the code of the refusal.
FilingState state_of(const Solved& solved) {
    return solved.answer.outcome.filing_state;
}

// --- 0.1 regions

TEST(Gate, WithoutARegionOrAPackTheAnswerIsUnknown) {
    Case stated = bill(5000);
    stated.insuplc_admdvs.reset();
    EXPECT_EQ(solve(Rules{}, stated).status(), Status::unknown);
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::unbounded);
    stated.insuplc_admdvs = kDelta;
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::no_pack);
}

TEST(Gate, NobodyIsInsuredByTheNationalFrame) {
    Case stated = bill(5000);
    stated.insuplc_admdvs = policy::kNationalFrame;
    const Solved solved = solve(book_of({pack_of({Rules{}}, policy::kNationalFrame)}), stated);
    EXPECT_EQ(solved.code(), ErrorCode::no_pack);
}

TEST(Gate, ADistrictBelongsToItsPoolingArea) {
    Case stated = bill(5000);
    stated.insuplc_admdvs = 130102;
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(3200));  // (5000 − 1000) × 0.8
    stated.insuplc_admdvs = kHome;
    stated.mdtrtarea_admvs = 130102;
    EXPECT_EQ(state_of(solve(Rules{}, stated)), FilingState::local);
}

/// 10 % within the province, 20 % outside.
Rules by_distance() {
    return Rules{}
        .clear(Parameter::remote_ratio)
        .add(Parameter::remote_ratio, points("0.10"), When{}.distance(Distance::in_province))
        .add(Parameter::remote_ratio, points("0.20"), When{}.distance(Distance::out_province));
}

TEST(Gate, TheFirstTwoDigitsTellTheProvince) {
    const Case stated = bill(11000);
    EXPECT_EQ(solve(by_distance(), stated).pool(), yuan(8000));
    EXPECT_EQ(solve(by_distance(), filed(stated, FilingKind::referral, kNextDoor)).pool(),
              yuan(7000));
    EXPECT_EQ(solve(by_distance(), filed(stated, FilingKind::referral, kHarbour)).pool(),
              yuan(6000));
}

// --- 0.2 and 0.3: business, scheme, dates

TEST(Gate, AVisitTypeThatNoTableCoversIsUnknown) {
    Case stated = bill(5000);
    stated.med_type = "99";
    const Solved other = solve(Rules{}, stated);
    EXPECT_EQ(other.status(), Status::unknown);
    EXPECT_EQ(other.code(), ErrorCode::rule_unknown);
    EXPECT_EQ(other.answer.outcome.refusal.fact, Fact::med_type);
    stated.med_type.clear();
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::unbounded);
}

TEST(Gate, AnUndescribedSchemeIsUnknownWithItsReason) {
    Case stated = bill(5000);
    stated.med_type = "41";
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(solved.status(), Status::unknown);
    EXPECT_EQ(solved.code(), ErrorCode::rule_unknown);
    EXPECT_EQ(solved.answer.outcome.refusal.reason, "not in this test");
}

TEST(Gate, BeforeTheFirstRuleNothingIsKnown) {
    Case stated = bill(5000);
    stated.begndate = stated.enddate = stated.setl_date = date("2019-12-31");
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::before_first_rule);
    stated.begndate = stated.enddate = stated.setl_date = date("2020-01-01");
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(3200));
}

TEST(Gate, AfterTheLastRuleNothingIsKnown) {
    Rules rules;
    for (policy::Row& row : rules.scheme().rows) {
        row.source.to = date("2025-03-13");
    }
    EXPECT_EQ(solve(rules, bill(5000)).code(), ErrorCode::rule_unknown);
    for (policy::Row& row : rules.scheme().rows) {
        row.source.to = date("2025-03-14");
    }
    EXPECT_EQ(solve(rules, bill(5000)).pool(), yuan(3200));
}

/// 80 % until 2025-03-10, then 85 %, then from 2025-03-20 90 %.
Rules three_periods(policy::PolicyDate which) {
    return Rules{}
        .add(Parameter::policy_date, word(which))
        .clear(Parameter::ratio)
        .add(Parameter::ratio, pays("0.80"))
        .from("2020-01-01", "2025-03-10")
        .add(Parameter::ratio, pays("0.85"))
        .from("2025-03-10", "2025-03-20")
        .add(Parameter::ratio, pays("0.90"))
        .from("2025-03-20");
}

TEST(Gate, ThePolicyDateChoosesTheRows) {
    Case stated = bill(11000);  // Admitted on the 3rd, discharged on the 13th …
    stated.setl_date = date("2025-03-20");
    const auto pool = [&](policy::PolicyDate which) {
        return solve(three_periods(which), stated).pool();
    };
    EXPECT_EQ(pool(policy::PolicyDate::admission), yuan(8000));
    EXPECT_EQ(pool(policy::PolicyDate::discharge), yuan(8500));
    EXPECT_EQ(pool(policy::PolicyDate::settlement), yuan(9000));
}

TEST(Gate, AMissingDateFollowsTheOthers) {
    Case stated = bill(11000);
    stated.begndate.reset();
    stated.setl_date.reset();  // Discharged on the 13th.
    EXPECT_EQ(solve(three_periods(policy::PolicyDate::admission), stated).pool(), yuan(8500));
    EXPECT_EQ(solve(three_periods(policy::PolicyDate::settlement), stated).pool(), yuan(8500));
    stated.enddate.reset();
    stated.setl_date = date("2025-03-21");
    EXPECT_EQ(solve(three_periods(policy::PolicyDate::discharge), stated).pool(), yuan(9000));
    EXPECT_EQ(solve(three_periods(policy::PolicyDate::admission), stated).pool(), yuan(9000));
    stated.setl_date.reset();
    stated.begndate = date("2025-03-09");
    EXPECT_EQ(solve(three_periods(policy::PolicyDate::settlement), stated).pool(), yuan(8000));
}

// --- 0.4 and 0.5: insurance, injury

TEST(Gate, OnlyTheInsuredArePaidFor) {
    Case stated = bill(5000);
    stated.psn_insu_stas = 2;
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(solved.status(), Status::rejected);
    EXPECT_EQ(solved.code(), ErrorCode::not_insured);
    EXPECT_EQ(solved.info().medfee_sumamt, yuan(5000));
}

TEST(Gate, TheWaitingPeriodIncludesItsLastDay) {
    Case stated = bill(5000);
    stated.waiting_until = date("2025-03-03");  // The day of admission.
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::waiting_period);
    stated.waiting_until = date("2025-03-02");
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(3200));
}

TEST(Gate, AThirdPartyPaysForItsInjury) {
    Case stated = bill(5000);
    stated.trum_flag = true;
    const Solved promised = solve(Rules{}, stated);
    EXPECT_EQ(promised.pool(), yuan(3200));
    EXPECT_TRUE(promised.assumes(AssumptionKind::no_third_party_promise));
    stated.rel_ttp_flag = true;
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::third_party_liable);
}

TEST(Gate, TheFirstRefusalIsTheAnswer) {
    Case stated = filed(bill(5000), FilingKind::referral, kNextDoor);
    stated.mdtrtarea_admvs = kHarbour;
    stated.rel_ttp_flag = true;
    stated.waiting_until = date("2026-01-01");
    stated.psn_insu_stas = 0;
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::not_insured);
    stated.psn_insu_stas = 1;
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::waiting_period);
    stated.waiting_until.reset();
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::third_party_liable);
    stated.rel_ttp_flag = false;
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::filing_elsewhere);
}

// --- 0.6 filing

TEST(Filing, EachKindGivesItsState) {
    const auto state = [](FilingKind kind) {
        return state_of(solve(Rules{}, filed(bill(5000), kind, kHarbour)));
    };
    EXPECT_EQ(state(FilingKind::resettled_retiree), FilingState::long_term);
    EXPECT_EQ(state(FilingKind::long_term_resident), FilingState::long_term);
    EXPECT_EQ(state(FilingKind::posted_worker), FilingState::long_term);
    EXPECT_EQ(state(FilingKind::referral), FilingState::referral);
    EXPECT_EQ(state(FilingKind::emergency), FilingState::emergency);
    EXPECT_EQ(state(FilingKind::other_temporary), FilingState::other_temporary);
}

TEST(Filing, ItsDatesHoldTheDayOfAdmission) {
    Case stated = filed(bill(5000), FilingKind::referral, kHarbour);
    stated.filing.begndate = date("2025-03-03");
    stated.filing.enddate = date("2025-03-03");  // Its last day, included.
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(3200));
    stated.filing.begndate = date("2025-03-04");
    stated.filing.enddate.reset();
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::filing_not_in_force);
    stated.filing.begndate.reset();
    stated.filing.enddate = date("2025-03-02");
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::filing_not_in_force);
}

TEST(Filing, ItsPlaceCoversTheTreatingArea) {
    Case stated = filed(bill(5000), FilingKind::referral, kNextDoor);
    stated.filing.place = 130000;  // The whole province.
    EXPECT_EQ(state_of(solve(Rules{}, stated)), FilingState::referral);
    stated.mdtrtarea_admvs = 120101;
    stated.filing.place = kHarbour;  // A district's pooling area.
    EXPECT_EQ(state_of(solve(Rules{}, stated)), FilingState::referral);
    stated.mdtrtarea_admvs = kHarbour;
    stated.filing.place = 120101;
    EXPECT_EQ(state_of(solve(Rules{}, stated)), FilingState::referral);
    stated.filing.place = kDelta;
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::filing_elsewhere);
}

TEST(Filing, WithoutAPlaceItIsAssumedToBeTheRightOne) {
    Case stated = filed(bill(5000), FilingKind::referral, kHarbour);
    EXPECT_FALSE(solve(Rules{}, stated).assumes(AssumptionKind::filing_place_assumed));
    stated.filing.place.reset();
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(solved.pool(), yuan(3200));
    EXPECT_TRUE(solved.assumes(AssumptionKind::filing_place_assumed));
}

TEST(Filing, WithoutOneADirectBillIsRejectedAndAManualClaimGoesOn) {
    Case stated = bill(5000);
    stated.mdtrtarea_admvs = kHarbour;
    const Solved direct = solve(Rules{}, stated);
    EXPECT_EQ(direct.status(), Status::rejected);
    EXPECT_EQ(direct.code(), ErrorCode::not_filed);
    stated.catalog = Catalog::insured;
    const Solved manual = solve(Rules{}, stated);
    EXPECT_EQ(manual.pool(), yuan(3200));
    EXPECT_EQ(state_of(manual), FilingState::unfiled);
}

TEST(Filing, APackMayPayUnfiledBillsDirectly) {
    Case stated = bill(5000);
    stated.mdtrtarea_admvs = kHarbour;
    const Rules pays_unfiled =
        Rules{}.add(Parameter::unfiled_direct, word(policy::UnfiledDirect::pay),
                    When{}.distance(Distance::out_province));
    const Solved solved = solve(pays_unfiled, stated);
    EXPECT_EQ(solved.pool(), yuan(3200));
    EXPECT_EQ(state_of(solved), FilingState::unfiled);
    stated.mdtrtarea_admvs = kNextDoor;
    EXPECT_EQ(solve(pays_unfiled, stated).code(), ErrorCode::not_filed);
}

TEST(Filing, AnEmergencyStandsInForAMissingFiling) {
    Case stated = bill(5000);
    stated.mdtrtarea_admvs = kHarbour;
    stated.er_flag = true;
    EXPECT_EQ(state_of(solve(Rules{}, stated)), FilingState::emergency);
    // A filing in force goes before.
    stated = filed(stated, FilingKind::posted_worker, kHarbour);
    EXPECT_EQ(state_of(solve(Rules{}, stated)), FilingState::long_term);
    stated.filing.place = kDelta;
    EXPECT_EQ(state_of(solve(Rules{}, stated)), FilingState::emergency);
}

TEST(Filing, AnEmergencyVisitTypeTellsWhereTheFlagDoesNot) {
    Case stated = bill(5000);
    stated.mdtrtarea_admvs = kHarbour;
    stated.er_flag.reset();
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::not_filed);
    stated.med_type = "24";
    const Solved solved = solve(Rules{}, stated);
    EXPECT_EQ(state_of(solved), FilingState::emergency);
    EXPECT_TRUE(solved.assumes(AssumptionKind::er_flag_from_med_type));
    stated.med_type = "13";
    EXPECT_EQ(state_of(solve(Rules{Business::outpatient}, stated)), FilingState::emergency);
    stated.er_flag = false;
    EXPECT_EQ(solve(Rules{Business::outpatient}, stated).code(), ErrorCode::not_filed);
}

TEST(Filing, APackDefaultForTheFlagGoesBeforeTheVisitType) {
    Case stated = bill(5000);
    stated.mdtrtarea_admvs = kHarbour;
    stated.med_type = "24";
    stated.er_flag.reset();
    policy::Pack pack = pack_of({Rules{}});
    pack.defaults.er_flag = false;
    EXPECT_EQ(solve(book_of({pack}), stated).code(), ErrorCode::not_filed);
    pack.defaults.er_flag = true;
    stated.med_type = "21";
    const Solved solved = solve(book_of({pack}), stated);
    EXPECT_EQ(state_of(solved), FilingState::emergency);
    EXPECT_TRUE(solved.assumes(AssumptionKind::pack_default));
}

TEST(Filing, ALongTermFilingElsewhereMakesCareAtHomeDifferent) {
    Case stated = bill(11000);
    const Rules less_at_home =
        Rules{}
            .clear(Parameter::remote_ratio)
            .add(Parameter::remote_ratio, points("0.10"), When{}.filing({FilingState::home}));
    EXPECT_EQ(solve(less_at_home, stated).pool(), yuan(8000));
    stated.filing_given = FilingGiven::given;
    stated.filing.kind = FilingKind::long_term_resident;
    stated.filing.place = kDelta;
    const Solved home = solve(less_at_home, stated);
    EXPECT_EQ(state_of(home), FilingState::home);
    EXPECT_EQ(home.pool(), yuan(7000));
    stated.filing.begndate = date("2025-03-04");  // Not yet in force.
    EXPECT_EQ(state_of(solve(less_at_home, stated)), FilingState::local);
    stated.filing.begndate.reset();
    stated.filing.kind = FilingKind::referral;
    EXPECT_EQ(state_of(solve(less_at_home, stated)), FilingState::local);
}

TEST(Filing, APromiseToStayAwayRefusesCareAtHome) {
    Case stated = bill(5000);
    stated.filing_given = FilingGiven::given;
    stated.filing.kind = FilingKind::long_term_resident;
    stated.filing.promise = true;
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::promise_not_completed);
    stated.filing.place = kHarbour;
    stated.mdtrtarea_admvs = kHarbour;
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(3200));
}

// --- corridors

Solved in_corridor(const Case& stated, std::string_view from = "2023-04-01",
                   Business business = Business::inpatient) {
    policy::Pack frame = pack_of({}, policy::kNationalFrame);
    policy::Corridor corridor;
    corridor.id = "north";
    corridor.regions = {110000, 120000, 130000};
    corridor.business = static_cast<std::uint8_t>(1U << static_cast<unsigned>(business));
    corridor.source = policy::testing::source_from(from);
    frame.corridors.push_back(corridor);
    return solve(book_of({frame, pack_of({Rules{}})}), stated);
}

TEST(Corridor, NeedsNoFiling) {
    Case stated = bill(5000);
    stated.mdtrtarea_admvs = kHarbour;
    const Solved solved = in_corridor(stated);
    EXPECT_EQ(state_of(solved), FilingState::long_term);
    EXPECT_EQ(solved.pool(), yuan(3200));
    EXPECT_TRUE(solved.assumes(AssumptionKind::deemed_filed));
    stated.mdtrtarea_admvs = kDelta;
    EXPECT_EQ(in_corridor(stated).code(), ErrorCode::not_filed);
}

TEST(Corridor, TakesNoNoticeOfAFiling) {
    EXPECT_EQ(state_of(in_corridor(filed(bill(5000), FilingKind::referral, kHarbour))),
              FilingState::long_term);
}

TEST(Corridor, HoldsOnTheDayOfAdmissionForItsBusiness) {
    Case stated = bill(5000);
    stated.mdtrtarea_admvs = kHarbour;
    EXPECT_EQ(in_corridor(stated, "2025-03-03").pool(), yuan(3200));
    EXPECT_EQ(in_corridor(stated, "2025-03-04").code(), ErrorCode::not_filed);
    EXPECT_EQ(in_corridor(stated, "2023-04-01", Business::outpatient).code(), ErrorCode::not_filed);
}

// --- 0.7 connection

TEST(Connection, ARemoteHospitalSettlesDirectlyOnlyWhereConnected) {
    Case stated = filed(bill(5000), FilingKind::referral, kHarbour);
    stated.inst_open = 1U << static_cast<unsigned>(Business::outpatient);
    EXPECT_EQ(solve(Rules{}, stated).code(), ErrorCode::not_connected);
    stated.inst_open = 1U << static_cast<unsigned>(Business::inpatient);
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(3200));
    stated.inst_open = 0;
    stated.catalog = Catalog::insured;  // A manual claim needs no connection.
    EXPECT_EQ(solve(Rules{}, stated).pool(), yuan(3200));
    Case home = bill(5000);
    home.inst_open = 0;
    EXPECT_EQ(solve(Rules{}, home).pool(), yuan(3200));
}

// --- 0.8 refused groups, chronic care

TEST(RefusedGroups, AGateRowRefusesWithItsNote) {
    Rules rules =
        Rules{}.add(Parameter::gate, word(policy::Gate::reject), When{}.attr("non_designated"));
    rules.last().note = "designated hospitals only";
    Case stated = bill(5000);
    EXPECT_EQ(solve(rules, stated).pool(), yuan(3200));
    stated.inst_attr = {"non_designated"};
    const Solved solved = solve(rules, stated);
    EXPECT_EQ(solved.status(), Status::rejected);
    EXPECT_EQ(solved.code(), ErrorCode::not_covered);
    EXPECT_EQ(solved.answer.outcome.refusal.reason, "designated hospitals only");
    ASSERT_NE(solved.answer.outcome.refusal.row, nullptr);
}

/// Chronic care at 70 %, out-patient care at 50 %, both without deductible.
Rules chronic() {
    return Rules{Business::chronic}
        .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
        .set(Parameter::ratio, pays("0.70"));
}
Rules outpatient() {
    return Rules{Business::outpatient}
        .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
        .set(Parameter::ratio, pays("0.50"));
}
Solved chronic_care(const Rules& rules, std::optional<bool> recognised) {
    Case stated = visit(1000);
    stated.med_type = "14";
    stated.recognised = recognised;
    return solve(book_of({pack_of({rules, outpatient()})}), stated);
}

TEST(Chronic, NeedsRecognition) {
    EXPECT_EQ(chronic_care(chronic(), true).pool(), yuan(700));
    EXPECT_EQ(chronic_care(chronic(), false).code(), ErrorCode::not_recognised);
}

TEST(Chronic, WithoutRecognitionAPackMayPayAsOutpatient) {
    const Rules rules =
        chronic().add(Parameter::unrecognised, word(policy::Unrecognised::ordinary_outpatient));
    const Solved solved = chronic_care(rules, false);
    EXPECT_EQ(solved.pool(), yuan(500));
    EXPECT_EQ(solved.answer.outcome.scheme->scheme->business, Business::outpatient);
    EXPECT_EQ(solved.cum().of(Business::outpatient).pool, yuan(500));
    EXPECT_EQ(chronic_care(rules, true).pool(), yuan(700));
}

TEST(Chronic, TheOutpatientSchemesOwnGateIsAsked) {
    Case stated = visit(1000);
    stated.med_type = "14";
    stated.recognised = false;
    const Rules refusing = outpatient().add(Parameter::gate, word(policy::Gate::reject));
    const Rules through =
        chronic().add(Parameter::unrecognised, word(policy::Unrecognised::ordinary_outpatient));
    EXPECT_EQ(solve(book_of({pack_of({through, refusing})}), stated).code(),
              ErrorCode::not_covered);
    // Without an out-patient scheme nothing is known of the case.
    EXPECT_EQ(solve(through, stated).code(), ErrorCode::rule_unknown);
}

TEST(Chronic, TheOrdinarySchemeKeepsTheDayThatTheChronicOneOpened) {
    // Without any date the periods of the chronic scheme are the candidates. Their numbers mean
    // nothing in the outpatient scheme, which has one period only.
    const Rules through =
        chronic()
            .add(Parameter::unrecognised, word(policy::Unrecognised::ordinary_outpatient))
            .add(Parameter::cap_visit, amount(900))
            .from("2031-01-01", "2032-01-01")
            .add(Parameter::cap_visit, amount(800))
            .from("2033-01-01", "2034-01-01");
    Case stated = visit(1000);
    stated.med_type = "14";
    stated.recognised = false;
    stated.begndate.reset();
    stated.enddate.reset();
    stated.setl_date.reset();
    const Solved solved = solve(book_of({pack_of({through, outpatient()})}), stated);
    EXPECT_EQ(solved.status(), Status::computed);
    EXPECT_EQ(solved.pool(), yuan(500));
}

// --- 0.9 the year

Solved stay(const Rules& rules, std::string_view from, std::string_view to) {
    Case stated = bill(5000);
    stated.begndate = date(from);
    stated.enddate = stated.setl_date = date(to);
    return solve(rules, stated);
}

TEST(Year, AStayAcrossTwoYearsMayNeedAnInterimSettlement) {
    const Rules rules =
        Rules{}.add(Parameter::year_crossing, word(policy::YearCrossing::settle_at_year_end));
    EXPECT_EQ(stay(rules, "2024-12-20", "2025-01-05").code(), ErrorCode::interim_required);
    EXPECT_EQ(stay(rules, "2024-12-20", "2024-12-31").pool(), yuan(3200));
    EXPECT_EQ(stay(rules, "2025-01-01", "2025-01-05").pool(), yuan(3200));
    EXPECT_EQ(stay(rules, "2024-01-01", "2025-01-01").code(), ErrorCode::interim_required);
    EXPECT_EQ(stay(Rules{}, "2024-12-20", "2025-01-05").pool(), yuan(3200));
    const Rules by_admission =
        Rules{}.add(Parameter::year_crossing, word(policy::YearCrossing::by_admission));
    EXPECT_EQ(stay(by_admission, "2024-12-20", "2025-01-05").pool(), yuan(3200));
}

TEST(Year, ABenefitYearMayBeginInJuly) {
    const Rules rules =
        Rules{}
            .add(Parameter::year_crossing, word(policy::YearCrossing::settle_at_year_end))
            .add(Parameter::benefit_year_start, day_of_year(701));
    EXPECT_EQ(stay(rules, "2024-12-20", "2025-01-05").pool(), yuan(3200));
    EXPECT_EQ(stay(rules, "2025-06-30", "2025-07-01").code(), ErrorCode::interim_required);
    EXPECT_EQ(stay(rules, "2025-07-01", "2025-07-20").pool(), yuan(3200));
    EXPECT_EQ(stay(rules, "2025-06-01", "2025-06-30").pool(), yuan(3200));
}

TEST(Year, OfDischargeIsTheOneThatCountsUnlessAPackSaysOtherwise) {
    const auto year = [](const Rules& rules) {
        return stay(rules, "2024-12-20", "2025-01-05").answer.outcome.benefit_year;
    };
    EXPECT_EQ(year(Rules{}), date("2025-01-01"));
    EXPECT_EQ(year(Rules{}.add(Parameter::year_crossing, word(policy::YearCrossing::by_admission))),
              date("2024-01-01"));
    EXPECT_EQ(year(Rules{}.add(Parameter::benefit_year_start, day_of_year(701))),
              date("2024-07-01"));
}

TEST(Year, OnlyStaysCanCrossIt) {
    Case stated = visit(5000);
    stated.begndate = date("2024-12-20");
    const Rules rules = Rules{Business::outpatient}.add(
        Parameter::year_crossing, word(policy::YearCrossing::settle_at_year_end));
    EXPECT_EQ(solve(rules, stated).pool(), yuan(3200));
}

}  // namespace
}  // namespace yidi::adjudication::testing
