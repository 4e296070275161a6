#include "domain/aid/bond.h"

#include <gtest/gtest.h>

namespace yidi::aid {
namespace {

policy::PersonRules sixteen() {
    policy::StatedRule rule;
    rule.rule = policy::PersonRule::adult_age;
    rule.region = policy::kNationalFrame;
    rule.value = 16;
    rule.valid.from = *parse_date("2023-01-01");
    return policy::PersonRules{{rule}};
}

Result<Proof> proof(std::optional<std::int64_t> age, const Consent& consent) {
    return proof_of(
        sixteen(), {.relative_age = age, .relative_area = 420100, .day = *parse_date("2026-03-01")},
        consent);
}

TEST(Bonds, OfMinorsRestOnPapersWithoutAFaceCheck) {
    EXPECT_EQ(proof(15, {.face_checked = false, .promise = true, .household_page = true}),
              Proof::papers);
    EXPECT_EQ(
        proof(15, {.face_checked = false, .promise = true, .household_page = false}).error().where,
        "household_page");
    EXPECT_EQ(proof(15, {}).error().where, "promise");
}

TEST(Bonds, OfOthersRestOnTheirOwnConsent) {
    for (const std::optional<std::int64_t> age :
         {std::optional<std::int64_t>{16}, std::optional<std::int64_t>{}}) {
        EXPECT_EQ(proof(age, {.face_checked = true}), Proof::own_consent);
        const Error error =
            proof(age, {.face_checked = false, .promise = true, .household_page = true}).error();
        EXPECT_EQ(error.where, "face_checked");
        EXPECT_NE(error.rule.find("16"), std::string::npos);
    }
}

TEST(Bonds, AskHomeWhereNoAgeIsKnown) {
    EXPECT_EQ(proof_of(policy::PersonRules{}, {}, {.face_checked = true}).error().code,
              ErrorCode::rule_unknown);
}

TEST(Bonds, StandInBothDirectionsUntilTheyAreUnbound) {
    Bond one;
    one.holder = 1;
    one.relative = 2;
    std::vector<Bond> all{one};
    EXPECT_NE(between(all, 1, 2), nullptr);
    EXPECT_NE(between(all, 2, 1), nullptr);
    EXPECT_EQ(between(all, 1, 3), nullptr);
    all.front().unbound = true;
    EXPECT_EQ(between(all, 1, 2), nullptr);
}

}  // namespace
}  // namespace yidi::aid
