#include "domain/filing/assess.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "domain/policy/filing_rules_test_support.h"

namespace yidi::filing {
namespace {

using policy::AnyOf;
using policy::Decision;
using policy::FilingKind;
using policy::KindRules;
using policy::PlaceLevel;
using policy::Span;
using policy::testing::filing_book;
using policy::testing::FilingRulesOf;

constexpr std::uint32_t kHome = 990101;
constexpr std::uint32_t kNextDoor = 990102;
constexpr FilingKind kKind = FilingKind::long_term_resident;

const std::vector<AnyOf> kPapers(1, AnyOf{"residence_permit", "lease"});
const std::vector<AnyOf> kLease(1, AnyOf{"lease"});

Date day(unsigned month, unsigned of_month) {
    return Date::from_ymd({2026, month, of_month});
}

policy::Book book_with(const FilingRulesOf& rules) {
    policy::Book book =
        *policy::Book::from({}, *policy::Regions::from({{kHome, kHome, "home"},
                                                        {kNextDoor, kNextDoor, "next door"},
                                                        {120000, 120000, "天津"},
                                                        {320000, 320000, "江苏"},
                                                        {320500, 320500, "苏州"}}));
    book.set_filing_rules(filing_book({rules.rules()}));
    return book;
}

FilingRulesOf usual() {
    return FilingRulesOf{kHome}
        .set(kKind, &KindRules::open, true)
        .set(kKind, &KindRules::materials, kPapers)
        .set(kKind, &KindRules::promise, true)
        .set(kKind, &KindRules::promise_days, 30)
        .set(kKind, &KindRules::validity, Span{})
        .set(kKind, &KindRules::backdate_days, 60)
        .set(kKind, &KindRules::several_places, false)
        .set(kKind, &KindRules::place_level, PlaceLevel::city)
        .set(kKind, &KindRules::decision, Decision::instant);
}

struct Asked {
    Application wanted{.kind = kKind,
                       .places = {120000},
                       .begndate = day(5, 1),
                       .enddate = {},
                       .promise = false,
                       .materials = {"lease"},
                       .channel = Channel::self};
    std::vector<Filing> filings;
    Circumstances known{.insured_area = kHome,
                        .filings = nullptr,
                        .replaces = {},
                        .today = day(5, 1),
                        .admission = {},
                        .died = {}};

    Result<Assessment> by(const FilingRulesOf& rules) {
        known.filings = &filings;
        return assess(wanted, known, book_with(rules));
    }
    ErrorCode refused_by(const FilingRulesOf& rules) {
        const Result<Assessment> got = by(rules);
        EXPECT_FALSE(got.has_value());
        return got ? ErrorCode::internal : got.error().code;
    }
};

TEST(Assess, ApprovesAtOnceWhatTheRulesDecide) {
    Asked asked;
    const Assessment got = *asked.by(usual());
    EXPECT_TRUE(got.instant);
    EXPECT_TRUE(got.missing.empty());
    EXPECT_TRUE(got.cautions.empty());
    EXPECT_EQ(got.filing.enddate, std::nullopt);
    EXPECT_EQ(got.filing.proof, ProofState::complete);
    EXPECT_EQ(got.clauses, std::vector<std::string>{"synthetic, 1 (I)"});
}

TEST(Assess, DecidesNothingByARuleThatIsNotKnown) {
    Asked asked;
    const Assessment got = *asked.by(FilingRulesOf{kHome});
    EXPECT_FALSE(got.instant);
    EXPECT_EQ(got.cautions, std::vector{Caution::rule_unknown});
    EXPECT_NE(std::ranges::find(got.unknown, "materials"), got.unknown.end());
}

TEST(Assess, SaysWhichPapersAreMissingOrTakesAPromise) {
    Asked asked;
    asked.wanted.materials = {"photo"};
    EXPECT_EQ(asked.by(usual())->missing, kPapers);
    asked.wanted.promise = true;
    const Assessment promised = *asked.by(usual());
    EXPECT_TRUE(promised.missing.empty());
    EXPECT_EQ(promised.filing.proof, ProofState::promised);
    EXPECT_EQ(promised.filing.promise_until, day(5, 31));
    EXPECT_EQ(asked.refused_by(usual().set(kKind, &KindRules::promise, false)),
              ErrorCode::filing_refused);
    // Without a deadline only a person can take a promise.
    const FilingRulesOf no_deadline = FilingRulesOf{kHome}
                                          .set(kKind, &KindRules::open, true)
                                          .set(kKind, &KindRules::promise, true)
                                          .set(kKind, &KindRules::materials, kLease)
                                          .set(kKind, &KindRules::decision, Decision::instant);
    EXPECT_FALSE(asked.by(no_deadline)->instant);
}

TEST(Assess, LetsAFilingBeginOnlySoFarBack) {
    Asked asked;
    asked.wanted.begndate = day(3, 2);
    EXPECT_EQ(asked.by(usual())->cautions, std::vector{Caution::backdated});
    asked.wanted.begndate = day(3, 1);
    const auto refused = asked.by(usual());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "/begndate");
    EXPECT_NE(refused.error().remedy.find("2026-03-02"), std::string::npos);
}

TEST(Assess, WarnsOfAFirstDayAfterTheAdmission) {
    Asked asked;
    asked.known.admission = day(4, 28);
    EXPECT_EQ(asked.by(usual())->cautions, std::vector{Caution::starts_after_admission});
}

TEST(Assess, FilesAPlaceAndNoHospitalAndNoWholeProvince) {
    Asked asked;
    asked.wanted.places = {320000};
    EXPECT_EQ(asked.refused_by(usual()), ErrorCode::filing_refused);
    EXPECT_TRUE(asked.by(usual().set(kKind, &KindRules::place_level, PlaceLevel::province)));
    EXPECT_TRUE(asked.by(usual().whole_places({460000, 320000})));
    EXPECT_EQ(asked.refused_by(usual().whole_places({460000})), ErrorCode::filing_refused);
    asked.wanted.places = {120000, 320500};
    EXPECT_EQ(asked.refused_by(usual()), ErrorCode::filing_refused);
    asked.wanted.places = {999999};
    EXPECT_EQ(asked.refused_by(usual()), ErrorCode::bad_region);
    asked.wanted.places = {};
    EXPECT_EQ(asked.refused_by(usual()), ErrorCode::missing_key);
}

TEST(Assess, SaysWhereNoFilingIsNeeded) {
    Asked asked;
    asked.wanted.places = {kHome};
    EXPECT_EQ(asked.refused_by(usual()), ErrorCode::filing_exists);
    asked.wanted.places = {kNextDoor};
    EXPECT_TRUE(asked.by(usual()).has_value());
    const auto refused = asked.by(usual().none_in_province(true));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().detail, "care inside the province needs no filing");
}

