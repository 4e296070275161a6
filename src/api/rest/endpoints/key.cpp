#include <array>

#include "api/rest/internal/call.h"
#include "api/rest/internal/secrets.h"
#include "api/rest/internal/subjects.h"
#include "base/whole.h"

/// Keys of programs: of third parties, and of institutions' own systems.
namespace yidi::rest::internal {
namespace {

using accounts::Key;

constexpr std::array<std::string_view, 2> kStates{"active", "locked"};

constexpr std::array kKeyFields{
    code("key_id", "密钥编号").must(),
    text("name", "用途").must(),
    texts("roles", "角色与地区；空：只用公开的操作，限额更宽").must(),
    choice("state", "状态", kStates).must(),
    value(Type::time, "until", "到何时；没有：不限"),
    code("by", "谁发放").must(),
    value(Type::time, "at", "何时发放").must(),
};
constexpr std::array kListAnswer{list("keys", "密钥", kKeyFields).must()};
constexpr std::array kNewBody{
    text("name", "用途，如程序与其负责单位", 100).must(),
    texts("roles", "角色与地区，如 window@H13010200001；不含 citizen 与 proxy"),
    value(Type::time, "until", "到何时；没有：不限"),
};
constexpr std::array kNewAnswer{
    object("key", "密钥", kKeyFields).must(),
    code("token", "密钥本身，放在 Authorization: Bearer；只显示这一次", 80).must(),
};
constexpr std::array kOne{code("key_id", "密钥编号").must()};
constexpr std::array kOneTroubles{Trouble::not_found};

Result<bool> is_within(Call& call, const Key& key) {
    bool sees_all = !key.grants.empty() || call.sees({});
    for (const access::Grant& grant : key.grants) {
        YIDI_TRY(const access::Subject one,
                 accounts::subject_of_scope(call.session(), grant.scope));
        sees_all = call.sees(one) && sees_all;
    }
    return sees_all;
}

Result<void> allow_key(Call& call, const Key& key) {
    YIDI_TRY(const bool is_ours, is_within(call, key));
    return is_ours || key.by == call.principal().id ? Result<void>{} : call.allow({});
}

void write_key(codec::JsonWriter& json, const Key& key) {
    json.begin_object();
    json.member("key_id", std::to_string(key.id));
    json.member("name", key.name);
    json.key("roles");
    json.begin_array();
    for (const access::Grant& one : key.grants) json.value(access::to_string(one));
    json.end_array();
    json.member("state", accounts::name(key.state));
    json.key("until");
    key.until ? json.value(to_rfc3339(*key.until)) : json.null();
    json.member("by", key.by);
    json.member("at", to_rfc3339(key.at));
    json.end_object();
}

Result<Done> list_keys(Call& call) {
    YIDI_TRY(const std::vector<Key> all, accounts::all_keys(call.session()));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("keys");
    json.begin_array();
    static_cast<void>(call.sees({}));
    for (const Key& one : all) {
        YIDI_TRY(const bool is_ours, is_within(call, one));
        if (is_ours || one.by == call.principal().id) write_key(json, one);
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> add_key(Call& call) {
    Key key;
    key.name = call.body().text("name");
    key.by = call.principal().id;
    for (const std::string_view one : call.body().texts("roles")) {
        YIDI_TRY(access::Grant grant, access::parse_grant(one));
        if (access::is_own(grant.role)) {
            return fail(Error{.code = ErrorCode::bad_value,
                              .where = "/roles",
                              .rule = "citizen 与 proxy 以外的角色",
                              .remedy = "请用参保人自己的账号登录",
                              .detail = "密钥不能代表参保人"});
        }
        YIDI_TRY(const access::Subject reached,
                 accounts::subject_of_scope(call.session(), grant.scope));
        YIDI_TRY_VOID(call.allow(reached));
        key.grants.push_back(std::move(grant));
    }
    // A key without roles opens nothing that is not open anyway.
    if (key.grants.empty()) static_cast<void>(call.sees({}));
    if (call.body().has("until")) key.until = call.body().time("until");
    const std::string token = new_token(accounts::kKeyHead);
    YIDI_TRY(key, accounts::add_key(call.session(), call.context(), std::move(key), token));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("key");
    write_key(json, key);
    json.member("token", token);
    json.end_object();
    return done;
}

Result<Done> lock_key(Call& call) {
    const std::int64_t id = parse_whole(call.parameters().view("key_id")).value_or(0);
    YIDI_TRY(std::optional<Key> key, accounts::key_of(call.session(), id));
    if (!key) {
        YIDI_TRY_VOID(call.allow({}));
        return call.not_found("key_id", "没有这个密钥");
    }
    YIDI_TRY_VOID(allow_key(call, *key));
    YIDI_TRY_VOID(accounts::lock_key(call.session(), call.context(), id, call.principal().id));
    key->state = accounts::State::locked;
    Done done;
    codec::JsonWriter json{done.body};
    write_key(json, *key);
    return done;
}

constexpr access::Rule kKept{.roles = access::roles(access::Role::administrator),
                             .about = access::About::place};
constexpr access::Rule kSeen{
    .roles = access::roles(access::Role::administrator, access::Role::auditor),
    .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{.id = "listKeys",
             .method = "GET",
             .path = "/keys",
             .summary = {"权限所及的密钥", "Keys within scope"},
             .rule = kSeen,
             .effect = Effect::reads,
             .answer = kListAnswer,
             .handle = list_keys},
    Endpoint{.id = "addKey",
             .method = "POST",
             .path = "/keys",
             .summary = {"发放第三方程序的密钥；只显示这一次",
                         "Give a key to a program; shown this once"},
             .rule = kKept,
             .effect = Effect::writes,
             .body = kNewBody,
             .status = 201,
             .answer = kNewAnswer,
             .handle = add_key},
    Endpoint{.id = "lockKey",
             .method = "DELETE",
             .path = "/keys/{key_id}",
             .summary = {"停用密钥；记录仍在", "Lock a key; its record stays"},
             .rule = kKept,
             .effect = Effect::writes,
             .parameters = kOne,
             .answer = kKeyFields,
             .troubles = kOneTroubles,
             .handle = lock_key},
};

}  // namespace

Subject key_subject() {
    return {.id = "key", .title = {"密钥", "Keys"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
