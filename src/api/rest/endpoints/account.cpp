#include <algorithm>
#include <array>

#include "api/rest/internal/call.h"
#include "api/rest/internal/secrets.h"
#include "api/rest/internal/subjects.h"
#include "app/payer/upkeep.h"
#include "base/whole.h"

/// Accounts of people, kept by administrators within their scope.
namespace yidi::rest::internal {
namespace {

using accounts::Account;

constexpr std::array<std::string_view, 2> kStates{"active", "locked"};

constexpr std::array kAccountFields{
    code("account_id", "账号编号").must(),
    code("login", "登录名").must(),
    code("provider", "登录服务").must(),
    texts("roles", "角色与地区").must(),
    code("psn_no", "参保人员编号"),
    choice("state", "状态", kStates).must(),
    value(Type::flag, "must_change_password", "密码须先由本人修改").must(),
    value(Type::time, "at", "何时建立").must(),
};
constexpr std::array kListAnswer{
    list("accounts", "账号", kAccountFields).must(),
    code("after", "还有：下一页以此为 after；没有：完"),
};
constexpr std::array kListParameters{
    code("after", "上一页的 after"),
    whole("limit", "最多几个；没有：100", 1, 1'000),
};
constexpr std::array kNewBody{
    code("login", "登录名").must(),
    texts("roles", "角色与地区，如 window@1301；citizen 与 proxy 不带地区").must(),
    code("psn_no", "参保人员编号；citizen 与 proxy 必填"),
    code("provider", "登录服务，缺省为 password"),
};
constexpr std::array kNewAnswer{
    object("account", "账号", kAccountFields).must(),
    code("reset_token", "一次性令牌，交给本人设置密码；只显示这一次", 80),
    value(Type::time, "reset_until", "令牌到何时"),
};
constexpr std::array kStateBody{
    choice("state", "新状态；停用后会话立即失效", kStates).must(),
};
constexpr std::array kRolesBody{
    texts("roles", "角色与地区，代替原有的；会话立即失效").must(),
};
constexpr std::array kOne{code("account_id", "账号编号").must()};
constexpr std::array kNewTroubles{Trouble::conflict};
constexpr std::array kOneTroubles{Trouble::not_found};
constexpr std::array kStateTroubles{Trouble::not_found, Trouble::conflict};

/// Of everything that the account reaches; only whoever reaches all of it keeps the account.
Result<std::vector<access::Subject>> subjects_of(Call& call, const Account& account) {
    std::vector<access::Subject> all;
    if (account.pid) {
        YIDI_TRY(access::Subject one,
                 accounts::subject_of(call.session(), call.context(), *account.pid));
        all.push_back(std::move(one));
    }
    for (const access::Grant& grant : account.grants) {
        if (access::is_own(grant.role)) continue;
        YIDI_TRY(access::Subject one, accounts::subject_of_scope(call.session(), grant.scope));
        all.push_back(std::move(one));
    }
    return all;
}

Result<void> allow_account(Call& call, const Account& account) {
    YIDI_TRY(const std::vector<access::Subject> all, subjects_of(call, account));
    for (const access::Subject& one : all) YIDI_TRY_VOID(call.allow(one));
    return {};
}

Result<void> write_account(codec::JsonWriter& json, ports::Session& session,
                           const Account& account) {
    json.begin_object();
    json.member("account_id", std::to_string(account.id));
    json.member("login", account.login);
    json.member("provider", account.provider);
    json.key("roles");
    json.begin_array();
    for (const access::Grant& one : account.grants) json.value(access::to_string(one));
    json.end_array();
    json.key("psn_no");
    if (account.pid) {
        YIDI_TRY(const std::string psn_no, accounts::psn_no_of(session, *account.pid));
        json.value(psn_no);
    } else {
        json.null();
    }
    json.member("state", accounts::name(account.state));
    json.member("must_change_password", account.must_change);
    json.member("at", to_rfc3339(account.at));
    json.end_object();
    return {};
}

/// Of an account; 0, which none has, where it is no number.
std::int64_t number_of(std::string_view text) {
    return parse_whole(text).value_or(0);
}

Result<Account> named_account(Call& call) {
    YIDI_TRY(std::optional<Account> account,
             accounts::account_of(call.session(), call.context().vault,
                                  number_of(call.parameters().view("account_id"))));
    if (!account) {
        YIDI_TRY_VOID(call.allow({}));
        return call.not_found("account_id", "没有这个账号");
    }
    YIDI_TRY_VOID(allow_account(call, *account));
    return *std::move(account);
}

Result<Done> list_accounts(Call& call) {
    constexpr std::int64_t kUsual = 100;
    const Input& asked = call.parameters();
    const std::int64_t limit = asked.has("limit") ? asked.whole("limit") : kUsual;
    const std::int64_t after = number_of(asked.view("after"));
    YIDI_TRY(const std::vector<Account> all,
             accounts::all_accounts(call.session(), call.context().vault));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("accounts");
    json.begin_array();
    static_cast<void>(call.sees({}));
    call.note(std::nullopt, "accounts read");
    std::int64_t shown = 0;
    std::optional<std::int64_t> next;
    for (auto one = std::ranges::upper_bound(all, after, {}, &Account::id);
         one != all.end() && !next; ++one) {
        YIDI_TRY(const std::vector<access::Subject> reached, subjects_of(call, *one));
        const bool is_seen = std::ranges::all_of(
            reached, [&call](const access::Subject& each) { return call.sees(each); });
        if (!is_seen) continue;
        YIDI_TRY_VOID(write_account(json, call.session(), *one));
        if (++shown == limit) next = one->id;
    }
    json.end_array();
    json.key("after");
    next ? json.value(std::to_string(*next)) : json.null();
    json.end_object();
    return done;
}

/// Gives a token for a new password, and writes it.
Result<void> write_reset(Call& call, codec::JsonWriter& json, const std::string& login) {
    const std::string token = new_token("yr_");
    YIDI_TRY_VOID(
        accounts::give_reset(call.session(), call.context(), login, token, call.principal().id));
    json.member("reset_token", token);
    json.member("reset_until", to_rfc3339(call.context().now.plus_ms(access::kResetMs)));
    return {};
}

/// A counter of an institution that there is not would be let in by nobody's mistake but ours.
Result<void> check_institutions(Call& call, const Account& account) {
    for (const access::Grant& grant : account.grants) {
        const std::string& code = grant.scope.institution;
        if (code.empty()) continue;
        YIDI_TRY(const auto found, payer::institution(call.session(), code));
        if (found) continue;
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/roles",
                          .rule = "已登记的机构编号，或地区代码",
                          .remedy = "请核对编号",
                          .detail = "没有这个机构"});
    }
    return {};
}

Result<Done> add_account(Call& call) {
    Account account;
    account.login = call.body().text("login");
    if (call.body().has("provider")) account.provider = call.body().text("provider");
    for (const std::string_view one : call.body().texts("roles")) {
        YIDI_TRY(access::Grant grant, access::parse_grant(one));
        account.grants.push_back(std::move(grant));
    }
    if (call.body().has("psn_no")) {
        YIDI_TRY(const access::Subject person,
                 accounts::subject_of(call.session(), call.context(), call.body().view("psn_no")));
        account.pid = person.pid;
    }
    YIDI_TRY_VOID(allow_account(call, account));
    YIDI_TRY_VOID(check_institutions(call, account));
    YIDI_TRY(account, accounts::put_account(call.session(), call.context(), std::move(account),
                                            call.principal().id));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("account");
    YIDI_TRY_VOID(write_account(json, call.session(), account));
    if (account.provider == accounts::kPassword) {
        YIDI_TRY_VOID(write_reset(call, json, account.login));
    }
    json.end_object();
    return done;
}

Result<Done> answer_account(Call& call, const Account& account) {
    Done done;
    codec::JsonWriter json{done.body};
    YIDI_TRY_VOID(write_account(json, call.session(), account));
    return done;
}

Result<Done> set_state(Call& call) {
    YIDI_TRY(Account account, named_account(call));
    const bool locks = call.body().view("state") == accounts::name(accounts::State::locked);
    // Whoever is the last would leave nobody who could open it again.
    if (locks && account.id == call.principal().account) {
        return call.refuse(Trouble::conflict, {.code = ErrorCode::inconsistent,
                                               .where = "account_id",
                                               .rule = "别人的账号",
                                               .remedy = "请由另一位管理员停用",
                                               .detail = "不能停用自己的账号"});
    }
    account.state = locks ? accounts::State::locked : accounts::State::active;
    // Nobody is in any more, and an account that is opened again begins with new sessions.
    account.sessions_from = call.context().now;
    YIDI_TRY(account, accounts::put_account(call.session(), call.context(), std::move(account),
                                            call.principal().id));
    return answer_account(call, account);
}

Result<Done> set_roles(Call& call) {
    YIDI_TRY(Account account, named_account(call));
    if (account.id == call.principal().account) {
        return call.refuse(Trouble::conflict, {.code = ErrorCode::inconsistent,
                                               .where = "account_id",
                                               .rule = "别人的账号",
                                               .remedy = "请由另一位管理员修改",
                                               .detail = "不能改自己的角色"});
    }
    account.grants.clear();
    for (const std::string_view one : call.body().texts("roles")) {
        YIDI_TRY(access::Grant grant, access::parse_grant(one));
        account.grants.push_back(std::move(grant));
    }
    // Neither what it had nor what it gets may reach farther than the caller does.
    YIDI_TRY_VOID(allow_account(call, account));
    YIDI_TRY_VOID(check_institutions(call, account));
    account.sessions_from = call.context().now;
    YIDI_TRY(account, accounts::put_account(call.session(), call.context(), std::move(account),
                                            call.principal().id));
    return answer_account(call, account);
}

Result<Done> reset_account(Call& call) {
    YIDI_TRY(const Account account, named_account(call));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("account");
    YIDI_TRY_VOID(write_account(json, call.session(), account));
    YIDI_TRY_VOID(write_reset(call, json, account.login));
    json.end_object();
    return done;
}

constexpr access::Rule kKept{.roles = access::roles(access::Role::administrator),
                             .about = access::About::place};
constexpr access::Rule kSeen{
    .roles = access::roles(access::Role::administrator, access::Role::auditor),
    .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{.id = "listAccounts",
             .method = "GET",
             .path = "/accounts",
             .summary = {"权限所及的账号", "Accounts within scope"},
             .rule = kSeen,
             .effect = Effect::reads,
             .parameters = kListParameters,
             .answer = kListAnswer,
             .accesses = "accounts read",
             .handle = list_accounts},
    Endpoint{.id = "addAccount",
             .method = "POST",
             .path = "/accounts",
             .summary = {"开账号；应答含设置密码的一次性令牌",
                         "Add an account; answers a one-time token for its password"},
             .rule = kKept,
             .effect = Effect::writes,
             .body = kNewBody,
             .status = 201,
             .answer = kNewAnswer,
             .troubles = kNewTroubles,
             .handle = add_account},
    Endpoint{.id = "setAccountState",
             .method = "PUT",
             .path = "/accounts/{account_id}/state",
             .summary = {"停用或启用账号", "Lock or open an account"},
             .rule = kKept,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kStateBody,
             .answer = kAccountFields,
             .troubles = kStateTroubles,
             .handle = set_state},
    Endpoint{.id = "setAccountRoles",
             .method = "PUT",
             .path = "/accounts/{account_id}/roles",
             .summary = {"改角色与地区", "Change what an account may do, and where"},
             .rule = kKept,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kRolesBody,
             .answer = kAccountFields,
             .troubles = kStateTroubles,
             .handle = set_roles},
    Endpoint{.id = "resetAccount",
             .method = "POST",
             .path = "/accounts/{account_id}/reset",
             .summary = {"给出重设密码的一次性令牌", "Give a one-time token for a new password"},
             .rule = kKept,
             .effect = Effect::writes,
             .parameters = kOne,
             .answer = kNewAnswer,
             .troubles = kOneTroubles,
             .handle = reset_account},
};

}  // namespace

Subject account_subject() {
    return {.id = "account", .title = {"账号", "Accounts"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
