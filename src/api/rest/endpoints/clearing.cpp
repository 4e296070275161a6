#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/clearing_institutions.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"
#include "app/clearing/bills.h"
#include "app/clearing/months.h"

/// Clearing months: bills, confirmation, tables, signatures, close.
namespace yidi::rest::internal {
namespace {

using clearing::Month;

constexpr std::array<std::string_view, 6> kStates{"open",       "confirming", "tables_made",
                                                  "signed_all", "published",  "closed"};
constexpr std::array<std::string_view, 7> kSteps{"confirm",    "tables", "sign",  "notices",
                                                 "to_finance", "pay",    "report"};
constexpr std::array<std::string_view, 6> kEvents{"opened",    "confirmed", "tables_made",
                                                  "signed_by", "published", "closed"};

constexpr std::array kMonthOf{code("month", "清算月份，如 2026-01", 7).must()};
constexpr std::array kCycle{
    code("month", "清算月份").must(),
    choice("state", "状态", kStates).must(),
    texts("confirmed", "已确认账单的就医地").must(),
    texts("signed", "已签章的地区").must(),
    value(Type::time, "at", "最近一步的时间").must(),
};
constexpr auto kConfirmed = [] {
    std::array<Field, kCycle.size() + 1> all{};
    std::ranges::copy(kCycle, all.begin());
    all.back() = object("institutions", "医药机构确认到哪里", kInstitutions).must();
    return all;
}();
constexpr std::array kMonths{list("months", "最近的在前", kCycle).must()};
constexpr std::array kDated{
    choice("step", "哪一步", kSteps).must(),
    value(Type::date, "from", "最早").must(),
    value(Type::date, "by", "最迟").must(),
    value(Type::flag, "is_provisional", "该年放假安排未公布，工作日暂按周末计").must(),
};
constexpr std::array kEvent{
    choice("event", "事项", kEvents).must(),
    code("party", "地区；由清算中心办的为空"),
    value(Type::time, "at", "何时").must(),
    text("by", "何人").must(),
    text("login", "其登录名"),
    whole("late_days", "超过期限几天").must(),
};
constexpr std::array kPosition{
    code("party", "地区").must(),
    value(Type::money, "receivable", "作为就医地应收").must(),
    value(Type::money, "payable", "作为参保地应付").must(),
    value(Type::money, "balance", "应收减应付").must(),
};
constexpr std::array kSums{
    value(Type::money, "receivable", "应收合计").must(),
    value(Type::money, "payable", "应付合计；与应收相等").must(),
    value(Type::money, "balance", "差额合计；为零").must(),
};
constexpr std::array kDue{
    code("insured", "付款的参保地").must(),
    code("treating", "收款的就医地").must(),
    value(Type::money, "amount", "金额").must(),
};
constexpr std::array kMonthView{
    object("cycle", "月份", kCycle).must(),
    list("timetable", "各步的日期", kDated).must(),
    list("events", "办过的各步", kEvent, 10'000).must(),
    texts("parties", "应办的地区：制表前是可以确认的，制表后是应签章的").must(),
    list("positions", "各地区的应收与应付，合计为零", kPosition).must(),
    object("sums", "各地区合计", kSums).must(),
    list("dues", "各对地区", kDue, 10'000).must(),
    list("carried", "为负而结转下月的", kDue, 10'000).must(),
    whole("notices", "通知书几份").must(),
    whole("open_notices", "还没有收款的几份").must(),
};
constexpr std::array kOpenBody{code("month", "清算月份", 7).must()};
constexpr std::array kPartyBody{code("party", "以哪一地区的身份", 6).must()};
constexpr std::array kTakeBody{
    value(Type::date, "from", "结算日期自").must(),
    value(Type::date, "to", "至，含").must(),
};
constexpr std::array kTaken{
    whole("seen", "跨省结算几笔").must(),
    whole("taken", "新入账几笔").must(),
};
constexpr std::array kMade{
    object("cycle", "月份", kCycle).must(),
    whole("placed", "计入本月几笔").must(),
    whole("refused", "不予清算几笔").must(),
    whole("left", "留待以后几笔").must(),
};
constexpr std::array kTroubles{Trouble::refused, Trouble::conflict, Trouble::not_found};

void write_members(codec::JsonWriter& json, const clearing::Cycle& cycle) {
    json.member("month", to_string(cycle.month));
    json.member("state", clearing::name(cycle.state));
    write_parties(json, "confirmed", cycle.confirmed);
    write_parties(json, "signed", cycle.signed_by);
    json.member("at", to_rfc3339(cycle.at));
}

void write_cycle(codec::JsonWriter& json, const clearing::Cycle& cycle) {
    json.begin_object();
    write_members(json, cycle);
    json.end_object();
}

Done told(const clearing::Cycle& cycle) {
    Done done;
    codec::JsonWriter json{done.body};
    write_cycle(json, cycle);
    return done;
}

Result<Done> list_months(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const auto all, app::months(call.session(), context));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("months");
    json.begin_array();
    for (const clearing::Cycle& one : all) write_cycle(json, one);
    json.end_array();
    json.end_object();
    return done;
}

void write_timetable(codec::JsonWriter& json, const clearing::Timetable& timetable) {
    json.key("timetable");
    json.begin_array();
    for (const clearing::DatedStep& step : timetable.steps()) {
        json.begin_object();
        json.member("step", clearing::name(step.step));
        json.member("from", step.from);
        json.member("by", step.by);
        json.member("is_provisional", step.is_provisional);
        json.end_object();
    }
    json.end_array();
}

void write_events(codec::JsonWriter& json, const std::vector<clearing::CycleEvent>& events,
                  const Logins& logins) {
    json.key("events");
    json.begin_array();
    for (const clearing::CycleEvent& event : events) {
        json.begin_object();
        json.member("event", clearing::name(event.kind));
        json.key("party");
        event.party == 0 ? json.null() : json.value(std::to_string(event.party));
        json.member("at", to_rfc3339(event.at));
        write_who(json, event.by, logins);
        json.member("late_days", std::int64_t{event.late_days});
        json.end_object();
    }
    json.end_array();
}

void write_dues(codec::JsonWriter& json, std::string_view name,
                const std::vector<clearing::Line>& lines) {
    json.key(name);
    json.begin_array();
    for (const clearing::Due& due : clearing::dues_of(lines)) {
        json.begin_object();
        write_direction(json, due.direction);
        json.member("amount", due.amount);
        json.end_object();
    }
    json.end_array();
}

void write_positions(codec::JsonWriter& json, const std::vector<clearing::Line>& lines) {
    Money receivable;
    Money payable;
    json.key("positions");
    json.begin_array();
    for (const clearing::Position& one : clearing::positions_of(lines)) {
        receivable += one.receivable;
        payable += one.payable;
        json.begin_object();
        json.member("party", std::to_string(one.party));
        json.member("receivable", one.receivable);
        json.member("payable", one.payable);
        json.member("balance", one.balance());
        json.end_object();
    }
    json.end_array();
    json.key("sums");
    json.begin_object();
    json.member("receivable", receivable);
    json.member("payable", payable);
    json.member("balance", receivable - payable);
    json.end_object();
}

Result<Done> show_month(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    const auto view = app::month_view(call.session(), context, month);
    if (!view) return call.not_found("month", "这一月份还没有开启");
    std::set<std::string> ids;
    for (const clearing::CycleEvent& event : view->events) ids.insert(event.by);
    YIDI_TRY(const Logins logins, logins_behind(call, ids));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("cycle");
    write_cycle(json, view->cycle);
    write_timetable(json, view->timetable);
    write_events(json, view->events, logins);
    write_parties(json, "parties", view->parties);
    write_positions(json, view->lines);
    write_dues(json, "dues", view->lines);
    write_dues(json, "carried", view->carried);
    json.member("notices", static_cast<std::int64_t>(view->notices.size()));
    json.member("open_notices", clearing::open_notices(view->notices));
    json.end_object();
    return done;
}

Result<Done> take_bills(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY([[maybe_unused]] const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const app::TakeReply taken,
             app::take_bills(call.session(), context,
                             {.from = call.body().date("from"), .to = call.body().date("to")}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("seen", taken.seen);
    json.member("taken", taken.taken);
    json.end_object();
    return done;
}

Result<Done> open_month(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const Month month, month_in(call.body().view("month"), "/month"));
    YIDI_TRY(const auto cycle, app::open_month(call.session(), context, actor, month));
    return told(cycle);
}

Result<Done> confirm_month(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_party(call, call.body().view("party")));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const auto cycle, app::confirm_month(call.session(), context, actor, month));
    YIDI_TRY(const auto institutions,
             app::institution_confirmations(call.session(), actor.party, month));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    write_members(json, cycle);
    json.key("institutions");
    write_institutions(json, institutions);
    json.end_object();
    return done;
}

Result<Done> make_tables(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const app::TablesReply made,
             app::make_tables(call.session(), context, actor, {.month = month, .told = {}}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("cycle");
    write_cycle(json, made.cycle);
    json.member("placed", made.placed);
    json.member("refused", made.refused);
    json.member("left", made.left);
    json.end_object();
    return done;
}

Result<Done> sign_month(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_party(call, call.body().view("party")));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const auto cycle,
             app::sign_month(call.session(), context, actor, {.month = month, .own = {}}));
    return told(cycle);
}

Result<Done> publish_month(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const auto cycle, app::publish_month(call.session(), context, actor, month));
    return told(cycle);
}

Result<Done> close_month(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const Month month, month_in(call.parameters().view("month"), "month"));
    YIDI_TRY(const auto cycle, app::close_month(call.session(), context, actor, month));
    return told(cycle);
}

