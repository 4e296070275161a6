#include <array>
#include <string>
#include <vector>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/json_tree.h"
#include "adapters/codec/json_writer.h"
#include "api/rest/internal/amounts_json.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/compare.h"
#include "app/estimate.h"
#include "domain/explain/curve.h"
#include "domain/explain/paragraph.h"
#include "domain/explain/shortfall.h"

/// The same bill otherwise: beside another, along one number, and why it is not paid for more.
/// Pages add up nothing: sums and differences are made here.
namespace yidi::rest::internal {
namespace {

using adjudication::Answer;
using adjudication::Status;
using codec::JsonWriter;

constexpr std::size_t kSidesMax = 3;

constexpr std::array kSideFields{any("case", "案例", "Case").must()};
constexpr std::array kComparisonBody{
    list("scenarios", "一至三个案例，第一个有金额的为比较的基准", kSideFields, kSidesMax).must()};
constexpr std::array kSideAnswer{
    code("status", "computed、range、unknown 或 rejected").must(),
    text("headline", "一句话", 1'000).must(),
    any("fund_pay_sumamt", "基金支付，两端；没有金额时为 null"),
    any("psn_part_amt", "个人负担，两端；没有金额时为 null"),
    value(Type::money, "diff", "个人负担与基准之差；区间按较不利的一端"),
    value(Type::flag, "is_new_year", "计入另一医保年度，从头累计").must(),
};
constexpr std::array kRowFields{
    code("group", "total 总额、cost 个人负担的由来、fund 基金、payer 个人怎样付").must(),
    code("id", "字段名，或 layer:大额 等").must(),
    text("label", "名称").must(),
    any("amounts", "各案例的金额；没有金额的为 null").must(),
    any("differences", "各案例与基准之差").must(),
};
constexpr std::array kComparisonAnswer{
    whole("base", "基准是第几个，从 0 数").must(),
    list("sides", "各案例", kSideAnswer).must(),
    list("rows", "逐项并列", kRowFields).must(),
};

constexpr std::array<std::string_view, explain::kAxisCount> kAxes{"medfee_sumamt",
                                                                  "fulamt_ownpay_amt", "pool"};
constexpr std::array kCurveBody{
    any("case", "案例", "Case").must(),
    choice("vary", "变动的一项：总费用、其中全自费、本年度统筹已付", kAxes).must(),
    value(Type::money, "to", "到多少为止；没有：到有变化的地方为止"),
    value(Type::money, "also", "其中一点要是这个值"),
};
constexpr std::array kPointFields{
    value(Type::money, "at", "该项为").must(),
    value(Type::money, "inscp_scp_amt", "此时符合政策范围的").must(),
    code("status", "computed、range、unknown 或 rejected").must(),
    any("fund_pay_sumamt", "基金支付，两端").must(),
    any("psn_part_amt", "个人负担，两端").must(),
};
constexpr std::array kKinkFields{
    code("kind", "deductible、band、floor、cap、layer、layer_band、layer_limit").must(),
    value(Type::money, "at", "变化之前的最后一个值").must(),
    value(Type::flag, "begins", "由此开始；否则由此结束").must(),
    text("label", "什么规定").must(),
    text("clause", "依据", 1'000),
    code("grade", "依据的等级"),
    value(Type::money, "of_next_100", "此后 100 元中基金支付多少"),
};
constexpr std::array kCurveAnswer{
    code("vary", "变动的一项").must(),
    value(Type::money, "to", "到多少为止").must(),
    value(Type::money, "step", "两点之间").must(),
    value(Type::money, "at", "案例本身的值").must(),
    list("points", "各点，由小到大", kPointFields).must(),
    list("kinks", "换了规定的地方，由小到大", kKinkFields).must(),
    value(Type::flag, "has_kinks", "是否找过；不清楚的太多时不找").must(),
};

constexpr std::array kShortfallFields{
    code("kind", "filing、level、place、own_expense、over_limit、first_pay、cap、used、deductible")
        .must(),
    code("key", "改哪个键；改不了的没有"),
    text("value", "改成什么"),
    value(Type::money, "gain", "基金会多付多少").must(),
    value(Type::money, "of", "涉及的金额"),
    text("text", "若是怎样", 1'000).must(),
    text("hint", "能做什么，或为什么不能", 1'000).must(),
    text("clause", "依据", 1'000),
    code("step", "trace 中的步骤"),
};
constexpr std::array kShortfallAnswer{
    list("shortfalls", "差得最多的在前", kShortfallFields).must()};

bool has_amounts(const Answer& answer) {
    return answer.status == Status::computed || answer.status == Status::range;
}

void write_paid(JsonWriter& json, const Answer& answer) {
    if (!has_amounts(answer)) {
        json.key("fund_pay_sumamt");
        json.null();
        json.key("psn_part_amt");
        json.null();
        return;
    }
    const adjudication::Setlinfo& info = answer.outcome.setlinfo;
    const bool is_range = answer.status == Status::range;
    write_ends(json, "fund_pay_sumamt",
               is_range ? answer.range.fund_pay_sumamt
                        : std::array{info.fund_pay_sumamt, info.fund_pay_sumamt});
    write_ends(
        json, "psn_part_amt",
        is_range ? answer.range.psn_part_amt : std::array{info.psn_part_amt, info.psn_part_amt});
}

void write_amounts(JsonWriter& json, std::string_view name,
                   const std::vector<std::optional<Money>>& amounts) {
    json.key(name);
    json.begin_array();
    for (const std::optional<Money>& amount : amounts) {
        if (amount) {
            json.value(*amount);
        } else {
            json.null();
        }
    }
    json.end_array();
}

/// A case inside a body; what is wrong with it is told with its place in the body.
Result<app::CaseFile> case_in(const Call& call, const codec::JsonNode& node,
                              const std::string& pointer) {
    Result<app::CaseFile> file = codec::decode_case(node.text, call.book().regions());
    if (file) return file;
    Error error = std::move(file).error();
    error.where = pointer + error.where;
    return fail(std::move(error));
}

/// Stated terms are compared by no rule of a pack, which is what these operations are about.
Result<void> hold_to_packs(const app::CaseFile& file, const std::string& pointer) {
    if (!file.terms) return {};
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = pointer + "/terms",
                      .rule = "政策包的规定",
                      .remedy = "请去掉 terms",
                      .detail = "所述条款没有可以变动的规定",
                      .source = {}});
}

Result<Done> compare_scenarios(Call& call) {
    std::vector<app::CaseFile> files;
    const std::span<const Input> scenarios = call.body().list("scenarios");
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const std::string pointer = "/scenarios/" + std::to_string(i) + "/case";
        YIDI_TRY(app::CaseFile file, case_in(call, *scenarios[i].json("case"), pointer));
        files.push_back(std::move(file));
    }
    if (files.empty()) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = "/scenarios",
                          .rule = "一至三个案例",
                          .remedy = "请至少填写一个案例",
                          .detail = "没有要比较的案例",
                          .source = {}});
    }
    YIDI_TRY(const app::SideBySide compared,
             app::side_by_side(call.book(), files, call.language()));
    Done done;
    JsonWriter json{done.body};
    json.begin_object();
    json.member("base", static_cast<std::int64_t>(compared.base));
    json.key("sides");
    json.begin_array();
    for (const app::Side& side : compared.sides) {
        const Answer& answer = side.estimate.answer;
        json.begin_object();
        json.member("status", adjudication::name(answer.status));
        json.member("headline", explain::headline(answer, call.language()));
        write_paid(json, answer);
        write_maybe(json, "diff", side.diff);
        json.member("is_new_year", side.is_new_year);
        json.end_object();
    }
    json.end_array();
    json.key("rows");
    json.begin_array();
    for (const explain::SideRow& row : compared.rows) {
        json.begin_object();
        json.member("group", explain::name(row.group));
        json.member("id", row.id);
        json.member("label", row.label);
        write_amounts(json, "amounts", row.amounts);
        write_amounts(json, "differences", row.differences);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

void write_kinks(JsonWriter& json, const explain::Curve& curve, explain::Language language) {
    json.key("kinks");
    json.begin_array();
    for (const explain::Kink& kink : curve.kinks) {
        json.begin_object();
        json.member("kind", explain::name(kink.kind));
        json.member("at", kink.at);
        json.member("begins", kink.begins);
        json.member("label", kink.label);
        write_maybe(json, "clause",
                    kink.clause ? explain::short_text(*kink.clause, language) : std::string{});
        write_maybe(json, "grade",
                    kink.clause && !kink.clause->stated ? policy::name(kink.clause->grade) : "");
        write_maybe(json, "of_next_100", kink.of_next_100);
        json.end_object();
    }
    json.end_array();
}

Result<Done> draw_curve(Call& call) {
    YIDI_TRY(const app::CaseFile file, case_in(call, *call.body().json("case"), "/case"));
    YIDI_TRY_VOID(hold_to_packs(file, "/case"));
    explain::CurveAsked asked;
    asked.axis = *explain::parse_axis(call.body().view("vary"));
    if (call.body().has("to")) asked.to = call.body().money("to");
    if (call.body().has("also")) asked.also = call.body().money("also");
    Result<explain::Curve> drawn = explain::curve(call.book(), file.facts, asked, call.language());
    if (!drawn) {
        Error error = std::move(drawn).error();
        error.where = "/case" + error.where;
        return fail(std::move(error));
    }
    const explain::Curve& curve = *drawn;
    Done done;
    JsonWriter json{done.body};
    json.begin_object();
    json.member("vary", explain::name(curve.axis));
    json.member("to", curve.to);
    json.member("step", curve.step);
    json.member("at", curve.at);
    json.key("points");
    json.begin_array();
    for (const explain::CurvePoint& point : curve.points) {
        json.begin_object();
        json.member("at", point.at);
        json.member("inscp_scp_amt", point.in_scope);
        json.member("status", adjudication::name(point.status));
        write_ends(json, "fund_pay_sumamt", point.fund);
        write_ends(json, "psn_part_amt", point.person);
        json.end_object();
    }
    json.end_array();
    write_kinks(json, curve, call.language());
    json.member("has_kinks", curve.has_kinks);
    json.end_object();
    return done;
}

Result<Done> why_not_more(Call& call) {
    const policy::Book& book = call.book();
    YIDI_TRY(const app::CaseFile file, codec::decode_case(call.request().body, book.regions()));
    YIDI_TRY_VOID(hold_to_packs(file, ""));
    YIDI_TRY(const Answer answer, adjudication::adjudicate(book, file.facts, {.trace = true}));
    YIDI_TRY(const std::vector<explain::Shortfall> found,
             explain::shortfalls(book, file.facts, answer, call.language()));
    Done done;
    JsonWriter json{done.body};
    json.begin_object();
    json.key("shortfalls");
    json.begin_array();
    for (const explain::Shortfall& one : found) {
        json.begin_object();
        json.member("kind", explain::name(one.kind));
        write_maybe(json, "key", one.key);
        write_maybe(json, "value", one.value);
        json.member("gain", one.gain);
        write_maybe(json, "of", one.of);
        json.member("text", one.text);
        json.member("hint", one.hint);
        write_maybe(json, "clause", one.clause);
        write_maybe(json, "step", one.step);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};

constexpr std::array kEndpoints{
    Endpoint{.id = "compareScenarios",
             .method = "POST",
             .path = "/comparisons",
             .summary = {"至多三个案例并排，各项与基准之差",
                         "Up to three cases side by side, with what differs from the base"},
             .rule = kOpen,
             .effect = Effect::computes,
             .body = kComparisonBody,
             .answer = kComparisonAnswer,
             .cost = 3,
             .handle = compare_scenarios},
    Endpoint{.id = "drawCurve",
             .method = "POST",
             .path = "/curves",
             .summary = {"一项数字变动时的金额，和换了规定的地方",
                         "The amounts while one number changes, and where another rule begins"},
             .rule = kOpen,
             .effect = Effect::computes,
             .body = kCurveBody,
             .answer = kCurveAnswer,
             .cost = 2,
             .handle = draw_curve},
    Endpoint{.id = "whyNotMore",
             .method = "POST",
             .path = "/why-not-more",
             .summary = {"为什么没有报得更多，按金额排列", "Why the funds pay no more, by money"},
             .rule = kOpen,
             .effect = Effect::computes,
             .body_schema = "Case",
             .answer = kShortfallAnswer,
             .cost = 6,
             .handle = why_not_more},
};

}  // namespace

Subject what_if_subject() {
    return {.id = "what_if", .title = {"假如", "What if"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
