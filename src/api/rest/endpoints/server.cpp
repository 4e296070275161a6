#include <array>
#include <string>

#include "adapters/codec/json_writer.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/access/first_administrator.h"

/// What a page has to know of the server before anybody has signed in.
namespace yidi::rest::internal {
namespace {

constexpr std::array kDemoAccount{
    code("login", "登录名").must(),
    text("password", "密码").must(),
    text("roles", "角色与地区").must(),
    text("note", "是谁").must(),
};
constexpr std::array kAnswer{
    value(Type::time, "now", "本系统的时间").must(),
    value(Type::flag, "is_demo", "演示：人员都是虚构的").must(),
    list("demo_accounts", "演示账号；不是演示：没有", kDemoAccount).must(),
    value(Type::flag, "needs_administrator", "还没有管理员：用启动时打印的一次性代码设立").must(),
};

constexpr std::array kPlace{
    code("code", "六位代码").must(),       text("name", "名称").must(),
    text("province", "省").must(),         text("reading", "拼音，音节以空格分开").must(),
    code("initials", "拼音首字母").must(), value(Type::flag, "has_pack", "本系统掌握其政策").must(),
};
constexpr std::array kPlaces{list("places", "统筹区，按代码", kPlace, 5'000).must()};

Result<Done> list_places(Call& call) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("places");
    json.begin_array();
    for (const Place& place : call.options().shown.places) {
        json.begin_object();
        json.member("code", std::to_string(place.code));
        json.member("name", place.name);
        json.member("province", place.province);
        json.member("reading", place.reading);
        json.member("initials", place.initials);
        json.member("has_pack", place.has_pack);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> show_server(Call& call) {
    YIDI_TRY(const bool needs_administrator,
             accounts::awaits_administrator(call.session(), call.context().vault));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("now", to_rfc3339(call.context().now));
    json.member("is_demo", !call.options().shown.demo_accounts.empty());
    json.key("demo_accounts");
    json.begin_array();
    for (const DemoAccount& account : call.options().shown.demo_accounts) {
        json.begin_object();
        json.member("login", account.login);
        json.member("password", account.password);
        json.member("roles", account.roles);
        json.member("note", account.note);
        json.end_object();
    }
    json.end_array();
    json.member("needs_administrator", needs_administrator);
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "showServer",
             .method = "GET",
             .path = "/server",
             .summary = {"本系统：时间，是否演示",
                         "This server: its time, and whether it is a demonstration"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::reads,
             .answer = kAnswer,
             .handle = show_server},
    Endpoint{.id = "listPlaces",
             .method = "GET",
             .path = "/places",
             .summary = {"参保地与就医地：按名称、拼音、首字母查找",
                         "Where one may be insured or treated, by name, pinyin and initials"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::computes,
             .answer = kPlaces,
             .handle = list_places},
};

}  // namespace

Subject server_subject() {
    return {.id = "server", .title = {"系统", "Server"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