constexpr access::Rule kReads{.roles = kReadsClearing, .about = access::About::nothing};
constexpr access::Rule kWrites{.roles = kClears, .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{.id = "listClearingMonths",
             .method = "GET",
             .path = "/clearing/months",
             .summary = {"清算月份", "Clearing months"},
             .rule = kReads,
             .answer = kMonths,
             .troubles = kTroubles,
             .handle = list_months},
    Endpoint{.id = "showClearingMonth",
             .method = "GET",
             .path = "/clearing/months/{month}",
             .summary = {"一个清算月份：日期、进度、各地区应收应付",
                         "A clearing month: days, progress, what each party owes and is owed"},
             .rule = kReads,
             .parameters = kMonthOf,
             .answer = kMonthView,
             .troubles = kTroubles,
             .handle = show_month},
    Endpoint{.id = "takeClearingBills",
             .method = "POST",
             .path = "/clearing/bills",
             .summary = {"把跨省结算记入双方账册", "Books settlements between provinces"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kTakeBody,
             .answer = kTaken,
             .troubles = kTroubles,
             .handle = take_bills},
    Endpoint{.id = "openClearingMonth",
             .method = "POST",
             .path = "/clearing/months",
             .summary = {"开启清算月份", "Opens a clearing month"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kOpenBody,
             .answer = kCycle,
             .troubles = kTroubles,
             .handle = open_month},
    Endpoint{.id = "confirmClearingMonth",
             .method = "POST",
             .path = "/clearing/months/{month}/confirmations",
             .summary = {"就医地确认本月账单", "The treating party confirms the month's bills"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kMonthOf,
             .body = kPartyBody,
             .answer = kConfirmed,
             .troubles = kTroubles,
             .handle = confirm_month},
    Endpoint{.id = "makeClearingTables",
             .method = "POST",
             .path = "/clearing/months/{month}/tables",
             .summary = {"生成清算表", "Makes the tables of the month"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kMonthOf,
             .answer = kMade,
             .troubles = kTroubles,
             .handle = make_tables},
    Endpoint{.id = "signClearingMonth",
             .method = "POST",
             .path = "/clearing/months/{month}/signatures",
             .summary = {"签章；与本地区账册不一致的不能签",
                         "Signs; refused where the party's own book says something else"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kMonthOf,
             .body = kPartyBody,
             .answer = kCycle,
             .troubles = kTroubles,
             .handle = sign_month},
    Endpoint{.id = "publishClearingMonth",
             .method = "POST",
             .path = "/clearing/months/{month}/notices",
             .summary = {"发出付款、收款通知书", "Publishes the notices"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kMonthOf,
             .answer = kCycle,
             .troubles = kTroubles,
             .handle = publish_month},
    Endpoint{.id = "closeClearingMonth",
             .method = "POST",
             .path = "/clearing/months/{month}/close",
             .summary = {"办结清算月份", "Closes a clearing month"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kMonthOf,
             .answer = kCycle,
             .troubles = kTroubles,
             .handle = close_month},
};

}  // namespace

Subject clearing_subject() {
    return {.id = "clearing", .title = {"跨省清算", "Clearing"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
