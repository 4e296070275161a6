#include "domain/policy/vocabulary.h"

#include <string>

#include <gtest/gtest.h>

namespace yidi::policy {
namespace {

/// Each enumerator is spelt in one way and read back from it.
template <class Enum, class Spell, class Parse>
void reads_back(std::size_t size, Spell spell, Parse parse) {
    for (std::size_t i = 0; i < size; ++i) {
        const auto value = static_cast<Enum>(i);
        EXPECT_FALSE(spell(value).empty()) << i;
        EXPECT_EQ(parse(spell(value)), value) << spell(value);
    }
    EXPECT_FALSE(parse(""));
    EXPECT_FALSE(parse("Inpatient"));
    EXPECT_FALSE(parse("inpatient "));
}

template <class Enum>
std::string_view spelt(Enum value) {
    return name(value);
}

TEST(Vocabulary, EveryWordIsReadBackAsItIsWritten) {
    reads_back<Insutype>(kInsutypeCount, code, parse_insutype);
    reads_back<Business>(kBusinessCount, spelt<Business>, parse_business);
    reads_back<Person>(kPersonCount, spelt<Person>, parse_person);
    reads_back<Level>(kLevelCount, spelt<Level>, parse_level);
    reads_back<FilingState>(kFilingStateCount, spelt<FilingState>, parse_filing_state);
    reads_back<FilingKind>(kFilingKindCount, spelt<FilingKind>, parse_filing_kind);
    reads_back<Distance>(kDistanceCount, spelt<Distance>, parse_distance);
    reads_back<Grade>(5, spelt<Grade>, parse_grade);
    reads_back<Bucket>(kBucketCount, spelt<Bucket>, parse_bucket);
    reads_back<FundField>(kFundFieldCount, spelt<FundField>, parse_fund_field);
}

TEST(Vocabulary, WordsAreThoseOfThePackReference) {
    EXPECT_EQ(code(Insutype::employee), "310");
    EXPECT_EQ(code(Insutype::resident), "390");
    EXPECT_EQ(name(Business::dual_channel), "dual_channel");
    EXPECT_EQ(name(Person::old), "old");
    EXPECT_EQ(name(Level::top), "top");
    EXPECT_EQ(name(FilingState::unfiled), "unfiled");
    EXPECT_EQ(name(FilingKind::posted_worker), "posted_worker");
    EXPECT_EQ(name(Distance::out_province), "out_province");
    EXPECT_EQ(name(Bucket::coinsurance), "coinsurance");
    EXPECT_EQ(name(FundField::hifob_pay), "hifob_pay");
}

struct Visit {
    std::string_view med_type;
    Business business;
};

TEST(BusinessOf, FollowsTheVisitTypesOfTheCalculation) {
    for (const Visit& visit : {Visit{"21", Business::inpatient},
                               {"22", Business::inpatient},
                               {"23", Business::inpatient},
                               {"24", Business::inpatient},
                               {"11", Business::outpatient},
                               {"12", Business::outpatient},
                               {"13", Business::outpatient},
                               {"19", Business::outpatient},
                               {"14", Business::chronic},
                               {"15", Business::dual_channel},
                               {"9216", Business::dual_channel},
                               {"41", Business::pharmacy},
                               {"51", Business::maternity},
                               {"52", Business::maternity},
                               {"53", Business::maternity}}) {
        EXPECT_EQ(business_of(visit.med_type), visit.business) << visit.med_type;
    }
}

TEST(BusinessOf, ReadsALongerCodeByItsFirstTwoDigits) {
    EXPECT_EQ(business_of("2101"), Business::inpatient);
    EXPECT_EQ(business_of("1401"), Business::chronic);
    EXPECT_EQ(business_of("140101"), Business::chronic);
}

TEST(BusinessOf, KnowsNoOthers) {
    for (const std::string_view type :
         {"", "1", "16", "25", "54", "42", "92", "9217", "211", "21011"}) {
        EXPECT_FALSE(business_of(type)) << type;
    }
}

TEST(PersonOf, FollowsTheFirstTwoDigits) {
    EXPECT_EQ(person_of("11"), Person::active);
    EXPECT_EQ(person_of("12"), Person::retired);
    EXPECT_EQ(person_of("14"), Person::child);
    EXPECT_EQ(person_of("15"), Person::adult);
    EXPECT_EQ(person_of("16"), Person::old);
    EXPECT_EQ(person_of("1101"), Person::active);
    EXPECT_EQ(person_of("1502"), Person::adult);
    for (const std::string_view type : {"", "13", "1", "110", "17", "1301"}) {
        EXPECT_FALSE(person_of(type)) << type;
    }
}

TEST(InsutypeOf, EmployeesAreActiveOrRetired) {
    EXPECT_EQ(insutype_of(Person::active), Insutype::employee);
    EXPECT_EQ(insutype_of(Person::retired), Insutype::employee);
    EXPECT_EQ(insutype_of(Person::child), Insutype::resident);
    EXPECT_EQ(insutype_of(Person::adult), Insutype::resident);
    EXPECT_EQ(insutype_of(Person::old), Insutype::resident);
}

TEST(StateOf, ThreeKindsAreLongTerm) {
    EXPECT_EQ(state_of(FilingKind::resettled_retiree), FilingState::long_term);
    EXPECT_EQ(state_of(FilingKind::long_term_resident), FilingState::long_term);
    EXPECT_EQ(state_of(FilingKind::posted_worker), FilingState::long_term);
    EXPECT_EQ(state_of(FilingKind::referral), FilingState::referral);
    EXPECT_EQ(state_of(FilingKind::emergency), FilingState::emergency);
    EXPECT_EQ(state_of(FilingKind::other_temporary), FilingState::other_temporary);
}

}  // namespace
}  // namespace yidi::policy
