#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "domain/adjudication/case_test_support.h"

// What tables ask of a case: facts that are stated, come from defaults of the pack, or are open.
namespace yidi::adjudication::testing {
namespace {

using policy::TopLevel;

/// Primary 90 %, secondary 80 %, tertiary 70 %, top 60 %; no deductible.
Rules by_level(TopLevel top = TopLevel::none) {
    Rules rules = Rules{}
                      .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
                      .clear(Parameter::ratio)
                      .add(Parameter::ratio, pays("0.90"), When{}.level({Level::primary}))
                      .add(Parameter::ratio, pays("0.80"), When{}.level({Level::secondary}))
                      .add(Parameter::ratio, pays("0.70"), When{}.level({Level::tertiary}))
                      .add(Parameter::ratio, pays("0.60"), When{}.level({Level::top}));
    return rules.add(Parameter::top_level, word(top));
}

std::int64_t percent(const Rules& rules, const Case& stated) {
    return solve(rules, stated).pool().fen() / 100;  // Of a bill of 100 yuan.
}

Case in_hospital(std::string hosp_lv) {
    Case stated = bill(100);
    stated.hosp_lv = std::move(hosp_lv);
    return stated;
}

// --- level

TEST(Level, FollowsTheHospitalsGrade) {
    for (const std::string_view code : {"01", "02", "03", "04"}) {
        EXPECT_EQ(percent(by_level(), in_hospital(std::string{code})), 70) << code;
    }
    for (const std::string_view code : {"05", "06", "07"}) {
        EXPECT_EQ(percent(by_level(), in_hospital(std::string{code})), 80) << code;
    }
    for (const std::string_view code : {"08", "09", "10", "11"}) {
        EXPECT_EQ(percent(by_level(), in_hospital(std::string{code})), 90) << code;
    }
}

TEST(Level, AHospitalWithoutGradeIsPrimaryByAssumption) {
    EXPECT_TRUE(solve(by_level(), in_hospital("11")).assumes(AssumptionKind::ungraded_is_primary));
    EXPECT_FALSE(solve(by_level(), in_hospital("10")).assumes(AssumptionKind::ungraded_is_primary));
}

TEST(Level, TheTopMayBeTheFirstGrade) {
    EXPECT_EQ(percent(by_level(TopLevel::hosp_lv_01), in_hospital("01")), 60);
    EXPECT_EQ(percent(by_level(TopLevel::hosp_lv_01), in_hospital("02")), 70);
}

TEST(Level, OrTheHospitalsOfTheProvince) {
    Case stated = in_hospital("02");
    EXPECT_EQ(percent(by_level(TopLevel::province_owned), stated), 70);
    stated.inst_attr = {"province_owned"};
    EXPECT_EQ(percent(by_level(TopLevel::province_owned), stated), 60);
    stated.hosp_lv = "05";  // Only tertiary ones.
    EXPECT_EQ(percent(by_level(TopLevel::province_owned), stated), 80);
    stated.hosp_lv = "01";
    EXPECT_EQ(percent(by_level(), stated), 70);  // Nobody is of the top level.
}

TEST(Level, MappingHoldsForCareElsewhereOnly) {
    const Rules rules = by_level().add(Parameter::level_map, level(Level::tertiary),
                                       When{}.level({Level::secondary}));
    EXPECT_EQ(percent(rules, in_hospital("05")), 80);
    const auto away = [](std::string hosp_lv) {
        return filed(in_hospital(std::move(hosp_lv)), FilingKind::referral, kHarbour);
    };
    EXPECT_EQ(percent(rules, away("05")), 70);
    EXPECT_EQ(percent(rules, away("08")), 90);
}

TEST(Level, AnOpenOneHasFourCandidates) {
    const Solved solved = solve(by_level(TopLevel::hosp_lv_01), in_hospital(""));
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[0], yuan(60));
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[1], yuan(90));
    EXPECT_EQ(solved.answer.range.ask, "hosp_lv");
    ASSERT_EQ(solved.answer.range.because.size(), 1U);
    ASSERT_EQ(solved.answer.range.because.front().readings.size(), 4U);
    EXPECT_EQ(solved.answer.range.because.front().readings.front().label, "01");
    EXPECT_EQ(solved.answer.range.because.front().readings.back().label, "08");
    EXPECT_EQ(solved.answer.range.because.front().readings.back().fund[0], yuan(90));
}

