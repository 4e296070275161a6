#include <algorithm>
#include <array>

#include "adapters/crypto/bytes.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/identify.h"
#include "api/rest/internal/secrets.h"
#include "api/rest/internal/subjects.h"
#include "app/filing/notices.h"

/// Signing in and out, and the caller's own password.
namespace yidi::rest::internal {
namespace {

using accounts::Account;

constexpr std::array kSignInBody{
    text("login", "登录名", 64),
    secret("password", "密码；其他登录服务的凭证").must(),
    code("provider", "登录服务，缺省为 password"),
    value(Type::flag, "cookie", "页面用：会话放在 Cookie 中，应答不含令牌"),
};
constexpr std::array kAccountFields{
    code("id", "账号或密钥编号，如 user:12").must(),
    code("login", "登录名"),
    texts("roles", "角色与地区，如 window@1301").must(),
    code("psn_no", "参保人员编号；参保人与代办人才有"),
    value(Type::flag, "must_change_password", "密码须先由本人修改").must(),
    whole("unread", "未读消息；参保人与代办人才有"),
};
constexpr std::array kSignInAnswer{
    code("token", "令牌，放在 Authorization: Bearer；以 Cookie 登录时没有", 80),
    value(Type::time, "until", "会话到何时").must(),
    object("account", "账号", kAccountFields).must(),
};
constexpr std::array kSignOutAnswer{
    value(Type::flag, "signed_out", "已退出").must(),
};
constexpr std::array kPasswordBody{
    secret("old_password", "原密码", 128).must(),
    secret("password", "新密码", 128).must(),
};
constexpr std::array kResetBody{
    code("login", "登录名").must(),
    secret("reset_token", "管理员给出的一次性令牌", 80).must(),
    secret("password", "新密码", 128).must(),
};
constexpr std::array kPasswordAnswer{
    value(Type::flag, "changed", "已修改，原有会话已全部退出").must(),
};
constexpr std::array kSignInTroubles{Trouble::not_signed_in, Trouble::forbidden};
constexpr std::array kPasswordTroubles{Trouble::not_signed_in, Trouble::forbidden};

Refusal wrong_credential() {
    return {.trouble = Trouble::not_signed_in,
            .error = {.code = ErrorCode::bad_value,
                      .where = {},
                      .rule = {},
                      .remedy = "请核对登录名与密码；忘记密码请向管理员申请重设",
                      .detail = "登录名或密码不对"}};
}

/// Whoever has erred too often waits, right or wrong.
std::optional<Refusal> pause_of(const access::Failures& failures, Instant now) {
    const std::int64_t wait_ms = access::open_again(failures).ms() - now.ms();
    if (failures.count < access::kFreeFailures || wait_ms <= 0) return std::nullopt;
    constexpr std::int64_t kSecondMs = 1'000;
    return Refusal{.trouble = Trouble::too_many,
                   .error = {.code = ErrorCode::busy,
                             .where = {},
                             .rule = {},
                             .remedy = "请在 Retry-After 所示的秒数后再试",
                             .detail = "密码错误次数过多，登录暂停"},
                   .retry_after_s = wait_ms / kSecondMs + 1};
}

tl::unexpected<Error> refused(Preparing& preparing, Refusal refusal) {
    preparing.refusal = refusal;
    return fail(std::move(refusal.error));
}

/// Errors    as a Refusal in `preparing`: the login is paused.
Result<std::optional<Account>> account_for(Preparing& preparing, const std::string& login) {
    std::optional<Account> account;
    access::Failures failures;
    YIDI_TRY_VOID(preparing.ports.store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(failures, accounts::failures_of(session, preparing.ports.vault, login));
        YIDI_TRY(account, accounts::find_account(session, preparing.ports.vault, login));
        return {};
    }));
    if (std::optional<Refusal> pause = pause_of(failures, preparing.now)) {
        return refused(preparing, *std::move(pause));
    }
    return account;
}

/// Counts one more failure, which stays, and says no. Without a login, as another service's
/// credential comes, there is nothing to count by.
Result<Done> count_failure(Call& call, const std::string& login) {
    if (login.empty()) return Done{.refusal = wrong_credential()};
    YIDI_TRY_VOID(accounts::note_failure(call.session(), call.context(), login));
    return Done{.refusal = wrong_credential()};
}

/// Two attempts at once may both have come past the first look.
std::optional<Refusal> pause_now(const Result<access::Failures>& failures, Instant now) {
    return failures ? pause_of(*failures, now) : std::nullopt;
}

std::string provider_of(const Input& body) {
    return body.has("provider") ? body.text("provider") : std::string{accounts::kPassword};
}

/// By what attempts are counted: other services look after their own.
std::string counted_login(const Input& body) {
    return provider_of(body) == accounts::kPassword ? body.text("login") : std::string{};
}

/// The login that was proved and the password that proved it, so that the handler sees whether the
/// password has changed meanwhile. No login has a line end.
std::string proof_of(const Account& account) {
    return account.login + '\n' + account.password;
}

