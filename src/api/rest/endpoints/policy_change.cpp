#include <array>
#include <utility>

#include "api/rest/internal/publishing_call.h"
#include "api/rest/internal/subjects.h"

/// Changes of policies to look at: each step, the proof, the effect on cases, and which version is
/// computed with on which day.
namespace yidi::rest::internal {
namespace {

using publishing::Change;
using publishing::Shown;

constexpr std::array<std::string_view, publication::kEventKindCount> kEvents{
    "drafted", "return_drafted", "revised", "submitted", "approved", "rejected", "withdrawn"};
constexpr std::array<std::string_view, publishing::kDifferenceCount> kDifferences{
    "better", "worse", "moved", "decided", "same"};

constexpr std::array kChanges{list("changes", "变更", kChange).must()};
constexpr std::array kEvent{
    choice("event", "步骤", kEvents).must(),
    value(Type::time, "at", "何时").must(),
    code("by", "何人").must(),
    code("login", "其登录名"),
    code("sha256", "当时的文本").must(),
    value(Type::date, "from", "起算日"),
    text("reason", "原因", kPolicyReasonMax).must(),
};
constexpr std::array kShown{
    object("change", "变更", kChange).must(),
    list("events", "每一步", kEvent).must(),
    text("text", "政策包全文（YAML）", kPolicyTextMax).must(),
};
constexpr std::array kChecked{
    kChangeId,
    whole("version", "版本").must(),
    whole("cells", "逐格证明的单元格数").must(),
    list("findings", "问题；空：每格恰有一条规则或声明未知", kFinding).must(),
};
constexpr std::array kAmounts{
    code("status", "computed、range、unknown 或 rejected").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "psn_part_amt", "个人负担；区间取对个人不利的一端").must(),
};
constexpr std::array kExample{
    text("name", "案例，或结算编号").must(),
    object("before", "变更前", kAmounts).must(),
    object("after", "变更后", kAmounts).must(),
};
constexpr std::array kTally{
    choice("difference",
           "better 个人少付，worse 个人多付，moved 个人相同而由别的基金支付，decided 一侧没有金额，"
           "same 相同",
           kDifferences)
        .must(),
    whole("cases", "案例数").must(),
    value(Type::money, "fund_difference", "基金支付之差（后减前）合计").must(),
    value(Type::money, "person_difference", "个人负担之差（后减前）合计").must(),
    object("example", "相差最大的一例", kExample),
};
constexpr std::array kEffect{
    whole("cases", "案例数").must(),
    whole("settlements", "其中已结算的").must(),
    whole("unreadable", "不能再算的结算数").must(),
    value(Type::money, "fund_difference", "基金支付之差（后减前）合计").must(),
    value(Type::money, "person_difference", "个人负担之差（后减前）合计").must(),
    list("by", "各种差别", kTally).must(),
};
constexpr std::array kTerm{
    value(Type::date, "from", "首日；没有：自安装起"),
    value(Type::date, "to", "末日；没有：未定"),
    code("change_id", "变更；没有：随程序安装的政策包"),
    value(Type::flag, "is_return", "恢复到此前的政策包").must(),
    whole("version", "版本").must(),
    code("sha256", "摘要").must(),
};
constexpr std::array kTimeline{list("timeline", "沿革", kTerm).must()};

constexpr std::array kOne{kChangeId};
constexpr std::array kListParameters{
    code("area", "只列此统筹区", 6),
    choice("state", "只列此状态", kChangeStates),
};
constexpr std::array kEffectParameters{
    kChangeId,
    value(Type::date, "on", "所有案例当作在此日结束，以便用今年的单据看明年的规则"),
    whole("sample", "至多取最近多少笔结算，缺省 200", 0, publishing::kSampleMax),
};
constexpr std::array kArea{code("policy_id", "统筹区代码，六位", 6).must()};
constexpr std::array kNotFound{Trouble::not_found};

constexpr access::Rule kReads = kSeesChanges;
constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};

