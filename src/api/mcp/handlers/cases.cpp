#include <algorithm>
#include <array>
#include <utility>

#include "adapters/codec/answer_encoder.h"
#include "adapters/codec/case_decoder.h"
#include "adapters/codec/comparison_encoder.h"
#include "adapters/codec/json_writer.h"
#include "api/mcp/internal/tool.h"
#include "app/check_published.h"
#include "app/compare.h"
#include "app/estimate.h"
#include "domain/explain/clause.h"
#include "domain/explain/sentences.h"

/// What a case costs whom: the same as `yidi estimate`, `compare`, `check-example`.
namespace yidi::mcp::internal {
namespace {

using adjudication::Answer;
using adjudication::Status;

constexpr std::int64_t kCasesMax = 3;

/// The file's schema refers to its own definitions, which lie deeper here; and only the root of a
/// schema says its dialect.
std::string case_schema(const Options& options) {
    constexpr std::string_view kOwn = "\"#/definitions/";
    constexpr std::string_view kHere = "\"#/properties/case/definitions/";
    codec::JsonTree tree;
    const Result<const codec::JsonNode*> root = tree.read(options.case_schema);
    if (!root || (*root)->kind != codec::JsonKind::object) return R"({"type":"object"})";
    std::string out;
    codec::JsonWriter json{out};
    json.begin_object();
    for (const codec::JsonNode* one = (*root)->first; one != nullptr; one = one->next) {
        if (one->name == "$schema") continue;
        json.key_escaped(one->name);
        json.raw(codec::canonical(*one));
    }
    json.end_object();
    for (std::size_t at = out.find(kOwn); at != std::string::npos;
         at = out.find(kOwn, at + kHere.size())) {
        out.replace(at, kOwn.size(), kHere);
    }
    return out;
}

constexpr std::array kEstimateArguments{
    Argument{.name = "case",
             .kind = Kind::object,
             .about = "who is insured where, who treated them, and the bill",
             .schema = case_schema}
        .must(),
};
constexpr std::array kCheckArguments{
    Argument{
        .name = "case",
        .kind = Kind::object,
        .about = "a case as estimate takes it, with published: {\"fund_pay_sumamt\": 70350, …}"}
        .must(),
};
constexpr std::array kCompareArguments{
    Argument{.name = "cases",
             .kind = Kind::objects,
             .about = "1 to 3 cases as estimate takes them. One: the same bill as given, unfiled, "
                      "under each kind of filing, and at home. Several: side by side",
             .most = kCasesMax}
        .must(),
};

constexpr std::array kAnswer{
    Member{"status",
           "computed; range: both ends are in range; unknown: no rule is known; rejected: "
           "the rules say no, refusal says which"},
    Member{"range",
           "both ends of fund_pay_sumamt and psn_part_amt, because of what, and in ask the "
           "key of the case that narrows it most"},
    Member{"refusal",
           "why there is no amount: code, message, clause, remedy, and what each filing "
           "would give"},
    Member{"policy", "the pack: id, version, sha256, effective, grade of its weakest row"},
    Member{"setlinfo", "the amounts in yuan: fund_pay_sumamt all funds, psn_part_amt the person"},
    Member{"setldetail", "what each fund pays"},
    Member{"feedetail", "what came of each line of the bill"},
    Member{"benefit_year", "the year that the bill counts to"},
    Member{"cum", "what the year has used after this bill"},
    Member{"trace",
           "every step: formula, result, rule, clause with document, article, dates, grade"},
    Member{"published", "each published figure: right or wrong, and at which step"},
    Member{"pack_result", "with stated terms: what the region's own rules give"},
    Member{"assumptions", "what was taken for granted"},
    Member{"warnings", "what weakens the answer"},
};
constexpr std::array kCompared{
    Member{"base", "one case: the column that diff is against"},
    Member{"columns",
           "one case: filing, status, setlinfo or range, and diff, what the person bears "
           "more"},
    Member{"notes", "one case: what the columns mean where it is not plain"},
    Member{"answers", "several cases: the answer to each, as of estimate"},
    Member{"diffs",
           "several cases: what the person bears more than in the first; null where one of "
           "the two is no single amount"},
};

bool has_amounts(const Answer& answer) {
    return answer.status == Status::computed || answer.status == Status::range;
}

Result<app::CaseFile> read_case(const Call& call, const codec::JsonNode& node,
                                const std::string& where) {
    Result<app::CaseFile> read = codec::decode_case(node.text, call.book.regions());
    if (!read) {
        Error error = std::move(read).error();
        error.where.insert(0, where);
        return fail(std::move(error));
    }
    return *std::move(read);
}

Result<app::Estimate> estimate_of(const Call& call, const app::CaseFile& file) {
    app::Estimate estimate;
    YIDI_TRY_VOID(app::estimate(call.book, file, {.trace = true}, estimate));
    return estimate;
}

Result<Told> tell_estimate(const Call& call, const app::CaseFile& file) {
    YIDI_TRY(const app::Estimate estimate, estimate_of(call, file));
    std::vector<app::Verdict> published;
    if (!file.published.empty()) {
        YIDI_TRY(published, app::check_published(call.book, file, estimate, call.language));
    }
    Told told{.json = {}, .is_unknown = estimate.answer.status == Status::unknown};
    codec::AnswerEncoder{call.language}.append(call.book, file, estimate, published, told.json);
    return told;
}

Result<Told> estimate(const Call& call) {
    YIDI_TRY(const app::CaseFile file, read_case(call, *call.arguments.find("case"), "/case"));
    return tell_estimate(call, file);
}

Result<Told> check_example(const Call& call) {
    YIDI_TRY(const app::CaseFile file, read_case(call, *call.arguments.find("case"), "/case"));
    if (file.published.empty()) {
        return fail(Error{.code = ErrorCode::missing_key,
                          .where = "/case/published",
                          .rule = "figures to check",
                          .remedy = "add published: {\"fund_pay_sumamt\": …}",
                          .detail = "the case has no published figures"});
    }
    return tell_estimate(call, file);
}

/// Why a case has no amount.
Error refusal_of(const Call& call, const app::Estimate& estimate) {
    const policy::Book& book = estimate.book(call.book);
    explain::RefusalText text = explain::refusal(estimate.answer.outcome, book, call.language);
    // Where no row of a pack says no, the clause does.
    std::string rule = std::move(text.rule);
    if (rule.empty() && text.clause) rule = explain::short_text(*text.clause, call.language);
    return {.code = estimate.answer.outcome.refusal.code,
            .where = "/cases/0",
            .rule = std::move(rule),
            .remedy = std::move(text.remedy),
            .detail = std::move(text.sentence)};
}

Result<Told> compare_filings(const Call& call, const app::CaseFile& file) {
    YIDI_TRY(const std::vector<app::ComparedColumn> columns, app::compare(call.book, file));
    const bool any = std::ranges::any_of(
        columns, [](const auto& column) { return has_amounts(column.estimate.answer); });
    // Nothing to set side by side: then the reason why is the answer.
    if (!any) return fail(refusal_of(call, columns.front().estimate));
    Told told;
    codec::append_comparison(columns, app::notes_on(file, call.book.regions()), call.language,
                             told.json);
    return told;
}

/// What the person bears, where that is one amount.
std::optional<Money> borne(const Answer& answer) {
    return answer.status == Status::computed ? std::optional{answer.outcome.setlinfo.psn_part_amt}
                                             : std::nullopt;
}

Result<Told> compare(const Call& call) {
    std::vector<app::CaseFile> files;
    for (const codec::JsonNode* one = call.arguments.find("cases")->first; one != nullptr;
         one = one->next) {
        YIDI_TRY(files.emplace_back(),
                 read_case(call, *one, "/cases/" + std::to_string(files.size())));
    }
    if (files.size() == 1) return compare_filings(call, files.front());
    Told told{.json = R"({"answers":[)", .is_unknown = true};
    std::string diffs;
    std::optional<Money> first;
    for (const app::CaseFile& file : files) {
        YIDI_TRY(const app::Estimate estimate, estimate_of(call, file));
        const bool is_first = &file == &files.front();
        if (!is_first) told.json += ',';
        codec::AnswerEncoder{call.language}.append(call.book, file, estimate, {}, told.json);
        told.is_unknown = told.is_unknown && estimate.answer.status == Status::unknown;
        const std::optional<Money> now = borne(estimate.answer);
        if (is_first) first = now;
        codec::JsonWriter json{diffs};
        if (!is_first) diffs += ',';
        first&& now ? json.value(*now - *first) : json.null();
    }
    told.json += R"(],"diffs":[)" + diffs + "]}";
    return told;
}

constexpr std::array kTools{
    Tool{
        .name = "estimate",
        .title = "试算 Estimate",
        .description =
            "Adjudicate one bill of Chinese basic medical insurance: what the funds pay, what the "
            "person bears, every step with its clause and grade. Leave out what is not known, or "
            "send \"?\": the answer is then a range, with the one question that narrows it most. "
            "Never guess a value. Keys: insuplc_admdvs insured region and mdtrtarea_admvs place of "
            "care, six digits (find_region); insutype 310 employee, 390 resident; psn_type 11 "
            "active, 12 retired, 14 child, 15 adult, 16 old resident; med_type 11 outpatient, 14 "
            "chronic, 21 inpatient, 41 pharmacy; hosp_lv 01-04 tertiary, 05-07 secondary, 08-10 "
            "primary; filing null or {kind}: resettled_retiree, long_term_resident, posted_worker, "
            "referral, emergency, other_temporary; begndate, enddate; ipt_cnt which admission of "
            "the year; either fee {medfee_sumamt total, inscp_scp_amt in scope, …} or feedetail "
            "(lines). Example: {\"insuplc_admdvs\":\"130100\",\"mdtrtarea_admvs\":\"110000\","
            "\"psn_type\":\"11\",\"med_type\":\"21\",\"hosp_lv\":\"02\",\"begndate\":\"2026-03-"
            "01\","
            "\"fee\":{\"medfee_sumamt\":100000,\"inscp_scp_amt\":90000}}. If status is unknown no "
            "rule is known: never invent a number.",
        .arguments = kEstimateArguments,
        .answer = kAnswer,
        .handle = estimate},
    Tool{.name = "compare",
         .title = "比较 Compare",
         .description =
             "What the same bill costs unfiled, under each kind of filing and at home; or "
             "up to three bills beside each other. Every figure is computed; where no "
             "rule is known there is none, and none may be invented.",
         .arguments = kCompareArguments,
         .answer = kCompared,
         .handle = compare},
    Tool{.name = "check_example",
         .title = "核对 Check published figures",
         .description = "Hold figures that somebody published for a case against the rules: right "
                        "or wrong, and the step where a wrong one goes wrong. A figure that no "
                        "known rule decides stays open: never decide it yourself.",
         .arguments = kCheckArguments,
         .answer = kAnswer,
         .handle = check_example},
};

}  // namespace

std::span<const Tool> case_tools() {
    return kTools;
}

}  // namespace yidi::mcp::internal
