#include "app/payer/internal/refusal.h"

#include "base/whole.h"
#include "domain/explain/ranges.h"
#include "domain/explain/sentences.h"

namespace yidi::payer::internal {

tl::unexpected<Error> refuse(ErrorCode code, std::string_view where, std::string_view rule,
                             std::string_view remedy, std::string_view detail) {
    return fail(Error{.code = code,
                      .where = std::string{where},
                      .rule = std::string{rule},
                      .remedy = std::string{remedy},
                      .detail = std::string{detail},
                      .source = {}});
}

tl::unexpected<Error> inconsistent(std::string_view where, std::string_view rule,
                                   std::string_view remedy, std::string_view detail) {
    return refuse(ErrorCode::inconsistent, where, rule, remedy, detail);
}

tl::unexpected<Error> violated(std::string_view invariant) {
    return refuse(ErrorCode::invariant_violated, "store", invariant,
                  "report it: nothing was written", "an invariant of the books is broken");
}

tl::unexpected<Error> refuse(const adjudication::Answer& answer, const policy::Book& book) {
    using adjudication::Status;
    constexpr explain::Language kLanguage = explain::Language::zh;
    if (answer.status != Status::range) {
        explain::RefusalText text = explain::refusal(answer.outcome, book, kLanguage);
        return fail(Error{
            .code = answer.outcome.refusal.code,
            .where = "policy",
            .rule = std::move(text.sentence),
            .remedy = std::move(text.remedy),
            .detail = {},
            .source = text.clause ? explain::short_text(*text.clause, kLanguage) : std::string{}});
    }
    std::string because;
    for (const std::string& sentence : explain::because(answer, book, kLanguage)) {
        because += sentence;
    }
    return fail(Error{.code = ErrorCode::rule_unknown,
                      .where = answer.range.ask.empty() ? "policy" : answer.range.ask,
                      .rule = "结算须有唯一金额：" + because,
                      .remedy = answer.range.ask.empty()
                                    ? "参保地规则补全前不能直接结算，请按手工报销办理"
                                    : "请补全 " + answer.range.ask,
                      .detail = {},
                      .source = {}});
}

Result<std::int64_t> read_id(std::string_view text, std::string_view field) {
    const std::int64_t id = parse_whole(text).value_or(0);
    if (id <= 0) {
        return refuse(ErrorCode::bad_value, field, "digits, as they were answered",
                      "send the number that was answered before", "this is not a number of ours");
    }
    return id;
}

}  // namespace yidi::payer::internal