Result<Done> list_changes(Call& call) {
    YIDI_TRY(const std::vector<Change> all, publishing::all(call.session()));
    std::set<std::string> ids;
    for (const Change& one : all) ids.insert(one.by);
    YIDI_TRY(const codec::Logins logins, logins_of(call, ids));
    const std::int64_t area = number_in(call.parameters().view("area"));
    const std::string_view state = call.parameters().view("state");
    static_cast<void>(call.sees({}));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("changes");
    json.begin_array();
    for (const Change& one : all) {
        const bool is_asked_for = (!call.parameters().has("area") || area == one.area) &&
                                  (state.empty() || state == name(one.state));
        if (!is_asked_for || !call.sees(place_of(one.area))) continue;
        json.begin_object();
        codec::write_change(json, one, call.book().regions(), logins);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> show_change(Call& call) {
    YIDI_TRY(const Shown shown, find_change(call));
    std::set<std::string> ids;
    for (const publication::Event& event : shown.events) ids.insert(event.by);
    YIDI_TRY(const codec::Logins logins, logins_of(call, ids));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("change");
    json.begin_object();
    codec::write_change(json, shown.change, call.book().regions(), logins);
    json.end_object();
    codec::write_events(json, shown.events, logins);
    json.member("text", shown.text);
    json.end_object();
    return done;
}

Result<Done> check_change(Call& call) {
    YIDI_TRY(const Shown shown, find_change(call));
    YIDI_TRY(const publishing::Checked checked,
             publishing::check(call.session(), tools_of(call), shown.change));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("change_id", std::to_string(shown.change.id));
    json.member("version", std::int64_t{checked.pack.version});
    json.member("cells", static_cast<std::int64_t>(checked.cells));
    codec::write_findings(json, checked.findings, call.language());
    json.end_object();
    return done;
}

Result<Done> show_effect(Call& call) {
    YIDI_TRY(const Shown shown, find_change(call));
    publishing::EffectRequest request;
    request.change = shown.change.id;
    request.on = call.parameters().maybe_date("on");
    request.cases = call.options().example_cases;
    if (call.parameters().has("sample")) {
        request.sample = static_cast<std::size_t>(call.parameters().whole("sample"));
    }
    YIDI_TRY(const publishing::Effect effect,
             publishing::effect(call.session(), call.context(), tools_of(call), request));
    Done done;
    codec::JsonWriter json{done.body};
    codec::write_effect(json, effect);
    return done;
}

Result<Done> show_timeline(Call& call) {
    const auto area = static_cast<std::uint32_t>(number_in(call.parameters().view("policy_id")));
    YIDI_TRY(const std::vector<publishing::InForce> timeline,
             publishing::timeline(call.session(), tools_of(call), area));
    if (timeline.empty()) return call.not_found("policy_id", "没有这个统筹区的政策包");
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    codec::write_timeline(json, timeline);
    json.end_object();
    return done;
}

constexpr std::array kEndpoints{
    Endpoint{.id = "listPolicyChanges",
             .method = "GET",
             .path = "/policy-changes",
             .summary = {"政策变更", "Changes of policies"},
             .rule = kReads,
             .parameters = kListParameters,
             .answer = kChanges,
             .handle = list_changes},
    Endpoint{.id = "showPolicyChange",
             .method = "GET",
             .path = "/policy-changes/{change_id}",
             .summary = {"一个变更：每一步与全文", "One change: every step, and its text"},
             .rule = kReads,
             .parameters = kOne,
             .answer = kShown,
             .troubles = kNotFound,
             .handle = show_change},
    Endpoint{.id = "checkPolicyChange",
             .method = "GET",
             .path = "/policy-changes/{change_id}/check",
             .summary = {"核对：每格恰有一条规则或声明未知，版本没有用过",
                         "Proof that each cell is one rule or a declared unknown, under a version "
                         "of its own"},
             .rule = kReads,
             .parameters = kOne,
             .answer = kChecked,
             .troubles = kNotFound,
             .cost = 20,
             .handle = check_change},
    Endpoint{
        .id = "showPolicyEffect",
        .method = "GET",
        .path = "/policy-changes/{change_id}/effect",
        .summary = {"对案例的影响：多付、少付各多少", "The effect on cases: who pays more or less"},
        .rule = kReads,
        .parameters = kEffectParameters,
        .answer = kEffect,
        .troubles = kNotFound,
        .cost = 50,
        .handle = show_effect},
    Endpoint{.id = "showPolicyTimeline",
             .method = "GET",
             .path = "/policies/{policy_id}/timeline",
             .summary = {"哪天用哪一版政策包计算", "Which version is computed with on which day"},
             .rule = kOpen,
             .parameters = kArea,
             .answer = kTimeline,
             .troubles = kNotFound,
             .cost = 5,
             .handle = show_timeline},
};

}  // namespace

Subject policy_change_subject() {
    return {.id = "policy-changes",
            .title = {"政策变更", "Changes of policies"},
            .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