TEST(Level, AQuestionMarkOpensAStatedOne) {
    Case stated = in_hospital("05");
    not_known(stated, Fact::hosp_lv);
    EXPECT_EQ(solve(by_level(), stated).status(), Status::range);
}

// --- person

TEST(Person, AGroupOfAnotherInsuranceIsUnknown) {
    const Rules rules = Rules{}
                            .clear(Parameter::ratio)
                            .add(Parameter::ratio, pays("0.80"), When{}.person({Person::active}))
                            .add(Parameter::ratio, pays("0.90"), When{}.person({Person::retired}));
    Case stated = bill(100);
    stated.psn_type = "15";
    EXPECT_EQ(solve(rules, stated).code(), ErrorCode::rule_unknown);
    stated.psn_type = "13";
    EXPECT_EQ(solve(rules, stated).code(), ErrorCode::rule_unknown);
    EXPECT_EQ(solve(Rules{}, stated).pool(), Money{});  // Nobody asked.
    // Nor does it fall to the default of a parameter that may be left out.
    stated = bill(5000);
    stated.psn_type = "15";
    const Solved above = solve(
        Rules{}.add(Parameter::floor, pays("0.40"), When{}.person({Person::retired})), stated);
    EXPECT_EQ(above.code(), ErrorCode::rule_unknown);
    EXPECT_EQ(above.answer.outcome.refusal.fact, Fact::psn_type);
}

TEST(Person, AnOpenOneIsOfTheStatedInsurance) {
    const auto rules = [](Insutype insutype, Person one, Person two) {
        return Rules{Business::inpatient, insutype}
            .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
            .clear(Parameter::ratio)
            .add(Parameter::ratio, pays("0.80"), When{}.person({one}))
            .add(Parameter::ratio, pays("0.90"), When{}.person({two}));
    };
    Case stated = bill(100);
    stated.psn_type.clear();
    const Solved employee =
        solve(rules(Insutype::employee, Person::active, Person::retired), stated);
    ASSERT_EQ(employee.status(), Status::range);
    EXPECT_EQ(employee.answer.range.ask, "psn_type");
    EXPECT_EQ(employee.answer.range.because.front().readings.size(), 2U);
    EXPECT_EQ(employee.answer.range.because.front().readings.back().label, "12");
    stated.insutype = Insutype::resident;
    const Rules residents = rules(Insutype::resident, Person::child, Person::adult)
                                .add(Parameter::ratio, pays("0.95"), When{}.person({Person::old}));
    const Solved resident = solve(residents, stated);
    ASSERT_EQ(resident.answer.range.because.size(), 1U);
    EXPECT_EQ(resident.answer.range.because.front().readings.size(), 3U);
    EXPECT_EQ(resident.answer.range.because.front().readings.back().label, "16");
}

TEST(Person, TellsTheInsuranceWhereTheCaseDoesNot) {
    const policy::Pack pack = pack_of({Rules{}, Rules{Business::inpatient, Insutype::resident}.set(
                                                    Parameter::ratio, pays("0.50"))});
    Case stated = bill(11000);
    stated.insutype.reset();
    stated.psn_type = "15";
    EXPECT_EQ(solve(book_of({pack}), stated).pool(), yuan(5000));
    stated.psn_type.clear();
    const Solved open = solve(book_of({pack}), stated);
    ASSERT_EQ(open.status(), Status::range);
    EXPECT_EQ(open.answer.range.ask, "insutype");
    EXPECT_EQ(open.answer.range.because.front().readings.front().label, "310");
    EXPECT_EQ(open.answer.range.because.front().readings.back().label, "390");
}

// --- numbers

Rules by_admission() {
    return Rules{}
        .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
        .clear(Parameter::ratio)
        .add(Parameter::ratio, pays("0.60"), When{}.nth({1, 1}))
        .add(Parameter::ratio, pays("0.70"), When{}.nth({2, 2}))
        .add(Parameter::ratio, pays("0.80"), When{}.nth({3, {}}));
}

