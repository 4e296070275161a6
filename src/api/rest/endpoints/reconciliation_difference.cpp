#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "api/rest/internal/board.h"
#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/reconcile.h"

/// Differences between two books, and their repair by two people.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 7> kClasses{
    "only_a", "only_b", "amount", "fund_split", "period", "reversed_one_side", "duplicate"};
constexpr std::array<std::string_view, 4> kStates{"found", "proposed", "repaired", "agreed"};
constexpr std::array<std::string_view, 4> kRepairs{"adopt", "reverse", "resend", "correct_later"};

constexpr std::array kDifferencesOf{
    code("party", "谁的账册；没有：全部，限全国范围", 6),
    choice("state", "状态；没有：全部", kStates),
    value(Type::date, "day", "结算日期；没有：全部"),
    whole("limit", "最多几处；没有：200", 1, 2'000),
};
constexpr std::array kDifference{
    code("party", "谁的账册").must(),
    text("id", "编号").must(),
    code("counterpart", "对方地区，或机构编号").must(),
    value(Type::date, "day", "结算日期").must(),
    choice("class", "种类；A 为本方", kClasses).must(),
    text("setl_id", "结算号；机构自编、不是本平台结算号的为 0").must(),
    text("name", "机构账上的编号：不是本平台结算号的"),
    value(Type::money, "here", "本方总费用；空：本方没有"),
    value(Type::money, "there", "对方总费用；空：对方没有"),
    choice("state", "状态", kStates).must(),
    choice("repair", "提出的处理", kRepairs),
    texts("repairs", "现在可以怎么处理，常用的在前").must(),
    text("reason", "理由", 1'000),
    value(Type::time, "at", "最近一步的时间").must(),
    text("by", "何人").must(),
    text("login", "其登录名"),
    value(Type::flag, "may_approve", "您可以复核：由别人提出").must(),
};
constexpr std::array kDifferences{
    list("differences", "按编号", kDifference, 2'000).must(),
    value(Type::flag, "more", "还有没有列出的").must(),
};
constexpr std::array kStep{
    choice("state", "状态", kStates).must(),
    choice("repair", "处理", kRepairs),
    text("reason", "理由", 1'000),
    value(Type::time, "at", "何时").must(),
    text("by", "何人").must(),
    text("login", "其登录名"),
};
constexpr std::array<std::string_view, 2> kSides{"here", "there"};
constexpr std::array kFund{
    code("fund_pay_type", "基金").must(),
    value(Type::money, "amount", "应付").must(),
};
constexpr std::array kBookRow{
    choice("side", "本方、对方的账册", kSides).must(),
    text("setl_id", "结算号").must(),
    text("original", "冲销或更正的结算号"),
    value(Type::date, "day", "结算日期").must(),
    code("insuplc_admdvs", "参保地").must(),
    code("mdtrtarea_admvs", "就医地").must(),
    code("fixmedins_code", "机构编号").must(),
    code("insutype", "险种").must(),
    code("clr_type", "清算类别").must(),
    value(Type::money, "medfee_sumamt", "总费用").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "acct_pay", "账户支付").must(),
    value(Type::money, "psn_cash_pay", "现金支付").must(),
    list("funds", "按基金", kFund).must(),
};
constexpr std::array kOneDifference{
    object("difference", "差异", kDifference).must(),
    list("rows", "两本账册里现在的这一笔；机构的账只有总费用", kBookRow, 2).must(),
    list("steps", "办过的各步", kStep).must(),
};
constexpr std::array kKey{
    code("party", "谁的账册", 6).must(),
    code("id", "编号").must(),
};
constexpr std::array kProposal{
    choice("repair", "怎么处理", kRepairs).must(),
    text("reason", "理由", 1'000).must(),
};
constexpr std::array kApproval{text("reason", "说明", 1'000)};
constexpr std::array kRejection{text("reason", "为何退回", 1'000).must()};

Result<void> write_difference(codec::JsonWriter& json, Call& call, const app::DifferenceView& one,
                              const Logins& logins) {
    YIDI_TRY(const auto repairs, app::repairs_of(call.session(), one));
    json.begin_object();
    json.member("party", std::to_string(one.holder));
    json.member("id", std::to_string(one.id));
    json.member("counterpart", one.counterpart);
    json.member("day", one.day);
    json.member("class", reconciliation::name(one.what));
    json.member("setl_id", std::to_string(one.setl_id));
    write_text(json, "name", one.name);
    json.key("here");
    one.here ? json.value(*one.here) : json.null();
    json.key("there");
    one.there ? json.value(*one.there) : json.null();
    json.member("state", name(one.state));
    write_text(json, "repair", one.repair ? reconciliation::name(*one.repair) : std::string_view{});
    json.key("repairs");
    json.begin_array();
    for (const reconciliation::Repair repair : repairs) json.value(reconciliation::name(repair));
    json.end_array();
    write_text(json, "reason", one.reason);
    json.member("at", to_rfc3339(one.at));
    write_who(json, one.by, logins);
    json.member("may_approve",
                one.state == app::DifferenceState::proposed && one.by != call.principal().id);
    json.end_object();
    return {};
}

Result<Done> list_differences(Call& call) {
    YIDI_TRY(const auto party, asked_party(call));
    const Input& asked = call.parameters();
    app::DifferenceQuery query{.holder = party, .state = {}, .day = asked.maybe_date("day")};
    if (asked.has("state")) {
        const auto* const found = std::ranges::find(kStates, asked.view("state"));
        query.state = static_cast<app::DifferenceState>(found - kStates.begin());
    }
    YIDI_TRY(auto all, app::differences(call.session(), query));
    const std::size_t limit = rows_wanted(call);
    const bool more = all.size() > limit;
    if (more) all.resize(limit);
    std::set<std::string> ids;
    for (const app::DifferenceView& one : all) ids.insert(one.by);
    YIDI_TRY(const Logins logins, logins_behind(call, ids));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("differences");
    json.begin_array();
    for (const app::DifferenceView& one : all) {
        YIDI_TRY_VOID(write_difference(json, call, one, logins));
    }
    json.end_array();
    json.member("more", more);
    json.end_object();
    return done;
}

void write_book_row(codec::JsonWriter& json, std::string_view side,
                    const clearing::BookedBill& bill) {
    json.begin_object();
    json.member("side", side);
    json.member("setl_id", std::to_string(bill.setl_id));
    write_id(json, "original", bill.original);
    json.member("day", bill.day);
    json.member("insuplc_admdvs", std::to_string(bill.insuplc_admdvs));
    json.member("mdtrtarea_admvs", std::to_string(bill.mdtrtarea_admvs));
    json.member("fixmedins_code", bill.fixmedins_code);
    json.member("insutype", policy::code(bill.insutype));
    json.member("clr_type", bill.clr_type);
    json.member("medfee_sumamt", bill.medfee_sumamt);
    json.member("fund_pay_sumamt", bill.fund_pay_sumamt);
    json.member("acct_pay", bill.acct_pay);
    json.member("psn_cash_pay", bill.psn_cash_pay);
    json.key("funds");
    json.begin_array();
    for (const clearing::FundPart& part : bill.funds) {
        json.begin_object();
        json.member("fund_pay_type", part.fund);
        json.member("amount", part.amount);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

Result<Done> told_difference(Call& call, std::uint32_t party, std::int64_t id) {
    const auto steps = app::difference_steps(call.session(), party, id);
    if (!steps) return call.not_found("id", "没有这一差异");
    std::set<std::string> ids;
    for (const app::DifferenceView& step : *steps) ids.insert(step.by);
    YIDI_TRY(const Logins logins, logins_behind(call, ids));
    YIDI_TRY(const app::DifferenceRows rows, app::rows_of(call.session(), steps->back()));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("difference");
    YIDI_TRY_VOID(write_difference(json, call, steps->back(), logins));
    json.key("rows");
    json.begin_array();
    if (rows.here) write_book_row(json, kSides[0], *rows.here);
    if (rows.there) write_book_row(json, kSides[1], *rows.there);
    json.end_array();
    json.key("steps");
    json.begin_array();
    for (const app::DifferenceView& step : *steps) {
        json.begin_object();
        json.member("state", name(step.state));
        write_text(json, "repair",
                   step.repair ? reconciliation::name(*step.repair) : std::string_view{});
        write_text(json, "reason", step.reason);
        json.member("at", to_rfc3339(step.at));
        write_who(json, step.by, logins);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> show_difference(Call& call) {
    YIDI_TRY(const std::uint32_t party, shown_party(call, call.parameters().view("party")));
    YIDI_TRY(const std::int64_t id, number_in(call.parameters().view("id"), "id"));
    return told_difference(call, party, id);
}

Result<app::RepairStep> step_in(Call& call) {
    YIDI_TRY(const clearing::Actor actor, as_party(call, call.parameters().view("party")));
    YIDI_TRY(const std::int64_t id, number_in(call.parameters().view("id"), "id"));
    return app::RepairStep{
        .holder = actor.party, .id = id, .by = actor.by, .reason = call.body().text("reason")};
}

Result<Done> propose_repair(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const app::RepairStep step, step_in(call));
    const auto* const found = std::ranges::find(kRepairs, call.body().view("repair"));
    YIDI_TRY([[maybe_unused]] const auto view,
             app::propose_repair(call.session(), context, step,
                                 static_cast<reconciliation::Repair>(found - kRepairs.begin())));
    return told_difference(call, step.holder, step.id);
}

Result<Done> approve_repair(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const app::RepairStep step, step_in(call));
    peers::MemoryPeers peers = peers_of(call, context);
    YIDI_TRY([[maybe_unused]] const auto view,
             app::approve_repair(call.session(), context, &peers, step));
    return told_difference(call, step.holder, step.id);
}

Result<Done> reject_repair(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const app::RepairStep step, step_in(call));
    YIDI_TRY([[maybe_unused]] const auto view, app::reject_repair(call.session(), context, step));
    return told_difference(call, step.holder, step.id);
}

constexpr std::array kEndpoints{
    Endpoint{.id = "listDifferences",
             .method = "GET",
             .path = "/reconciliation/differences",
             .summary = {"差异", "Differences"},
             .rule = kReadsBoard,
             .parameters = kDifferencesOf,
             .answer = kDifferences,
             .troubles = kBoardTroubles,
             .handle = list_differences},
    Endpoint{.id = "showDifference",
             .method = "GET",
             .path = "/reconciliation/differences/{party}/{id}",
             .summary = {"一处差异与办过的各步", "A difference with its steps"},
             .rule = kReadsBoard,
             .parameters = kKey,
             .answer = kOneDifference,
             .troubles = kBoardTroubles,
             .handle = show_difference},
    Endpoint{.id = "proposeRepair",
             .method = "POST",
             .path = "/reconciliation/differences/{party}/{id}/proposal",
             .summary = {"提出处理", "Proposes a repair"},
             .rule = kWritesBoard,
             .effect = Effect::writes,
             .parameters = kKey,
             .body = kProposal,
             .answer = kOneDifference,
             .troubles = kBoardTroubles,
             .handle = propose_repair},
    Endpoint{.id = "approveRepair",
             .method = "POST",
             .path = "/reconciliation/differences/{party}/{id}/approval",
             .summary = {"由另一人复核并办理", "Another person approves a repair, which is done"},
             .rule = kWritesBoard,
             .effect = Effect::writes,
             .parameters = kKey,
             .body = kApproval,
             .answer = kOneDifference,
             .troubles = kBoardTroubles,
             .handle = approve_repair},
    Endpoint{.id = "rejectRepair",
             .method = "POST",
             .path = "/reconciliation/differences/{party}/{id}/rejection",
             .summary = {"退回提出的处理", "Sends a proposal back"},
             .rule = kWritesBoard,
             .effect = Effect::writes,
             .parameters = kKey,
             .body = kRejection,
             .answer = kOneDifference,
             .troubles = kBoardTroubles,
             .handle = reject_repair},
};

}  // namespace

Subject difference_subject() {
    return {.id = "difference", .title = {"对账差异", "Differences"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
