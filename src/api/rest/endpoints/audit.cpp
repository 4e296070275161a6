#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "api/rest/internal/call.h"
#include "api/rest/internal/subjects.h"
#include "app/access/audit_log.h"
#include "base/whole.h"

/// Who has looked at or changed what: for auditors, and about one person for those who decide their
/// affairs. What was looked for is noted too.
namespace yidi::rest::internal {
namespace {

using accounts::AuditEntry;
using accounts::AuditPlace;

constexpr std::array kParameters{
    code("psn_no", "谁的资料；审核人员必填"),
    code("account", "谁办的：登录名，或 user:12、key:7"),
    code("institution", "哪个机构的账号和密钥办的"),
    text("what", "办了什么：其中一段", 100),
    value(Type::date, "from", "首日；没有：末日的 31 天前"),
    value(Type::date, "to", "末日；没有：今天"),
    code("after", "上一页的 after"),
    whole("limit", "最多几条；没有：100", 1, 500),
};
constexpr std::array kEntry{
    value(Type::time, "at", "时间").must(),
    text("by", "经办").must(),
    text("name", "经办的登录名，或密钥的用途"),
    code("psn_no", "谁的资料"),
    text("what", "办了什么", 2'000).must(),
    text("text", "是哪个操作", 500),
    whole("number", "在链上的序号；0：建链以前的").must(),
};
constexpr std::array kAnswer{
    list("entries", "新的在前", kEntry, 500).must(),
    code("after", "还有：下一页以此为 after；没有：完"),
    value(Type::date, "from", "查到的首日").must(),
    value(Type::date, "to", "查到的末日").must(),
};
constexpr std::array kProofParameters{
    whole("after", "从哪一号之后验起；没有：从头"),
    whole("limit", "最多验几条；没有：5,000", 1, 20'000),
};
constexpr std::array kProof{
    whole("checked", "验了几条").must(), whole("next", "还有：下一次以此为 after；没有：完"),
    whole("broken", "断在哪一号"),       value(Type::time, "broken_at", "那一条的时间"),
    whole("last", "最后一号").must(),    text("link", "最后一条的链值：抄录下来，日后可以比对"),
};

/// What the use cases note of themselves begins so.
struct Deed {
    std::string_view begins;
    explain::Words words;
};
constexpr std::array kDeeds{
    Deed{"account ", {"建立或更改账号", "an account made or changed"}},
    Deed{"account", {"个人账户入账", "money into a personal account"}},
    Deed{"key ", {"发放或停用密钥", "a key given or locked"}},
    Deed{"person", {"更新参保登记", "a person's registration"}},
    Deed{"year", {"导入年度累计", "the totals of a year brought in"}},
    Deed{"institution ", {"更新机构登记", "an institution's registration"}},
    Deed{"catalogue ", {"更新目录", "an item of a catalogue"}},
    Deed{"route ", {"更新异地就医路线", "a route opened or closed"}},
    Deed{"dual_drug ", {"更新双通道药品", "a dual-channel drug"}},
    Deed{"bond ", {"亲情账户绑定或解除", "a bond made or ended"}},
    Deed{"transfer ", {"家庭共济转账", "a transfer to a relative"}},
    Deed{"policy ", {"政策变更", "a change of a policy"}},
    Deed{"sign in", {"登录", "signed in"}},
    Deed{"refused", {"没有权限，被拒绝", "refused: not allowed"}},
    Deed{"answered again", {"重发，答先前的结果", "sent again, answered as before"}},
    Deed{"message ", {"查看报文", "a message looked at"}},
};

/// What an operation is called: its summary, by what it notes of itself; or what a use case does.
std::string_view words_of(std::string_view what, explain::Language language) {
    std::string_view best;
    std::string_view words;
    for (const Deed& one : kDeeds) {
        if (!what.starts_with(one.begins) || one.begins.size() <= best.size()) continue;
        best = one.begins;
        words = one.words.in(language);
    }
    for (const Subject& subject : subjects()) {
        for (const Endpoint& one : subject.endpoints) {
            const bool fits = !one.accesses.empty() && what.starts_with(one.accesses);
            if (!fits || one.accesses.size() <= best.size()) continue;
            best = one.accesses;
            words = one.summary.in(language);
        }
    }
    return words;
}

bool reaches(const std::vector<access::Grant>& grants, std::string_view institution) {
    return std::ranges::any_of(
        grants, [&](const access::Grant& one) { return one.scope.institution == institution; });
}

/// The ids of those who may have been meant.
Result<std::optional<std::set<std::string>>> actors_of(Call& call) {
    const Input& asked = call.parameters();
    std::optional<std::set<std::string>> ids;
    if (asked.has("account")) {
        YIDI_TRY(const auto account, accounts::find_account(call.session(), call.context().vault,
                                                            asked.text("account")));
        ids = {account ? "user:" + std::to_string(account->id) : asked.text("account")};
    }
    if (!asked.has("institution")) return ids;
    const std::string_view institution = asked.view("institution");
    std::set<std::string> its{asked.text("institution")};
    YIDI_TRY(const auto all, accounts::all_accounts(call.session(), call.context().vault));
    for (const accounts::Account& one : all) {
        if (reaches(one.grants, institution)) its.insert("user:" + std::to_string(one.id));
    }
    YIDI_TRY(const auto keys, accounts::all_keys(call.session()));
    for (const accounts::Key& one : keys) {
        if (reaches(one.grants, institution)) its.insert("key:" + std::to_string(one.id));
    }
    if (!ids) return std::optional{std::move(its)};
    std::erase_if(*ids, [&](const std::string& one) { return !its.contains(one); });
    return ids;
}

/// "2026-06-15.4711": day and number of the last that was shown. Anybody may write anything here.
Result<AuditPlace> place_of(std::string_view text) {
    constexpr char kDot = '.';
    const std::size_t dot = std::min(text.find(kDot), text.size());
    const Result<Date> day = parse_date(text.substr(0, dot));
    const std::string_view digits = text.substr(std::min(dot + 1, text.size()));
    const std::int64_t id = parse_whole(digits).value_or(0);
    if (day && id > 0) return AuditPlace{*day, id};
    return fail(Error{.code = ErrorCode::bad_value,
                      .where = "after",
                      .rule = "what the page before ended with",
                      .remedy = "send its `after` unchanged, or none for the first page",
                      .detail = "this is no such mark"});
}

/// Names for ids, and whether the caller may see an entry: each asked once.
class Reader {
public:
    explicit Reader(Call& call) : call_{call} {}

    /// An entry about nobody belongs to who reaches everywhere.
    Result<bool> sees(const AuditEntry& entry) {
        if (!entry.pid) return call_.sees({});
        const auto found = seen_.find(*entry.pid);
        if (found != seen_.end()) return found->second;
        const Result<access::Subject> subject =
            accounts::subject_of(call_.session(), call_.context(), *entry.pid);
        const bool is_gone = !subject && subject.error().code == ErrorCode::bad_value;
        if (!subject && !is_gone) return fail(subject.error());
        const bool is_seen = call_.sees(is_gone ? access::Subject{} : *subject);
        seen_.emplace(*entry.pid, is_seen);
        return is_seen;
    }

    Result<void> write(codec::JsonWriter& json, const AuditEntry& entry) {
        json.begin_object();
        json.member("at", to_rfc3339(entry.at));
        json.member("by", entry.by);
        YIDI_TRY(const std::string name, name_of(entry.by));
        json.key("name");
        name.empty() ? json.null() : json.value(name);
        json.key("psn_no");
        if (entry.pid) {
            const Result<std::string> psn_no = accounts::psn_no_of(call_.session(), *entry.pid);
            psn_no ? json.value(*psn_no) : json.null();
        } else {
            json.null();
        }
        json.member("what", entry.what);
        const std::string_view words = words_of(entry.what, call_.language());
        json.key("text");
        words.empty() ? json.null() : json.value(words);
        json.member("number", entry.number);
        json.end_object();
        return {};
    }

private:
    Result<std::string> name_of(const std::string& id) {
        const auto found = names_.find(id);
        if (found != names_.end()) return found->second;
        YIDI_TRY(const auto logins,
                 accounts::logins_of(call_.session(), call_.context().vault, {id}));
        std::string name = logins.empty() ? std::string{} : logins.begin()->second;
        constexpr std::string_view kKey = "key:";
        if (id.starts_with(kKey)) {
            const std::int64_t number =
                parse_whole(std::string_view{id}.substr(kKey.size())).value_or(0);
            YIDI_TRY(const auto key, accounts::key_of(call_.session(), number));
            if (key) name = key->name;
        }
        names_.emplace(id, name);
        return name;
    }

    Call& call_;
    std::map<registry::Pid, bool> seen_;
    std::map<std::string, std::string> names_;
};

Result<void> check_caller(Call& call, accounts::AuditQuery& query) {
    if (call.parameters().has("psn_no")) {
        YIDI_TRY(query.pid, call.allow_person(call.parameters().view("psn_no")));
        return {};
    }
    if (call.principal().has(access::Role::auditor)) return {};
    return call.refuse(Trouble::forbidden, {.code = ErrorCode::bad_value,
                                            .where = "psn_no",
                                            .rule = "写明哪一位参保人",
                                            .remedy = "请填写 psn_no，或由审计人员查询",
                                            .detail = "只有审计人员可以不指定人员查询"});
}

Result<Done> list_entries(Call& call) {
    constexpr std::int64_t kUsual = 100;
    constexpr std::int32_t kUsualDays = 31;
    const Input& asked = call.parameters();
    accounts::AuditQuery query;
    static_cast<void>(call.sees({}));
    YIDI_TRY_VOID(check_caller(call, query));
    query.to = asked.has("to") ? asked.date("to") : call.context().now.date();
    query.from = asked.has("from") ? asked.date("from") : query.to.plus_days(-kUsualDays);
    query.what = asked.text("what");
    if (asked.has("after")) {
        YIDI_TRY(query.before, place_of(asked.view("after")));
    }
    YIDI_TRY(query.by, actors_of(call));
    call.note(query.pid, "audit read");
    const std::int64_t limit = asked.has("limit") ? asked.whole("limit") : kUsual;
    YIDI_TRY(const accounts::AuditPage page,
             accounts::find_audit(call.session(), query, static_cast<std::size_t>(limit)));
    Done done;
    codec::JsonWriter json{done.body};
    Reader reader{call};
    json.begin_object();
    json.key("entries");
    json.begin_array();
    for (const AuditEntry& entry : page.entries) {
        YIDI_TRY(const bool is_seen, reader.sees(entry));
        if (is_seen) YIDI_TRY_VOID(reader.write(json, entry));
    }
    json.end_array();
    json.key("after");
    page.next ? json.value(to_string(page.next->day) + '.' + std::to_string(page.next->id))
              : json.null();
    json.member("from", query.from);
    json.member("to", query.to);
    json.end_object();
    return done;
}

Result<Done> prove_chain(Call& call) {
    constexpr std::int64_t kUsual = 5'000;
    YIDI_TRY_VOID(call.allow({}));
    const Input& asked = call.parameters();
    const std::int64_t limit = asked.has("limit") ? asked.whole("limit") : kUsual;
    call.note(std::nullopt, "audit proved");
    YIDI_TRY(const accounts::AuditProof proof,
             accounts::prove_audit(call.session(), call.context().vault, asked.whole("after"),
                                   static_cast<std::size_t>(limit)));
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("checked", proof.checked);
    json.key("next");
    proof.next == 0 ? json.null() : json.value(proof.next);
    json.key("broken");
    proof.broken ? json.value(proof.broken->number) : json.null();
    json.key("broken_at");
    proof.broken ? json.value(to_rfc3339(proof.broken->at)) : json.null();
    json.member("last", proof.last);
    json.key("link");
    proof.last_link.empty() ? json.null() : json.value(proof.last_link);
    json.end_object();
    return done;
}

constexpr std::uint16_t kSearchCost = 5;
constexpr std::array kTroubles{Trouble::not_found};

constexpr std::array kEndpoints{
    Endpoint{.id = "listAudit",
             .method = "GET",
             .path = "/audit",
             .summary = {"查审计：谁在什么时候看过、办过什么", "Who has looked at or changed what"},
             .rule = {.roles = access::roles(access::Role::auditor, access::Role::agency_reviewer),
                      .about = access::About::person},
             .effect = Effect::reads,
             .parameters = kParameters,
             .answer = kAnswer,
             .troubles = kTroubles,
             .accesses = "audit read",
             .cost = kSearchCost,
             .handle = list_entries},
    Endpoint{.id = "proveAudit",
             .method = "GET",
             .path = "/audit/chain",
             .summary = {"验审计链：每一条都接着前一条",
                         "Whether each note follows from the one before"},
             .rule = {.roles = access::roles(access::Role::auditor), .about = access::About::place},
             .effect = Effect::reads,
             .parameters = kProofParameters,
             .answer = kProof,
             .accesses = "audit proved",
             .cost = kSearchCost,
             .handle = prove_chain},
};

}  // namespace

Subject audit_subject() {
    return {.id = "audit", .title = {"审计", "Audit"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