/// Returns   proof_of the account that the credential proves; empty: none.
Result<std::string> prove(Preparing& preparing) {
    const Input& body = preparing.body;
    const std::string name = provider_of(body);
    const auto provider = std::ranges::find_if(
        preparing.providers,
        [&name](const ports::IdentityProvider* one) { return one->name() == name; });
    if (provider == preparing.providers.end()) {
        return fail(Error{.code = ErrorCode::bad_value,
                          .where = "/provider",
                          .rule = "本系统接入的登录服务",
                          .remedy = "请核对名称，或用密码登录",
                          .detail = "没有这个登录服务"});
    }
    // Read before the password is compared: what is changed while that goes on is noticed.
    YIDI_TRY(std::optional<Account> account, account_for(preparing, counted_login(body)));
    YIDI_TRY(const std::optional<std::string> login,
             (*provider)->identify({.login = body.view("login"), .secret = body.view("password")}));
    if (!login) return std::string{};
    if (!account || account->login != *login) {
        YIDI_TRY(account, account_for(preparing, *login));
    }
    return account ? proof_of(*account) : std::string{};
}

std::string proved_login(const std::string& proof) {
    return proof.substr(0, proof.find('\n'));
}

Result<void> write_account(codec::JsonWriter& json, ports::Session& session,
                           const access::Principal& principal, std::string_view login) {
    json.begin_object();
    json.member("id", principal.id);
    json.key("login");
    login.empty() ? json.null() : json.value(login);
    json.key("roles");
    json.begin_array();
    for (const access::Grant& one : principal.grants) json.value(access::to_string(one));
    json.end_array();
    json.key("psn_no");
    if (principal.pid) {
        YIDI_TRY(const std::string psn_no, accounts::psn_no_of(session, *principal.pid));
        json.value(psn_no);
    } else {
        json.null();
    }
    json.member("must_change_password", principal.must_change_password);
    if (principal.pid) {
        YIDI_TRY(const std::int64_t unread, app::count_unread(session, *principal.pid));
        json.member("unread", unread);
    }
    json.end_object();
    return {};
}

Result<Done> sign_in(Call& call) {
    const std::string typed = counted_login(call.body());
    const Instant now = call.context().now;
    if (auto pause =
            pause_now(accounts::failures_of(call.session(), call.context().vault, typed), now)) {
        return Done{.refusal = std::move(pause)};
    }
    YIDI_TRY(const std::optional<Account> account,
             accounts::find_account(call.session(), call.context().vault,
                                    proved_login(call.prepared())));
    const bool is_proved = account && call.prepared() == proof_of(*account) &&
                           account->provider == provider_of(call.body());
    if (!is_proved) return count_failure(call, typed);
    if (account->state != accounts::State::active) {
        return call.refuse(Trouble::forbidden, {.code = ErrorCode::bad_value,
                                                .where = {},
                                                .rule = {},
                                                .remedy = "请与管理员联系",
                                                .detail = "账号已停用"});
    }
    const access::Via via = call.body().flag("cookie") ? access::Via::cookie : access::Via::token;
    const std::string token = new_token(accounts::kSessionHead);
    YIDI_TRY_VOID(accounts::forget_failures(call.session(), call.context().vault, typed));
    YIDI_TRY(const Instant until,
             accounts::open_session(call.session(), call.context(),
                                    {.account = account->id, .via = via, .token = token}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("token");
    via == access::Via::cookie ? json.null() : json.value(token);
    json.member("until", to_rfc3339(until));
    json.key("account");
    YIDI_TRY_VOID(write_account(json, call.session(),
                                {.id = "user:" + std::to_string(account->id),
                                 .grants = account->grants,
                                 .pid = account->pid,
                                 .must_change_password = account->must_change},
                                account->login));
    json.end_object();
    if (via == access::Via::cookie) {
        done.headers.add("Set-Cookie",
                         cookie_of(token, until.ms() - now.ms(), call.options().is_tls));
    }
    return done;
}

Result<Done> who_am_i(Call& call) {
    std::string login;
    if (call.principal().account != 0) {
        YIDI_TRY(
            const std::optional<Account> account,
            accounts::account_of(call.session(), call.context().vault, call.principal().account));
        if (account) login = account->login;
    }
    Done done;
    codec::JsonWriter json{done.body};
    YIDI_TRY_VOID(write_account(json, call.session(), call.principal(), login));
    return done;
}

Result<Done> sign_out(Call& call) {
    YIDI_TRY_VOID(
        accounts::close_session(call.session(), call.context().vault, call.caller().token));
    Done done{.body = R"({"signed_out":true})"};
    if (call.principal().via == access::Via::cookie) {
        done.headers.add("Set-Cookie", cookie_of({}, 0, call.options().is_tls));
    }
    return done;
}

tl::unexpected<Error> no_password_here(Preparing& preparing) {
    return refused(preparing, {.trouble = Trouble::forbidden,
                               .error = {.code = ErrorCode::bad_value,
                                         .where = {},
                                         .rule = {},
                                         .remedy = "请在保管密码的登录服务修改",
                                         .detail = "此账号没有由本系统保管的密码"}});
}

/// Returns   the new password as it is stored; empty: the old one is wrong.
Result<std::string> prepare_change(Preparing& preparing) {
    std::optional<Account> account;
    YIDI_TRY_VOID(preparing.ports.store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(account, accounts::account_of(session, preparing.ports.vault,
                                               preparing.caller.principal.account));
        return {};
    }));
    if (!account || account->provider != accounts::kPassword) return no_password_here(preparing);
    const std::string_view password = preparing.body.view("password");
    YIDI_TRY_VOID(access::check_password(password, account->login));
    YIDI_TRY_VOID(account_for(preparing, account->login));
    const ports::Passwords& passwords = preparing.ports.passwords;
    if (!passwords.matches(preparing.body.view("old_password"), account->password)) return {};
    return passwords.hash(password);
}

