#include "app/estimate.h"

#include <array>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/case_decoder.h"
#include "adapters/codec/comparison_encoder.h"
#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/check_published.h"
#include "app/compare.h"

/// What a case costs whom, for everybody: the same as `yidi estimate`, `compare`, `check-example`.
namespace yidi::rest::internal {
namespace {

constexpr std::array kRangeFields{
    any("fund_pay_sumamt", "基金支付，两端").must(),
    any("psn_part_amt", "个人负担，两端").must(),
    any("because", "为什么不能给出一个数"),
    text("ask", "最能缩小区间的键"),
};
constexpr std::array kAnswerFields{
    code("status", "computed、range、unknown 或 rejected").must(),
    object("range", "区间；status 为 range 时", kRangeFields),
    any("refusal", "拒绝或不知的原因、条款与办法"),
    any("policy", "所用政策包：编号、版本、摘要、有效期、等级"),
    any("setlinfo", "各项金额，与国家接口同名"),
    any("setldetail", "各支付方"),
    any("feedetail", "各明细行"),
    any("benefit_year", "此单所计入的年度"),
    any("cum", "此单之后的年度累计"),
    any("trace", "每一步：公式、条款、舍入"),
    any("published", "所公布的数字对不对、错在哪一步"),
    any("pack_result", "有所述条款时，政策包给出的结果"),
    any("assumptions", "假设").must(),
    any("warnings", "注意").must(),
};
constexpr std::array kColumnFields{
    code("filing", "此栏的备案情形").must(),
    code("status", "computed、range、unknown 或 rejected").must(),
    any("setlinfo", "各项金额"),
    any("range", "区间"),
    value(Type::money, "diff", "个人负担与 base 之差"),
};
constexpr std::array kCompareFields{
    code("base", "diff 所比的一栏").must(),
    list("columns", "各栏", kColumnFields).must(),
    texts("notes", "各栏在此是什么意思，需要说明时才有"),
};

Result<app::CaseFile> read_case(const Call& call) {
    return codec::decode_case(call.request().body, call.book().regions());
}

Result<Done> answer(const Call& call, const app::CaseFile& file) {
    const policy::Book& book = call.book();
    app::Estimate estimate;
    YIDI_TRY_VOID(app::estimate(book, file, {.trace = true}, estimate));
    std::vector<app::Verdict> published;
    if (!file.published.empty()) {
        YIDI_TRY(published, app::check_published(book, file, estimate, call.language()));
    }
    Done done;
    codec::AnswerEncoder{call.language()}.append(book, file, estimate, published, done.body);
    return done;
}

Result<Done> estimate(Call& call) {
    YIDI_TRY(const app::CaseFile file, read_case(call));
    return answer(call, file);
}

Result<Done> check_example(Call& call) {
    YIDI_TRY(const app::CaseFile file, read_case(call));
    if (file.published.empty()) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = "/published",
                          .rule = "要核对的数字",
                          .remedy = "请加上 published：{\"fund_pay_sumamt\": …}",
                          .detail = "没有要核对的数字"});
    }
    return answer(call, file);
}

Result<Done> compare(Call& call) {
    YIDI_TRY(const app::CaseFile file, read_case(call));
    YIDI_TRY(const std::vector<app::ComparedColumn> columns, app::compare(call.book(), file));
    Done done;
    codec::append_comparison(columns, app::notes_on(file, call.book().regions()), call.language(),
                             done.body);
    return done;
}

constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};

constexpr std::array kEndpoints{
    Endpoint{.id = "estimate",
             .method = "POST",
             .path = "/estimate",
             .summary = {"试算一个案例：谁付多少，依据哪一条",
                         "Adjudicate one case: who pays what, by which clause"},
             .rule = kOpen,
             .effect = Effect::computes,
             .body_schema = "Case",
             .answer = kAnswerFields,
             .handle = estimate},
    Endpoint{.id = "compare",
             .method = "POST",
             .path = "/compare",
             .summary = {"同一案例在各种备案下的结果", "The same case under each kind of filing"},
             .rule = kOpen,
             .effect = Effect::computes,
             .body_schema = "Case",
             .answer = kCompareFields,
             .cost = 4,
             .handle = compare},
    Endpoint{.id = "checkExample",
             .method = "POST",
             .path = "/check-example",
             .summary = {"核对公布的数字：对不对，错在哪一步",
                         "Check published figures: right or wrong, and at which step"},
             .rule = kOpen,
             .effect = Effect::computes,
             .body_schema = "Case",
             .answer = kAnswerFields,
             .cost = 2,
             .handle = check_example},
};

}  // namespace

Subject estimate_subject() {
    return {.id = "estimate", .title = {"试算", "Estimates"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
