#include <array>
#include <string>

#include "adapters/codec/case_decoder.h"
#include "adapters/codec/json_writer.h"
#include "api/rest/internal/amounts_json.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/read_bill.h"
#include "domain/explain/paragraph.h"

/// A printed statement held against its own sums and against the rules.
namespace yidi::rest::internal {
namespace {

using codec::JsonWriter;

constexpr std::array kSumFields{
    code("total", "合计的字段").must(),
    texts("parts", "各部分的字段").must(),
    value(Type::money, "stated", "单上的合计").must(),
    value(Type::money, "sum", "单上各部分之和").must(),
    value(Type::money, "off", "两者之差").must(),
    value(Type::flag, "is_whole", "各部分都填了").must(),
    value(Type::flag, "is_wrong", "合不上").must(),
};
constexpr std::array kLineFields{
    code("name", "字段").must(),
    text("label", "名称").must(),
    text("stated", "单上的数").must(),
    text("computed", "按规定的数"),
    value(Type::flag, "right", "对不对；null：无法判定"),
    text("why", "哪里不对", 2'000),
    code("step", "trace 中的步骤"),
    text("formula", "该步骤的算式", 2'000),
    text("clause", "依据", 1'000),
};
constexpr std::array kBillAnswer{
    code("status", "computed、range、unknown 或 rejected").must(),
    text("headline", "一句话", 1'000).must(),
    list("sums", "单上的数自己合不合", kSumFields).must(),
    list("lines", "逐行，按计算的顺序", kLineFields).must(),
    code("first_wrong", "第一个不对的字段，后面的可能随之而错"),
};

void write_sums(JsonWriter& json, const app::BillRead& read) {
    json.key("sums");
    json.begin_array();
    for (const app::BillSum& sum : read.sums) {
        json.begin_object();
        json.member("total", sum.total);
        json.key("parts");
        json.begin_array();
        for (const std::string_view part : sum.parts) json.value(part);
        json.end_array();
        json.member("stated", sum.stated);
        json.member("sum", sum.sum);
        json.member("off", sum.off());
        json.member("is_whole", sum.is_whole);
        json.member("is_wrong", sum.is_wrong());
        json.end_object();
    }
    json.end_array();
}

void write_line(JsonWriter& json, const app::BillLine& line) {
    const app::Verdict& verdict = line.verdict;
    json.begin_object();
    json.member("name", verdict.name);
    json.member("label", line.label);
    json.member("stated", verdict.stated);
    write_maybe(json, "computed", verdict.computed.value_or(""));
    json.key("right");
    if (verdict.judgement == app::Judgement::open) {
        json.null();
    } else {
        json.value(verdict.judgement == app::Judgement::right);
    }
    write_maybe(json, "why", verdict.why);
    write_maybe(json, "step", line.step);
    write_maybe(json, "formula", line.formula);
    write_maybe(json, "clause", line.clause);
    json.end_object();
}

Result<Done> read_bill(Call& call) {
    const policy::Book& book = call.book();
    YIDI_TRY(const app::CaseFile file, codec::decode_case(call.request().body, book.regions()));
    YIDI_TRY(const app::BillRead read, app::read_bill(book, file, call.language()));
    Done done;
    JsonWriter json{done.body};
    json.begin_object();
    json.member("status", adjudication::name(read.estimate.answer.status));
    json.member("headline", explain::headline(read.estimate.answer, call.language()));
    write_sums(json, read);
    json.key("lines");
    json.begin_array();
    for (const app::BillLine& line : read.lines) write_line(json, line);
    json.end_array();
    write_maybe(json, "first_wrong",
                read.first_wrong ? read.lines.at(*read.first_wrong).verdict.name : "");
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "readBill",
             .method = "POST",
             .path = "/bills",
             .summary = {"读结算单：哪一行对不上，为什么",
                         "Read a statement: which line differs, and why"},
             .rule = {.is_open = true, .roles = access::kEverybody},
             .effect = Effect::computes,
             .body_schema = "Case",
             .answer = kBillAnswer,
             .cost = 3,
             .handle = read_bill},
};

}  // namespace

Subject bill_subject() {
    return {.id = "bill", .title = {"结算单", "Statements"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