TEST(Assess, FilesTheSameOnceAndOthersBeside) {
    Asked asked;
    Filing there;
    there.id = 3;
    there.kind = kKind;
    there.places = {120000};
    there.begndate = day(1, 1);
    asked.filings = {there};
    EXPECT_EQ(asked.refused_by(usual()), ErrorCode::filing_exists);
    asked.filings[0].enddate = day(4, 30);
    EXPECT_TRUE(asked.by(usual())->cautions.empty());
    asked.filings[0].enddate.reset();
    asked.filings[0].kind = FilingKind::other_temporary;
    EXPECT_EQ(asked.by(usual())->cautions, std::vector{Caution::other_in_force});
    asked.filings[0].kind = kKind;
    asked.known.replaces = 3;
    EXPECT_TRUE(asked.by(usual()).has_value());
}

TEST(Assess, EndsATemporaryFilingWhereTheRegionDoes) {
    Asked asked;
    const FilingRulesOf rules = usual()
                                    .set(kKind, &KindRules::validity, Span{.months = 6, .days = 0})
                                    .set(kKind, &KindRules::longest, Span{.months = 12, .days = 0});
    EXPECT_EQ(asked.by(rules)->filing.enddate, day(10, 31));
    asked.wanted.enddate = Date::from_ymd({2027, 4, 30});
    EXPECT_EQ(asked.by(rules)->filing.enddate, asked.wanted.enddate);
    asked.wanted.enddate = Date::from_ymd({2027, 5, 1});
    EXPECT_EQ(asked.refused_by(rules), ErrorCode::filing_refused);
}

TEST(Assess, TheFirstDayIsNotBeforeBirthOrInsurance) {
    Asked asked;
    asked.known.born = day(4, 1);
    asked.known.insured_since = day(4, 20);
    asked.wanted.begndate = day(4, 20);
    EXPECT_TRUE(asked.by(usual()).has_value());
    asked.wanted.begndate = day(4, 19);
    EXPECT_NE(asked.by(usual()).error().detail.find("insurance began on 2026-04-20"),
              std::string::npos);
    asked.wanted.begndate = day(3, 31);
    EXPECT_EQ(asked.refused_by(usual()), ErrorCode::filing_refused);
    EXPECT_NE(asked.by(usual()).error().detail.find("born on 2026-04-01"), std::string::npos);
}

TEST(Assess, AFilingBeginsAtMostTwoYearsAhead) {
    Asked asked;
    asked.wanted.begndate = Date::from_ymd({2028, 5, 1});
    EXPECT_TRUE(asked.by(usual()).has_value());
    asked.wanted.begndate = Date::from_ymd({2028, 5, 2});
    EXPECT_EQ(asked.by(usual()).error().where, "/begndate");
}

TEST(Assess, WhereNoRuleSaysHowFarBackAYearIsTheEnd) {
    const FilingRulesOf unknown = FilingRulesOf{kHome}.set(kKind, &KindRules::open, true);
    Asked asked;
    asked.wanted.begndate = Date::from_ymd({2024, 5, 1});
    asked.wanted.enddate = Date::from_ymd({2025, 5, 1});
    const Result<Assessment> kept = asked.by(unknown);
    ASSERT_TRUE(kept.has_value());
    EXPECT_FALSE(kept->instant) << "the agency decides";
    asked.wanted.enddate = Date::from_ymd({2025, 4, 30});
    const Result<Assessment> refused = asked.by(unknown);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "/enddate");
}

}  // namespace
}  // namespace yidi::filing
