#include <array>
#include <string>

#include "adapters/codec/json_writer.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/access/accesses.h"

/// Who has looked at a person's data, in plain words.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 6> kLookers{"self",        "family",  "staff",
                                                   "institution", "program", "system"};
constexpr std::array kParameters{
    code("psn_no", "人员编号").must(),
    value(Type::flag, "others", "只看别人的"),
    whole("limit", "一次几条；没有：50", 1, accounts::kLookedMax),
    code("before", "上一页的 before"),
};
constexpr std::array kAccess{
    value(Type::time, "at", "最后一次的时间").must(),
    whole("times", "当日连续几次", 1).must(),
    choice("looker",
           "self 本人、family 家人、staff 经办、institution 医院、program 程序、system 系统",
           kLookers)
        .must(),
    text("who", "谁：角色和地方，不写经办人姓名").must(),
    text("did", "做了什么").must(),
    value(Type::flag, "changed", "办理了，不只是查看").must(),
};
constexpr std::array kAnswer{
    list("accesses", "新的在前", kAccess).must(),
    code("before", "还有更多时，下一页的 before；空：没有了").must(),
};
constexpr std::array kNotFound{Trouble::not_found};

Result<Done> list_accesses(Call& call) {
    const Input& asked = call.parameters();
    YIDI_TRY(const registry::Pid pid, call.allow_person(asked.view("psn_no")));
    accounts::LookedQuery query{
        .pid = pid, .others_only = asked.flag("others"), .before = asked.text("before")};
    if (asked.has("limit")) query.limit = static_cast<std::size_t>(asked.whole("limit"));
    YIDI_TRY(const accounts::LookedPage page,
             accounts::who_looked(call.session(), call.context(), query));
    call.note(pid, "accesses read");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("accesses");
    json.begin_array();
    for (const accounts::Looked& one : page.accesses) {
        const accounts::LookedText told =
            accounts::text_of(one, call.book().regions(), call.language());
        json.begin_object();
        json.member("at", to_rfc3339(one.at));
        json.member("times", one.times);
        json.member("looker", accounts::name(one.looker));
        json.member("who", told.who);
        json.member("did", told.did);
        json.member("changed", told.changed);
        json.end_object();
    }
    json.end_array();
    json.member("before", page.before);
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "listAccesses",
             .method = "GET",
             .path = "/persons/{psn_no}/accesses",
             .summary = {"谁看过、办过这个人的资料", "Who has looked at a person's data"},
             .rule = {.roles = access::roles(access::Role::citizen, access::Role::proxy,
                                             access::Role::auditor),
                      .about = access::About::person},
             .effect = Effect::reads,
             .parameters = kParameters,
             .answer = kAnswer,
             .troubles = kNotFound,
             .accesses = "accesses read",
             .handle = list_accesses},
};

}  // namespace

Subject access_log_subject() {
    return {.id = "access-log", .title = {"谁看过", "Who has looked"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
