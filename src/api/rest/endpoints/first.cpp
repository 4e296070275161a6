#include <array>
#include <string>

#include "adapters/codec/json_writer.h"
#include "adapters/crypto/typed_code.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/access/first_administrator.h"
#include "domain/access/sign_in.h"

/// The first administrator of an installation, by the code that the server has printed.
namespace yidi::rest::internal {
namespace {

constexpr std::array kBody{
    secret("code", "服务启动时打印的一次性代码", 80).must(),
    code("login", "管理员的登录名").must(),
    secret("password", "密码", 128).must(),
};
constexpr std::array kAnswer{code("login", "登录名，已可登录").must()};
constexpr std::array kTroubles{Trouble::not_signed_in, Trouble::conflict};

/// Returns   the password as it is stored.
Result<std::string> prepare(Preparing& preparing) {
    const std::string login = preparing.body.text("login");
    YIDI_TRY_VOID(access::check_login(login));
    const std::string_view password = preparing.body.view("password");
    YIDI_TRY_VOID(access::check_password(password, login));
    return preparing.ports.passwords.hash(password);
}

Result<Done> make_first(Call& call) {
    YIDI_TRY(const bool is_needed,
             accounts::needs_administrator(call.session(), call.context().vault));
    const std::string typed = crypto::read_typed_code(call.body().view("code"));
    YIDI_TRY(const bool fits, accounts::fits_first_code(call.session(), call.context(), typed));
    if (is_needed && !fits) {
        return call.refuse(
            Trouble::not_signed_in,
            {.code = ErrorCode::bad_value,
             .where = "/code",
             .rule = "服务最近一次启动时打印的代码，一天内有效",
             .remedy = "请核对；代码已过期的，重新启动服务，或停止后运行 yidi account first",
             .detail = "代码不对或已过期"});
    }
    Result<accounts::Account> made = accounts::make_first_administrator(
        call.session(), call.context(),
        {.login = call.body().text("login"), .stored = call.prepared()});
    if (!made) return fail(std::move(made).error());
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("login", made->login);
    json.end_object();
    return done;
}

/// What tries a secret costs so much that nobody tries many.
constexpr std::uint16_t kTryCost = 30;

constexpr std::array kEndpoints{
    Endpoint{.id = "makeFirstAdministrator",
             .method = "POST",
             .path = "/administrator",
             .summary = {"以启动时打印的一次性代码设立第一个管理员",
                         "Make the first administrator with the one-time code that the server "
                         "has printed"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::writes,
             .body = kBody,
             .status = 201,
             .answer = kAnswer,
             .troubles = kTroubles,
             .takes_key = false,
             .cost = kTryCost,
             .handle = make_first,
             .prepare = prepare,
             .lane = Lane::passwords},
};

}  // namespace

Subject first_subject() {
    return {.id = "first",
            .title = {"第一个管理员", "The first administrator"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