TEST(Admissions, AreStatedOrCounted) {
    Case stated = bill(100);
    stated.ipt_cnt = 2;
    EXPECT_EQ(percent(by_admission(), stated), 70);
    year_of(stated).ipt_cnt = 4;
    stated.cum_has_ipt_cnt = true;
    EXPECT_EQ(percent(by_admission(), stated), 70);  // What is stated goes before.
    stated.ipt_cnt.reset();
    EXPECT_EQ(percent(by_admission(), stated), 80);
    year_of(stated).ipt_cnt = 0;
    EXPECT_EQ(percent(by_admission(), stated), 60);
}

TEST(Admissions, AnOpenCountIsEachThatTheRowsTellApart) {
    Case stated = bill(100);
    stated.ipt_cnt.reset();
    const Solved solved = solve(by_admission(), stated);
    ASSERT_EQ(solved.status(), Status::range);
    ASSERT_EQ(solved.answer.range.because.size(), 1U);
    ASSERT_EQ(solved.answer.range.because.front().readings.size(), 3U);
    EXPECT_EQ(solved.answer.range.because.front().readings.back().label, "3");
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[1], yuan(80));
}

/// Under 60: 50 %, from 60 on: 70 %, or the same by months insured or date of retirement.
Rules by_number(const When& low, const When& high) {
    return Rules{}
        .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
        .clear(Parameter::ratio)
        .add(Parameter::ratio, pays("0.50"), low)
        .add(Parameter::ratio, pays("0.70"), high);
}

TEST(Numbers, AgeMonthsAndRetirementAreRead) {
    Case stated = bill(100);
    const Rules age = by_number(When{}.age({{}, 59}), When{}.age({60, {}}));
    stated.age = 59;
    EXPECT_EQ(percent(age, stated), 50);
    stated.age = 60;
    EXPECT_EQ(percent(age, stated), 70);
    const Rules months = by_number(When{}.months({{}, 5}), When{}.months({6, {}}));
    stated.insured_months = 5;
    EXPECT_EQ(percent(months, stated), 50);
    stated.insured_months = 6;
    EXPECT_EQ(percent(months, stated), 70);
    const Rules retirement =
        by_number(When{}.retired_before("2001-01-01"), When{}.retired_from("2001-01-01"));
    stated.retire_date = date("2000-12-31");
    EXPECT_EQ(percent(retirement, stated), 50);
    stated.retire_date = date("2001-01-01");
    EXPECT_EQ(percent(retirement, stated), 70);
}

TEST(Numbers, OpenOnesHaveACandidateInEachInterval) {
    Case stated = bill(100);
    stated.age.reset();
    const auto opened = [&](const Rules& rules, std::string_view ask, std::string_view low,
                            std::string_view high) {
        const Solved solved = solve(rules, stated);
        ASSERT_EQ(solved.status(), Status::range) << ask;
        EXPECT_EQ(solved.answer.range.ask, ask);
        ASSERT_EQ(solved.answer.range.because.size(), 1U);
        ASSERT_EQ(solved.answer.range.because.front().readings.size(), 2U);
        EXPECT_EQ(solved.answer.range.because.front().readings[0].label, low);
        EXPECT_EQ(solved.answer.range.because.front().readings[1].label, high);
        EXPECT_EQ(solved.answer.range.because.front().readings[0].fund[0], yuan(50));
        EXPECT_EQ(solved.answer.range.because.front().readings[1].fund[0], yuan(70));
    };
    opened(by_number(When{}.age({{}, 59}), When{}.age({60, {}})), "age", "0", "60");
    opened(by_number(When{}.months({{}, 5}), When{}.months({6, {}})), "insured_months", "0", "6");
    opened(by_number(When{}.retired_before("2001-01-01"), When{}.retired_from("2001-01-01")),
           "retire_date", "2000-12-31", "2001-01-01");
}

