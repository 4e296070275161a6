#include <array>

#include "adapters/codec/pack_json.h"
#include "api/rest/internal/publishing_call.h"
#include "api/rest/internal/subjects.h"
#include "base/whole.h"
#include "domain/policy/check.h"

/// The packs that this server computes with.
namespace yidi::rest::internal {
namespace {

constexpr std::array kEffectiveFields{
    value(Type::date, "from", "首日"),
    value(Type::date, "to", "末日；没有：仍有效"),
};
constexpr std::array kPackFields{
    code("id", "统筹区").must(),
    text("name", "名称").must(),
    whole("version", "版本").must(),
    code("grade", "最弱一条的等级：O 官方、P 媒体、D 数据集、K 常识、I 推断").must(),
    object("effective", "有效期", kEffectiveFields).must(),
    value(Type::date, "known_since", "本系统所知自").must(),
    whole("schemes_known", "已知的险种业务数").must(),
    whole("schemes_unknown", "声明未知的险种业务数").must(),
    whole("rows", "规则条数").must(),
    whole("rows_unknown", "其中声明未知的").must(),
    text("sha256", "内容摘要").must(),
    text("file", "文件").must(),
};
constexpr std::array kPacksAnswer{
    list("packs", "政策包", kPackFields).must(),
};
constexpr std::array kDetailAnswer{
    code("id", "统筹区").must(),
    text("name", "名称").must(),
    whole("version", "版本").must(),
    value(Type::date, "known_since", "本系统所知自").must(),
    text("sha256", "内容摘要").must(),
    text("file", "文件").must(),
    any("documents", "所引文件：文号与标题").must(),
    texts("notes", "说明").must(),
    any("schemes", "各险种业务的每一条：条件、取值、依据").must(),
    any("filing", "本地的备案规则：各类型每条的取值、依据；没有：按国家框架"),
};
constexpr std::array kCheckAnswer{
    code("id", "统筹区").must(),
    whole("version", "版本").must(),
    whole("cells", "逐格证明的单元格数").must(),
    list("findings", "问题；空：每格恰有一条规则或声明未知", kFinding).must(),
};
constexpr std::array kId{code("policy_id", "统筹区代码，六位", 6).must()};
constexpr std::array kShowParameters{
    code("policy_id", "统筹区代码，六位", 6).must(),
    value(Type::date, "at", "只列当日有效的条目"),
};
constexpr std::array kNotFound{Trouble::not_found};

Result<const policy::Pack*> find_pack(Call& call) {
    const auto area =
        static_cast<std::uint32_t>(parse_whole(call.parameters().view("policy_id")).value_or(0));
    const policy::Book& book = call.book();
    const policy::Policy* found = book.find(area);
    if (found == nullptr && area == policy::kNationalFrame) found = book.frame();
    if (found == nullptr) return call.not_found("policy_id", "没有这个统筹区的政策包");
    return &found->pack;
}

void write_summary(codec::JsonWriter& json, const policy::Pack& pack) {
    const codec::PackSummary summary = codec::summarise(pack);
    json.begin_object();
    json.member("id", std::to_string(pack.id));
    json.member("name", pack.name);
    json.member("version", std::int64_t{pack.version});
    json.member("grade", policy::name(summary.grade));
    json.key("effective");
    json.begin_object();
    json.key("from");
    summary.from ? json.value(*summary.from) : json.null();
    json.key("to");
    summary.to ? json.value(summary.to->previous_day()) : json.null();
    json.end_object();
    json.member("known_since", pack.known_since);
    json.member("schemes_known", summary.known);
    json.member("schemes_unknown", static_cast<std::int64_t>(pack.schemes.size()) - summary.known);
    json.member("rows", summary.rows);
    json.member("rows_unknown", summary.rows_unknown);
    json.member("sha256", pack.sha256);
    json.member("file", pack.file);
    json.end_object();
}

Result<Done> list_packs(Call& call) {
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.key("packs");
    json.begin_array();
    for (const auto& one : call.book().policies()) write_summary(json, one->pack);
    json.end_array();
    json.end_object();
    return done;
}

Result<Done> show_pack(Call& call) {
    YIDI_TRY(const policy::Pack* pack, find_pack(call));
    Done done;
    const policy::FilingRuleBook* rules = call.book().filing_rules();
    codec::append_pack_with_filing(*pack, rules == nullptr ? nullptr : rules->find(pack->id),
                                   call.parameters().maybe_date("at"), done.body);
    return done;
}

Result<Done> check_pack(Call& call) {
    YIDI_TRY(const policy::Pack* pack, find_pack(call));
    std::size_t cells = 0;
    const std::vector<policy::Finding> findings =
        policy::check(*pack, &call.book().regions(), &cells);
    Done done;
    codec::JsonWriter json{done.body};
    json.begin_object();
    json.member("id", std::to_string(pack->id));
    json.member("version", std::int64_t{pack->version});
    json.member("cells", static_cast<std::int64_t>(cells));
    codec::write_findings(json, findings, call.language());
    json.end_object();
    return done;
}

constexpr access::Rule kOpen{.is_open = true, .roles = access::kEverybody};

constexpr std::array kEndpoints{
    Endpoint{.id = "listPolicies",
             .method = "GET",
             .path = "/policies",
             .summary = {"本系统据以计算的政策包", "The policy packs computed with"},
             .rule = kOpen,
             .effect = Effect::computes,
             .answer = kPacksAnswer,
             .handle = list_packs},
    Endpoint{.id = "showPolicy",
             .method = "GET",
             .path = "/policies/{policy_id}",
             .summary = {"一个政策包：每一条与其依据", "One pack: every rule with its clause"},
             .rule = kOpen,
             .effect = Effect::computes,
             .parameters = kShowParameters,
             .answer = kDetailAnswer,
             .troubles = kNotFound,
             .cost = 2,
             .handle = show_pack},
    Endpoint{.id = "checkPolicy",
             .method = "GET",
             .path = "/policies/{policy_id}/check",
             .summary = {"证明每格恰有一条规则或声明未知",
                         "Proof that each cell is exactly one rule or a declared unknown"},
             .rule = kOpen,
             .effect = Effect::computes,
             .parameters = kId,
             .answer = kCheckAnswer,
             .troubles = kNotFound,
             .cost = 20,
             .handle = check_pack},
};

}  // namespace

Subject policy_subject() {
    return {.id = "policy", .title = {"政策", "Policies"}, .endpoints = kEndpoints};
}

}  // namespace yidi::rest::internal
