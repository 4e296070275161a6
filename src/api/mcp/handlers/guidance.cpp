#include <array>

#include "adapters/codec/advice_codec.h"
#include "adapters/codec/json_writer.h"
#include "api/mcp/internal/tool.h"
#include "domain/guidance/advise.h"

/// Which filing to make: the same as `yidi advise --answers`.
namespace yidi::mcp::internal {
namespace {

/// What may be added to the seven answers; each a JSON Schema.
struct More {
    std::string_view key;
    std::string_view schema;
};
constexpr std::array kMore{
    More{"today", R"({"type":"string","description":"YYYY-MM-DD; without it today"})"},
    More{"hosp_lv", R"({"type":"string","description":"level of the hospital: 01 to 11"})"},
    More{"age", R"({"type":["integer","string"],"description":"whole years"})"},
    More{"ipt_cnt",
         R"({"type":["integer","string"],"description":"which admission of the year: 1, 2 …"})"},
    More{"inscp_scp_amt",
         R"({"type":["number","string"],"description":"of the bill, what is in scope; yuan"})"},
    More{
        "psn_idet",
        R"({"type":["array","string"],"description":"identities by the names of packs; [] none"})"},
    More{"inst_attr",
         R"({"type":["array","string"],"description":"attributes of the hospital; [] none"})"},
    More{"dise_codg", R"({"type":"string","description":"of chronic care: the disease"})"},
    More{"recognised",
         R"({"type":["boolean","string"],"description":"whether the disease is recognised"})"},
    More{"begndate", R"({"type":"string","description":"day of the admission, YYYY-MM-DD"})"},
    More{
        "papers",
        R"({"type":["array","string"],"description":"papers at hand, by their names in filing_rules"})"},
};

void write_question(codec::JsonWriter& json, const guidance::Question& question) {
    json.key(question.key);
    json.begin_object();
    switch (question.form) {
        case guidance::Form::options: {
            json.key("enum");
            json.begin_array();
            for (const guidance::Option& one : question.options) json.value(one.value);
            json.value("?");
            json.end_array();
            break;
        }
        case guidance::Form::region:
            json.member("type", "string");
            json.member("pattern", "^([0-9]{6}|\\?)$");
            break;
        case guidance::Form::amount:
            json.key("type");
            json.raw(R"(["number","string"])");
            break;
    }
    json.member("description",
                std::string{question.text.en} + " (" + std::string{question.why.en} + ")");
    json.end_object();
}

std::string answers_schema(const Options& /*options*/) {
    std::string out;
    codec::JsonWriter json{out};
    json.begin_object();
    json.member("type", "object");
    json.member("description", "what the person has answered; \"?\" or left out: they do not know");
    json.member("additionalProperties", false);
    json.key("properties");
    json.begin_object();
    for (const guidance::Question& one : guidance::questions()) write_question(json, one);
    for (const More& one : kMore) {
        json.key(one.key);
        json.raw(one.schema);
    }
    json.end_object();
    json.end_object();
    return out;
}

constexpr std::array kArguments{
    Argument{.name = "answers",
             .kind = Kind::object,
             .about = "what the person has answered",
             .schema = answers_schema}
        .must(),
};
constexpr std::array kAnswer{
    Member{"action", "file, nothing, flag_emergency or claim"},
    Member{"filing", "the filing to make: kind, place, begndate, enddate; null: none"},
    Member{"headline", "one sentence, with clause and grade"},
    Member{"say", "what to say at the window"},
    Member{"papers", "papers with clause and grade"},
    Member{"deadlines", "deadlines with clause and grade"},
    Member{"worth", "what the funds pay more than without a filing, both ends; null: not known"},
    Member{"columns", "the same bill without a filing and under each kind"},
    Member{"warnings", "what to look out for"},
    Member{"ask", "the one question that narrows the answer most: ask it, and call again"},
};

/// Whether no rule is known for what is advised, so that there is no number.
bool is_unknown(const guidance::Advice& advice) {
    if (advice.action == guidance::Action::nothing || advice.columns.empty()) return false;
    const guidance::Column& advised = advice.columns.at(advice.chosen);
    return advised.answer && advised.answer->status == adjudication::Status::unknown;
}

Result<Told> advise(const Call& call) {
    Result<guidance::Answers> answers = codec::decode_answers(
        call.arguments.find("answers")->text, call.book.regions(), call.options.today());
    if (!answers) {
        Error error = std::move(answers).error();
        error.where.insert(0, "/answers");
        return fail(std::move(error));
    }
    YIDI_TRY(const guidance::Advice advice, guidance::advise(*answers, call.book));
    Told told{.json = {}, .is_unknown = is_unknown(advice)};
    codec::append_advice(advice, call.book, call.language, told.json);
    return told;
}

constexpr std::array kTools{
    Tool{.name = "advise",
         .title = "备案建议 Advise",
         .description =
             "Which filing (备案) to make before care away from home, with which papers, "
             "by when, what to say at the window, and what it is worth. Seven questions, "
             "any of which may stay open: call with what the person has said, then ask "
             "what `ask` names and call again. Do not answer a question for the person, "
             "and never invent a number: where none is known worth is null.",
         .arguments = kArguments,
         .answer = kAnswer,
         .handle = advise},
};

}  // namespace

std::span<const Tool> guidance_tools() {
    return kTools;
}

}  // namespace yidi::mcp::internal