TEST(Numbers, AFormulaOfTheAgeIsComputedAtItsEnds) {
    Case stated = bill(100);
    stated.age.reset();
    const Rules rules = Rules{}
                            .set(Parameter::deductible_way, word(policy::DeductibleWay::none))
                            .set(Parameter::ratio, of_age("0.50", "0.001"));
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[0], yuan(50));
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[1], yuan(62));  // 0.5 + 120 × 0.001
}

// --- names

struct Named {
    Fact fact;
    When& (When::*condition)(std::string);
    std::string Case::*member;
};

TEST(Names, TierRankDiseaseAndHospitalAreReadOrOpen) {
    for (const Named& one : {Named{Fact::insu_tier, &When::tier, &Case::insu_tier},
                             {Fact::civil_rank, &When::rank, &Case::civil_rank},
                             {Fact::dise_codg, &When::disease, &Case::dise_codg},
                             {Fact::fixmedins_code, &When::hospital, &Case::fixmedins_code}}) {
        const Rules rules =
            by_number((When{}.*one.condition)("x"), (When{}.*one.condition)("other"));
        Case stated = bill(100);
        std::string& fact = std::invoke(one.member, stated);
        fact = "x";
        EXPECT_EQ(percent(rules, stated), 50) << key_of(one.fact);
        fact = "y";
        EXPECT_EQ(percent(rules, stated), 70) << key_of(one.fact);
        fact.clear();
        const Solved solved = solve(rules, stated);
        ASSERT_EQ(solved.status(), Status::range) << key_of(one.fact);
        EXPECT_EQ(solved.answer.range.ask, key_of(one.fact));
        ASSERT_EQ(solved.answer.range.because.front().readings.size(), 2U);
        EXPECT_EQ(solved.answer.range.because.front().readings[0].label, "x");
        EXPECT_EQ(solved.answer.range.because.front().readings[1].label, "other");
    }
}

TEST(Names, AVisitTypeIsAlwaysKnown) {
    const Rules rules = by_number(When{}.med_type("21"), When{}.med_type("other"));
    Case stated = bill(100);
    EXPECT_EQ(percent(rules, stated), 50);
    stated.med_type = "22";
    EXPECT_EQ(percent(rules, stated), 70);
}

TEST(Names, ADiseaseBelongsToItsGroup) {
    policy::Pack frame = pack_of({}, policy::kNationalFrame);
    policy::DiseaseGroup group;
    group.id = "hypertension";
    group.codes = {"M03900"};
    frame.disease_groups.push_back(group);
    const Rules rules = by_number(When{}.disease("hypertension"), When{}.disease("other"));
    Case stated = bill(100);
    stated.dise_codg = "M03900";
    EXPECT_EQ(solve(book_of({frame, pack_of({rules})}), stated).pool(), yuan(50));
    EXPECT_EQ(percent(rules, stated), 70);  // Without a frame there is no group.
}

// --- identities, attributes

TEST(Flags, IdentitiesAreStatedOrOpenOneByOne) {
    const Rules rules =
        by_number(When{}.identity("a").identity("b"), When{}.not_identity("a").not_identity("b"));
    Case stated = bill(100);
    EXPECT_EQ(percent(rules, stated), 70);
    stated.psn_idet = {"c", "b"};
    EXPECT_EQ(percent(rules, stated), 50);
    stated.psn_idet.reset();
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.ask, "psn_idet");
    ASSERT_EQ(solved.answer.range.because.size(), 2U);
    EXPECT_EQ(solved.answer.range.because[0].name, "a");
    EXPECT_EQ(solved.answer.range.because[1].name, "b");
    EXPECT_EQ(solved.answer.range.because[0].readings[0].label, "true");
    EXPECT_EQ(solved.answer.range.because[0].readings[0].fund[1], yuan(50));
    EXPECT_EQ(solved.answer.range.because[0].readings[1].label, "false");
    EXPECT_EQ(solved.answer.range.because[0].readings[1].fund[1], yuan(70));
}

