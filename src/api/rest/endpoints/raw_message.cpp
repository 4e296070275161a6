#include <array>
#include <string>

#include "adapters/telemetry/masked.h"
#include "api/rest/internal/masked_json.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/payer/message_log.h"
#include "domain/explain/error_words.h"

/// A message of the national interface as it came and was answered.
namespace yidi::rest::internal {
namespace {

using payer::MessageTale;

constexpr std::array kParameters{
    code("fixmedins_code", "定点医药机构").must(),
    code("msgid", "报文编号").must(),
    value(Type::flag, "unmasked", "不遮蔽；仅审计员"),
};
constexpr std::array kMessageDone{
    code("infno", "交易编号").must(),
    text("what", "交易名称").must(),
    text("opter", "经办人").must(),
    value(Type::time, "at", "时间").must(),
    text("psn_no", "关于谁，遮蔽"),
    code("made", "所成的就诊或结算"),
    any("request", "来文的 input；没有留存、或过长而截断的没有"),
    any("answer", "答复的 warn_msg 与 output").must(),
};
constexpr std::array kMessageUndone{
    code("infno", "交易编号").must(),
    value(Type::time, "at", "时间").must(),
    code("by_msgid", "冲正的报文").must(),
    value(Type::flag, "came", "原报文到达过").must(),
};
constexpr std::array kMessageRefused{
    code("infno", "交易编号").must(),
    text("what", "交易名称").must(),
    text("opter", "经办人").must(),
    value(Type::time, "at", "时间").must(),
    code("code", "为何").must(),
    text("where", "哪一栏").must(),
    text("rule", "应为", 4'000).must(),
    text("detail", "问题", 4'000).must(),
    any("request", "来文；不是 JSON、或过长而截断的没有"),
};
constexpr std::array kAnswer{
    code("msgid", "报文编号").must(),
    object("done", "已办理", kMessageDone),
    object("undone", "已冲正", kMessageUndone),
    list("refusals", "未受理的各次，先来的在前", kMessageRefused).must(),
};
constexpr std::array kTroubles{Trouble::not_found, Trouble::forbidden};
constexpr access::RoleSet kReaders =
    access::roles(access::Role::window, access::Role::auditor, access::Role::administrator);

/// How much of a message the request may show.
class Shown {
public:
    Shown(const Call& call, bool is_unmasked)
        : is_personal_{call.options().desk.is_personal},
          name_{call.options().desk.name},
          is_unmasked_{is_unmasked} {}

    void message(codec::JsonWriter& json, std::string_view name, std::string_view text) const {
        const auto shown = is_unmasked_ ? plain_json(text) : masked_json(text, is_personal_);
        json.key(name);
        shown ? json.raw(*shown) : json.null();
    }
    void transaction(codec::JsonWriter& json, const std::string& infno) const {
        json.member("infno", infno);
        json.member("what", name_ == nullptr ? std::string_view{} : name_(infno));
    }
    [[nodiscard]] std::string number(const std::string& psn_no) const {
        return is_unmasked_ ? psn_no : telemetry::Masked{psn_no}.text();
    }

private:
    IsPersonal is_personal_;
    std::string_view (*name_)(std::string_view);
    bool is_unmasked_;
};

Result<void> write_done(codec::JsonWriter& json, const Call& call, const Shown& shown,
                        const payer::DoneMessage& done) {
    json.begin_object();
    shown.transaction(json, done.infno);
    json.member("opter", done.opter);
    json.member("at", to_rfc3339(done.at));
    json.key("psn_no");
    // A message may name a number that is nobody's.
    const auto psn_no = done.pid ? accounts::psn_no_of(call.session(), *done.pid)
                                 : Result<std::string>{std::string{}};
    psn_no && !psn_no->empty() ? json.value(shown.number(*psn_no)) : json.null();
    write_id(json, "made", done.made);
    shown.message(json, "request", done.input);
    shown.message(json, "answer", done.answer);
    json.end_object();
    return {};
}

void write_undone(codec::JsonWriter& json, const payer::UndoneMessage& undone) {
    json.begin_object();
    json.member("infno", undone.infno);
    json.member("at", to_rfc3339(undone.at));
    json.member("by_msgid", undone.by_msgid);
    json.member("came", undone.came);
    json.end_object();
}

void write_refusal(codec::JsonWriter& json, const Call& call, const Shown& shown,
                   const payer::NotedRefusal& one) {
    const ErrorCode code = ErrorCode::bad_value;  // Only the words are translated here.
    const Error told = explain::translated(
        Error{.code = code, .rule = one.rule, .detail = one.detail}, call.language());
    json.begin_object();
    shown.transaction(json, one.infno);
    json.member("opter", one.opter);
    json.member("at", to_rfc3339(one.at));
    json.member("code", one.code);
    json.member("where", one.where);
    json.member("rule", told.rule);
    json.member("detail", one.detail.empty() ? std::string{} : told.detail);
    shown.message(json, "request", one.body);
    json.end_object();
}

/// In full to auditors alone, whose looking is noted under words of its own.
Result<bool> is_unmasked(Call& call, const registry::Institution& place) {
    if (!call.parameters().flag("unmasked")) return false;
    const access::Rule rule{.roles = access::roles(access::Role::auditor),
                            .about = access::About::place};
    access::Subject subject;
    subject.institution = place.fixmedins_code;
    subject.regions.push_back(place.admdvs);
    if (access::may(call.principal(), rule, subject) == access::Verdict::yes) return true;
    return call.refuse(Trouble::forbidden, {.code = ErrorCode::bad_value,
                                            .where = "unmasked",
                                            .rule = "审计员",
                                            .remedy = "请不带 unmasked，或由审计员查看",
                                            .detail = "本账号只能查看遮蔽的报文"});
}

/// Whom a message is about: as it was done, or as one that was refused says itself.
Result<std::optional<registry::Pid>> person_of(const Call& call, const MessageTale& tale) {
    if (tale.done) return tale.done->pid;
    for (const payer::NotedRefusal& one : tale.refusals) {
        const std::string psn_no = person_in(one.body);
        if (psn_no.empty()) continue;
        const Result<access::Subject> subject =
            accounts::subject_of(call.session(), call.context(), psn_no);
        if (subject) return subject->pid;
        if (subject.error().code != ErrorCode::bad_value) return fail(subject.error());
    }
    return std::optional<registry::Pid>{};
}

Result<Done> show_message(Call& call) {
    YIDI_TRY(const registry::Institution place, allow_institution(call));
    YIDI_TRY(const bool unmasked, is_unmasked(call, place));
    const std::string msgid = call.parameters().text("msgid");
    YIDI_TRY(
        const MessageTale tale,
        payer::tell_message(
            call.session(), call.context(),
            {.fixmedins_code = place.fixmedins_code, .msgid = msgid, .infno = {}, .opter = {}}));
    if (!tale.done && !tale.undone && tale.refusals.empty()) {
        return call.not_found("msgid", "本机构没有这个报文");
    }
    YIDI_TRY(const std::optional<registry::Pid> about, person_of(call, tale));
    call.note(about, (unmasked ? "message in full " : "message ") + msgid);
    const Shown shown{call, unmasked};
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("msgid", msgid);
    json.key("done");
    if (tale.done) {
        YIDI_TRY_VOID(write_done(json, call, shown, *tale.done));
    } else {
        json.null();
    }
    json.key("undone");
    tale.undone ? write_undone(json, *tale.undone) : json.null();
    json.key("refusals");
    json.begin_array();
    for (const payer::NotedRefusal& one : tale.refusals) write_refusal(json, call, shown, one);
    json.end_array();
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "showRawMessage",
             .method = "GET",
             .path = "/institutions/{fixmedins_code}/messages/{msgid}",
             .summary = {"一个报文的来文与答复，个人信息遮蔽；审计员可要求不遮蔽",
                         "A message as it came and was answered, personal data masked; an auditor "
                         "may ask for all of it"},
             .rule = {.roles = kReaders, .about = access::About::place},
             .effect = Effect::reads,
             .parameters = kParameters,
             .answer = kAnswer,
             .troubles = kTroubles,
             .accesses = "message",
             .handle = show_message},
};

}  // namespace

Subject raw_message_subject() {
    return {
        .id = "raw-message", .title = {"报文", "Messages as they came"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
