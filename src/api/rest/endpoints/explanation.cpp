#include <array>
#include <string>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/case_decoder.h"
#include "adapters/codec/json_writer.h"
#include "api/rest/internal/amounts_json.h"
#include "api/rest/internal/bars_json.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/estimate.h"
#include "domain/explain/paragraph.h"
#include "domain/explain/ranges.h"
#include "domain/explain/rule_change.h"
#include "domain/explain/sentences.h"

/// An estimate with what a page draws of it: all of it told by the one trace, so that pages add up
/// nothing themselves.
namespace yidi::rest::internal {
namespace {

using adjudication::Answer;
using adjudication::Because;

constexpr std::array kReadingFields{
    text("value", "写进案例的值").must(),
    text("text", "说法").must(),
    any("fund_pay_sumamt", "基金支付，两端").must(),
    any("psn_part_amt", "个人负担，两端").must(),
};
constexpr std::array kOpenFields{
    code("key", "案例的键；规定本身不明的没有"),
    text("name", "身份或机构属性的名称"),
    text("question", "怎样问"),
    list("readings", "各种可能", kReadingFields).must(),
};
constexpr std::array kAssumedFields{
    text("text", "把什么当作如此", 1'000).must(),
    code("key", "案例中可以说明它的键"),
};
constexpr std::array kChangeFields{
    value(Type::date, "on", "新规定的第一天").must(),
    value(Type::date, "counts", "按哪一天的规定算").must(),
    text("text", "一句话", 1'000).must(),
};
constexpr std::array kAnswerFields{
    any("answer", "与 POST /estimate 的应答相同").must(),
    text("headline", "一句话", 1'000).must(),
    text("words", "一段话", 100'000).must(),
    list("bars", "从总额到现金的各条", kBarFields).must(),
    list("open", "尚不清楚的，差别最大的在前", kOpenFields).must(),
    list("assumed", "当作如此的，与 assumptions 相同", kAssumedFields).must(),
    object("rule_change", "就医期间规定有变化时", kChangeFields),
};

void write_open(codec::JsonWriter& json, const Answer& answer, explain::Language language) {
    json.key("open");
    json.begin_array();
    for (const Because& open : answer.range.because) {
        const std::string_view key =
            open.is_choice ? std::string_view{} : adjudication::key_of(open.fact);
        json.begin_object();
        write_maybe(json, "key", key);
        write_maybe(json, "name", open.name);
        write_maybe(json, "question", key.empty() ? "" : explain::question_for(key, language));
        json.key("readings");
        json.begin_array();
        for (std::size_t at = 0; at < open.readings.size(); ++at) {
            const Because::Reading& reading = open.readings[at];
            json.begin_object();
            json.member("value", reading.label);
            json.member("text", explain::candidate(open, at, language));
            write_ends(json, "fund_pay_sumamt", reading.fund);
            write_ends(json, "psn_part_amt", reading.person);
            json.end_object();
        }
        json.end_array();
        json.end_object();
    }
    json.end_array();
}

void write_assumed(codec::JsonWriter& json, const Answer& answer, const policy::Book& book,
                   explain::Language language) {
    json.key("assumed");
    json.begin_array();
    for (const explain::Assumed& one : explain::assumed(answer.outcome, book, language)) {
        json.begin_object();
        json.member("text", one.text);
        write_maybe(json, "key", one.key);
        json.end_object();
    }
    json.end_array();
}

void write_change(codec::JsonWriter& json, const std::optional<explain::RuleChange>& change) {
    json.key("rule_change");
    if (!change) return json.null();
    json.begin_object();
    json.member("on", to_string(change->on));
    json.member("counts", to_string(change->counts));
    json.member("text", change->text);
    json.end_object();
}

Result<Done> explain_case(Call& call) {
    const policy::Book& packs = call.book();
    YIDI_TRY(const app::CaseFile file, codec::decode_case(call.request().body, packs.regions()));
    app::Estimate estimate;
    YIDI_TRY_VOID(app::estimate(packs, file, {.trace = true}, estimate));
    const policy::Book& book = estimate.book(packs);
    std::string answer;
    codec::AnswerEncoder{call.language()}.append(packs, file, estimate, {}, answer);
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("answer");
    json.raw(answer);
    json.member("headline", explain::headline(estimate.answer, call.language()));
    json.member("words",
                explain::paragraph(estimate.answer, book, call.language(), estimate.filings));
    write_bars(json, estimate.answer, book, call.language());
    write_open(json, estimate.answer, call.language());
    write_assumed(json, estimate.answer, book, call.language());
    write_change(json, explain::rule_change(file.facts, estimate.answer.outcome, call.language()));
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "explainEstimate",
             .method = "POST",
             .path = "/explanations",
             .summary = {"试算，连同图、说法和还缺什么",
                         "An estimate with its bars, in words, and what is still open"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::computes,
             .body_schema = "Case",
             .answer = kAnswerFields,
             .handle = explain_case},
};

}  // namespace

Subject explanation_subject() {
    return {.id = "explanation", .title = {"说明", "Explanations"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