Result<Done> change_password(Call& call) {
    YIDI_TRY(std::optional<Account> account,
             accounts::account_of(call.session(), call.context().vault, call.principal().account));
    if (!account) return call.not_found({}, "账号已不在");
    if (call.prepared().empty()) return count_failure(call, account->login);
    YIDI_TRY_VOID(accounts::set_password(call.session(), call.context(), *std::move(account),
                                         {.stored = call.prepared(), .by = call.principal().id}));
    return Done{.body = R"({"changed":true})"};
}

/// Returns   the new password as it is stored; empty: the token does not fit.
Result<std::string> prepare_reset(Preparing& preparing) {
    const std::string login = preparing.body.text("login");
    const std::string_view password = preparing.body.view("password");
    YIDI_TRY_VOID(access::check_password(password, login));
    YIDI_TRY(const std::optional<Account> account, account_for(preparing, login));
    // Hashed in any case: how long it takes does not tell which logins there are.
    std::string stored = preparing.ports.passwords.hash(password);
    const bool fits =
        account && accounts::fits_reset(*account, preparing.ports.vault,
                                        preparing.body.view("reset_token"), preparing.now);
    return fits ? std::move(stored) : std::string{};
}

Result<Done> reset_password(Call& call) {
    const std::string login = call.body().text("login");
    YIDI_TRY(std::optional<Account> account,
             accounts::find_account(call.session(), call.context().vault, login));
    // Looked at again: the token may have been used meanwhile.
    const bool fits = account && !call.prepared().empty() &&
                      accounts::fits_reset(*account, call.context().vault,
                                           call.body().view("reset_token"), call.context().now);
    if (!fits) return count_failure(call, login);
    const std::string by = "user:" + std::to_string(account->id);
    YIDI_TRY_VOID(accounts::set_password(call.session(), call.context(), *std::move(account),
                                         {.stored = call.prepared(), .by = by}));
    return Done{.body = R"({"changed":true})"};
}

/// What tries a password costs so much that nobody tries many.
constexpr std::uint16_t kTryCost = 30;
constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};
constexpr access::Rule kOwn{.roles = access::kEverybody, .about = access::About::account};

constexpr std::array kEndpoints{
    Endpoint{.id = "signIn",
             .method = "POST",
             .path = "/sessions",
             .summary = {"登录", "Sign in"},
             .rule = kOpen,
             .effect = Effect::writes,
             .body = kSignInBody,
             .status = 201,
             .answer = kSignInAnswer,
             .troubles = kSignInTroubles,
             .takes_key = false,
             .cost = kTryCost,
             .handle = sign_in,
             .prepare = prove,
             .lane = Lane::passwords},
    Endpoint{.id = "whoAmI",
             .method = "GET",
             .path = "/sessions",
             .summary = {"本会话的账号与角色", "Who is signed in, with what roles"},
             .rule = kOwn,
             .effect = Effect::reads,
             .answer = kAccountFields,
             .handle = who_am_i},
    Endpoint{.id = "signOut",
             .method = "DELETE",
             .path = "/sessions",
             .summary = {"退出", "Sign out"},
             .rule = kOwn,
             .effect = Effect::writes,
             .answer = kSignOutAnswer,
             .takes_key = false,
             .handle = sign_out},
    Endpoint{.id = "changePassword",
             .method = "PUT",
             .path = "/password",
             .summary = {"修改密码", "Change the password; every session ends"},
             .rule = kOwn,
             .effect = Effect::writes,
             .body = kPasswordBody,
             .answer = kPasswordAnswer,
             .troubles = kPasswordTroubles,
             .takes_key = false,
             .cost = kTryCost,
             .handle = change_password,
             .prepare = prepare_change,
             .lane = Lane::passwords},
    Endpoint{.id = "resetPassword",
             .method = "POST",
             .path = "/password/reset",
             .summary = {"以一次性令牌设置密码", "Set a password with a one-time token"},
             .rule = kOpen,
             .effect = Effect::writes,
             .body = kResetBody,
             .answer = kPasswordAnswer,
             .troubles = kPasswordTroubles,
             .takes_key = false,
             .cost = kTryCost,
             .handle = reset_password,
             .prepare = prepare_reset,
             .lane = Lane::passwords},
};

}  // namespace

Subject session_subject() {
    return {.id = "session", .title = {"登录与密码", "Signing in"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
