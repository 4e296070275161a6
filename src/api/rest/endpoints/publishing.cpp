#include <array>
#include <utility>

#include "api/rest/internal/publishing_call.h"
#include "api/rest/internal/subjects.h"

/// Publishing policies: drafted by one person, approved by another, computed with from a day on.
namespace yidi::rest::internal {
namespace {

using publishing::Act;
using publishing::Change;
using publishing::Step;

constexpr Field kSeenText = code("sha256", "所核对的文本的摘要").must();
constexpr Field kReason = text("reason", "原因，给同事看的", kPolicyReasonMax);

constexpr std::array kWritten{
    object("change", "变更", kChange).must(),
    list("findings", "问题；空：可以提交", kFinding).must(),
};
constexpr std::array kStepped{object("change", "变更", kChange).must()};
constexpr std::array kOne{kChangeId};
constexpr std::array kArea{code("policy_id", "统筹区代码，六位", 6).must()};
constexpr std::array kDraftBody{
    text("text", "政策包全文（YAML）", kPolicyTextMax).must(),
    kReason,
};
constexpr std::array kReviseBody{
    text("text", "政策包全文（YAML）", kPolicyTextMax).must(),
    kSeenText,
    kReason,
};
constexpr std::array kSubmitBody{
    kSeenText,
    value(Type::date, "from", "自哪天起用于计算；没有：批准当日"),
    kReason,
};
constexpr std::array kStepBody{kSeenText, kReason};
constexpr std::array kReturnBody{
    code("to", "恢复到哪一个变更，0 为随程序安装的政策包；没有：起算日所用的前一个"),
    value(Type::date, "from", "自哪天起；没有：批准当日"),
    text("reason", "原因", kPolicyReasonMax).must(),
};
constexpr std::array kBeginBody{
    code("of", "从哪一版本开始：变更编号，0 为随程序安装的政策包；没有：今天所用的"),
    kReason,
};
constexpr std::array kBeginTroubles{Trouble::not_found, Trouble::conflict};
constexpr std::array kActTroubles{Trouble::not_found, Trouble::conflict, Trouble::refused};
constexpr std::array kReturnTroubles{Trouble::conflict, Trouble::refused};

constexpr access::Rule kWrites{.roles = access::roles(access::Role::policy_officer),
                               .about = access::About::place};
/// Two people are two accounts: of a program's key nobody knows who has it.
Result<Act> act_of(Call& call) {
    if (call.principal().account != 0) {
        return Act{.by = call.principal().id, .reason = call.body().text("reason")};
    }
    return call.refuse(Trouble::forbidden, {.code = ErrorCode::not_allowed,
                                            .where = {},
                                            .rule = "由登录的人办理，以便知道是哪两个人",
                                            .remedy = "请以本人账号登录后办理",
                                            .detail = "程序密钥不能起草、提交或批准政策"});
}

Result<Step> step_of(Call& call) {
    YIDI_TRY(Act act, act_of(call));
    return Step{.change = number_in(call.parameters().view("change_id")),
                .sha256 = call.body().text("sha256"),
                .act = std::move(act)};
}

/// {"change": …} and what `more` adds.
template <class More>
Result<Done> answer(const Call& call, const Change& change, More more) {
    YIDI_TRY(const codec::Logins logins, logins_of(call, {change.by}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("change");
    json.begin_object();
    codec::write_change(json, change, call.book().regions(), logins);
    json.end_object();
    more(json);
    json.end_object();
    return done;
}

Result<Done> answer(const Call& call, const Change& change) {
    return answer(call, change, [](codec::JsonWriter& /*json*/) {});
}

Result<Done> answer_written(const Call& call, const Change& change) {
    YIDI_TRY(const publishing::Checked checked,
             publishing::check(call.session(), tools_of(call), change));
    return answer(call, change, [&](codec::JsonWriter& json) {
        codec::write_findings(json, checked.findings, call.language());
    });
}

Result<Done> draft_change(Call& call) {
    YIDI_TRY(const publishing::Text text,
             publishing::read_text(tools_of(call), call.body().text("text")));
    YIDI_TRY_VOID(call.allow(place_of(text.pack.id)));
    YIDI_TRY(const Act act, act_of(call));
    YIDI_TRY(const Change change, publishing::draft(call.session(), call.context(), text, act));
    return answer_written(call, change);
}

/// A draft that says what a version says, under the next number.
Result<Done> begin_change(Call& call) {
    const std::int64_t area = number_in(call.parameters().view("policy_id"));
    YIDI_TRY_VOID(call.allow(place_of(static_cast<std::uint32_t>(area))));
    YIDI_TRY(const Act act, act_of(call));
    YIDI_TRY(const publishing::Version version, find_version(call, call.body().view("of")));
    YIDI_TRY(const publishing::Text text,
             publishing::next_text(call.session(), tools_of(call), version));
    YIDI_TRY(const Change change, publishing::draft(call.session(), call.context(), text, act));
    return answer_written(call, change);
}

Result<Done> revise_change(Call& call) {
    YIDI_TRY_VOID(find_change(call));
    YIDI_TRY(const publishing::Text text,
             publishing::read_text(tools_of(call), call.body().text("text")));
    YIDI_TRY(const Step step, step_of(call));
    YIDI_TRY(const Change change, publishing::revise(call.session(), call.context(), text, step));
    return answer_written(call, change);
}

Result<Done> submit_change(Call& call) {
    YIDI_TRY_VOID(find_change(call));
    YIDI_TRY(const Step step, step_of(call));
    YIDI_TRY(const Change change, publishing::submit(call.session(), call.context(), tools_of(call),
                                                     step, call.body().maybe_date("from")));
    return answer(call, change);
}

Result<Done> approve_change(Call& call) {
    YIDI_TRY_VOID(find_change(call));
    YIDI_TRY(const Step step, step_of(call));
    YIDI_TRY(publishing::Approved approved,
             publishing::approve(call.session(), call.context(), tools_of(call), step));
    call.after_commit([&shelf = call.ports().shelf, schedule = std::move(approved.schedule)] {
        shelf.put(schedule);
    });
    return answer(call, approved.change);
}

Result<Done> reject_change(Call& call) {
    YIDI_TRY_VOID(find_change(call));
    YIDI_TRY(const Step step, step_of(call));
    YIDI_TRY(const Change change, publishing::reject(call.session(), call.context(), step));
    return answer(call, change);
}

Result<Done> withdraw_change(Call& call) {
    YIDI_TRY_VOID(find_change(call));
    YIDI_TRY(const Step step, step_of(call));
    YIDI_TRY(const Change change, publishing::withdraw(call.session(), call.context(), step));
    return answer(call, change);
}

Result<Done> roll_back(Call& call) {
    publishing::ReturnRequest request;
    request.area = static_cast<std::uint32_t>(number_in(call.parameters().view("policy_id")));
    YIDI_TRY_VOID(call.allow(place_of(request.area)));
    YIDI_TRY(request.act, act_of(call));
    if (call.body().has("to")) request.to = number_in(call.body().view("to"));
    request.from = call.body().maybe_date("from");
    YIDI_TRY(const Change change,
             publishing::roll_back(call.session(), call.context(), tools_of(call), request));
    return answer(call, change);
}

constexpr std::array kEndpoints{
    Endpoint{.id = "draftPolicyChange",
             .method = "POST",
             .path = "/policy-changes",
             .summary = {"起草：存一份政策包的新文本", "Draft: keep a new text of a pack"},
             .rule = kWrites,
             .effect = Effect::writes,
             .body = kDraftBody,
             .status = 201,
             .answer = kWritten,
             .cost = 20,
             .handle = draft_change},
    Endpoint{.id = "beginPolicyChange",
             .method = "POST",
             .path = "/policies/{policy_id}/drafts",
             .summary = {"从一个版本起草：文本照抄，版本号加一",
                         "Begin a draft from a version: its text under the next number"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kArea,
             .body = kBeginBody,
             .status = 201,
             .answer = kWritten,
             .troubles = kBeginTroubles,
             .cost = 20,
             .handle = begin_change},
    Endpoint{.id = "revisePolicyChange",
             .method = "POST",
             .path = "/policy-changes/{change_id}/text",
             .summary = {"修改文本，回到草稿", "Put another text in its place, as a draft again"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kReviseBody,
             .answer = kWritten,
             .troubles = kActTroubles,
             .cost = 20,
             .handle = revise_change},
    Endpoint{.id = "submitPolicyChange",
             .method = "POST",
             .path = "/policy-changes/{change_id}/submit",
             .summary = {"提交审核；可再次提交以改起算日",
                         "Submit for approval; again for another first day"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kSubmitBody,
             .answer = kStepped,
             .troubles = kActTroubles,
             .cost = 20,
             .handle = submit_change},
    Endpoint{.id = "approvePolicyChange",
             .method = "POST",
             .path = "/policy-changes/{change_id}/approve",
             .summary = {"批准：须为另一人，文本未变", "Approve: another person, the same text"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kStepBody,
             .answer = kStepped,
             .troubles = kActTroubles,
             .cost = 50,
             .handle = approve_change},
    Endpoint{.id = "rejectPolicyChange",
             .method = "POST",
             .path = "/policy-changes/{change_id}/reject",
             .summary = {"退回，写明原因", "Reject, with a reason"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kStepBody,
             .answer = kStepped,
             .troubles = kActTroubles,
             .handle = reject_change},
    Endpoint{.id = "withdrawPolicyChange",
             .method = "POST",
             .path = "/policy-changes/{change_id}/withdraw",
             .summary = {"撤回自己的变更", "Withdraw one's own"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kOne,
             .body = kStepBody,
             .answer = kStepped,
             .troubles = kActTroubles,
             .handle = withdraw_change},
    Endpoint{.id = "rollBackPolicy",
             .method = "POST",
             .path = "/policies/{policy_id}/rollback",
             .summary = {"自某日起恢复到此前的政策包，待另一人批准",
                         "Compute with an earlier pack again from a day on, once another approves"},
             .rule = kWrites,
             .effect = Effect::writes,
             .parameters = kArea,
             .body = kReturnBody,
             .status = 201,
             .answer = kStepped,
             .troubles = kReturnTroubles,
             .cost = 20,
             .handle = roll_back},
};

}  // namespace

Subject publishing_subject() {
    return {
        .id = "publishing", .title = {"政策发布", "Publishing policies"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
