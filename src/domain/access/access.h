#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/registry/records.h"

/// Who may do what: roles, where each of them reaches, and the one function that decides.
namespace yidi::access {

enum class Role : std::uint8_t {
    citizen,           ///< an insured person; reaches their own data
    proxy,             ///< the same, and the members of their family account
    window,            ///< a counter of an agency (by region) or of an institution
    agency_reviewer,   ///< decides filings, checks claims by hand
    policy_officer,    ///< writes and approves policy packs
    administrator,     ///< accounts, keys, registers
    auditor,           ///< reads, and changes nothing
    claim_approver,    ///< decides claims that another has checked
    finance,           ///< orders and sends what was decided, and sees nothing else of persons
    clearing_officer,  ///< clears and reconciles for a province, or for all as the centre
};
inline constexpr std::array kRoles{Role::citizen,         Role::proxy,          Role::window,
                                   Role::agency_reviewer, Role::policy_officer, Role::administrator,
                                   Role::auditor,         Role::claim_approver, Role::finance,
                                   Role::clearing_officer};
[[nodiscard]] std::string_view name(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);
/// Whether the role is one person's for themselves, and so has a pid and no place.
[[nodiscard]] constexpr bool is_own(Role role) {
    return role == Role::citizen || role == Role::proxy;
}

/// Where a role reaches: a region by the first digits of its code, or one institution.
struct Scope {
    std::string region = {};       ///< "": everywhere; "13": a province; "1301": a pooling area
    std::string institution = {};  ///< not empty: this one only, and `region` says nothing
    bool operator==(const Scope&) const = default;
};

/// One role in one scope. Written "window@1301", "window@H13010200001", "auditor@*", "citizen".
struct Grant {
    Role role = Role::citizen;
    Scope scope = {};
    bool operator==(const Grant&) const = default;
};
[[nodiscard]] std::string to_string(const Grant& grant);
/// Separated by blanks.
[[nodiscard]] std::string to_string(const std::vector<Grant>& grants);
/// Errors    bad_value: no role; a place that is neither * nor 2, 4 or 6 digits nor a code of an
///           institution; a place for a role that has none, or none for one that needs it.
[[nodiscard]] Result<Grant> parse_grant(std::string_view text);
[[nodiscard]] Result<std::vector<Grant>> parse_grants(std::string_view text);

/// How somebody showed who they are.
enum class Via : std::uint8_t { nothing, cookie, token, key };

/// Whoever asks.
struct Principal {
    std::string id = {};  ///< "user:12", "key:7"; empty: nobody has said who they are
    std::vector<Grant> grants = {};
    std::optional<registry::Pid> pid = {};
    std::int64_t account = 0;  ///< 0: none, as with a key
    Via via = Via::nothing;
    bool must_change_password = false;  ///< may change it, and nothing else

    [[nodiscard]] bool is_known() const { return !id.empty(); }
    [[nodiscard]] bool has(Role role) const;
};

/// What an operation is about, which says how scopes are held against it.
enum class About : std::uint8_t {
    nothing,  ///< the role alone decides
    account,  ///< the caller's own account: whoever has signed in
    person,   ///< one insured person
    place,    ///< a region, or an institution that stands in it
};
inline constexpr std::array kAbouts{About::nothing, About::account, About::person, About::place};
[[nodiscard]] std::string_view name(About about);

/// A bit for each role.
using RoleSet = std::uint16_t;
[[nodiscard]] constexpr RoleSet bit(Role role) {
    return static_cast<RoleSet>(1U << static_cast<unsigned>(role));
}
template <class... Roles>
[[nodiscard]] constexpr RoleSet roles(Roles... each) {
    return static_cast<RoleSet>((0U | ... | bit(each)));
}
inline constexpr RoleSet kEverybody = (1U << kRoles.size()) - 1U;
inline constexpr RoleSet kInsured = roles(Role::citizen, Role::proxy);
inline constexpr RoleSet kStaff = kEverybody & ~kInsured;
/// Who has to do with persons: not those who keep packs, accounts and registers, who pay, or
/// who clear.
inline constexpr RoleSet kOfPersons = kEverybody & ~roles(Role::policy_officer, Role::administrator,
                                                          Role::finance, Role::clearing_officer);

/// Who may use one operation.
struct Rule {
    bool is_open = false;  ///< without saying who they are
    RoleSet roles = 0;
    About about = About::nothing;
    bool now_only = false;  ///< where a person was insured before does not count
    bool at_care = false;   ///< an institution where the person is in hospital now counts
};

/// What one request is about, as the store knows it.
struct Subject {
    std::optional<registry::Pid> pid = {};
    std::vector<registry::Pid> family_of = {};  ///< who pays for pid, or is bound to them
    std::vector<std::uint32_t> regions = {};    ///< any of them suffices
    std::vector<std::uint32_t> former = {};     ///< where a person was insured: for reading records
    std::string institution = {};
    std::vector<std::string> care_at = {};  ///< institutions where the person's stay goes on
};

enum class Verdict : std::uint8_t {
    yes,
    sign_in,       ///< it is not known who asks
    wrong_role,    ///< no role of theirs may
    out_of_scope,  ///< a role may, but not here
};

/// Whether the roles suffice, before it is known what the request is about.
[[nodiscard]] Verdict may_ask(const Principal& principal, const Rule& rule);
/// The same and the scope. A fact that the subject does not have is held against nobody's scope.
[[nodiscard]] Verdict may(const Principal& principal, const Rule& rule, const Subject& subject);

}  // namespace yidi::access
