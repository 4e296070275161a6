#include "domain/access/access.h"

#include <gtest/gtest.h>

namespace yidi::access {
namespace {

Principal held(std::string_view grants, std::optional<registry::Pid> pid = {}) {
    Principal one{.id = "user:1", .grants = {}};
    one.grants = *parse_grants(grants);
    one.pid = pid;
    return one;
}

constexpr Rule kPersons{.roles = kEverybody, .about = About::person};
constexpr Rule kPlaces{.roles = kEverybody, .about = About::place};
const Subject kPerson{
    .pid = 7, .family_of = {5}, .regions = {130102, 440100}, .former = {}, .institution = {}};

TEST(Access, GrantsAreWrittenAsTheyAreRead) {
    for (const char* text : {"citizen", "proxy", "window@1301", "window@H13010200001", "auditor@*",
                             "agency_reviewer@13", "administrator@130102", "claim_approver@1301",
                             "finance@1301", "clearing_officer@13"}) {
        EXPECT_EQ(to_string(*parse_grant(text)), text);
    }
    EXPECT_EQ(to_string(*parse_grants("window@1301 auditor@*")), "window@1301 auditor@*");
    EXPECT_TRUE(parse_grants("")->empty());
}

TEST(Access, GrantsThatAreNoneAreRefused) {
    for (const char* text : {"", "boss@*", "window", "window@", "citizen@1301", "window@131",
                             "window@1301020", "window@H 1", "Window@*"}) {
        const auto grant = parse_grant(text);
        ASSERT_FALSE(grant.has_value()) << text;
        EXPECT_EQ(grant.error().code, ErrorCode::bad_value);
    }
}

TEST(Access, NobodyMayOnlyWhatIsOpen) {
    EXPECT_EQ(may_ask({}, {.is_open = true}), Verdict::yes);
    EXPECT_EQ(may_ask({}, kPersons), Verdict::sign_in);
    EXPECT_EQ(may({}, kPersons, kPerson), Verdict::sign_in);
}

TEST(Access, ACitizenReachesThemselvesAndAProxyTheirFamilyToo) {
    EXPECT_EQ(may(held("citizen", 7), kPersons, kPerson), Verdict::yes);
    EXPECT_EQ(may(held("citizen", 5), kPersons, kPerson), Verdict::out_of_scope);
    EXPECT_EQ(may(held("proxy", 5), kPersons, kPerson), Verdict::yes);
    EXPECT_EQ(may(held("proxy", 6), kPersons, kPerson), Verdict::out_of_scope);
    EXPECT_EQ(may(held("proxy"), kPersons, kPerson), Verdict::out_of_scope) << "nobody's";
    EXPECT_EQ(may(held("citizen", 7), kPlaces, kPerson), Verdict::out_of_scope);
}

TEST(Access, ARegionReachesWhateverItsDigitsBegin) {
    EXPECT_EQ(may(held("window@13"), kPersons, kPerson), Verdict::yes);
    EXPECT_EQ(may(held("window@4401"), kPersons, kPerson), Verdict::yes) << "the second region";
    EXPECT_EQ(may(held("window@1302"), kPersons, kPerson), Verdict::out_of_scope);
    EXPECT_EQ(may(held("window@*"), kPersons, {}), Verdict::yes);
    EXPECT_EQ(may(held("window@13"), kPersons, {}), Verdict::out_of_scope)
        << "what is not known is held against them";
}

TEST(Access, AnInstitutionReachesWhatIsItsOwn) {
    Subject asked = kPerson;
    EXPECT_EQ(may(held("window@H1"), kPersons, asked), Verdict::out_of_scope);
    asked.institution = "H1";
    EXPECT_EQ(may(held("window@H1"), kPersons, asked), Verdict::yes);
    EXPECT_EQ(may(held("window@H2"), kPersons, asked), Verdict::out_of_scope);
}

TEST(Access, WhoPaysSeesNothingElseOfPersons) {
    const Rule readers{.roles = kOfPersons, .about = About::person};
    EXPECT_EQ(may(held("finance@13"), readers, kPerson), Verdict::wrong_role);
    EXPECT_EQ(may(held("clearing_officer@13"), readers, kPerson), Verdict::wrong_role);
    EXPECT_EQ(may(held("claim_approver@13"), readers, kPerson), Verdict::yes);
}

TEST(Access, EachGrantCountsForItself) {
    const Rule reviewers{.roles = roles(Role::agency_reviewer), .about = About::place};
    // A reviewer elsewhere and a window here make no reviewer here.
    const Principal both = held("agency_reviewer@12 window@13");
    EXPECT_EQ(may(both, reviewers, kPerson), Verdict::out_of_scope);
    EXPECT_EQ(may(held("window@13"), reviewers, kPerson), Verdict::wrong_role);
}

}  // namespace
}  // namespace yidi::access
