#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "api/rest/internal/filing_json.h"
#include "api/rest/internal/subjects.h"
#include "app/filing/queue.h"
#include "app/filing/review.h"
#include "domain/explain/error_words.h"

/// What waits for somebody of the agency, and what there is to look at before deciding it.
namespace yidi::rest::internal {
namespace {

constexpr std::array<std::string_view, 6> kStages{"submitted", "under_review",     "needs_material",
                                                  "approved",  "cancel_requested", "promised"};
constexpr std::array<std::string_view, 6> kKinds{"resettled_retiree", "long_term_resident",
                                                 "posted_worker",     "referral",
                                                 "emergency",         "other_temporary"};
constexpr std::array<std::string_view, 9> kChannels{
    "registry", "self", "proxy", "window", "phone", "other_region", "hospital", "feed", "job"};
constexpr std::array<std::string_view, 5> kVerdicts{"met", "not_met", "waits", "unknown", "told"};

constexpr std::array kQueueParameters{
    code("area", "参保地统筹区，六位；没有：权限所及的", 6),
    choice("phase", "在等什么；没有：都要。promised：已生效，承诺的材料还没有补", kStages),
    choice("kind", "备案类型", kKinds),
    code("place", "备案地的前几位", 6),
    choice("channel", "渠道", kChannels),
    value(Type::date, "due_by", "最迟到哪天：承诺的材料的末日，或首日"),
    whole("limit", "最多几条；没有：100", 1, 500),
};
constexpr std::array kWaiting{
    code("psn_no", "人员编号").must(),
    code("area", "参保地统筹区").must(),
    choice("stage", "在等什么", kStages).must(),
    object("filing", "备案", kFilingFields).must(),
    value(Type::time, "since", "等到现在的起点").must(),
    whole("waited_days", "已等几天").must(),
    value(Type::date, "due", "承诺的材料的末日；没有承诺的，首日").must(),
    value(Type::flag, "is_late", "这一天已过").must(),
};
constexpr std::array kCount{
    choice("phase", "在等什么", kStages).must(),
    whole("count", "几件").must(),
};
constexpr std::array kQueueAnswer{
    list("filings", "等得最久的在前", kWaiting, 500).must(),
    list("counts", "权限所及，各有几件，不论筛选", kCount).must(),
    value(Type::flag, "more", "还有没有列出的").must(),
};

constexpr std::array kOne{code("psn_no", "人员编号").must(), whole("filing", "备案号").must()};
constexpr std::array kCheck{
    code("rule", "哪一条规定").must(),
    choice("verdict", "符合、不符合、等材料、没有收录、只是告知", kVerdicts).must(),
    text("text", "规定怎么说，这里怎样", 500).must(),
    texts("papers", "材料：任交一种").must(),
    text("clause", "依据", 2'000),
    code("grade", "依据的等级"),
};
constexpr std::array kRefusal{
    text("detail", "问题", 2'000).must(),
    text("rule", "应为", 2'000).must(),
    text("remedy", "怎么办", 2'000).must(),
    text("clause", "依据", 2'000),
};
constexpr std::array kReviewAnswer{
    value(Type::date, "day", "按哪天的规定：申请当日").must(),
    list("checks", "逐条", kCheck).must(),
    texts("cautions", "提醒的代码").must(),
    object("refusal", "今天再申请会被拒绝的原因", kRefusal),
    texts("takes", "现在可以怎么办").must(),
    code("sent_by", "谁提交的；不能由他通过"),
    value(Type::flag, "needs_day", "通过时须写明承诺材料的末日").must(),
};
constexpr std::array kRefused{Trouble::refused, Trouble::not_found};

access::Subject place_of(std::uint32_t area) {
    access::Subject subject;
    subject.regions.push_back(area);
    return subject;
}

Result<app::QueueQuery> query_of(Call& call) {
    const Input& asked = call.parameters();
    app::QueueQuery query;
    std::uint32_t only = 0;
    if (asked.has("area")) {
        YIDI_TRY(only, read_region(asked.view("area"), "area"));
        YIDI_TRY_VOID(call.allow(place_of(only)));
    }
    query.within = [&call, only,
                    known = std::map<std::uint32_t, bool>{}](std::uint32_t area) mutable {
        if (only != 0) return area == only;
        const auto [found, is_new] = known.try_emplace(area, false);
        if (is_new) found->second = call.sees(place_of(area));
        return found->second;
    };
    static_cast<void>(call.sees({}));
    query.stage = asked.text("phase");
    query.kind = policy::parse_filing_kind(asked.view("kind"));
    query.place = asked.text("place");
    query.channel = filing::parse_channel(asked.view("channel"));
    query.due_by = asked.maybe_date("due_by");
    return query;
}

void write_entry(codec::JsonWriter& json, const app::QueueEntry& one) {
    json.begin_object();
    json.member("psn_no", one.psn_no);
    json.member("area", std::to_string(one.area));
    json.member("stage", one.stage);
    json.key("filing");
    json.begin_object();
    write_filing(json, one.now, one.state);
    json.end_object();
    json.member("since", to_rfc3339(one.since));
    json.member("waited_days", one.waited_days);
    json.member("due", one.due);
    json.member("is_late", one.is_late);
    json.end_object();
}

Result<Done> list_waiting(Call& call) {
    constexpr std::int64_t kUsual = 100;
    YIDI_TRY(const app::QueueQuery query, query_of(call));
    const Input& asked = call.parameters();
    const std::int64_t limit = asked.has("limit") ? asked.whole("limit") : kUsual;
    YIDI_TRY(const app::Queue queue, app::filing_queue(call.session(), call.context(), query,
                                                       static_cast<std::size_t>(limit)));
    std::vector<registry::Pid> shown;
    shown.reserve(queue.entries.size());
    for (const app::QueueEntry& one : queue.entries) shown.push_back(one.pid);
    call.note_list(std::string{accounts::kFilingList},
                   "filing queue " + (asked.has("area") ? asked.text("area") : "all"),
                   std::move(shown));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("filings");
    json.begin_array();
    for (const app::QueueEntry& one : queue.entries) write_entry(json, one);
    json.end_array();
    json.key("counts");
    json.begin_array();
    for (const std::string_view stage : kStages) {
        const auto found = queue.counts.find(std::string{stage});
        json.begin_object();
        json.member("phase", stage);
        json.member("count", found == queue.counts.end() ? std::int64_t{0} : found->second);
        json.end_object();
    }
    json.end_array();
    json.member("more", queue.has_more);
    json.end_object();
    return done;
}

void write_check(codec::JsonWriter& json, const app::RuleCheck& check) {
    json.begin_object();
    json.member("rule", check.rule);
    json.member("verdict", app::name(check.verdict));
    json.member("text", check.text);
    json.key("papers");
    json.begin_array();
    for (const std::string& paper : check.papers) json.value(paper);
    json.end_array();
    json.key("clause");
    check.clause.empty() ? json.null() : json.value(check.clause);
    json.key("grade");
    check.grade ? json.value(policy::name(*check.grade)) : json.null();
    json.end_object();
}

void write_refusal(codec::JsonWriter& json, const app::Review& review, const Call& call) {
    json.key("refusal");
    if (!review.refusal) return json.null();
    const Error told = explain::translated(*review.refusal, call.language());
    json.begin_object();
    json.member("detail", told.detail);
    json.member("rule", told.rule);
    json.member("remedy", told.remedy);
    json.key("clause");
    told.source.empty() ? json.null() : json.value(told.source);
    json.end_object();
}

Result<Done> review_filing(Call& call) {
    YIDI_TRY(const registry::Pid pid, call.allow_person(call.parameters().view("psn_no")));
    const std::int64_t filing = call.parameters().whole("filing");
    call.note(pid, "filing reviewed " + std::to_string(filing));
    const auto review =
        app::review_of(call.session(), filing_context(call), pid, filing, call.language());
    if (!review) {
        return review.error().code == ErrorCode::bad_value
                   ? Result<Done>{call.not_found("filing", "没有这个备案")}
                   : Result<Done>{fail(review.error())};
    }
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("day", review->day);
    json.key("checks");
    json.begin_array();
    for (const app::RuleCheck& check : review->checks) write_check(json, check);
    json.end_array();
    json.key("cautions");
    json.begin_array();
    for (const filing::Caution one : review->cautions) json.value(filing::name(one));
    json.end_array();
    write_refusal(json, *review, call);
    json.key("takes");
    json.begin_array();
    for (const std::string& one : review->takes) json.value(one);
    json.end_array();
    json.key("sent_by");
    review->sent_by.empty() ? json.null() : json.value(review->sent_by);
    json.member("needs_day", review->needs_day);
    json.end_object();
    return done;
}

constexpr access::RoleSet kDesk =
    access::roles(access::Role::agency_reviewer, access::Role::auditor);

constexpr std::array kEndpoints{
    Endpoint{.id = "listWaitingFilings",
             .method = "GET",
             .path = "/filing-queue",
             .summary = {"待办的备案，与各有几件", "Filings that wait for somebody, and how many"},
             .rule = {.roles = kDesk, .about = access::About::place},
             .effect = Effect::reads,
             .parameters = kQueueParameters,
             .answer = kQueueAnswer,
             .troubles = kRefused,
             .accesses = "filing queue",
             .handle = list_waiting},
    Endpoint{.id = "reviewFiling",
             .method = "GET",
             .path = "/persons/{psn_no}/filings/{filing}/review",
             .summary = {"审核一份备案：逐条规定与依据，现在可以怎么办",
                         "A filing against each rule with its clause, and what can be decided"},
             .rule = {.roles = kDesk, .about = access::About::person},
             .effect = Effect::reads,
             .parameters = kOne,
             .answer = kReviewAnswer,
             .troubles = kRefused,
             .accesses = "filing reviewed",
             .handle = review_filing},
};

}  // namespace

Subject filing_queue_subject() {
    return {.id = "filing-queue",
            .title = {"待办的备案", "Filings that wait"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
