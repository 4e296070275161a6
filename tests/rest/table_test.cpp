#include <algorithm>

#include "app/access/accounts.h"
#include "tests/rest/desk.h"

/// Every operation × role × place: the table that decides, walked through.
namespace yidi::tests {
namespace {

using access::About;
using access::Principal;
using access::Role;
using access::Verdict;

constexpr registry::Pid kSelf = 41;
constexpr registry::Pid kChild = 42;
constexpr registry::Pid kStranger = 43;

/// Where a role is held, and what a request is about.
struct Place {
    const char* name;
    access::Scope scope;
};
const std::array kScopes{
    Place{"everywhere", {}},
    Place{"province", {.region = "13"}},
    Place{"area", {.region = "1301"}},
    Place{"district", {.region = "130102"}},
    Place{"elsewhere", {.region = "12"}},
    Place{"hospital", {.institution = "H13010200001"}},
    Place{"other hospital", {.institution = "H12010100001"}},
};

/// A person of 130102 whom the family account of kSelf pays for, and the hospital that asks.
const access::Subject kChildAtHospital{
    .pid = kChild, .family_of = {kSelf}, .regions = {130102}, .institution = "H13010200001"};

/// By hand, not by the function that is tested: which of kScopes reach the subject above.
bool reaches(std::string_view scope) {
    return scope != "elsewhere" && scope != "other hospital";
}

template <class Visit>
void for_each_cell(Visit visit) {
    for (const rest::Subject& subject : rest::subjects()) {
        for (const rest::Endpoint& endpoint : subject.endpoints) {
            for (const Role role : access::kRoles) {
                for (const Place& place : kScopes) {
                    if (access::is_own(role) && place.name != kScopes[0].name) continue;
                    visit(endpoint, role, place);
                }
            }
        }
    }
}

TEST(AccessTable, DecidesEveryOperationForEveryRoleInEveryPlace) {
    std::size_t cells = 0;
    for_each_cell([&](const rest::Endpoint& endpoint, Role role, const Place& place) {
        SCOPED_TRACE(std::string{endpoint.id} + " as " + std::string{access::name(role)} + " of " +
                     place.name);
        Principal principal{.id = "user:1", .grants = {{.role = role, .scope = place.scope}}};
        if (access::is_own(role)) principal.pid = kSelf;
        const bool has_role = (endpoint.rule.roles & access::bit(role)) != 0;
        Verdict expected = Verdict::yes;
        if (!endpoint.rule.is_open) {
            const About about = endpoint.rule.about;
            bool in_scope = about == About::nothing || about == About::account;
            if (!in_scope && access::is_own(role)) {
                in_scope = about == About::person && role == Role::proxy;
            } else if (!in_scope) {
                in_scope = reaches(place.name);
            }
            expected = in_scope ? Verdict::yes : Verdict::out_of_scope;
            if (!has_role) expected = Verdict::wrong_role;
        }
        EXPECT_EQ(access::may(principal, endpoint.rule, kChildAtHospital), expected);
        EXPECT_EQ(access::may({}, endpoint.rule, kChildAtHospital),
                  endpoint.rule.is_open ? Verdict::yes : Verdict::sign_in);
        ++cells;
    });
    EXPECT_GT(cells, 500U);
}

class AccessWalk : public Desk {};

/// Over the interface itself: no role comes to a handler that the table keeps it from.
TEST_F(AccessWalk, NoRoleComesPastTheTable) {
    insure(kSelf);
    insure(kStranger, kNextDoorArea);
    std::map<std::string, std::string> tokens;
    for_each_cell([&](const rest::Endpoint& endpoint, Role role, const Place& place) {
        const std::string grant = access::to_string(access::Grant{role, place.scope});
        std::string& token = tokens[grant];
        if (token.empty()) {
            token = token_of(grant, access::is_own(role) ? std::optional{kSelf} : std::nullopt);
        }
        std::string path{endpoint.path};
        for (const rest::Field& field : endpoint.parameters) {
            const std::string part = "{" + std::string{field.name} + "}";
            if (const std::size_t at = path.find(part); at != std::string::npos) {
                path.replace(at, part.size(), "1");
            }
        }
        SCOPED_TRACE(std::string{endpoint.id} + " as " + grant);
        const bool ends_session = endpoint.id == "signOut" || endpoint.id == "changePassword";
        if (ends_session) return;
        const Json body = endpoint.has_body() ? Json::object() : Json{nullptr};
        const int status = ask(std::string{endpoint.method}, path, body, {.token = token}).status;
        const bool has_role =
            endpoint.rule.is_open || (endpoint.rule.roles & access::bit(role)) != 0;
        EXPECT_NE(status, 401);
        if (!has_role) {
            EXPECT_EQ(status, 403);
        }
        EXPECT_NE(status, 500);
    });
}

/// The server's thread and the store's writer are one each, and a file may have megabytes.
TEST_F(AccessWalk, AFileIsReadBeforeEitherSeesIt) {
    for (const rest::Subject& subject : rest::subjects()) {
        for (const rest::Endpoint& endpoint : subject.endpoints) {
            const auto bytes = std::ranges::find(endpoint.body, "bytes", &rest::Field::name);
            if (bytes == endpoint.body.end()) continue;
            EXPECT_NE(endpoint.prepare, nullptr) << endpoint.id;
        }
    }
}

TEST_F(AccessWalk, NobodyComesPastTheSignIn) {
    for (const rest::Subject& subject : rest::subjects()) {
        for (const rest::Endpoint& endpoint : subject.endpoints) {
            if (endpoint.rule.is_open) continue;
            const http::Response bare = raw({.method = std::string{endpoint.method},
                                             .target = "/api/v1" + std::string{endpoint.path}});
            EXPECT_EQ(bare.status, 401) << endpoint.id;
            EXPECT_EQ(*bare.headers.find("WWW-Authenticate"), "Bearer");
        }
    }
}

}  // namespace
}  // namespace yidi::tests
