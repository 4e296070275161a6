#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "api/rest/internal/claim_json.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/paper_json.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "domain/claim/milestones.h"

/// A person's claims by hand: stated, sent in, read, and the steps that the person takes. Those of
/// the agency are in claim_desk.cpp.
namespace yidi::rest::internal {
namespace {

using app::ClaimReply;
using claim::EventKind;

constexpr std::array<std::string_view, 3> kOwnSteps{"give_material", "withdraw", "correct_account"};

constexpr std::array<std::string_view, 3> kStatedKinds{"first", "appeal", "correction"};

constexpr std::array kWanted{
    choice("kind", "首次；或对已核定、不予支付的一笔申诉、更正", kStatedKinds),
    whole("refers_to", "申诉、更正所指的那一笔"),
    text("reason", "申诉、更正时必填：为什么", 2'000),
    value(Type::flag, "draft", "只存草稿，经办机构看不到"),
    object("statement", "申请的内容", kStatementIn).must(),
    texts("papers", "登记为已出示的材料的种类"),
};
constexpr std::array kStepBody{
    choice("step", "补材料、撤回、更正收款账户", kOwnSteps).must(),
    text("reason", "原因", 500),
    texts("papers", "补交的材料的种类"),
    object("account", "更正后的收款账户", kAccountFields),
};
constexpr std::array kMilestone{
    choice("phase", "哪一步", kClaimPhases).must(),
    value(Type::time, "at", "何时完成；没有：还没有到"),
};
constexpr std::array kListed{
    object("claim", "这笔报销", kClaimFields).must(),
    list("way", "从收到申请到钱到账的各步", kMilestone, claim::kWay.size()).must(),
};
constexpr std::array kListAnswer{
    list("claims", "新的在前", kListed).must(),
    value(Type::money, "owed", "经办机构还欠付给本人的；负：本人应退的").must(),
};
constexpr std::array kEventFields{
    whole("seq", "序号").must(),
    code("event", "事件").must(),
    value(Type::time, "at", "时间").must(),
    text("by", "经办").must(),
    text("login", "经办的登录名；只给工作人员"),
    text("reason", "原因", 2'000).must(),
    choice("phase", "其后", kClaimPhases).must(),
};
constexpr auto kOwnPaper = [] {
    constexpr std::array kOwn{
        value(Type::flag, "stated", "登记为已交").must(),
        value(Type::flag, "missing", "登记和附件都没有").must(),
    };
    std::array<Field, kAskedPaper.size() + kOwn.size()> all{};
    std::ranges::copy(kOwn, std::ranges::copy(kAskedPaper, all.begin()).out);
    return all;
}();
constexpr std::array kPaidPart{
    code("fund_pay_type", "基金支付类型").must(),
    value(Type::money, "fund_payamt", "支付").must(),
    text("setl_proc_info", "怎样算出，逐步", 4'000).must(),
};
constexpr std::array kPaid{
    value(Type::money, "medfee_sumamt", "总费用").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "psn_part_amt", "个人负担").must(),
    value(Type::money, "act_pay_dedc", "起付线").must(),
    value(Type::money, "inscp_scp_amt", "符合政策范围").must(),
    value(Type::flag, "stands", "否：已由申诉或更正撤回").must(),
    list("payers", "核定时各基金怎样付，不含以后的补差", kPaidPart, 100).must(),
};
constexpr std::array kViewFields{
    text("psn_name", "姓名").must(),
    object("claim", "这笔报销", kClaimFields).must(),
    object("statement", "申请的内容", kStatementOut).must(),
    list("way", "从收到申请到钱到账的各步", kMilestone, claim::kWay.size()).must(),
    list("history", "经过", kEventFields).must(),
    list("asked_papers", "这种情形要的材料", kOwnPaper, 100).must(),
    list("files", "附件，先交的在前", kPaperFields, app::kClaimAttachmentsMax).must(),
    object("settled", "核定后的金额，含以后的补差", kPaid),
    texts("takes", "申请人现在可以怎么办").must(),
};

constexpr std::array kPerson{code("psn_no", "人员编号").must()};

Result<app::ClaimRequest> request_of(Call& call, registry::Pid pid) {
    const Input& body = call.body();
    app::ClaimRequest request;
    request.pid = pid;
    request.actor = claim_actor(call, pid);
    YIDI_TRY(request.statement, read_statement(body.object("statement")));
    request.papers = owned(body.texts("papers"));
    request.kind = claim::parse_kind(body.view("kind")).value_or(claim::Kind::first);
    request.refers_to = body.has("refers_to") ? body.whole("refers_to") : 0;
    request.reason = body.text("reason");
    request.is_draft = body.flag("draft");
    return request;
}

Result<Done> make_claim(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "claim made");
    YIDI_TRY(const app::ClaimRequest request, request_of(call, pid));
    const auto reply = app::receive_claim(call.session(), claim_context(call), request);
    if (!reply) return claim_error(call, reply.error());
    return claim_answer(reply->now);
}

Result<Done> change_claim(Call& call) {
    YIDI_TRY(const app::ClaimKey key, allow_claim(call));
    call.note(key.pid, "claim changed " + std::to_string(key.claim));
    YIDI_TRY(const app::ClaimRequest request, request_of(call, key.pid));
    const auto reply = app::change_claim(call.session(), claim_context(call), request, key.claim);
    if (!reply) return claim_error(call, reply.error());
    return claim_answer(reply->now);
}

Result<Done> submit_claim(Call& call) {
    YIDI_TRY(const app::ClaimKey key, allow_claim(call));
    call.note(key.pid, "claim submitted " + std::to_string(key.claim));
    app::ClaimStep step;
    step.key = key;
    step.actor = claim_actor(call, key.pid);
    const auto reply = app::submit_claim(call.session(), claim_context(call), step);
    if (!reply) return claim_error(call, reply.error());
    return claim_answer(reply->now);
}

Result<Done> take_step(Call& call) {
    YIDI_TRY(const app::ClaimKey key, allow_claim(call));
    const Input& body = call.body();
    call.note(key.pid, "claim " + body.text("step") + " " + std::to_string(key.claim));
    app::ClaimStep step;
    step.key = key;
    step.actor = claim_actor(call, key.pid);
    step.reason = body.text("reason");
    step.papers = owned(body.texts("papers"));
    if (body.has("account")) step.account = read_account(body.object("account"));
    using Verb =
        Result<ClaimReply> (*)(ports::Session&, const app::ClaimContext&, const app::ClaimStep&);
    constexpr std::array<Verb, kOwnSteps.size()> kVerbs{app::give_claim_material,
                                                        app::withdraw_claim, app::correct_account};
    const auto* const named = std::ranges::find(kOwnSteps, body.view("step"));
    const Verb verb = kVerbs.at(static_cast<std::size_t>(named - kOwnSteps.begin()));
    const auto reply = verb(call.session(), claim_context(call), step);
    if (!reply) return claim_error(call, reply.error());
    return claim_answer(reply->now);
}

void write_way(codec::JsonWriter& json, const std::vector<claim::Event>& history) {
    json.key("way");
    json.begin_array();
    for (const claim::Milestone& one : claim::milestones_of(history)) {
        json.begin_object();
        json.member("phase", claim::name(one.phase));
        write_time(json, "at", one.at);
        json.end_object();
    }
    json.end_array();
}

Result<Done> list_claims(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    call.note(pid, "claims read");
    YIDI_TRY(const auto histories, app::claim_histories_of(call.session(), pid));
    YIDI_TRY(const Money owed, app::owed_to_person(call.session(), pid));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("claims");
    json.begin_array();
    for (const std::vector<claim::Event>& history : histories) {
        if (is_hidden(call, history)) continue;
        json.begin_object();
        json.key("claim");
        codec::append_claim(json, history.back().after);
        write_way(json, history);
        json.end_object();
    }
    json.end_array();
    json.member("owed", owed);
    json.end_object();
    return done;
}

using Logins = std::map<std::string, std::string, std::less<>>;

/// Who stands behind the accounts of a history: colleagues may know, the insured need not.
Result<Logins> logins_of(const Call& call, const std::vector<claim::Event>& history) {
    std::set<std::string> ids;
    for (const claim::Event& event : history) {
        if (!call.principal().pid) ids.insert(event.by);
    }
    return accounts::logins_of(call.session(), call.context().vault, ids);
}

void write_history(codec::JsonWriter& json, const std::vector<claim::Event>& history,
                   const Logins& logins) {
    json.key("history");
    json.begin_array();
    for (const claim::Event& event : history) {
        json.begin_object();
        json.member("seq", event.seq);
        json.member("event", claim::name(event.kind));
        json.member("at", to_rfc3339(event.at));
        json.member("by", event.by);
        const auto login = logins.find(event.by);
        write_text(json, "login", login == logins.end() ? std::string_view{} : login->second);
        json.member("reason", event.reason);
        json.member("phase", claim::name(event.after.phase));
        json.end_object();
    }
    json.end_array();
}

/// What the applicant may do now, by the names of the operations' steps.
void write_takes(codec::JsonWriter& json, const claim::Claim& now) {
    struct Step {
        std::string_view name;
        EventKind kind;
    };
    constexpr std::array kSteps{
        Step{"change", EventKind::changed}, Step{"submit", EventKind::received},
        Step{"give_material", EventKind::material_given}, Step{"withdraw", EventKind::withdrawn},
        Step{"correct_account", EventKind::account_corrected}};
    json.key("takes");
    json.begin_array();
    for (const Step& step : kSteps) {
        if (claim::takes(&now, step.kind)) json.value(step.name);
    }
    const bool has_answer = now.decision.has_value() || now.phase == claim::Phase::refused;
    if (has_answer && claim::has_bill(now)) {
        json.value("appeal");
        json.value("correction");
    }
    json.end_array();
}

Result<void> write_settled(Call& call, codec::JsonWriter& json, const app::ClaimKey& key,
                           const claim::Claim& now) {
    json.key("settled");
    if (!now.decision || !claim::has_bill(now)) {
        json.null();
        return {};
    }
    YIDI_TRY(const app::ClaimSettlement settled, app::settlement_of_claim(call.session(), key));
    json.begin_object();
    json.member("medfee_sumamt", settled.now.medfee_sumamt);
    json.member("fund_pay_sumamt", settled.now.fund_pay_sumamt);
    json.member("psn_part_amt", settled.now.psn_part_amt);
    json.member("act_pay_dedc", settled.now.act_pay_dedc);
    json.member("inscp_scp_amt", settled.now.inscp_scp_amt);
    json.member("stands", settled.stands);
    json.key("payers");
    json.begin_array();
    for (const settlement::Payer& payer : settled.settlement.payers) {
        json.begin_object();
        json.member("fund_pay_type", payer.fund_pay_type);
        json.member("fund_payamt", payer.fund_payamt);
        json.member("setl_proc_info", payer.setl_proc_info);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return {};
}

void write_asked_papers(codec::JsonWriter& json, const app::ClaimView& view,
                        explain::Language language) {
    json.begin_array();
    for (const claim::PaperRule* one : view.papers) {
        const bool is_stated =
            std::ranges::find(view.now.papers, one->kind) != view.now.papers.end();
        const bool has_file = std::ranges::find(view.attachments, one->kind,
                                                &app::Attachment::kind) != view.attachments.end();
        json.begin_object();
        append_asked_paper(json, *one, language);
        json.member("stated", is_stated);
        json.member("missing", !is_stated && !has_file);
        json.end_object();
    }
    json.end_array();
}

/// Whoever hands a claim in sees the account that they have named; others its last digits, also a
/// window of what came in another way.
codec::AccountShown account_for(const Call& call, const claim::Claim& claim) {
    const bool is_own = call.principal().pid.has_value() ||
                        (is_applicant(call) && claim.channel == claim::Channel::window);
    return is_own ? codec::AccountShown::whole : codec::AccountShown::masked;
}

Result<Done> show_claim(Call& call) {
    YIDI_TRY(const app::ClaimKey key, allow_claim(call));
    call.note(key.pid, "claim read " + std::to_string(key.claim));
    const auto view = app::view_claim(call.session(), claim_context(call), key);
    if (!view) return claim_error(call, view.error());
    YIDI_TRY(const Logins logins, logins_of(call, view->history));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("psn_name", view->psn_name);
    json.key("claim");
    codec::append_claim(json, view->now);
    json.key("statement");
    codec::append_statement(json, view->statement, account_for(call, view->now));
    write_way(json, view->history);
    write_history(json, view->history, logins);
    json.key("asked_papers");
    write_asked_papers(json, *view, call.language());
    json.key("files");
    json.begin_array();
    for (const app::Attachment& one : view->attachments) write_paper(json, one);
    json.end_array();
    YIDI_TRY_VOID(write_settled(call, json, key, view->now));
    write_takes(json, view->now);
    json.end_object();
    return done;
}

constexpr access::Rule kOfPerson{
    .roles = access::roles(access::Role::citizen, access::Role::proxy, access::Role::window),
    .about = access::About::person};
constexpr access::Rule kReaders{.roles = access::kOfPersons, .about = access::About::person};
constexpr std::uint16_t kLongCost = 2;

constexpr std::array kEndpoints{
    Endpoint{.id = "makeClaim",
             .method = "POST",
             .path = "/persons/{psn_no}/claims",
             .summary = {"申请手工报销，或存草稿；申诉、更正", "Claims by hand, or keeps a draft"},
             .rule = kOfPerson,
             .effect = Effect::writes,
             .parameters = kPerson,
             .body = kWanted,
             .status = 201,
             .answer = kClaimAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claim made",
             .cost = kLongCost,
             .handle = make_claim},
    Endpoint{.id = "listClaims",
             .method = "GET",
             .path = "/persons/{psn_no}/claims",
             .summary = {"手工报销，各到了哪一步", "A person's claims, and how far each has come"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kPerson,
             .answer = kListAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claims read",
             .handle = list_claims},
    Endpoint{.id = "showClaim",
             .method = "GET",
             .path = "/persons/{psn_no}/claims/{claim}",
             .summary = {"一笔报销：内容、材料、经过、金额",
                         "One claim: what was stated, papers, history, amounts"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kOneClaim,
             .answer = kViewFields,
             .troubles = kClaimTroubles,
             .accesses = "claim read",
             .cost = kLongCost,
             .handle = show_claim},
    Endpoint{.id = "changeClaim",
             .method = "POST",
             .path = "/persons/{psn_no}/claims/{claim}/statement",
             .summary = {"更改草稿，或受理前更改内容", "States a draft, or what waits, anew"},
             .rule = kOfPerson,
             .effect = Effect::writes,
             .parameters = kOneClaim,
             .body = kWanted,
             .answer = kClaimAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claim changed",
             .cost = kLongCost,
             .handle = change_claim},
    Endpoint{.id = "submitClaim",
             .method = "POST",
             .path = "/persons/{psn_no}/claims/{claim}/submission",
             .summary = {"提交草稿", "Sends a draft in"},
             .rule = kOfPerson,
             .effect = Effect::writes,
             .parameters = kOneClaim,
             .answer = kClaimAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claim submitted",
             .handle = submit_claim},
    Endpoint{
        .id = "stepClaim",
        .method = "POST",
        .path = "/persons/{psn_no}/claims/{claim}/steps",
        .summary = {"补材料、撤回、更正收款账户", "Gives papers, withdraws, corrects the account"},
        .rule = kOfPerson,
        .effect = Effect::writes,
        .parameters = kOneClaim,
        .body = kStepBody,
        .answer = kClaimAnswer,
        .troubles = kClaimTroubles,
        .accesses = "claim step",
        .handle = take_step},
};

}  // namespace

Subject claim_subject() {
    return {.id = "claim", .title = {"手工报销", "Claims by hand"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
