#include <array>
#include <string>

#include "adapters/codec/advice_codec.h"
#include "adapters/codec/chain_encoder.h"
#include "api/rest/internal/at_counter.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/subjects.h"
#include "app/guidance/why_for.h"

/// Why a settlement elsewhere would work, or which link broke; and which filing to make.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 6> kBusinesses{"inpatient", "outpatient",   "chronic",
                                                      "pharmacy",  "dual_channel", "maternity"};
constexpr std::array kParameters{
    code("psn_no", "人员编号").must(),
    code("place", "就医地，六位；填了机构可不填", 6),
    code("fixmedins_code", "机构编号"),
    choice("business", "业务；没有：住院", kBusinesses),
    code("disease", "慢特病病种"),
    value(Type::date, "day", "入院或就诊日；没有：今天"),
    value(Type::flag, "emergency", "医院已上传急诊标志"),
    value(Type::flag, "emergency_said", "本人说是急诊抢救"),
    choice("injury", "外伤：已承诺无第三方、未承诺、第三方责任、工伤", guidance::kInjuryNames),
    choice("credential", "凭证或卡的情况", guidance::kCredentialNames),
    choice("registered", "在医院怎样登记：未登记、异地医保、自费、已自费结算",
           guidance::kRegisteredNames),
    choice("down", "哪一方系统故障：医院、就医地、国家平台、参保地", guidance::kDownNames),
};
constexpr std::array kLink{
    code("link", "环节").must(),      text("label", "名称").must(),
    code("state", "状态").must(),     code("cause", "原因").must(),
    text("what", "怎么了", 1'000),    text("say", "对窗口说的话", 1'000),
    text("next", "下一步", 1'000),    code("ask", "问谁"),
    text("whom", "问谁", 1'000),      text("clause", "依据", 1'000),
    value(Type::date, "day", "日期"), whole("filing", "备案号"),
};
constexpr std::array kAnswer{
    value(Type::flag, "holds", "各环节都通").must(),
    code("broken", "断在哪一环"),
    text("headline", "一句话", 1'000).must(),
    list("links", "十个环节", kLink).must(),
};
constexpr std::array kRefused{Trouble::refused, Trouble::not_found};

constexpr std::array kQuestions{any("questions", "七个问题，各有选项；都可以答不知道").must()};
constexpr std::array kAdvice{
    code("action", "先办什么").must(),
    any("filing", "建议的备案"),
    any("headline", "一句话").must(),
    any("say", "对窗口说的话"),
    any("papers", "材料"),
    any("deadlines", "期限"),
    any("worth", "值多少"),
    any("columns", "各种备案并排"),
    any("warnings", "提醒"),
    any("ask", "最能缩小范围的一个问题"),
};

Result<Done> questions(Call& call) {
    Done done{.body = R"({"questions":)"};
    codec::append_questions(call.language(), done.body);
    done.body += '}';
    return done;
}

/// Answers hold no identity, so nobody has to say who they are.
Result<Done> advise(Call& call) {
    const policy::Book& book = call.book();
    YIDI_TRY(const guidance::Answers answers,
             codec::decode_answers(call.request().body, book.regions(), call.context().now.date()));
    YIDI_TRY(const guidance::Advice advice, guidance::advise(answers, book));
    Done done;
    codec::append_advice(advice, book, call.language(), done.body);
    return done;
}

/// What the store cannot know; a spelling that is none has been refused.
void state_answers(const Input& asked, app::ChainQuery& query) {
    query.emergency_said = asked.flag("emergency_said");
    query.injury =
        guidance::parse_answer<guidance::Injury>(guidance::kInjuryNames, asked.view("injury"))
            .value_or(query.injury);
    query.credential = guidance::parse_answer<guidance::Credential>(guidance::kCredentialNames,
                                                                    asked.view("credential"))
                           .value_or(query.credential);
    query.registered = guidance::parse_answer<guidance::Registered>(guidance::kRegisteredNames,
                                                                    asked.view("registered"))
                           .value_or(query.registered);
    query.down = guidance::parse_answer<guidance::Down>(guidance::kDownNames, asked.view("down"))
                     .value_or(query.down);
}

Result<Done> why(Call& call) {
    const Input& asked = call.parameters();
    YIDI_TRY(const registry::Pid pid,
             allow_at_counter(call, asked.view("psn_no"), asked.view("fixmedins_code")));
    call.note(pid, "why");
    app::ChainQuery query;
    query.pid = pid;
    if (asked.has("place")) {
        YIDI_TRY(query.place, read_region(asked.view("place"), "place"));
    }
    query.fixmedins_code = asked.text("fixmedins_code");
    if (query.place == 0 && query.fixmedins_code.empty()) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = "place",
                          .rule = "就医地或机构",
                          .remedy = "请填写 place 或 fixmedins_code",
                          .detail = "没有说去哪里就医",
                          .source = {}});
    }
    query.business =
        policy::parse_business(asked.view("business")).value_or(policy::Business::inpatient);
    query.disease = asked.text("disease");
    query.day = asked.maybe_date("day").value_or(call.context().now.date());
    query.emergency_flag = asked.flag("emergency");
    state_answers(asked, query);
    YIDI_TRY(const guidance::Chain chain, app::why_for(call.session(), call.context(), query));
    Done done;
    codec::append_chain(chain, call.language(), done.body);
    return done;
}

constexpr access::Rule kReaders{
    .roles = access::kOfPersons, .about = access::About::person, .at_care = true};

constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};

constexpr std::array kEndpoints{
    Endpoint{.id = "adviceQuestions",
             .method = "GET",
             .path = "/advice/questions",
             .summary = {"备案问答的问题", "The questions of the interview"},
             .rule = kOpen,
             .effect = Effect::computes,
             .answer = kQuestions,
             .handle = questions},
    Endpoint{.id = "advise",
             .method = "POST",
             .path = "/advice",
             .summary = {"该办哪种备案、要什么材料、何时办、值多少",
                         "Which filing, which papers, by when, and what it is worth"},
             .rule = kOpen,
             .effect = Effect::computes,
             .body_schema = "Answers",
             .answer = kAdvice,
             .troubles = kRefused,
             .cost = 4,
             .handle = advise},
    Endpoint{.id = "why",
             .method = "GET",
             .path = "/persons/{psn_no}/why",
             .summary = {"为什么能结、为什么不能结：十个环节",
                         "Why a settlement works or which link broke"},
             .rule = kReaders,
             .effect = Effect::reads,
             .parameters = kParameters,
             .answer = kAnswer,
             .troubles = kRefused,
             .accesses = "why",
             .handle = why},
};

}  // namespace

Subject guidance_subject() {
    return {.id = "guidance", .title = {"指引", "Guidance"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
