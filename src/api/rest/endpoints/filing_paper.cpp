#include <array>
#include <string>
#include <utility>

#include "adapters/render/paper_templates.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/paper_json.h"
#include "api/rest/internal/subjects.h"
#include "app/filing/paper.h"

/// A filing on paper: its form and promise letter to print, and the papers that are handed in.
namespace yidi::rest::internal {
namespace {

using app::Attachment;

constexpr std::array kOne{code("psn_no", "人员编号").must(), whole("filing", "备案号").must()};
constexpr std::array kPrinted{
    code("psn_no", "人员编号").must(), whole("filing", "备案号").must(),
    value(Type::flag, "whole_numbers", "证件号码和银行账号写全；限本人与窗口")};
constexpr std::array kOnePaper{code("psn_no", "人员编号").must(), whole("filing", "备案号").must(),
                               whole("paper", "附件号").must()};
constexpr std::array kNewPaper{
    code("kind",
         "材料种类，按参保地规定所列；或 identity_document、filing_form、promise_letter、"
         "other_paper")
        .must(),
    text("filename", "文件名，不带文件夹", 100).must(),
    text("bytes", "PDF、JPEG 或 PNG 的 Base64，文件不超过 5 MiB", kBase64Max).must(),
};
constexpr std::array kTaken{
    object("paper", "附件", kPaperFields).must(),
    value(Type::flag, "is_new", "否：这个备案先前已有同一文件").must(),
};
constexpr std::array kRequired{
    texts("any_of", "任一即可").must(),
    value(Type::flag, "stated", "办理时登记为已交").must(),
    any("papers", "这一项的附件号").must(),
    value(Type::flag, "missing", "登记和附件都没有").must(),
};
constexpr std::array kPapers{
    list("papers", "附件，先交的在前", kPaperFields).must(),
    value(Type::flag, "rule_known", "规定要什么材料，已有收录").must(),
    list("required", "规定的材料，按申请当日", kRequired).must(),
    text("clause", "依据", 2'000),
};
constexpr std::array kRefused{Trouble::refused, Trouble::not_found};
constexpr std::array kTakes{Trouble::refused, Trouble::not_found, Trouble::conflict};

tl::unexpected<Error> told(Call& call, const Error& error, std::string_view where) {
    if (error.code == ErrorCode::bad_value && error.where == where) {
        return call.not_found(std::string{where}, error.detail);
    }
    return fail(error);
}

/// The papers themselves are for those who hand them in and those who decide.
constexpr access::Rule kOfPerson{
    .roles = access::roles(access::Role::citizen, access::Role::proxy, access::Role::window,
                           access::Role::agency_reviewer),
    .about = access::About::person,
    .now_only = true};
constexpr access::Rule kReaders{.roles = access::kOfPersons, .about = access::About::person};
constexpr access::Rule kWholeNumbers{
    .roles = access::roles(access::Role::citizen, access::Role::window),
    .about = access::About::person,
    .now_only = true};

Result<bool> whole_numbers(Call& call) {
    if (!call.parameters().flag("whole_numbers")) return false;
    YIDI_TRY(const access::Subject subject, accounts::subject_of(call.session(), call.context(),
                                                                 call.parameters().view("psn_no")));
    if (access::may(call.principal(), kWholeNumbers, subject) == access::Verdict::yes) return true;
    return call.refuse(Trouble::forbidden, {.code = ErrorCode::bad_value,
                                            .where = "whole_numbers",
                                            .rule = "本人，或参保地的窗口",
                                            .remedy = "请去掉 whole_numbers",
                                            .detail = "本账号只能打印隐去中间各位的号码"});
}

using Gather = Result<app::FilingPaper> (*)(ports::Session&, const payer::Context&, registry::Pid,
                                            std::int64_t);

Result<Done> print(Call& call, render::Paper which, Gather gather, std::string what) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const std::int64_t filing = call.parameters().whole("filing");
    YIDI_TRY(const bool is_whole, whole_numbers(call));
    call.note(pid, std::move(what) + std::to_string(filing) + (is_whole ? " whole numbers" : ""));
    const auto paper = gather(call.session(), call.context(), pid, filing);
    if (!paper) return told(call, paper.error(), "filing");
    const render::PaperTemplates* const templates = call.options().papers;
    if (templates == nullptr) {
        return fail(Error{.code = ErrorCode::internal,
                          .where = "data/templates",
                          .rule = "a server with templates",
                          .remedy = "start it where data/templates is",
                          .detail = "there are no templates"});
    }
    return Done{
        .body = templates->html(
            which, {.paper = *paper, .regions = call.book().regions(), .whole_numbers = is_whole})};
}

Result<Done> print_form(Call& call) {
    return print(call, render::Paper::filing_form, app::filing_paper, "filing form ");
}
Result<Done> print_letter(Call& call) {
    return print(call, render::Paper::promise_letter, app::promise_paper, "promise letter ");
}

Result<Done> take_paper(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    app::NewAttachment wanted;
    wanted.pid = pid;
    wanted.filing = call.parameters().whole("filing");
    call.note(pid, "filing paper handed in " + std::to_string(wanted.filing));
    YIDI_TRY(wanted.actor, actor_of(call, pid, {}));
    wanted.kind = call.body().text("kind");
    wanted.filename = call.body().text("filename");
    SentBytes sent = sent_bytes(call);
    wanted.sha256 = std::move(sent.sha256);
    wanted.bytes = std::move(sent.bytes);
    const auto reply = app::attach(call.session(), filing_context(call), wanted);
    if (!reply) return told(call, reply.error(), "filing");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("paper");
    write_paper(json, reply->attachment);
    json.member("is_new", reply->is_new);
    json.end_object();
    return done;
}

void write_required(codec::JsonWriter& json, const app::RequiredPaper& one) {
    json.begin_object();
    json.key("any_of");
    json.begin_array();
    for (const std::string& kind : one.any_of) {
        json.value(kind);
    }
    json.end_array();
    json.member("stated", one.is_stated);
    json.key("papers");
    json.begin_array();
    for (const std::int64_t id : one.attachments) {
        json.value(id);
    }
    json.end_array();
    json.member("missing", one.is_missing());
    json.end_object();
}

Result<Done> list_papers(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const std::int64_t filing = call.parameters().whole("filing");
    call.note(pid, "filing papers " + std::to_string(filing));
    const auto papers = app::papers_of(call.session(), call.context(), pid, filing);
    if (!papers) return told(call, papers.error(), "filing");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("papers");
    json.begin_array();
    for (const Attachment& one : papers->attachments) {
        write_paper(json, one);
    }
    json.end_array();
    json.member("rule_known", papers->is_rule_known);
    json.key("required");
    json.begin_array();
    for (const app::RequiredPaper& one : papers->required) {
        write_required(json, one);
    }
    json.end_array();
    json.key("clause");
    papers->is_rule_known ? json.value(papers->clause) : json.null();
    json.end_object();
    return done;
}

Result<Done> show_paper(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const std::int64_t filing = call.parameters().whole("filing");
    const std::int64_t id = call.parameters().whole("paper");
    call.note(pid, "filing paper " + std::to_string(filing) + "/" + std::to_string(id));
    auto paper = app::open_attachment(call.session(), call.context(), pid, filing, id);
    if (!paper) return told(call, paper.error(), "paper");
    Done done{.body = std::move(paper->bytes)};
    done.headers.add("Content-Disposition", disposition(paper->attachment));
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "printFilingForm",
             .method = "GET",
             .path = "/persons/{psn_no}/filings/{filing}/form",
             .summary = {"备案登记表，可打印", "The filing form, to print"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kPrinted,
             .media = "text/html",
             .troubles = kRefused,
             .accesses = "filing form",
             .handle = print_form},
    Endpoint{.id = "printPromiseLetter",
             .method = "GET",
             .path = "/persons/{psn_no}/filings/{filing}/promise-letter",
             .summary = {"个人承诺书，可打印；没有承诺的备案没有",
                         "The promise letter, to print; only of a filing with a promise"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kPrinted,
             .media = "text/html",
             .troubles = kRefused,
             .accesses = "promise letter",
             .handle = print_letter},
    Endpoint{.id = "takeFilingPaper",
             .method = "POST",
             .path = "/persons/{psn_no}/filings/{filing}/papers",
             .summary = {"交一份材料；同一文件再交，答先前的那一份",
                         "Hands a paper in; the same file again is answered as the first"},
             .rule = kOfPerson,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kNewPaper,
             .answer = kTaken,
             .troubles = kTakes,
             .accesses = "filing paper handed in",
             .cost = kFileCost,
             .handle = take_paper,
             .prepare = read_bytes},
    Endpoint{.id = "listFilingPapers",
             .method = "GET",
             .path = "/persons/{psn_no}/filings/{filing}/papers",
             .summary = {"已交的附件，与规定的材料对照",
                         "The papers that are there, and which of those asked for are missing"},
             .rule = kOfPerson,
             .effect = Effect::reads,
             .parameters = kOne,
             .answer = kPapers,
             .troubles = kRefused,
             .accesses = "filing papers",
             .handle = list_papers},
    Endpoint{.id = "showFilingPaper",
             .method = "GET",
             .path = "/persons/{psn_no}/filings/{filing}/papers/{paper}",
             .summary = {"一份附件的文件", "The file of one paper"},
             .rule = kOfPerson,
             .effect = Effect::reads,
             .parameters = kOnePaper,
             .media = "application/octet-stream",
             .troubles = kRefused,
             .accesses = "filing paper",
             .cost = kFileCost,
             .handle = show_paper},
};

}  // namespace

Subject filing_paper_subject() {
    return {.id = "filing-paper",
            .title = {"备案的表和材料", "Filings on paper"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
