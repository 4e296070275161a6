#include <array>
#include <string>

#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/filing/notices.h"

/// Messages to a person.
namespace yidi::rest::internal {
namespace {

constexpr std::array kPerson{code("psn_no", "人员编号").must()};
constexpr std::array kMessage{
    text("code", "消息编号").must(),        code("kind", "种类").must(),
    value(Type::time, "at", "时间").must(), text("title", "标题").must(),
    text("text", "内容", 2'000).must(),     whole("filing", "所说的备案号"),
    whole("claim", "所说的手工报销号"),     value(Type::flag, "read", "已读").must(),
};
constexpr std::array kMessages{list("messages", "新的在前", kMessage).must()};
constexpr std::array kReadBody{text("code", "消息编号").must()};
constexpr std::array kReadAnswer{value(Type::flag, "read", "已读").must()};
constexpr std::array kNotFound{Trouble::not_found};

Result<Done> list_messages(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "messages read");
    YIDI_TRY(const auto all, app::notices_of(call.session(), call.context(), pid));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("messages");
    json.begin_array();
    for (const app::Notice& one : all) {
        const app::NoticeText words = app::text_of(one, call.book().regions(), call.language());
        json.begin_object();
        json.member("code", one.code);
        json.member("kind", app::name(one.kind));
        json.member("at", to_rfc3339(one.at));
        json.member("title", words.title);
        json.member("text", words.text);
        if (app::is_of_claim(one.kind)) {
            json.member("claim", one.claim);
        } else if (!app::is_of_relative(one.kind)) {
            json.member("filing", one.filing);
        }
        json.member("read", one.is_read);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> read_message(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "message read");
    const Result<void> marked =
        app::mark_read(call.session(), call.context(), pid, call.body().text("code"));
    if (!marked) {
        return marked.error().code == ErrorCode::bad_value
                   ? Result<Done>{call.not_found("/code", "没有这条消息")}
                   : Result<Done>{fail(marked.error())};
    }
    return Done{.body = R"({"read":true})"};
}

/// Whether somebody was told is what those ask who speak with them.
constexpr access::Rule kReaders{.roles = access::kOfPersons, .about = access::About::person};
constexpr access::Rule kOwn{.roles = access::kInsured, .about = access::About::person};

constexpr std::array kEndpoints{
    Endpoint{.id = "listMessages",
             .method = "GET",
             .path = "/persons/{psn_no}/messages",
             .summary = {"消息", "A person's messages"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kPerson,
             .answer = kMessages,
             .troubles = kNotFound,
             .accesses = "messages read",
             .handle = list_messages},
    Endpoint{.id = "readMessage",
             .method = "POST",
             .path = "/persons/{psn_no}/messages/read",
             .summary = {"标为已读", "Marks a message as read"},
             .rule = kOwn,
             .effect = Effect::writes,
             .parameters = kPerson,
             .body = kReadBody,
             .answer = kReadAnswer,
             .troubles = kNotFound,
             .accesses = "message read",
             .handle = read_message},
};

}  // namespace

Subject message_subject() {
    return {.id = "message", .title = {"消息", "Messages"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
