#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "api/rest/internal/claim_json.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"

/// Claims by hand as the agency decides them: checks, steps of those who check and of those who
/// decide, what a decision would give, and a year put in the order of its care.
namespace yidi::rest::internal {
namespace {

using claim::EventKind;
using claim::Part;

constexpr std::array<std::string_view, 4> kChecks{"accept", "ask_material", "check", "refuse"};
constexpr std::array<std::string_view, 3> kDecisions{"decide", "send_back", "refuse"};
constexpr std::array<std::string_view, 4> kVerdicts{"passed", "look", "blocks", "unknown"};
constexpr std::array<std::string_view, claim::kCheckCount> kCheckNames{
    "identity", "dates",  "institution", "duplicate_direct", "duplicate_claim",
    "invoices", "papers", "third_party", "deadline",         "lines"};
constexpr std::size_t kReasonsMax = 20;

constexpr std::array kFinding{
    choice("check", "核对什么", kCheckNames).must(),
    choice("verdict", "通过、须查看、不能核定、没有收录规定", kVerdicts).must(),
    text("text", "情况", 1'000).must(),
    texts("about", "涉及的结算、报销、材料或明细").must(),
    text("clause", "依据", 2'000),
};
constexpr std::array kReviewAnswer{
    list("findings", "逐项核对", kFinding, claim::kCheckCount).must(),
    value(Type::flag, "blocks", "有一项使它不能核定").must(),
    texts("checks", "审核岗现在可以怎么办").must(),
    texts("decisions", "核定岗现在可以怎么办").must(),
    texts("payments", "付款岗现在可以怎么办").must(),
};
constexpr std::array kReadLine{
    whole("line", "明细的序号，从 0 起").must(),
    code("chrgitm_lv", "甲乙丙类：01、02、03", 2).must(),
    text("selfpay_prop", "先行自付比例，如 0.1", 12),
    text("pric_uplmt_amt", "定价上限；没有：不限", 20),
    value(Type::flag, "lmt_used_flag", "限制使用，且不符合条件"),
};
constexpr std::array kReason{choice("reason", "原因", kClaimReasons).must()};
constexpr std::array kCheckBody{
    choice("step", "受理、要求补材料、审核、不予支付", kChecks).must(),
    text("reason", "补什么、为什么不予支付；这两项必填", 500),
    list("refused_lines", "审核：剔除的明细", kRefusedLine, claim::kLinesMax),
    list("read_lines", "审核：目录没有列的明细怎样计算", kReadLine, claim::kLinesMax),
    list("reasons", "整笔不予支付的原因", kReason, kReasonsMax),
};
constexpr std::array kDecisionBody{
    choice("step", "核定、退回审核、不予支付", kDecisions).must(),
    text("reason", "为什么退回、不予支付；这两项必填", 500),
    list("reasons", "整笔不予支付的原因", kReason, kReasonsMax),
};
constexpr std::array kTrialBody{
    list("refused_lines", "已受理的：如果剔除这些明细", kRefusedLine, claim::kLinesMax),
    list("read_lines", "已受理的：目录没有列的明细怎样计算", kReadLine, claim::kLinesMax),
};
constexpr std::array kPayerFields{
    code("fund_pay_type", "基金支付类型").must(),
    value(Type::money, "fund_payamt", "支付").must(),
    value(Type::money, "inscp_scp_amt", "符合政策范围").must(),
    text("setl_proc_info", "怎样算出，逐步", 4'000).must(),
};
constexpr std::array kChange{
    code("setl_id", "更正的结算编号").must(),
    code("mdtrt_id", "就诊ID，或报销编号").must(),
    value(Type::date, "until", "就医末日").must(),
    value(Type::money, "fund_pay_sumamt", "基金多付；负：少付").must(),
    value(Type::money, "psn_part_amt", "个人多负担；负：少负担").must(),
};
constexpr std::array kOutcomeAnswer{
    object("claim", "这笔报销", kClaimFields).must(),
    value(Type::money, "medfee_sumamt", "计入的总费用").must(),
    value(Type::money, "inscp_scp_amt", "符合政策范围").must(),
    value(Type::money, "act_pay_dedc", "起付线").must(),
    value(Type::ratio, "pool_prop_selfpay", "基本医疗基金支付比例").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "psn_part_amt", "个人负担").must(),
    whole("year", "计入哪一年度").must(),
    list("payers", "各基金怎样付", kPayerFields, 100).must(),
    list("changes", "本年度其他结算因此的补差", kChange, 10'000).must(),
};
constexpr std::array kDecided{
    object("claim", "这笔报销", kClaimFields).must(),
    object("outcome", "核定的计算；补差、退回、不予支付：没有", kOutcomeAnswer),
};
constexpr std::array kYearParameters{code("psn_no", "人员编号").must(),
                                     whole("year", "年度", 2000, 2100).must()};
constexpr std::array kYearBody{choice("insutype", "险种", kClaimInsutypes).must()};
constexpr std::array kYearAnswer{list("changes", "各笔的补差", kChange, 10'000).must()};

/// The names of steps that a claim takes now.
void write_steps(codec::JsonWriter& json, std::string_view name, const claim::Claim& now,
                 std::initializer_list<std::pair<std::string_view, EventKind>> steps, Part part) {
    json.key(name);
    json.begin_array();
    for (const auto& [step, kind] : steps) {
        if (claim::takes(&now, kind) && claim::part_of(kind, now.phase) == part) json.value(step);
    }
    json.end_array();
}

Result<Done> review_claim(Call& call) {
    YIDI_TRY(const DeskClaim one, allow_claim_desk(call));
    call.note(one.key.pid, "claim reviewed " + std::to_string(one.key.claim));
    const auto view = app::view_claim(call.session(), claim_context(call), one.key);
    if (!view) return claim_error(call, view.error());
    const bool is_zh = call.language() == explain::Language::zh;
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("findings");
    json.begin_array();
    for (const claim::Finding& finding : view->findings) {
        json.begin_object();
        json.member("check", claim::name(finding.check));
        json.member("verdict", claim::name(finding.verdict));
        json.member("text", is_zh ? finding.sentence.zh : finding.sentence.en);
        json.key("about");
        json.begin_array();
        for (const std::string& about : finding.about) json.value(about);
        json.end_array();
        write_text(json, "clause", finding.clause);
        json.end_object();
    }
    json.end_array();
    json.member("blocks", claim::blocks(view->findings));
    write_steps(json, "checks", view->now,
                {{"accept", EventKind::accepted},
                 {"ask_material", EventKind::material_asked},
                 {"check", EventKind::checked},
                 {"refuse", EventKind::refused}},
                Part::reviewer);
    write_steps(json, "decisions", view->now,
                {{"decide", EventKind::decided},
                 {"send_back", EventKind::sent_back},
                 {"refuse", EventKind::refused}},
                Part::approver);
    write_steps(json, "payments", view->now,
                {{"order", EventKind::ordered},
                 {"send", EventKind::sent},
                 {"arrived", EventKind::arrived},
                 {"returned", EventKind::returned},
                 {"set_off", EventKind::set_off}},
                Part::finance);
    json.end_object();
    return done;
}

Result<app::ReadLine> read_line_of(const Input& row) {
    app::ReadLine one;
    one.line = row.whole("line");
    one.insured.chrgitm_lv = row.text("chrgitm_lv");
    if (row.has("selfpay_prop")) {
        YIDI_TRY(one.insured.selfpay_prop, parse_rate(row.view("selfpay_prop")));
    }
    if (row.has("pric_uplmt_amt")) {
        YIDI_TRY(one.insured.pric_uplmt_amt, parse_unit_price(row.view("pric_uplmt_amt")));
    }
    one.insured.lmt_used_flag = row.flag("lmt_used_flag");
    return one;
}

/// Lines that are taken out and lines that are read, where the body names any.
Result<void> read_lines(const Input& body, app::ClaimStep& step) {
    for (const Input& row : body.list("refused_lines")) {
        step.refused.push_back({.line = row.whole("line"),
                                .reason = *claim::parse_reason(row.view("reason")),
                                .words = row.text("words")});
    }
    for (const Input& row : body.list("read_lines")) {
        YIDI_TRY(app::ReadLine one, read_line_of(row));
        step.read.push_back(std::move(one));
    }
    return {};
}

void read_reasons(const Input& body, app::ClaimStep& step) {
    for (const Input& row : body.list("reasons")) {
        step.reasons.push_back(*claim::parse_reason(row.view("reason")));
    }
}

app::ClaimStep step_of(const Call& call, const DeskClaim& one) {
    app::ClaimStep step;
    step.key = one.key;
    step.actor = {.channel = claim::Channel::window, .by = call.principal().id, .proxy = {}};
    return step;
}

Result<Done> check_claim(Call& call) {
    YIDI_TRY(const DeskClaim one, allow_claim_desk(call));
    const Input& body = call.body();
    const std::string name = body.text("step");
    call.note(one.key.pid, "claim " + name + " " + std::to_string(one.key.claim));
    if (name == "refuse") {
        YIDI_TRY_VOID(check_part(one.now, EventKind::refused, Part::reviewer));
    }
    app::ClaimStep step = step_of(call, one);
    step.reason = body.text("reason");
    YIDI_TRY_VOID(read_lines(body, step));
    read_reasons(body, step);
    using Verb = Result<app::ClaimReply> (*)(ports::Session&, const app::ClaimContext&,
                                             const app::ClaimStep&);
    constexpr std::array<Verb, kChecks.size()> kVerbs{app::accept_claim, app::ask_claim_material,
                                                      app::check_claim_lines, app::refuse_claim};
    const auto* const named = std::ranges::find(kChecks, name);
    const auto reply = kVerbs.at(static_cast<std::size_t>(named - kChecks.begin()))(
        call.session(), claim_context(call), step);
    if (!reply) return claim_error(call, reply.error());
    return claim_answer(reply->now);
}

void write_changes(codec::JsonWriter& json,
                   const std::vector<settlement::Settlement>& corrections) {
    json.key("changes");
    json.begin_array();
    for (const settlement::Settlement& one : corrections) {
        json.begin_object();
        json.member("setl_id", std::to_string(one.setl_id));
        json.member("mdtrt_id", std::to_string(one.mdtrt_id));
        json.member("until", one.until);
        json.member("fund_pay_sumamt", one.info.fund_pay_sumamt);
        json.member("psn_part_amt", one.info.psn_part_amt);
        json.end_object();
    }
    json.end_array();
}

void write_outcome(codec::JsonWriter& json, const app::DecidedClaim& decided) {
    const settlement::Settlement& one = decided.settlement;
    json.begin_object();
    json.key("claim");
    codec::append_claim(json, decided.reply.now);
    json.member("medfee_sumamt", one.info.medfee_sumamt);
    json.member("inscp_scp_amt", one.info.inscp_scp_amt);
    json.member("act_pay_dedc", one.info.act_pay_dedc);
    json.member("pool_prop_selfpay", to_string(one.info.pool_prop_selfpay));
    json.member("fund_pay_sumamt", one.info.fund_pay_sumamt);
    json.member("psn_part_amt", one.info.psn_part_amt);
    json.member("year", one.year);
    json.key("payers");
    json.begin_array();
    for (const settlement::Payer& payer : one.payers) {
        json.begin_object();
        json.member("fund_pay_type", payer.fund_pay_type);
        json.member("fund_payamt", payer.fund_payamt);
        json.member("inscp_scp_amt", payer.inscp_scp_amt);
        json.member("setl_proc_info", payer.setl_proc_info);
        json.end_object();
    }
    json.end_array();
    write_changes(json, decided.corrections);
    json.end_object();
}

Result<Done> decide_claim(Call& call) {
    YIDI_TRY(const DeskClaim one, allow_claim_desk(call));
    const Input& body = call.body();
    const std::string name = body.text("step");
    call.note(one.key.pid, "claim " + name + " " + std::to_string(one.key.claim));
    app::ClaimStep step = step_of(call, one);
    step.reason = body.text("reason");
    read_reasons(body, step);
    Done done;
    codec::JsonWriter json{done.body};
    const app::ClaimContext context = claim_context(call);
    json.begin_object();
    json.key("claim");
    if (name == "decide") {
        const auto decided = app::decide_claim(call.session(), context, step);
        if (!decided) return claim_error(call, decided.error());
        codec::append_claim(json, decided->reply.now);
        json.key("outcome");
        claim::has_bill(decided->reply.now) ? write_outcome(json, *decided) : json.null();
    } else {
        if (name == "refuse") {
            YIDI_TRY_VOID(check_part(one.now, EventKind::refused, Part::approver));
        }
        const auto reply = name == "refuse" ? app::refuse_claim(call.session(), context, step)
                                            : app::send_claim_back(call.session(), context, step);
        if (!reply) return claim_error(call, reply.error());
        codec::append_claim(json, reply->now);
        json.key("outcome");
        json.null();
    }
    json.end_object();
    return done;
}

Result<Done> try_claim(Call& call) {
    YIDI_TRY(const DeskClaim one, allow_claim_desk(call));
    call.note(one.key.pid, "claim tried " + std::to_string(one.key.claim));
    app::ClaimStep step = step_of(call, one);
    YIDI_TRY_VOID(read_lines(call.body(), step));
    const auto decided = app::try_claim(call.session(), claim_context(call), step);
    if (!decided) return claim_error(call, decided.error());
    Done done;
    codec::JsonWriter json{done.body};
    write_outcome(json, *decided);
    return done;
}

Result<Done> order_year(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const std::int64_t year = call.parameters().whole("year");
    call.note(pid, "year put in order " + std::to_string(year));
    YIDI_TRY(
        const auto corrections,
        app::put_year_in_order(call.session(), call.context(),
                               {.pid = pid,
                                .year = year,
                                .insutype = *policy::parse_insutype(call.body().view("insutype")),
                                .by = call.principal().id}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_changes(json, corrections);
    json.end_object();
    return done;
}

constexpr access::Rule kReviewers{.roles = access::roles(access::Role::agency_reviewer),
                                  .about = access::About::person};
constexpr access::Rule kApprovers{.roles = access::roles(access::Role::claim_approver),
                                  .about = access::About::person};
constexpr access::Rule kBoth{
    .roles = access::roles(access::Role::agency_reviewer, access::Role::claim_approver),
    .about = access::About::person};
constexpr access::Rule kDesk{
    .roles = access::roles(access::Role::agency_reviewer, access::Role::claim_approver,
                           access::Role::auditor),
    .about = access::About::person};
constexpr std::uint16_t kComputingCost = 5;

constexpr std::array kEndpoints{
    Endpoint{.id = "reviewClaim",
             .method = "GET",
             .path = "/persons/{psn_no}/claims/{claim}/review",
             .summary = {"逐项核对一笔报销，现在可以怎么办",
                         "Each check of a claim, and what can be done now"},
             .rule = kDesk,
             .effect = Effect::reads,
             .parameters = kOneClaim,
             .answer = kReviewAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claim reviewed",
             .handle = review_claim},
    Endpoint{.id = "checkClaim",
             .method = "POST",
             .path = "/persons/{psn_no}/claims/{claim}/checks",
             .summary = {"审核岗：受理、要求补材料、审核（剔除明细）、不予支付",
                         "Accepts, asks for more, checks with lines taken out, refuses"},
             .rule = kReviewers,
             .effect = Effect::writes,
             .parameters = kOneClaim,
             .body = kCheckBody,
             .answer = kClaimAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claim check",
             .handle = check_claim},
    Endpoint{.id = "tryClaim",
             .method = "POST",
             .path = "/persons/{psn_no}/claims/{claim}/trials",
             .summary = {"试算：核定会付多少、怎样算出、影响哪些结算；什么也不留下",
                         "What deciding would pay and change; nothing of it stays"},
             .rule = kBoth,
             .effect = Effect::tries,
             .parameters = kOneClaim,
             .body = kTrialBody,
             .answer = kOutcomeAnswer,
             .troubles = kClaimTroubles,
             .accesses = "claim tried",
             .cost = kComputingCost,
             .handle = try_claim},
    Endpoint{.id = "decideClaim",
             .method = "POST",
             .path = "/persons/{psn_no}/claims/{claim}/decisions",
             .summary = {"核定岗：核定、退回审核、不予支付", "Decides, sends back, refuses"},
             .rule = kApprovers,
             .effect = Effect::writes,
             .parameters = kOneClaim,
             .body = kDecisionBody,
             .answer = kDecided,
             .troubles = kClaimTroubles,
             .accesses = "claim decision",
             .cost = kComputingCost,
             .handle = decide_claim},
    Endpoint{.id = "orderYear",
             .method = "POST",
             .path = "/persons/{psn_no}/years/{year}/order",
             .summary = {"按就医先后重算一个年度，补差并告知本人",
                         "Puts a year in the order of its care, and tells whom it concerns"},
             .rule = kApprovers,
             .effect = Effect::writes,
             .parameters = kYearParameters,
             .body = kYearBody,
             .answer = kYearAnswer,
             .troubles = kClaimTroubles,
             .accesses = "year put in order",
             .cost = kComputingCost,
             .handle = order_year},
};

}  // namespace

Subject claim_desk_subject() {
    return {
        .id = "claim-desk", .title = {"手工报销经办", "Deciding claims"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
