#include "domain/access/access.h"

#include <algorithm>

#include "base/assert.h"

namespace yidi::access {
namespace {

constexpr std::string_view kEverywhere = "*";

tl::unexpected<Error> bad_grant(std::string rule, std::string detail) {
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "grants",
                      .rule = std::move(rule),
                      .remedy = "写作 角色@地区，如 window@1301、window@H13010200001、auditor@*；"
                                "citizen 与 proxy 不带地区",
                      .detail = std::move(detail)});
}

bool are_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
}

bool is_code(std::string_view text) {
    constexpr std::size_t kSizeMax = 30;
    return !text.empty() && text.size() <= kSizeMax && std::ranges::all_of(text, [](char one) {
        return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') ||
               (one >= 'a' && one <= 'z');
    });
}

Result<Scope> parse_scope(std::string_view text) {
    if (text == kEverywhere) return Scope{};
    constexpr std::size_t kRegionMax = 6;
    if (are_digits(text) && !text.empty() && text.size() <= kRegionMax && text.size() % 2 == 0) {
        return Scope{.region = std::string{text}, .institution = {}};
    }
    if (is_code(text) && !are_digits(text)) {
        return Scope{.region = {}, .institution = std::string{text}};
    }
    return bad_grant("* 或医保区划的前 2、4、6 位，或定点医药机构编号", "地区写法不对");
}

bool covers(const Scope& scope, const Subject& subject, const Rule& rule) {
    if (!scope.institution.empty()) {
        const bool cares = rule.at_care && std::ranges::find(subject.care_at, scope.institution) !=
                                               subject.care_at.end();
        return cares || scope.institution == subject.institution;
    }
    if (scope.region.empty()) return true;
    const auto is_in = [&scope](std::uint32_t region) {
        return std::to_string(region).starts_with(scope.region);
    };
    return std::ranges::any_of(subject.regions, is_in) ||
           (!rule.now_only && std::ranges::any_of(subject.former, is_in));
}

bool is_theirs(const Principal& principal, Role role, const Subject& subject) {
    if (!principal.pid || !subject.pid) return false;
    if (*principal.pid == *subject.pid) return true;
    return role == Role::proxy &&
           std::ranges::find(subject.family_of, *principal.pid) != subject.family_of.end();
}

bool reaches(const Principal& principal, const Grant& grant, const Rule& rule,
             const Subject& subject) {
    switch (rule.about) {
        case About::nothing:
        case About::account: return true;
        case About::person:
            return is_own(grant.role) ? is_theirs(principal, grant.role, subject)
                                      : covers(grant.scope, subject, rule);
        case About::place: return !is_own(grant.role) && covers(grant.scope, subject, rule);
    }
    YIDI_ASSERT(false);
}

}  // namespace

std::string_view name(Role role) {
    switch (role) {
        case Role::citizen: return "citizen";
        case Role::proxy: return "proxy";
        case Role::window: return "window";
        case Role::agency_reviewer: return "agency_reviewer";
        case Role::policy_officer: return "policy_officer";
        case Role::administrator: return "administrator";
        case Role::auditor: return "auditor";
        case Role::claim_approver: return "claim_approver";
        case Role::finance: return "finance";
        case Role::clearing_officer: return "clearing_officer";
    }
    YIDI_ASSERT(false);
}

std::optional<Role> parse_role(std::string_view text) {
    const auto* const found =
        std::ranges::find_if(kRoles, [text](Role role) { return name(role) == text; });
    return found == kRoles.end() ? std::nullopt : std::optional{*found};
}

std::string_view name(About about) {
    switch (about) {
        case About::nothing: return "nothing";
        case About::account: return "account";
        case About::person: return "person";
        case About::place: return "place";
    }
    YIDI_ASSERT(false);
}

std::string to_string(const Grant& grant) {
    std::string text{name(grant.role)};
    if (is_own(grant.role)) return text;
    text += '@';
    if (!grant.scope.institution.empty()) return text + grant.scope.institution;
    return text + (grant.scope.region.empty() ? std::string{kEverywhere} : grant.scope.region);
}

std::string to_string(const std::vector<Grant>& grants) {
    std::string text;
    for (const Grant& one : grants) text += (text.empty() ? "" : " ") + to_string(one);
    return text;
}

Result<Grant> parse_grant(std::string_view text) {
    const std::size_t at = text.find('@');
    const std::optional<Role> role = parse_role(text.substr(0, at));
    if (!role) {
        return bad_grant(
            "citizen、proxy、window、agency_reviewer、policy_officer、administrator、"
            "auditor、claim_approver、finance、clearing_officer 之一",
            "没有这个角色");
    }
    const bool has_place = at != std::string_view::npos;
    if (has_place == is_own(*role)) {
        return bad_grant("citizen 与 proxy 不带地区，其余角色必须带", "角色与地区不相符");
    }
    Grant grant{.role = *role, .scope = {}};
    if (has_place) {
        YIDI_TRY(grant.scope, parse_scope(text.substr(at + 1)));
    }
    return grant;
}

Result<std::vector<Grant>> parse_grants(std::string_view text) {
    std::vector<Grant> grants;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        YIDI_TRY(Grant one, parse_grant(text.substr(0, end)));
        grants.push_back(std::move(one));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return grants;
}

bool Principal::has(Role role) const {
    return std::ranges::any_of(grants, [role](const Grant& one) { return one.role == role; });
}

Verdict may_ask(const Principal& principal, const Rule& rule) {
    if (rule.is_open) return Verdict::yes;
    if (!principal.is_known()) return Verdict::sign_in;
    const bool may = std::ranges::any_of(
        principal.grants, [&rule](const Grant& one) { return (rule.roles & bit(one.role)) != 0; });
    return may ? Verdict::yes : Verdict::wrong_role;
}

Verdict may(const Principal& principal, const Rule& rule, const Subject& subject) {
    if (const Verdict asked = may_ask(principal, rule); asked != Verdict::yes) return asked;
    if (rule.is_open) return Verdict::yes;
    const bool may = std::ranges::any_of(principal.grants, [&](const Grant& one) {
        return (rule.roles & bit(one.role)) != 0 && reaches(principal, one, rule, subject);
    });
    return may ? Verdict::yes : Verdict::out_of_scope;
}

}  // namespace yidi::access
