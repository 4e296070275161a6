#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/matters.h"

/// Disputes, deductions and inquiries between two parties.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 6> kDisputeStates{"open",   "carried", "withdrawn",
                                                         "stands", "settled", "upheld"};
constexpr std::array<std::string_view, 3> kDecisions{"withdrawn", "stands", "upheld"};
constexpr std::array<std::string_view, 5> kDeductionKinds{"review", "audit", "prepaid_offset",
                                                          "retention", "other"};
constexpr std::array<std::string_view, 5> kInquiryStates{"asked", "refused", "accepted", "answered",
                                                         "closed"};
constexpr std::array<std::string_view, 4> kFindings{"none", "correct", "partly", "false_bill"};

constexpr std::array kOfParty{code("party", "哪一地区；没有：全部，限全国范围", 6)};
constexpr std::array kId{code("id", "编号").must()};

constexpr std::array kDispute{
    text("id", "编号").must(),
    text("setl_id", "结算号").must(),
    code("fixmedins_code", "机构编号").must(),
    code("insured", "参保地").must(),
    code("treating", "就医地").must(),
    code("insutype", "险种").must(),
    code("clr_type", "清算类别").must(),
    code("fund_pay_type", "基金").must(),
    value(Type::money, "amount", "争议金额").must(),
    choice("state", "open 未制表，carried 已从表中取出，stands 认定应付，upheld 认定不应付",
           kDisputeStates)
        .must(),
    text("reason", "最近一步的理由", 1'000).must(),
    value(Type::date, "day", "最近一步的日期").must(),
    text("by", "何人").must(),
};
constexpr std::array kDisputes{list("disputes", "按编号", kDispute, 10'000).must()};
constexpr std::array kOpenDispute{
    code("party", "以哪一地区的身份", 6).must(),
    code("setl_id", "结算号").must(),
    text("reason", "理由", 1'000).must(),
};
constexpr std::array kDecide{
    code("party", "以哪一地区的身份；没有：清算中心", 6),
    choice("to", "撤回、应付、不应付", kDecisions).must(),
    text("reason", "理由", 1'000).must(),
};
constexpr std::array kOneDispute{object("dispute", "争议", kDispute).must()};

constexpr std::array kDeduction{
    text("id", "编号").must(),
    choice("kind", "种类", kDeductionKinds).must(),
    text("setl_id", "结算号").must(),
    code("fixmedins_code", "机构编号").must(),
    code("insured", "参保地").must(),
    code("treating", "就医地").must(),
    code("insutype", "险种").must(),
    code("clr_type", "清算类别").must(),
    code("fund_pay_type", "基金").must(),
    value(Type::money, "decided", "决定扣款").must(),
    value(Type::money, "deducted", "已扣").must(),
    value(Type::money, "open", "未扣").must(),
    text("reason", "理由", 1'000).must(),
    value(Type::date, "day", "最近一步的日期").must(),
};
constexpr std::array kDeductions{list("deductions", "按编号", kDeduction, 10'000).must()};
constexpr std::array kNewDeduction{
    code("party", "以哪一就医地的身份", 6).must(),
    choice("kind", "种类", kDeductionKinds).must(),
    code("setl_id", "结算号").must(),
    code("fund_pay_type", "基金").must(),
    value(Type::money, "decided", "扣多少").must(),
    text("reason", "理由", 1'000).must(),
};
constexpr std::array kOneDeduction{object("deduction", "扣款", kDeduction).must()};

constexpr std::array kInquiry{
    text("id", "编号").must(),
    text("setl_id", "结算号").must(),
    code("fixmedins_code", "机构编号").must(),
    code("insured", "申请的参保地").must(),
    code("treating", "核查的就医地").must(),
    value(Type::money, "medfee_sumamt", "这次住院的总费用").must(),
    choice("state", "状态", kInquiryStates).must(),
    value(Type::date, "due", "下一步的期限").must(),
    value(Type::flag, "is_provisional", "该年放假安排未公布").must(),
    value(Type::flag, "is_overdue", "已逾期").must(),
    choice("finding", "结论", kFindings).must(),
    value(Type::money, "not_owed", "不应支付的金额").must(),
    text("reason", "最近一步的说明", 1'000).must(),
    value(Type::date, "day", "最近一步的日期").must(),
};
constexpr std::array kInquiries{list("inquiries", "按编号", kInquiry, 10'000).must()};
constexpr std::array kInquiryStep{
    code("party", "以哪一地区的身份", 6).must(),
    choice("to", "下一步", kInquiryStates).must(),
    text("reason", "说明", 1'000),
    choice("finding", "结论：答复时", kFindings),
    value(Type::money, "not_owed", "不应支付的金额：有问题时"),
};
constexpr std::array kOneInquiry{object("inquiry", "协查", kInquiry).must()};
constexpr std::array kTroubles{Trouble::refused, Trouble::conflict, Trouble::not_found};

Result<std::int64_t> id_in(Call& call) {
    return number_in(call.parameters().view("id"), "id");
}

template <class Enum, std::size_t size>
Enum named(const std::array<std::string_view, size>& names, std::string_view text) {
    return static_cast<Enum>(std::ranges::find(names, text) - names.begin());
}

template <class View, class Write>
Done told_list(std::string_view name, const std::vector<View>& views, Write write) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key(name);
    json.begin_array();
    for (const View& view : views) write(json, view);
    json.end_array();
    json.end_object();
    return done;
}

template <class View, class Write>
Done told_one(std::string_view name, const View& view, Write write) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key(name);
    write(json, view);
    json.end_object();
    return done;
}

void write_dispute(codec::JsonWriter& json, const app::DisputeView& view) {
    json.begin_object();
    json.member("id", std::to_string(view.dispute.id));
    json.member("setl_id", std::to_string(view.setl_id));
    json.member("fixmedins_code", view.fixmedins_code);
    write_direction(json, view.dispute.direction);
    write_kind(json, view.dispute.kind);
    json.member("amount", view.dispute.amount);
    json.member("state", name(view.state));
    json.member("reason", view.reason);
    json.member("day", view.day);
    json.member("by", view.by);
    json.end_object();
}

void write_deduction(codec::JsonWriter& json, const app::DeductionView& view) {
    const clearing::Deduction& one = view.deduction;
    json.begin_object();
    json.member("id", std::to_string(one.id));
    json.member("kind", clearing::name(one.kind));
    json.member("setl_id", std::to_string(one.setl_id));
    json.member("fixmedins_code", one.fixmedins_code);
    write_direction(json, one.direction);
    write_kind(json, one.money);
    json.member("decided", one.decided);
    json.member("deducted", one.deducted);
    json.member("open", one.open());
    json.member("reason", one.reason);
    json.member("day", view.day);
    json.end_object();
}

void write_inquiry(codec::JsonWriter& json, const app::InquiryView& view) {
    const clearing::Inquiry& one = view.inquiry;
    json.begin_object();
    json.member("id", std::to_string(one.id));
    json.member("setl_id", std::to_string(one.setl_id));
    json.member("fixmedins_code", view.fixmedins_code);
    write_direction(json, one.direction);
    json.member("medfee_sumamt", one.medfee);
    json.member("state", clearing::name(one.state));
    json.member("due", one.due);
    json.member("is_provisional", one.is_provisional);
    json.member("is_overdue", view.is_overdue);
    json.member("finding", clearing::name(one.finding));
    json.member("not_owed", one.not_owed);
    json.member("reason", one.reason);
    json.member("day", view.day);
    json.end_object();
}

Result<Done> list_disputes(Call& call) {
    YIDI_TRY(const auto party, asked_party(call));
    YIDI_TRY(const auto all, app::disputes(call.session(), party));
    return told_list("disputes", all, write_dispute);
}

Result<Done> open_dispute(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_party(call, call.body().view("party")));
    YIDI_TRY(const std::int64_t setl_id, number_in(call.body().view("setl_id"), "/setl_id"));
    YIDI_TRY(const auto opened,
             app::open_dispute(call.session(), context, actor,
                               {.setl_id = setl_id, .reason = call.body().text("reason")}));
    return told_list("disputes", opened, write_dispute);
}

Result<Done> decide_dispute(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const std::int64_t id, id_in(call));
    const Input& body = call.body();
    YIDI_TRY(const clearing::Actor actor,
             body.has("party") ? as_party(call, body.view("party")) : as_centre(call));
    YIDI_TRY(const auto view,
             app::decide_dispute(call.session(), context, actor,
                                 {.id = id,
                                  .to = named<app::DisputeState>(kDisputeStates, body.view("to")),
                                  .reason = body.text("reason")}));
    return told_one("dispute", view, write_dispute);
}

Result<Done> list_deductions(Call& call) {
    YIDI_TRY(const auto party, asked_party(call));
    YIDI_TRY(const auto all, app::deductions(call.session(), party));
    return told_list("deductions", all, write_deduction);
}

Result<Done> decide_deduction(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    const Input& body = call.body();
    YIDI_TRY(const clearing::Actor actor, as_party(call, body.view("party")));
    YIDI_TRY(const std::int64_t setl_id, number_in(body.view("setl_id"), "/setl_id"));
    YIDI_TRY(const auto view, app::decide_deduction(call.session(), context, actor,
                                                    {.kind = named<clearing::DeductionKind>(
                                                         kDeductionKinds, body.view("kind")),
                                                     .setl_id = setl_id,
                                                     .fund = body.text("fund_pay_type"),
                                                     .decided = body.money("decided"),
                                                     .reason = body.text("reason"),
                                                     .bill = {}}));
    return told_one("deduction", view, write_deduction);
}

Result<Done> list_inquiries(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const auto party, asked_party(call));
    YIDI_TRY(const auto all, app::inquiries(call.session(), context, party));
    return told_list("inquiries", all, write_inquiry);
}

Result<Done> ask_inquiry(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_party(call, call.body().view("party")));
    YIDI_TRY(const std::int64_t setl_id, number_in(call.body().view("setl_id"), "/setl_id"));
    YIDI_TRY(const auto view,
             app::ask_inquiry(call.session(), context, actor, setl_id, call.body().text("reason")));
    return told_one("inquiry", view, write_inquiry);
}

Result<Done> step_inquiry(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const std::int64_t id, id_in(call));
    const Input& body = call.body();
    YIDI_TRY(const clearing::Actor actor, as_party(call, body.view("party")));
    YIDI_TRY(const auto view,
             app::step_inquiry(
                 call.session(), context, actor,
                 {.id = id,
                  .to = named<clearing::InquiryState>(kInquiryStates, body.view("to")),
                  .reason = body.text("reason"),
                  .finding = body.has("finding")
                                 ? named<clearing::Finding>(kFindings, body.view("finding"))
                                 : clearing::Finding::none,
                  .not_owed = body.money("not_owed"),
                  .bill = {}}));
    return told_one("inquiry", view, write_inquiry);
}

constexpr access::Rule kReads{.roles = kReadsClearing, .about = access::About::place};
constexpr access::Rule kWrites{.roles = kClears, .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{.id = "listDisputes",
             .method = "GET",
             .path = "/clearing/disputes",
             .summary = {"争议", "Disputes"},
             .rule = kReads,
             .parameters = kOfParty,
             .answer = kDisputes,
             .troubles = kTroubles,
             .handle = list_disputes},
    Endpoint{.id = "openDispute",
             .method = "POST",
             .path = "/clearing/disputes",
             .summary = {"参保地对未制表的结算提出争议，每项基金一件",
                         "The insured party disputes a bill that is in no table yet"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kOpenDispute,
             .answer = kDisputes,
             .troubles = kTroubles,
             .handle = open_dispute},
    Endpoint{.id = "decideDispute",
             .method = "POST",
             .path = "/clearing/disputes/{id}/decision",
             .summary = {"撤回、认可、承认或裁定", "Withdraws, concedes or decides a dispute"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kId,
             .body = kDecide,
             .answer = kOneDispute,
             .troubles = kTroubles,
             .handle = decide_dispute},
    Endpoint{.id = "listDeductions",
             .method = "GET",
             .path = "/clearing/deductions",
             .summary = {"扣款", "Deductions"},
             .rule = kReads,
             .parameters = kOfParty,
             .answer = kDeductions,
             .troubles = kTroubles,
             .handle = list_deductions},
    Endpoint{.id = "decideDeduction",
             .method = "POST",
             .path = "/clearing/deductions",
             .summary = {"就医地决定扣款，在下次制表中抵减",
                         "The treating party decides a deduction, netted in the next tables"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kNewDeduction,
             .answer = kOneDeduction,
             .troubles = kTroubles,
             .handle = decide_deduction},
    Endpoint{.id = "listInquiries",
             .method = "GET",
             .path = "/clearing/inquiries",
             .summary = {"费用协查", "Inquiries about stays"},
             .rule = kReads,
             .parameters = kOfParty,
             .answer = kInquiries,
             .troubles = kTroubles,
             .handle = list_inquiries},
    Endpoint{.id = "askInquiry",
             .method = "POST",
             .path = "/clearing/inquiries",
             .summary = {"参保地申请协查，限单次总费用超过 30,000 元的",
                         "The insured party asks for a stay to be looked into"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kOpenDispute,
             .answer = kOneInquiry,
             .troubles = kTroubles,
             .handle = ask_inquiry},
    Endpoint{.id = "stepInquiry",
             .method = "POST",
             .path = "/clearing/inquiries/{id}/steps",
             .summary = {"受理、拒绝、答复、办结协查", "The next step of an inquiry"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kId,
             .body = kInquiryStep,
             .answer = kOneInquiry,
             .troubles = kTroubles,
             .handle = step_inquiry},
};

}  // namespace

Subject clearing_matter_subject() {
    return {.id = "clearing-matters",
            .title = {"争议、扣款与协查", "Disputes, deductions and inquiries"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
