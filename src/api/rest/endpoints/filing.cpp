#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/subjects.h"
#include "domain/guidance/filing_notes.h"

/// A person's filings: worked out, made, read, and the steps that the person takes. Those of the
/// agency are in filing_desk.cpp.
namespace yidi::rest::internal {
namespace {

using app::FilingReply;
using app::FilingRequest;
using app::Step;

constexpr std::array<std::string_view, 6> kKinds{"resettled_retiree", "long_term_resident",
                                                 "posted_worker",     "referral",
                                                 "emergency",         "other_temporary"};
constexpr std::array<std::string_view, 4> kOwnSteps{"give_material", "cancel", "extend", "refuse"};
constexpr std::array<std::string_view, 3> kExceptions{"death", "wrong_entry", "insurance_lost"};
constexpr std::array<std::string_view, 4> kChannels{"window", "phone", "other_region", "hospital"};

constexpr std::array kApplication{
    choice("kind", "备案类型", kKinds).must(),
    texts("places", "备案地，六位代码").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：按参保地规定"),
    value(Type::flag, "promise", "签承诺书，材料后补"),
    texts("materials", "已交材料"),
    value(Type::date, "admission", "已住院的，入院日"),
    whole("replaces", "变更时，原备案号"),
    value(Type::flag, "draft", "只存草稿"),
    choice("channel", "窗口代办的渠道", kChannels),
    object("details", "登记表其他各栏", kDetails),
};
constexpr std::array kAssessmentFields{
    object("filing", "通过后的备案", kFilingFields).must(),
    value(Type::flag, "instant", "即时通过；否：人工审核").must(),
    any("missing", "还缺的材料：每组任一").must(),
    texts("cautions", "提醒的代码").must(),
    texts("notes", "提醒，写给申请人").must(),
    texts("unknown", "没有收录的规定").must(),
    texts("clauses", "依据").must(),
};
constexpr std::array kFiledAnswer{
    object("filing", "备案", kFilingFields).must(),
    object("assessment", "按规定的判断", kAssessmentFields).must(),
};
constexpr std::array kEventFields{
    whole("seq", "序号").must(),
    code("event", "事件").must(),
    value(Type::time, "at", "时间").must(),
    text("by", "经办").must(),
    text("login", "经办的登录名；只给工作人员"),
    text("reason", "原因", 2'000).must(),
    code("phase", "其后").must(),
};
constexpr std::array kViewFields{
    text("psn_name", "姓名").must(),
    object("filing", "备案", kFilingFields).must(),
    whole("days_left", "到末日还有几天，含当日；已过或没有末日：没有"),
    value(Type::date, "locked_until", "可变更、取消的首日；没有：不锁定或规定不明"),
    object("details", "登记表其他各栏", kDetails).must(),
    list("history", "经过", kEventFields).must(),
};
constexpr std::array kListAnswer{list("filings", "备案", kViewFields).must()};
constexpr std::array kStepBody{
    choice("step", "办什么", kOwnSteps).must(),
    text("reason", "原因", 500),
    texts("materials", "补交的材料"),
    choice("because", "锁定期内的例外", kExceptions),
};
constexpr std::array kPerson{code("psn_no", "人员编号").must()};
constexpr std::array kOne{code("psn_no", "人员编号").must(), whole("filing", "备案号").must()};
constexpr std::array kRefused{Trouble::refused, Trouble::not_found};

void write_texts(codec::JsonWriter& json, std::string_view name,
                 const std::vector<std::string>& texts) {
    json.key(name);
    json.begin_array();
    for (const std::string& one : texts) {
        json.value(one);
    }
    json.end_array();
}

void write_assessment(codec::JsonWriter& json, const filing::Assessment& assessment,
                      const Call& call) {
    const Date today = call.context().now.date();
    json.begin_object();
    json.key("filing");
    json.begin_object();
    write_filing(json, assessment.filing, filing::state_on(assessment.filing, today));
    json.end_object();
    json.member("instant", assessment.instant);
    json.key("missing");
    json.begin_array();
    for (const policy::AnyOf& group : assessment.missing) {
        json.begin_array();
        for (const std::string& paper : group) {
            json.value(paper);
        }
        json.end_array();
    }
    json.end_array();
    json.key("cautions");
    json.begin_array();
    for (const filing::Caution one : assessment.cautions) {
        json.value(filing::name(one));
    }
    json.end_array();
    write_texts(json, "notes", guidance::notes_of(assessment, call.language()));
    write_texts(json, "unknown", assessment.unknown);
    write_texts(json, "clauses", assessment.clauses);
    json.end_object();
}

Done filed(const Call& call, const FilingReply& reply) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("filing");
    json.begin_object();
    write_filing(json, reply.now, reply.state);
    json.end_object();
    json.key("assessment");
    write_assessment(json, reply.assessment, call);
    json.end_object();
    return done;
}

Result<FilingRequest> request_of(Call& call, registry::Pid pid) {
    const Input& body = call.body();
    FilingRequest request;
    request.pid = pid;
    YIDI_TRY(request.actor, actor_of(call, pid, body.view("channel")));
    request.wanted.kind = *policy::parse_filing_kind(body.view("kind"));
    for (const std::string_view place : body.texts("places")) {
        YIDI_TRY(const std::uint32_t code, read_region(place, "/places"));
        request.wanted.places.push_back(code);
    }
    request.wanted.begndate = body.date("begndate");
    request.wanted.enddate = body.maybe_date("enddate");
    request.wanted.promise = body.flag("promise");
    request.wanted.materials = owned(body.texts("materials"));
    request.admission = body.maybe_date("admission");
    if (body.has("replaces")) {
        request.replaces = body.whole("replaces");
    }
    request.is_draft = body.flag("draft");
    if (body.has("details")) {
        request.details = details_of(body.object("details"));
    }
    return request;
}

/// The counter of any region takes an application of whoever shows there who they are (跨省通办);
/// what becomes of it the insured region's rules and people decide.
Result<registry::Pid> allow_applicant(Call& call) {
    constexpr std::size_t kRegionDigits = 6;
    const std::string_view psn_no = call.parameters().view("psn_no");
    const bool elsewhere =
        call.body().view("channel") == filing::name(filing::Channel::other_region);
    Result<access::Subject> subject = accounts::subject_of(call.session(), call.context(), psn_no);
    if (!elsewhere || !subject) {
        return call.allow_person(psn_no);
    }
    for (const access::Grant& grant : call.principal().grants) {
        if (grant.role == access::Role::window && !grant.scope.region.empty()) {
            std::string code = grant.scope.region;
            code.resize(kRegionDigits, '0');
            YIDI_TRY(const std::uint32_t region, read_region(code, "psn_no"));
            subject->regions.push_back(region);
        }
    }
    YIDI_TRY_VOID(call.allow(*subject));
    return *subject->pid;
}

Result<Done> assess_filing(Call& call) {
    YIDI_TRY(const registry::Pid pid, allow_applicant(call));
    call.note(pid, "filing assessed");
    YIDI_TRY(const FilingRequest request, request_of(call, pid));
    YIDI_TRY(const filing::Assessment assessment,
             app::try_filing(call.session(), filing_context(call), request));
    Done done;
    codec::JsonWriter json{done.body};
    write_assessment(json, assessment, call);
    return done;
}

Result<Done> make_filing(Call& call) {
    YIDI_TRY(const registry::Pid pid, allow_applicant(call));
    call.note(pid, "filing made");
    YIDI_TRY(const FilingRequest request, request_of(call, pid));
    YIDI_TRY(const FilingReply reply, app::file(call.session(), filing_context(call), request));
    return filed(call, reply);
}

Result<Done> resubmit_filing(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "filing submitted");
    YIDI_TRY(const FilingRequest request, request_of(call, pid));
    YIDI_TRY(const FilingReply reply, app::resubmit(call.session(), filing_context(call), request,
                                                    call.parameters().whole("filing")));
    return filed(call, reply);
}

using Logins = std::map<std::string, std::string, std::less<>>;

/// Who stands behind the accounts of histories: colleagues may know, the insured need not.
Result<Logins> logins_of(const Call& call, std::span<const app::FilingView> views) {
    std::set<std::string> ids;
    const bool is_staff = !call.principal().pid;
    for (const app::FilingView& view : views) {
        for (const filing::Event& event : view.history) {
            if (is_staff) ids.insert(event.by);
        }
    }
    return accounts::logins_of(call.session(), call.context().vault, ids);
}

void write_view(codec::JsonWriter& json, const app::FilingView& view, const Logins& logins,
                Date today) {
    json.begin_object();
    json.member("psn_name", view.psn_name);
    json.key("filing");
    json.begin_object();
    write_filing(json, view.now, view.state);
    json.end_object();
    if (view.now.enddate && today <= *view.now.enddate) {
        json.member("days_left", std::int64_t{days_between(today, *view.now.enddate)});
    }
    json.key("locked_until");
    view.locked_until ? json.value(*view.locked_until) : json.null();
    json.key("details");
    write_details(json, view.details);
    json.key("history");
    json.begin_array();
    for (const filing::Event& event : view.history) {
        json.begin_object();
        json.member("seq", event.seq);
        json.member("event", filing::name(event.kind));
        json.member("at", to_rfc3339(event.at));
        json.member("by", event.by);
        const auto login = logins.find(event.by);
        json.key("login");
        login == logins.end() ? json.null() : json.value(login->second);
        json.member("reason", event.reason);
        json.member("phase", filing::name(event.after.phase));
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

Result<Done> list_filings(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "filings read");
    YIDI_TRY(const auto views, app::filings_of(call.session(), call.context(), pid));
    YIDI_TRY(const Logins logins, logins_of(call, views));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("filings");
    json.begin_array();
    for (const app::FilingView& view : views) {
        write_view(json, view, logins, call.context().now.date());
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> show_filing(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "filing read");
    const auto view =
        app::filing_of(call.session(), call.context(), pid, call.parameters().whole("filing"));
    if (!view) {
        return view.error().code == ErrorCode::bad_value
                   ? Result<Done>{call.not_found("filing", "没有这个备案")}
                   : Result<Done>{fail(view.error())};
    }
    YIDI_TRY(const Logins logins, logins_of(call, std::span{&*view, 1}));
    Done done;
    codec::JsonWriter json{done.body};
    write_view(json, *view, logins, call.context().now.date());
    return done;
}

Result<Done> take_step(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const Input& body = call.body();
    call.note(pid, "filing " + body.text("step"));
    Step step;
    step.pid = pid;
    step.filing = call.parameters().whole("filing");
    YIDI_TRY(step.actor, actor_of(call, pid, {}));
    step.reason = body.text("reason");
    step.materials = owned(body.texts("materials"));
    step.because = policy::parse_lock_exception(body.view("because"));
    using Verb = Result<FilingReply> (*)(ports::Session&, const app::FilingContext&, const Step&);
    constexpr std::array<Verb, 4> kVerbs{app::give_material, app::cancel, app::extend,
                                         app::refuse_automatic};
    const auto* const named = std::ranges::find(kOwnSteps, body.view("step"));
    const Verb verb = kVerbs.at(static_cast<std::size_t>(named - kOwnSteps.begin()));
    YIDI_TRY(const FilingReply reply, verb(call.session(), filing_context(call), step));
    return step_answer(reply);
}

constexpr access::Rule kOfPerson{
    .roles = access::roles(access::Role::citizen, access::Role::proxy, access::Role::window,
                           access::Role::agency_reviewer),
    .about = access::About::person};
constexpr access::Rule kApplicant{
    .roles = kOfPerson.roles, .about = access::About::person, .at_care = true};
constexpr access::Rule kReaders{
    .roles = access::kOfPersons, .about = access::About::person, .at_care = true};

constexpr std::array kEndpoints{
    Endpoint{.id = "assessFiling",
             .method = "POST",
             .path = "/persons/{psn_no}/filing-assessments",
             .summary = {"先看看：能不能备、缺什么、谁来批", "What would come of a filing"},
             .rule = kApplicant,
             .effect = Effect::reads,
             .parameters = kPerson,
             .body = kApplication,
             .answer = kAssessmentFields,
             .troubles = kRefused,
             .accesses = "filing assessed",
             .handle = assess_filing},
    Endpoint{.id = "makeFiling",
             .method = "POST",
             .path = "/persons/{psn_no}/filings",
             .summary = {"备案，或存草稿", "Files, or keeps a draft"},
             .rule = kApplicant,
             .effect = Effect::writes,
             .parameters = kPerson,
             .body = kApplication,
             .status = 201,
             .answer = kFiledAnswer,
             .troubles = kRefused,
             .accesses = "filing made",
             .handle = make_filing},
    Endpoint{.id = "listFilings",
             .method = "GET",
             .path = "/persons/{psn_no}/filings",
             .summary = {"备案记录", "A person's filings"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kPerson,
             .answer = kListAnswer,
             .troubles = kRefused,
             .accesses = "filings read",
             .handle = list_filings},
    Endpoint{.id = "showFiling",
             .method = "GET",
             .path = "/persons/{psn_no}/filings/{filing}",
             .summary = {"一个备案与其经过", "One filing with its history"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kOne,
             .answer = kViewFields,
             .troubles = kRefused,
             .accesses = "filing read",
             .handle = show_filing},
    Endpoint{.id = "submitFiling",
             .method = "POST",
             .path = "/persons/{psn_no}/filings/{filing}/submission",
             .summary = {"提交草稿，或重新提交", "Submits a draft, or again after a rejection"},
             .rule = kOfPerson,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kApplication,
             .answer = kFiledAnswer,
             .troubles = kRefused,
             .accesses = "filing submitted",
             .handle = resubmit_filing},
    Endpoint{.id = "stepFiling",
             .method = "POST",
             .path = "/persons/{psn_no}/filings/{filing}/steps",
             .summary = {"补材料、取消、延长、拒绝自动备案",
                         "Gives papers, cancels, extends, refuses an automatic filing"},
             .rule = kOfPerson,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kStepBody,
             .answer = kStepAnswer,
             .troubles = kRefused,
             .accesses = "filing step",
             .handle = take_step},
};

}  // namespace

Subject filing_subject() {
    return {.id = "filing", .title = {"备案", "Filings"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
