#include <array>
#include <string>

#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/window/recognitions.h"
#include "base/whole.h"

/// Recognised chronic diseases, as the agency looks after them.
namespace yidi::rest::internal {
namespace {

using app::Recognition;

constexpr std::array<std::string_view, 2> kInsutypes{"310", "390"};
constexpr std::array<std::string_view, 2> kSources{"record", "register"};
constexpr std::array<std::string_view, 4> kStates{"in_force", "not_yet", "ended", "withdrawn"};

constexpr std::array kListParameters{
    code("psn_no", "人员编号").must(),
    value(Type::date, "at", "哪一天的状态；没有：今天"),
};
constexpr std::array kPerson{code("psn_no", "人员编号").must()};
constexpr std::array kRecord{
    code("psn_no", "人员编号").must(),
    code("record", "认定编号").must(),
};
constexpr std::array kRecogniseBody{
    code("dise_codg", "病种编码").must(),
    choice("insutype", "险种", kInsutypes).must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：一直有效"),
    value(Type::date, "assessed", "医院鉴定日期"),
    code("fixmedins_code", "鉴定的医院"),
};
constexpr std::array kWithdrawBody{text("reason", "原因", 500).must()};
constexpr std::array kRecognition{
    code("record", "认定编号；参保地登记的没有"),
    choice("source", "record 经办认定，register 参保地登记", kSources).must(),
    choice("state", "当日状态", kStates).must(),
    code("dise_codg", "病种编码").must(),
    code("insutype", "险种；没有：各险种"),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：一直有效"),
    code("assessed_at", "鉴定的医院"),
    text("sender", "由谁认定：机构编号，或经办机构的医保区划"),
    text("by", "谁办的"),
    value(Type::time, "at", "何时办的"),
};
constexpr std::array kRecognitions{
    list("recognitions", "认定在前，登记在后，各以最近的在前", kRecognition).must()};
constexpr std::array kOne{object("recognition", "认定", kRecognition).must()};
constexpr std::array kTroubles{Trouble::not_found, Trouble::refused, Trouble::conflict};

void write_recognition(codec::JsonWriter& json, const Recognition& one) {
    const registry::CareRecord& record = one.record;
    const bool is_record = record.id != 0;
    json.begin_object();
    write_id(json, "record", record.id);
    json.member("source", kSources.at(is_record ? 0 : 1));
    json.member("state", app::name(one.state));
    json.member("dise_codg", record.dise_codg);
    write_text(json, "insutype",
               record.insutype ? policy::code(*record.insutype) : std::string_view{});
    json.member("begndate", record.begndate);
    write_day(json, "enddate", record.enddate);
    write_text(json, "assessed_at", record.place);
    write_text(json, "sender", record.sender);
    write_text(json, "by", one.by);
    write_time(json, "at", one.at);
    json.end_object();
}

Done one_answer(const Recognition& one) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("recognition");
    write_recognition(json, one);
    json.end_object();
    return done;
}

Result<Done> list_recognitions(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const Date day = call.parameters().maybe_date("at").value_or(call.context().now.date());
    YIDI_TRY(const auto found, app::recognitions_of(call.session(), pid, day));
    call.note(pid, "recognitions read");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("recognitions");
    json.begin_array();
    for (const Recognition& one : found) write_recognition(json, one);
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> recognise(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const Input& body = call.body();
    app::Recognise request;
    request.pid = pid;
    request.insutype = *policy::parse_insutype(body.view("insutype"));
    request.dise_codg = body.text("dise_codg");
    request.begndate = body.date("begndate");
    request.enddate = body.maybe_date("enddate");
    request.assessed = body.maybe_date("assessed");
    request.fixmedins_code = body.text("fixmedins_code");
    YIDI_TRY(request.by, operator_of(call));
    YIDI_TRY(const Recognition made, app::recognise(call.session(), call.context(), request));
    call.note(pid, "recognised " + request.dise_codg);
    return one_answer(made);
}

Result<Done> withdraw(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    app::Withdraw request{.pid = pid,
                          .record = parse_whole(call.parameters().view("record")).value_or(0),
                          .reason = call.body().text("reason"),
                          .by = {}};
    YIDI_TRY(request.by, operator_of(call));
    const Result<Recognition> done = app::withdraw(call.session(), call.context(), request);
    if (!done && done.error().code == ErrorCode::bad_value) {
        return call.not_found("record", "此人没有这个认定");
    }
    if (!done) return fail(done.error());
    call.note(pid, "recognition withdrawn " + done->record.dise_codg);
    return one_answer(*done);
}

constexpr access::Rule kDeciders{
    .roles = access::roles(access::Role::window, access::Role::agency_reviewer),
    .about = access::About::person};

constexpr std::array kEndpoints{
    Endpoint{.id = "listRecognitions",
             .method = "GET",
             .path = "/persons/{psn_no}/recognitions",
             .summary = {"门诊慢特病认定", "A person's recognised chronic diseases"},
             .rule = {.roles = access::kOfPersons, .about = access::About::person},
             .effect = Effect::reads,
             .parameters = kListParameters,
             .answer = kRecognitions,
             .troubles = kTroubles,
             .accesses = "recognitions read",
             .handle = list_recognitions},
    Endpoint{.id = "recognise",
             .method = "POST",
             .path = "/persons/{psn_no}/recognitions",
             .summary = {"认定门诊慢特病；机构的窗口用交易 2503",
                         "Recognises a chronic disease; an institution's counter sends 2503"},
             .rule = kDeciders,
             .effect = Effect::writes,
             .parameters = kPerson,
             .body = kRecogniseBody,
             .answer = kOne,
             .troubles = kTroubles,
             .accesses = "recognised",
             .handle = recognise},
    Endpoint{.id = "withdrawRecognition",
             .method = "POST",
             .path = "/persons/{psn_no}/recognitions/{record}/withdrawal",
             .summary = {"撤销认定；此前的结算不变",
                         "Withdraws a recognition; what was settled by it stays"},
             .rule = kDeciders,
             .effect = Effect::writes,
             .parameters = kRecord,
             .body = kWithdrawBody,
             .answer = kOne,
             .troubles = kTroubles,
             .accesses = "recognition withdrawn",
             .handle = withdraw},
};

}  // namespace

Subject recognition_subject() {
    return {.id = "recognition",
            .title = {"慢特病认定", "Recognised diseases"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
