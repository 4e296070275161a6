#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "api/rest/internal/claim_json.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/subjects.h"
#include "app/claim/queue.h"

/// Claims by hand that wait for somebody of the agency, and their payment.
namespace yidi::rest::internal {
namespace {

using claim::Phase;

constexpr std::array<std::string_view, 5> kPayments{"order", "send", "arrived", "returned",
                                                    "set_off"};
/// What those who pay have to do with.
constexpr std::array kPaymentPhases{Phase::decided, Phase::ordered, Phase::sent, Phase::returned};

constexpr std::array kQueueParameters{
    code("area", "参保地统筹区，六位；没有：权限所及的", 6),
    choice("phase", "办到哪一步；没有：都要", kClaimPhases),
    choice("kind", "首次、申诉、更正", kClaimKinds),
    choice("channel", "渠道", kClaimChannels),
    code("fixmedins_code", "定点医药机构"),
    value(Type::money, "at_least", "申请金额不低于"),
    whole("limit", "最多几条；没有：100", 1, 500),
};
constexpr std::array kWaiting{
    code("psn_no", "人员编号").must(),
    object("claim", "这笔报销", kClaimFields).must(),
    value(Type::time, "since", "等到现在的起点").must(),
    whole("waited_days", "已等几天").must(),
};
constexpr std::array kCount{
    choice("phase", "办到哪一步", kClaimPhases).must(),
    whole("count", "几件").must(),
};
constexpr std::array kQueueAnswer{
    list("claims", "等得最久的在前", kWaiting, 500).must(),
    list("counts", "权限所及，各有几件，不论筛选", kCount).must(),
    value(Type::flag, "more", "还有没有列出的").must(),
};
constexpr std::array<std::string_view, 2> kHolderVerdicts{"passed", "look"};
constexpr std::array kHolder{
    choice("verdict", "通过、须查看", kHolderVerdicts).must(),
    text("text", "情况", 1'000).must(),
};
constexpr std::array kPaymentAnswer{
    text("psn_name", "姓名").must(),
    whole("claim", "报销编号").must(),
    choice("phase", "办到哪一步", kClaimPhases).must(),
    value(Type::money, "to_pay", "核定应付").must(),
    value(Type::money, "ordered", "已下令支付").must(),
    value(Type::money, "owed", "现在欠付此人的合计；负：此人应退的").must(),
    value(Type::money, "payable", "这笔现在可付的：核定应付，扣除后来的更正和其他在途的").must(),
    object("account", "收款账户，账号写全", kAccountFields).must(),
    object("holder", "收款账户是谁的", kHolder).must(),
    text("bank_reference", "最近一次汇款的银行流水号").must(),
    value(Type::flag, "four_eyes", "须由审核、核定以外的人办理").must(),
    texts("takes", "现在可以怎么办").must(),
};
constexpr std::array kPaymentBody{
    choice("step", "下令支付、已汇出、已到账、被银行退回、按抵扣办结", kPayments).must(),
    text("reason", "退回的原因，退回时必填", 500),
    text("bank_reference", "银行流水号，已汇出时必填", 64),
};
constexpr std::array kRefused{Trouble::refused, Trouble::not_found};

access::Subject place_of(std::uint32_t area) {
    access::Subject subject;
    subject.regions.push_back(area);
    return subject;
}

bool is_payment(Phase phase) {
    return std::ranges::find(kPaymentPhases, phase) != kPaymentPhases.end();
}

Result<app::ClaimQuery> query_of(Call& call) {
    const Input& asked = call.parameters();
    app::ClaimQuery query;
    std::uint32_t only = 0;
    if (asked.has("area")) {
        YIDI_TRY(only, read_region(asked.view("area"), "area"));
        YIDI_TRY_VOID(call.allow(place_of(only)));
    }
    query.within = [&call, only,
                    known = std::map<std::uint32_t, bool>{}](std::uint32_t area) mutable {
        if (only != 0) return area == only;
        const auto [found, is_new] = known.try_emplace(area, false);
        if (is_new) found->second = call.sees(place_of(area));
        return found->second;
    };
    static_cast<void>(call.sees({}));
    const access::Principal& who = call.principal();
    const bool only_pays = !who.has(access::Role::agency_reviewer) &&
                           !who.has(access::Role::claim_approver) &&
                           !who.has(access::Role::auditor);
    if (only_pays) query.concerns = is_payment;
    query.phase = claim::parse_phase(asked.view("phase"));
    query.kind = claim::parse_kind(asked.view("kind"));
    query.channel = claim::parse_channel(asked.view("channel"));
    query.fixmedins_code = asked.text("fixmedins_code");
    query.at_least = asked.money("at_least");
    return query;
}

Result<Done> list_waiting(Call& call) {
    constexpr std::int64_t kUsual = 100;
    YIDI_TRY(const app::ClaimQuery query, query_of(call));
    const Input& asked = call.parameters();
    const std::int64_t limit = asked.has("limit") ? asked.whole("limit") : kUsual;
    YIDI_TRY(const app::ClaimQueue queue, app::claim_queue(call.session(), call.context(), query,
                                                           static_cast<std::size_t>(limit)));
    std::vector<registry::Pid> shown;
    shown.reserve(queue.entries.size());
    for (const app::WaitingClaimEntry& one : queue.entries) shown.push_back(one.pid);
    call.note_list(std::string{accounts::kClaimList},
                   "claim queue " + (asked.has("area") ? asked.text("area") : "all"),
                   std::move(shown));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("claims");
    json.begin_array();
    for (const app::WaitingClaimEntry& one : queue.entries) {
        json.begin_object();
        json.member("psn_no", one.psn_no);
        json.key("claim");
        codec::append_claim(json, one.now);
        json.member("since", to_rfc3339(one.since));
        json.member("waited_days", one.waited_days);
        json.end_object();
    }
    json.end_array();
    json.key("counts");
    json.begin_array();
    for (const auto& [phase, count] : queue.counts) {
        json.begin_object();
        json.member("phase", phase);
        json.member("count", count);
        json.end_object();
    }
    json.end_array();
    json.member("more", queue.has_more);
    json.end_object();
    return done;
}

/// By kPayments.
constexpr std::array kPaymentKinds{claim::EventKind::ordered, claim::EventKind::sent,
                                   claim::EventKind::arrived, claim::EventKind::returned,
                                   claim::EventKind::set_off};

/// Whether a step that the phase takes would not be refused for what is owed by now.
bool is_of_use(claim::EventKind kind, const claim::Claim& now, const app::ClaimPayee& payee) {
    const bool is_owed = payee.payable != Money{};
    if (kind == claim::EventKind::ordered) {
        return is_owed && (now.phase == Phase::decided || now.ordered != payee.payable);
    }
    if (kind == claim::EventKind::sent) return now.ordered <= payee.payable;
    return kind != claim::EventKind::set_off || !is_owed;
}

Result<Done> show_payment(Call& call) {
    YIDI_TRY(const DeskClaim one, allow_claim_desk(call));
    call.note(one.key.pid, "claim payment read " + std::to_string(one.key.claim));
    if (!one.now.decision) return call.not_found("claim", "这笔报销还没有核定");
    YIDI_TRY(const app::ClaimPayee payee,
             app::payee_of_claim(call.session(), claim_context(call), one.key));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("psn_name", payee.psn_name);
    json.member("claim", one.now.id);
    json.member("phase", claim::name(one.now.phase));
    json.member("to_pay", one.now.decision->to_pay);
    json.member("ordered", one.now.ordered);
    json.member("owed", payee.owed);
    json.member("payable", payee.payable);
    json.key("account");
    codec::append_account(json, payee.account, codec::AccountShown::whole);
    const bool is_zh = call.language() == explain::Language::zh;
    json.key("holder");
    json.begin_object();
    json.member("verdict", claim::name(payee.holder.verdict));
    json.member("text", is_zh ? payee.holder.sentence.zh : payee.holder.sentence.en);
    json.end_object();
    json.member("bank_reference", one.now.bank_reference);
    json.member("four_eyes", one.now.decision->four_eyes);
    json.key("takes");
    json.begin_array();
    for (std::size_t i = 0; i < kPaymentKinds.size(); ++i) {
        const bool takes = claim::takes(&one.now, kPaymentKinds[i]);
        if (takes && is_of_use(kPaymentKinds[i], one.now, payee)) json.value(kPayments[i]);
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> pay(Call& call) {
    YIDI_TRY(const DeskClaim one, allow_claim_desk(call));
    const Input& body = call.body();
    call.note(one.key.pid,
              "claim payment " + body.text("step") + " " + std::to_string(one.key.claim));
    app::ClaimStep step;
    step.key = one.key;
    step.actor = {.channel = claim::Channel::window, .by = call.principal().id, .proxy = {}};
    step.reason = body.text("reason");
    step.bank_reference = body.text("bank_reference");
    using Verb = Result<app::ClaimReply> (*)(ports::Session&, const app::ClaimContext&,
                                             const app::ClaimStep&);
    constexpr std::array<Verb, kPayments.size()> kVerbs{app::order_payment, app::send_payment,
                                                        app::payment_arrived, app::payment_returned,
                                                        app::set_claim_off};
    const auto* const named = std::ranges::find(kPayments, body.view("step"));
    const auto reply = kVerbs.at(static_cast<std::size_t>(named - kPayments.begin()))(
        call.session(), claim_context(call), step);
    if (!reply) return claim_error(call, reply.error());
    return claim_answer(reply->now);
}

constexpr access::RoleSet kDesk =
    access::roles(access::Role::agency_reviewer, access::Role::claim_approver,
                  access::Role::finance, access::Role::auditor);
constexpr access::Rule kPayers{.roles = access::roles(access::Role::finance),
                               .about = access::About::person};

constexpr std::array kEndpoints{
    Endpoint{.id = "listWaitingClaims",
             .method = "GET",
             .path = "/claim-queue",
             .summary = {"待办的手工报销，与各有几件；付款岗只见已核定的",
                         "Claims that wait, and how many; who pays sees what is decided"},
             .rule = {.roles = kDesk, .about = access::About::place},
             .effect = Effect::reads,
             .parameters = kQueueParameters,
             .answer = kQueueAnswer,
             .troubles = kRefused,
             .accesses = "claim queue",
             .handle = list_waiting},
    Endpoint{.id = "showClaimPayment",
             .method = "GET",
             .path = "/persons/{psn_no}/claims/{claim}/payment",
             .summary = {"付给谁、付多少、付到哪里", "Who is paid, how much, and where"},
             .rule = kPayers,
             .effect = Effect::reads,
             .parameters = kOneClaim,
             .answer = kPaymentAnswer,
             .troubles = kRefused,
             .accesses = "claim payment read",
             .handle = show_payment},
    Endpoint{.id = "payClaim",
             .method = "POST",
             .path = "/persons/{psn_no}/claims/{claim}/payment",
             .summary = {"付款岗：下令支付、已汇出、已到账、被银行退回、按抵扣办结",
                         "Orders, sends, arrived, returned by the bank, set off"},
             .rule = kPayers,
             .effect = Effect::writes,
             .parameters = kOneClaim,
             .body = kPaymentBody,
             .answer = kClaimAnswer,
             .troubles = kRefused,
             .accesses = "claim payment",
             .handle = pay},
};

}  // namespace

Subject claim_queue_subject() {
    return {.id = "claim-queue",
            .title = {"待办的手工报销与付款", "Claims that wait, and their payment"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
