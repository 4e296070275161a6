#include "app/clearing/prepayment.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "api/rest/internal/clearing_call.h"
#include "api/rest/internal/place.h"
#include "api/rest/internal/subjects.h"

/// The prepayment: orders and their steps, gauges with their forecast, emergency increases.
namespace yidi::rest::internal {
namespace {

using clearing::Direction;

constexpr std::array<std::string_view, 4> kOrderStates{"told", "handed", "paid", "received"};
constexpr std::array<std::string_view, 3> kOrderSteps{"handed", "paid", "received"};
constexpr std::array<std::string_view, 3> kWhys{"opening", "yearly", "increase"};
constexpr std::array<std::string_view, 3> kWarnings{"none", "yellow", "red"};
constexpr std::array<std::string_view, 6> kIncreaseStates{"asked",  "decided", "refused",
                                                          "handed", "paid",    "received"};

constexpr std::array kOfParty{code("party", "哪一地区；没有：全部，限全国范围", 6)};
constexpr std::array kOrder{
    code("insured", "预付的参保地").must(),
    code("treating", "收存的就医地").must(),
    value(Type::money, "before", "原额度").must(),
    value(Type::money, "after", "新额度").must(),
    value(Type::money, "standing", "现在到账的额度").must(),
    code("payer", "付差额的地区").must(),
    choice("why", "首次、年度、紧急调增", kWhys).must(),
    choice("state", "状态", kOrderStates).must(),
    value(Type::date, "day", "最近一步的日期").must(),
    value(Type::date, "due", "最迟"),
    text("bank", "银行与流水号"),
    value(Type::date, "bank_date", "付款或收款的交易日期"),
};
constexpr std::array kOrders{list("prepayments", "每对地区最近的一次", kOrder, 10'000).must()};
constexpr std::array kNewOrder{
    code("insured", "预付的参保地", 6).must(),
    code("treating", "收存的就医地", 6).must(),
    value(Type::money, "after", "额度").must(),
};
constexpr std::array kYear{whole("year", "哪一年的额度", 2000, 2999).must()};
constexpr std::array kOrderStep{
    code("party", "以哪一地区的身份", 6).must(),
    code("insured", "预付的参保地", 6).must(),
    code("treating", "收存的就医地", 6).must(),
    choice("to", "提交财政、付款、收款", kOrderSteps).must(),
    text("bank", "银行：付款、收款时"),
    code("serial_no", "交易流水号：付款、收款时"),
    value(Type::date, "date", "交易日期：付款、收款时；没有：今天"),
};
constexpr std::array kOneOrder{object("prepayment", "预付金", kOrder).must()};
constexpr std::array kGaugeOf{
    code("party", "哪一地区", 6).must(),
    code("month", "月份，如 2026-01；没有：本月", 7),
};
constexpr std::array kGauge{
    code("insured", "参保地").must(),
    code("treating", "就医地").must(),
    value(Type::money, "prepaid", "预付金").must(),
    value(Type::money, "cleared", "本月清算额；未制表的为至今").must(),
    value(Type::ratio, "use_rate", "使用率；没有预付金的为空"),
    choice("warning", "预警", kWarnings).must(),
    value(Type::flag, "is_final", "本月已制表").must(),
    value(Type::money, "expected", "全月预计").must(),
    value(Type::date, "yellow_on", "预计哪天达到黄色预警；空：本月不会"),
    value(Type::date, "red_on", "预计哪天达到红色预警；空：本月不会"),
};
constexpr std::array kGauges{
    code("month", "月份").must(),
    value(Type::ratio, "yellow", "黄色预警线").must(),
    value(Type::ratio, "red", "红色预警线").must(),
    list("gauges", "每对地区", kGauge, 10'000).must(),
};
constexpr std::array kIncrease{
    text("id", "编号").must(),
    code("insured", "参保地").must(),
    code("treating", "申请的就医地").must(),
    choice("state", "状态", kIncreaseStates).must(),
    value(Type::money, "asked", "申请").must(),
    value(Type::money, "granted", "同意").must(),
    value(Type::date, "asked_on", "申请日期").must(),
    value(Type::date, "decided_on", "决定日期"),
    text("reason", "理由", 1'000).must(),
};
constexpr std::array kIncreases{list("increases", "按编号", kIncrease, 10'000).must()};
constexpr std::array kNewIncrease{
    code("party", "以哪一就医地的身份", 6).must(),
    code("insured", "参保地", 6).must(),
    code("month", "使用率达到红色预警的月份", 7).must(),
    value(Type::money, "amount", "增加多少").must(),
    text("reason", "理由", 1'000).must(),
};
constexpr std::array kId{code("id", "编号").must()};
constexpr std::array kGrant{value(Type::money, "granted", "同意多少；零：不同意").must()};
constexpr std::array kOneIncrease{object("increase", "紧急调增", kIncrease).must()};
constexpr std::array kTroubles{Trouble::refused, Trouble::conflict, Trouble::not_found};

Result<Direction> direction_in(const Input& body) {
    YIDI_TRY(const std::int64_t insured, number_in(body.view("insured"), "/insured"));
    YIDI_TRY(const std::int64_t treating, number_in(body.view("treating"), "/treating"));
    return Direction{.insured = static_cast<std::uint32_t>(insured),
                     .treating = static_cast<std::uint32_t>(treating)};
}

void write_order(codec::JsonWriter& json, const app::PrepaymentOrder& order) {
    json.begin_object();
    write_direction(json, order.direction);
    json.member("before", order.before);
    json.member("after", order.after);
    json.member("standing", order.standing());
    json.member("payer", std::to_string(order.payer()));
    json.member("why", order.why);
    json.member("state", name(order.state));
    json.member("day", order.day);
    write_day(json, "due", order.due);
    write_text(json, "bank", order.bank);
    write_day(json, "bank_date", order.bank_date);
    json.end_object();
}

Done told_orders(const std::vector<app::PrepaymentOrder>& orders) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("prepayments");
    json.begin_array();
    for (const app::PrepaymentOrder& order : orders) write_order(json, order);
    json.end_array();
    json.end_object();
    return done;
}

Done told_order(const app::PrepaymentOrder& order) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("prepayment");
    write_order(json, order);
    json.end_object();
    return done;
}

Result<Done> list_prepayments(Call& call) {
    YIDI_TRY(const auto party, asked_party(call));
    YIDI_TRY(const auto orders, app::prepayments(call.session(), party));
    return told_orders(orders);
}

Result<Done> order_prepayment(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const Direction direction, direction_in(call.body()));
    YIDI_TRY(const auto order,
             app::order_prepayment(call.session(), context, actor,
                                   {.direction = direction, .after = call.body().money("after")}));
    return told_order(order);
}

Result<Done> order_yearly(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const auto orders, app::order_yearly(call.session(), context, actor,
                                                  static_cast<int>(call.body().whole("year"))));
    return told_orders(orders);
}

Result<Done> step_order(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    const Input& body = call.body();
    const std::string_view to = body.view("to");
    YIDI_TRY(const clearing::Actor actor,
             to == "handed" ? as_party(call, body.view("party"))
             : to == "paid" ? as_party(call, body.view("party"), clearing::Role::finance)
                            : as_payer_or_payee(call, body.view("party")));
    YIDI_TRY(const Direction direction, direction_in(body));
    const auto* const step = std::ranges::find(kOrderStates, to);
    YIDI_TRY(
        const auto order,
        app::step_order(call.session(), context, actor,
                        {.direction = direction,
                         .to = static_cast<app::OrderState>(step - kOrderStates.begin()),
                         .bank = {.bank = body.text("bank"),
                                  .serial_no = body.text("serial_no"),
                                  .date = body.maybe_date("date").value_or(context.today())}}));
    return told_order(order);
}

/// Four places, toward zero.
std::string ratio_of(std::int64_t ppm) {
    constexpr std::int64_t kMillion = 1'000'000;
    constexpr std::int64_t kPlaces = 10'000;
    const std::string digits = std::to_string(kPlaces + ppm % kMillion / (kMillion / kPlaces));
    return std::to_string(ppm / kMillion) + "." + digits.substr(1);
}

Result<Done> show_gauges(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const std::uint32_t party, shown_party(call, call.parameters().view("party")));
    clearing::Month month = clearing::Month::of(context.today());
    if (call.parameters().has("month")) {
        YIDI_TRY(month, month_in(call.parameters().view("month"), "month"));
    }
    YIDI_TRY(const clearing::Terms terms, context.terms());
    YIDI_TRY(const auto all, app::gauges(call.session(), context, party, month));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("month", to_string(month));
    json.member("yellow", ratio_of(terms.yellow.ppm()));
    json.member("red", ratio_of(terms.red.ppm()));
    json.key("gauges");
    json.begin_array();
    for (const app::Gauge& one : all) {
        const auto ppm = one.use.ppm();
        json.begin_object();
        write_direction(json, one.direction);
        json.member("prepaid", one.use.prepaid);
        json.member("cleared", one.use.cleared);
        write_text(json, "use_rate", ppm && *ppm >= 0 ? ratio_of(*ppm) : std::string{});
        json.member("warning", clearing::name(one.warning));
        json.member("is_final", one.is_final);
        json.member("expected", one.forecast.expected);
        write_day(json, "yellow_on", one.forecast.reached.front());
        write_day(json, "red_on", one.forecast.reached.back());
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

void write_increase(codec::JsonWriter& json, const app::IncreaseView& view) {
    const clearing::Increase& one = view.increase;
    json.begin_object();
    json.member("id", std::to_string(view.id));
    write_direction(json, one.direction);
    json.member("state", clearing::name(one.state));
    json.member("asked", one.asked);
    json.member("granted", one.granted);
    json.member("asked_on", one.asked_on);
    write_day(json, "decided_on", one.decided_on);
    json.member("reason", view.reason);
    json.end_object();
}

Done told_increase(const app::IncreaseView& view) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("increase");
    write_increase(json, view);
    json.end_object();
    return done;
}

Result<Done> list_increases(Call& call) {
    YIDI_TRY(const auto party, asked_party(call));
    YIDI_TRY(const auto all, app::increases(call.session(), party));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("increases");
    json.begin_array();
    for (const app::IncreaseView& one : all) write_increase(json, one);
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> ask_increase(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    const Input& body = call.body();
    YIDI_TRY(const clearing::Actor actor, as_party(call, body.view("party")));
    YIDI_TRY(const std::int64_t insured, number_in(body.view("insured"), "/insured"));
    YIDI_TRY(const clearing::Month month, month_in(body.view("month"), "/month"));
    YIDI_TRY(const auto view,
             app::ask_for_increase(call.session(), context, actor,
                                   {.direction = {.insured = static_cast<std::uint32_t>(insured),
                                                  .treating = actor.party},
                                    .month = month,
                                    .amount = body.money("amount"),
                                    .reason = body.text("reason")}));
    return told_increase(view);
}

Result<Done> decide_increase(Call& call) {
    YIDI_TRY(const auto context, clearing_context(call));
    YIDI_TRY(const clearing::Actor actor, as_centre(call));
    YIDI_TRY(const std::int64_t id, number_in(call.parameters().view("id"), "id"));
    YIDI_TRY(const auto view, app::decide_on_increase(call.session(), context, actor, id,
                                                      call.body().money("granted")));
    return told_increase(view);
}

constexpr access::Rule kReads{.roles = kReadsClearing, .about = access::About::place};
constexpr access::Rule kWrites{.roles = kClears, .about = access::About::place};

constexpr std::array kEndpoints{
    Endpoint{.id = "listPrepayments",
             .method = "GET",
             .path = "/clearing/prepayments",
             .summary = {"预付金额度与调整", "Prepayments and their orders"},
             .rule = kReads,
             .parameters = kOfParty,
             .answer = kOrders,
             .troubles = kTroubles,
             .handle = list_prepayments},
    Endpoint{.id = "orderPrepayment",
             .method = "POST",
             .path = "/clearing/prepayments",
             .summary = {"清算中心下达一对地区的额度", "The centre orders a prepayment"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kNewOrder,
             .answer = kOneOrder,
             .troubles = kTroubles,
             .handle = order_prepayment},
    Endpoint{.id = "orderYearlyPrepayments",
             .method = "POST",
             .path = "/clearing/prepayments/yearly",
             .summary = {"按上年末几个月的清算额下达年度额度",
                         "The yearly quotas by the last months of the year before"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kYear,
             .answer = kOrders,
             .troubles = kTroubles,
             .handle = order_yearly},
    Endpoint{.id = "stepPrepayment",
             .method = "POST",
             .path = "/clearing/prepayments/steps",
             .summary = {"提交财政、付款、确认收款", "The next step of an order"},
             .rule = {.roles = kPays, .about = access::About::place},
             .effect = Effect::writes,
             .body = kOrderStep,
             .answer = kOneOrder,
             .troubles = kTroubles,
             .handle = step_order},
    Endpoint{.id = "showGauges",
             .method = "GET",
             .path = "/clearing/gauges",
             .summary = {"预付金使用率、预警与预计日期",
                         "How much of each prepayment a month has used, and when it warns"},
             .rule = kReads,
             .parameters = kGaugeOf,
             .answer = kGauges,
             .troubles = kTroubles,
             .handle = show_gauges},
    Endpoint{.id = "listIncreases",
             .method = "GET",
             .path = "/clearing/increases",
             .summary = {"紧急调增", "Emergency increases"},
             .rule = kReads,
             .parameters = kOfParty,
             .answer = kIncreases,
             .troubles = kTroubles,
             .handle = list_increases},
    Endpoint{.id = "askIncrease",
             .method = "POST",
             .path = "/clearing/increases",
             .summary = {"就医地申请紧急调增", "The treating party asks for an increase"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kNewIncrease,
             .answer = kOneIncrease,
             .troubles = kTroubles,
             .handle = ask_increase},
    Endpoint{.id = "decideIncrease",
             .method = "POST",
             .path = "/clearing/increases/{id}/decision",
             .summary = {"清算中心决定紧急调增", "The centre decides an increase"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kId,
             .body = kGrant,
             .answer = kOneIncrease,
             .troubles = kTroubles,
             .handle = decide_increase},
};

}  // namespace

Subject prepayment_subject() {
    return {.id = "prepayment", .title = {"预付金", "Prepayment"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
