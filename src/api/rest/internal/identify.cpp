#include "api/rest/internal/identify.h"

#include <algorithm>
#include <utility>

namespace yidi::rest::internal {
namespace {

constexpr std::string_view kBearer = "Bearer ";

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// The value of our cookie among those that a browser sends.
std::string_view cookie_in(std::string_view cookies) {
    while (!cookies.empty()) {
        const std::size_t end = std::min(cookies.find(';'), cookies.size());
        const std::string_view one = trimmed(cookies.substr(0, end));
        if (one.starts_with(kCookieName) && one.substr(kCookieName.size()).starts_with('=')) {
            return one.substr(kCookieName.size() + 1);
        }
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
    }
    return {};
}

std::string_view header(const http::Request& request, std::string_view name) {
    const std::string* value = request.headers.find(name);
    return value == nullptr ? std::string_view{} : std::string_view{*value};
}

Error sign_in_first() {
    return {.code = ErrorCode::bad_value,
            .where = "Authorization",
            .rule = "Bearer 令牌或密钥，或登录后的 Cookie",
            .remedy = "请先登录：POST /api/v1/sessions",
            .detail = "尚未登录，或登录已过期"};
}

Error wrong_role() {
    return {.code = ErrorCode::bad_value,
            .where = {},
            .rule = "本操作所列的角色，见 /docs",
            .remedy = "请用有权办理的账号，或向管理员申请",
            .detail = "本账号的角色不能办理"};
}

Error change_password_first() {
    return {.code = ErrorCode::bad_value,
            .where = {},
            .rule = "由他人设置的密码只能用来改密码",
            .remedy = "请先改密码：PUT /api/v1/password",
            .detail = "密码须先由本人修改"};
}

Error no_page() {
    return {.code = ErrorCode::missing_key,
            .where = std::string{kPageHeader},
            .rule = "以 Cookie 登录的写操作须带此头，值为 1",
            .remedy = "请由本系统的页面发送，或改用令牌",
            .detail = "请求可能来自其他网站"};
}

bool is_safe(std::string_view method) {
    return method == "GET" || method == "HEAD";
}

}  // namespace

Result<Caller> identify(const RouterPorts& ports, const payer::Context& context,
                        const http::Request& request) {
    Caller caller{.principal = {}, .address = request.peer, .language = language_of(request)};
    const std::string_view authorization = header(request, "Authorization");
    const bool is_bearer = authorization.starts_with(kBearer);
    caller.token = is_bearer ? trimmed(authorization.substr(kBearer.size()))
                             : cookie_in(header(request, "Cookie"));
    if (caller.token.empty()) return caller;
    std::optional<access::Principal> found;
    YIDI_TRY_VOID(ports.store.read([&](ports::Session& session) -> Result<void> {
        YIDI_TRY(found, accounts::principal_of(session, context, caller.token));
        return {};
    }));
    // A token in a cookie is one of a page, and nothing else: else the header could be left out by
    // whoever puts it there.
    if (found && !is_bearer && found->via != access::Via::cookie) found.reset();
    if (found && is_bearer && found->via == access::Via::cookie) found.reset();
    if (!found && is_bearer) return fail(sign_in_first());
    if (found) caller.principal = *std::move(found);
    return caller;
}

std::optional<Refusal> check_caller(const Endpoint& endpoint, const Caller& caller,
                                    const http::Request& request) {
    const access::Principal& principal = caller.principal;
    switch (access::may_ask(principal, endpoint.rule)) {
        case access::Verdict::yes: break;
        case access::Verdict::sign_in: return Refusal{Trouble::not_signed_in, sign_in_first()};
        case access::Verdict::wrong_role:
        case access::Verdict::out_of_scope: return Refusal{Trouble::forbidden, wrong_role()};
    }
    const bool is_own_account = endpoint.rule.about == access::About::account;
    if (principal.must_change_password && !is_own_account) {
        return Refusal{Trouble::forbidden, change_password_first()};
    }
    if (principal.via == access::Via::cookie && !is_safe(request.method) &&
        header(request, kPageHeader) != "1") {
        return Refusal{Trouble::forbidden, no_page()};
    }
    return std::nullopt;
}

explain::Language language_of(const http::Request& request) {
    return header(request, "Accept-Language").starts_with("en") ? explain::Language::en
                                                                : explain::Language::zh;
}

std::string cookie_of(std::string_view token, std::int64_t life_ms, bool is_tls) {
    constexpr std::int64_t kSecondMs = 1'000;
    std::string cookie{kCookieName};
    cookie += '=';
    cookie += token;
    cookie += "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" +
              std::to_string(token.empty() ? 0 : life_ms / kSecondMs);
    if (is_tls) cookie += "; Secure";
    return cookie;
}

}  // namespace yidi::rest::internal
