#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "api/rest/endpoint.h"
#include "api/rest/internal/call.h"
#include "app/filing/file.h"
#include "app/filing/read.h"

/// What the operations on filings share: how a filing is written, and who acts.
namespace yidi::rest::internal {

inline constexpr std::array kFilingFields{
    whole("filing", "备案号").must(),
    code("kind", "备案类型").must(),
    code("local_code", "参保地自己的类型代码").must(),
    texts("places", "备案地，六位代码").must(),
    value(Type::date, "begndate", "首日").must(),
    value(Type::date, "enddate", "末日；没有：长期"),
    code("state", "当日状态").must(),
    code("phase", "办到哪一步").must(),
    code("proof", "材料：complete、promised、lapsed").must(),
    value(Type::date, "promise_until", "承诺材料的末日"),
    texts("materials", "已交材料").must(),
    texts("businesses", "开通的业务；空：不限").must(),
    code("channel", "渠道").must(),
    whole("replaces", "所变更的备案号"),
    whole("extensions", "已延长次数").must(),
};

inline constexpr std::array kDetails{
    text("contact_name", "联系人"),        text("tel", "联系电话"),
    text("address", "异地住址"),           text("reason", "事由"),
    code("transfer_from", "转出机构编号"), code("transfer_to", "转入机构编号"),
    code("dise_codg", "诊断代码"),         text("dise_name", "诊断名称"),
    text("agent_name", "代办人"),          text("agent_certno", "代办人证件号"),
    text("agent_tel", "代办人电话"),       text("agent_relation", "与参保人关系"),
    text("bank_name", "开户银行"),         text("bank_account", "银行账号"),
};
inline constexpr std::array kStepAnswer{object("filing", "备案", kFilingFields).must()};

/// Members of kFilingFields, inside an object that is open.
void write_filing(codec::JsonWriter& json, const filing::Filing& filing, filing::State state);

[[nodiscard]] app::FilingDetails details_of(const Input& in);
void write_details(codec::JsonWriter& json, const app::FilingDetails& details);
/// kStepAnswer.
[[nodiscard]] Done step_answer(const app::FilingReply& reply);

[[nodiscard]] app::FilingContext filing_context(const Call& call);

/// Who acts for a person: themselves, a family member, a window.
/// `channel` empty: as the caller's role says.
[[nodiscard]] Result<app::Actor> actor_of(Call& call, registry::Pid pid, std::string_view channel);

/// Reads a region's code. Errors    bad_region.
[[nodiscard]] Result<std::uint32_t> read_region(std::string_view text, std::string_view where);

/// The words of `text` as owned texts.
[[nodiscard]] std::vector<std::string> owned(const std::vector<std::string_view>& texts);

}  // namespace yidi::rest::internal