TEST(Flags, AttributesLikewise) {
    const Rules rules = by_number(When{}.attr("owned"), When{}.not_attr("owned"));
    Case stated = bill(100);
    EXPECT_EQ(percent(rules, stated), 70);
    stated.inst_attr = {"owned"};
    EXPECT_EQ(percent(rules, stated), 50);
    stated.inst_attr.reset();
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);
    EXPECT_EQ(solved.answer.range.ask, "inst_attr");
    EXPECT_EQ(solved.answer.range.ask_name, "owned");
    EXPECT_EQ(solved.answer.range.because.front().name, "owned");
}

TEST(Flags, TheOwnerIsAskedOnlyWhereItDecides) {
    Case stated = in_hospital("02");
    stated.inst_attr.reset();
    EXPECT_EQ(solve(by_level(TopLevel::province_owned), stated).status(), Status::range);
    stated.hosp_lv = "05";
    EXPECT_EQ(percent(by_level(TopLevel::province_owned), stated), 80);
    stated.hosp_lv = "02";
    EXPECT_EQ(percent(by_level(), stated), 70);
}

TEST(Recognition, IsStatedOrOpen) {
    const Rules rules = Rules{Business::chronic};
    Case stated = visit(5000);
    stated.med_type = "14";
    const Solved solved = solve(rules, stated);
    ASSERT_EQ(solved.status(), Status::range);  // Rejected without it.
    EXPECT_EQ(solved.answer.range.ask, "recognised");
    EXPECT_EQ(solved.answer.range.because.front().readings.front().label, "true");
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[0], Money{});
    EXPECT_EQ(solved.answer.range.fund_pay_sumamt[1], yuan(3200));
}

// --- defaults of the pack

policy::Defaults all_defaults() {
    policy::Defaults defaults;
    defaults.psn_idet = {"poor"};
    defaults.inst_attr = {"owned"};
    defaults.insu_tier = "x";
    defaults.civil_rank = "x";
    defaults.hosp_lv = "08";
    defaults.age = 10;
    defaults.insured_months = 3;
    defaults.ipt_cnt = 1;
    defaults.retire_date = date("2000-01-01");
    defaults.recognised = true;
    return defaults;
}

TEST(Defaults, AnswerForAKeyThatIsLeftOutButNotForAQuestionMark) {
    struct Default {
        Fact fact;
        When low;
        When high;
    };
    for (const Default& one :
         {Default{Fact::psn_idet, When{}.identity("poor"), When{}.not_identity("poor")},
          {Fact::inst_attr, When{}.attr("owned"), When{}.not_attr("owned")},
          {Fact::insu_tier, When{}.tier("x"), When{}.tier("other")},
          {Fact::civil_rank, When{}.rank("x"), When{}.rank("other")},
          {Fact::hosp_lv, When{}.level({Level::primary}),
           When{}.level({Level::secondary, Level::tertiary})},
          {Fact::age, When{}.age({{}, 59}), When{}.age({60, {}})},
          {Fact::insured_months, When{}.months({{}, 5}), When{}.months({6, {}})},
          {Fact::ipt_cnt, When{}.nth({1, 1}), When{}.nth({2, {}})},
          {Fact::retire_date, When{}.retired_before("2001-01-01"),
           When{}.retired_from("2001-01-01")}}) {
        const Rules rules = by_number(one.low, one.high);
        Case stated = bill(100);
        stated.psn_idet.reset();
        stated.inst_attr.reset();
        stated.hosp_lv.clear();
        stated.age.reset();
        stated.ipt_cnt.reset();
        policy::Pack pack = pack_of({rules});
        EXPECT_EQ(solve(book_of({pack}), stated).status(), Status::range) << key_of(one.fact);
        pack.defaults = all_defaults();
        const Solved solved = solve(book_of({pack}), stated);
        EXPECT_EQ(solved.pool(), yuan(50)) << key_of(one.fact);
        // The year counts the admission, so that its default is assumed at the end at the latest.
        const int assumed = one.fact == Fact::ipt_cnt ? 1 : 2;
        ASSERT_EQ(solved.count_of(AssumptionKind::pack_default), assumed) << key_of(one.fact);
        EXPECT_EQ(solved.answer.outcome.assumptions.front().fact, one.fact);
        not_known(stated, one.fact);
        EXPECT_EQ(solve(book_of({pack}), stated).status(), Status::range) << key_of(one.fact);
    }
}

