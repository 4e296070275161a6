#include "domain/registry/care_record.h"

#include <gtest/gtest.h>

namespace yidi::registry {
namespace {

Date day(std::string_view text) {
    return *parse_date(text);
}

CareRecord chronic(std::string_view from, std::string_view to = {}) {
    CareRecord one;
    one.kind = RecordKind::chronic;
    one.insutype = policy::Insutype::employee;
    one.place = "H1";
    one.dise_codg = "M01600";
    one.begndate = day(from);
    if (!to.empty()) one.enddate = day(to);
    return one;
}

TEST(CareRecord, AKindHasAName) {
    for (const RecordKind kind :
         {RecordKind::referral, RecordKind::chronic, RecordKind::chosen_institution}) {
        EXPECT_EQ(parse_record_kind(name(kind)), kind);
    }
    EXPECT_EQ(parse_record_kind("visit"), std::nullopt);
}

TEST(CareRecord, RepeatsAnotherOfTheSameThingThatSharesADay) {
    const CareRecord year = chronic("2025-01-01", "2025-12-31");
    EXPECT_TRUE(repeats(year, chronic("2025-12-31")));
    EXPECT_TRUE(repeats(chronic("2025-12-31"), year));
    EXPECT_TRUE(repeats(chronic("2024-01-01"), year));
    EXPECT_TRUE(repeats(chronic("2024-01-01"), chronic("2030-01-01")));
    EXPECT_FALSE(repeats(year, chronic("2026-01-01")));
    EXPECT_FALSE(repeats(chronic("2026-01-01"), year));
}

TEST(CareRecord, DoesNotRepeatWhatIsCancelledOrOfAnotherThing) {
    const CareRecord one = chronic("2025-01-01");
    CareRecord other = one;
    other.cancelled = true;
    EXPECT_FALSE(repeats(one, other));
    other = one;
    other.dise_codg = "M03900";
    EXPECT_FALSE(repeats(one, other));
    other = one;
    other.insutype = policy::Insutype::resident;
    EXPECT_FALSE(repeats(one, other));
    other = one;
    other.kind = RecordKind::referral;
    EXPECT_FALSE(repeats(one, other));
}

TEST(CareRecord, OfADiseaseRepeatsAlsoWhereAnotherHospitalAssessesIt) {
    CareRecord one = chronic("2025-01-01");
    CareRecord other = one;
    other.place = "H2";
    EXPECT_TRUE(repeats(one, other));
    one.kind = other.kind = RecordKind::chosen_institution;
    EXPECT_FALSE(repeats(one, other)) << "another institution is another choice";
}

TEST(CareRecord, FallsIntoAPeriodByOneDay) {
    const CareRecord one = chronic("2025-03-01", "2025-03-31");
    EXPECT_TRUE(falls_into(one, day("2025-03-31"), day("2025-04-30")));
    EXPECT_TRUE(falls_into(one, day("2025-02-01"), day("2025-03-01")));
    EXPECT_FALSE(falls_into(one, day("2025-04-01"), day("2025-04-30")));
    EXPECT_FALSE(falls_into(one, day("2025-02-01"), day("2025-02-28")));
    EXPECT_TRUE(falls_into(chronic("2025-03-01"), day("2099-01-01"), day("2099-01-02")));
}

TEST(CareRecord, RecognisesADiseaseForItsInsuranceWhileItStands) {
    CareRecord cancelled = chronic("2025-01-01");
    cancelled.cancelled = true;
    CareRecord choice = chronic("2025-01-01");
    choice.kind = RecordKind::chosen_institution;
    const std::vector<CareRecord> all{chronic("2025-01-01", "2025-12-31"), cancelled, choice};
    const std::vector<Identity> found = recognised_by(all, policy::Insutype::employee);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].psn_idet_type, kRecognisedDisease);
    EXPECT_EQ(found[0].psn_type_lv, "M01600");
    EXPECT_EQ(found[0].begndate, day("2025-01-01"));
    EXPECT_EQ(found[0].enddate, day("2025-12-31"));
    EXPECT_TRUE(recognised_by(all, policy::Insutype::resident).empty());
}

}  // namespace
}  // namespace yidi::registry
