#pragma once

#include <array>
#include <set>
#include <string>

#include "adapters/codec/publishing_encoder.h"
#include "api/rest/internal/call.h"
#include "app/publishing/versions.h"

/// What the operations on changes of policies share.
namespace yidi::rest::internal {

inline constexpr std::size_t kPolicyTextMax = 1'000'000;
inline constexpr std::size_t kPolicyReasonMax = 500;

inline constexpr std::array<std::string_view, publication::kStateCount> kChangeStates{
    "draft", "submitted", "approved", "rejected", "withdrawn"};

inline constexpr Field kChangeId = code("change_id", "变更编号").must();

inline constexpr std::array kChange{
    kChangeId,
    code("area", "统筹区，100000 为全国框架").must(),
    text("area_name", "统筹区名称").must(),
    choice("state", "状态：草稿、待审核、已批准、已退回、已撤回", kChangeStates).must(),
    value(Type::flag, "is_return", "恢复到此前的政策包").must(),
    code("sha256", "文本的摘要").must(),
    value(Type::date, "from", "自哪天起用于计算；待审核而没有：批准当日"),
    value(Type::time, "begun", "起草时间").must(),
    value(Type::time, "at", "最近一步的时间").must(),
    code("by", "最近一步由谁办理").must(),
    code("login", "其登录名"),
    text("reason", "最近一步的原因", kPolicyReasonMax).must(),
    texts("authors", "起草、修改、提交过的人；他们不能批准").must(),
};

inline constexpr std::array<std::string_view, 3> kFindingKinds{"gap", "overlap", "other"};
inline constexpr std::array kFinding{
    choice("kind", "gap 没有规则，overlap 有两条规则，other 其他", kFindingKinds).must(),
    whole("line", "文本中的行").must(),
    text("where", "险种、业务、参数").must(),
    text("rule", "问题").must(),
    text("remedy", "改法").must(),
};

[[nodiscard]] publishing::Tools tools_of(const Call& call);
/// For scopes: a change is about its area.
[[nodiscard]] access::Subject place_of(std::uint32_t area);
/// Of a code of digits; -1, which no area and no change has, where it is none.
[[nodiscard]] std::int64_t number_in(std::string_view text);

/// The change that the path names, which the caller may see.
/// Errors    told as 403, and as 404 to who may see everything.
[[nodiscard]] Result<publishing::Shown> find_change(Call& call);

/// A version of the area that the path names: a change's number, 0 for the pack of the program,
/// empty for today's. What is not published is there for those who may see changes only.
/// Errors    told as 404.
[[nodiscard]] Result<publishing::Version> find_version(Call& call, std::string_view of);

/// For scopes: who sees what is not published.
inline constexpr access::Rule kSeesChanges{
    .roles = access::roles(access::Role::policy_officer, access::Role::auditor),
    .about = access::About::place};

[[nodiscard]] Result<codec::Logins> logins_of(const Call& call, const std::set<std::string>& ids);

}  // namespace yidi::rest::internal