TEST(Defaults, AStatedFactGoesBefore) {
    policy::Pack pack = pack_of({by_number(When{}.age({{}, 59}), When{}.age({60, {}}))});
    pack.defaults.age = 10;
    Case stated = bill(100);
    stated.age = 70;
    const Solved solved = solve(book_of({pack}), stated);
    EXPECT_EQ(solved.pool(), yuan(70));
    EXPECT_FALSE(solved.assumes(AssumptionKind::pack_default));
}

TEST(Defaults, RecognitionAndAdmissionsToo) {
    policy::Pack pack = pack_of({Rules{Business::chronic}});
    pack.defaults = all_defaults();
    Case stated = visit(5000);
    stated.med_type = "14";
    EXPECT_EQ(solve(book_of({pack}), stated).pool(), yuan(3200));
    not_known(stated, Fact::recognised);
    EXPECT_EQ(solve(book_of({pack}), stated).status(), Status::range);
    // The year's count goes before a default for the admission.
    policy::Pack admissions = pack_of({by_admission()});
    admissions.defaults.ipt_cnt = 1;
    Case stay = bill(100);
    stay.ipt_cnt.reset();
    EXPECT_EQ(solve(book_of({admissions}), stay).pool(), yuan(60));
    year_of(stay).ipt_cnt = 2;
    stay.cum_has_ipt_cnt = true;
    EXPECT_EQ(solve(book_of({admissions}), stay).pool(), yuan(80));
}

TEST(Defaults, AnAdmissionIsCountedThoughNoTableAsksForIt) {
    policy::Pack pack = pack_of({Rules{}});
    pack.defaults.ipt_cnt = 2;
    Case stated = bill(5000);
    stated.ipt_cnt.reset();
    const Solved solved = solve(book_of({pack}), stated);
    EXPECT_EQ(solved.cum().ipt_cnt, 2);
    EXPECT_TRUE(solved.assumes(AssumptionKind::pack_default));
    not_known(stated, Fact::ipt_cnt);
    EXPECT_EQ(solve(book_of({pack}), stated).cum().ipt_cnt, 1);
}

TEST(Defaults, SeveralIdentitiesAreOneAssumption) {
    policy::Pack pack = pack_of({by_number(When{}.identity("a").identity("poor"),
                                           When{}.not_identity("a").not_identity("poor"))});
    pack.defaults.psn_idet = {"poor"};
    Case stated = bill(100);
    stated.psn_idet.reset();
    const Solved solved = solve(book_of({pack}), stated);
    EXPECT_EQ(solved.pool(), yuan(50));
    EXPECT_EQ(solved.count_of(AssumptionKind::pack_default), 1);
}

// --- assumed start dates

TEST(AssumedDate, IsSaidOfEachDocumentThatIsUsed) {
    Rules rules;
    std::size_t i = 0;
    for (policy::Row& row : rules.scheme().rows) {
        row.source.assumed_from = true;
        row.source.document = i++ % 2 == 0 ? "doc" : "other";
    }
    ASSERT_GE(i, 2U);
    policy::Pack pack = pack_of({rules});
    pack.documents["other"] = pack.documents["doc"];
    const Solved solved = solve(book_of({pack}), bill(5000));
    std::set<std::string> documents;
    for (const Assumption& assumption : solved.answer.outcome.assumptions) {
        if (assumption.kind == AssumptionKind::assumed_start_date) {
            documents.insert(assumption.row->source.document);
        }
    }
    EXPECT_EQ(documents, (std::set<std::string>{"doc", "other"}));
    EXPECT_EQ(solved.count_of(AssumptionKind::assumed_start_date), 2);
}

TEST(AssumedDate, IsSaidOnce) {
    Rules rules;
    EXPECT_FALSE(solve(rules, bill(5000)).assumes(AssumptionKind::assumed_start_date));
    for (policy::Row& row : rules.scheme().rows) {
        row.source.assumed_from = true;
    }
    EXPECT_EQ(solve(rules, bill(5000)).count_of(AssumptionKind::assumed_start_date), 1);
}

}  // namespace
}  // namespace yidi::adjudication::testing
