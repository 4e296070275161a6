#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/codec/claim_encoder.h"
#include "api/rest/endpoint.h"
#include "api/rest/internal/call.h"
#include "app/claim/claims.h"

/// What the operations on claims by hand share: how a claim is described, read and written, who
/// acts, and which agency decides.
namespace yidi::rest::internal {

inline constexpr std::array<std::string_view, claim::kKindCount> kClaimKinds{
    "first", "appeal", "correction", "difference"};
inline constexpr std::array<std::string_view, claim::kChannelCount> kClaimChannels{"self", "proxy",
                                                                                   "window"};
inline constexpr std::array<std::string_view, claim::kPhaseCount> kClaimPhases{
    "draft", "received", "needs_material", "accepted", "checked",   "decided", "ordered",
    "sent",  "returned", "paid",           "refused",  "withdrawn", "set_off"};
inline constexpr std::array<std::string_view, claim::kReasonCount> kClaimReasons{
    "duplicate",      "not_on_invoice",  "outside_days", "not_covered",    "restriction",
    "no_indication",  "third_party",     "not_insured",  "not_designated", "too_late",
    "papers_missing", "false_statement", "other"};
inline constexpr std::array<std::string_view, 2> kClaimInsutypes{"310", "390"};

inline constexpr std::array kAccountFields{
    text("holder", "户名", 100),
    text("bank", "开户银行", 100),
    text("number", "账号，8 至 32 位数字", 40),
};
inline constexpr std::array kClaimPlace{
    code("mdtrtarea_admvs", "就医地，六位代码", 6),
    code("fixmedins_code", "定点医药机构编号；不知道的留空", 30),
    text("fixmedins_name", "机构名称，按票据", 100),
    code("hosp_lv", "医院等级，01 至 11；登记库没有该机构时用", 2),
};
inline constexpr std::array kClaimLine{
    code("med_list_codg", "国家目录编码；不知道的留空", 50),
    text("medins_list_name", "项目名称，按清单"),
    text("cnt", "数量；清单没有的，与单价都不填", 20),
    text("pric", "单价；数量乘单价等于金额，相差不超过 0.01", 20),
    value(Type::money, "det_item_fee_sumamt", "金额").must(),
    value(Type::date, "fee_ocur_time", "发生日期"),
};
inline constexpr std::array kInvoiceFields{
    code("number", "电子票据代码和号码，共 20 位数字；纸质票据的代码和号码，8 至 22 位", 22).must(),
    value(Type::date, "day", "开票日期").must(),
    value(Type::money, "amount", "票面金额").must(),
    value(Type::flag, "is_paper", "纸质票据"),
};
inline constexpr std::array kStatementIn{
    choice("insutype", "险种", kClaimInsutypes).must(),
    code("med_type", "医疗类别", 6),
    object("place", "在哪里就医", kClaimPlace),
    value(Type::date, "begndate", "就医首日").must(),
    value(Type::date, "enddate", "就医末日，含当日").must(),
    code("dise_codg", "诊断代码", 30),
    value(Type::flag, "er_flag", "急诊"),
    value(Type::flag, "trum_flag", "外伤"),
    value(Type::flag, "rel_ttp_flag", "涉及第三方责任"),
    value(Type::flag, "by_agent", "由他人代办"),
    value(Type::flag, "card_unusable", "当时无法用卡（码）"),
    value(Type::flag, "dual_channel", "双通道药品"),
    value(Type::flag, "referral", "转诊"),
    value(Type::flag, "third_party_unpaid", "第三人不支付，申请基金先行支付"),
    value(Type::flag, "third_party_unknown", "无法确定第三人，申请基金先行支付"),
    code("manl_reim_rea", "未直接结算的原因：01 至 10，其他 99", 2),
    list("lines", "费用明细", kClaimLine, claim::kLinesMax),
    list("invoices", "票据", kInvoiceFields, claim::kInvoicesMax),
    object("account", "收款账户", kAccountFields),
};

inline constexpr std::array kLineAttributes{
    code("chrgitm_lv", "甲乙丙类：01、02、03", 2).must(),
    text("selfpay_prop", "先行自付比例，如 0.1", 12),
    text("pric_uplmt_amt", "定价上限；没有：不限", 20),
    value(Type::flag, "lmt_used_flag", "限制使用，且不符合条件"),
};
inline constexpr auto kClaimLineOut = [] {
    std::array<Field, kClaimLine.size() + 1> all{};
    std::ranges::copy(kClaimLine, all.begin());
    all.back() =
        object("insured", "参保地目录怎样看这一项；没有：目录没有列，审核时写明", kLineAttributes);
    return all;
}();
/// What codec::append_statement writes.
inline constexpr auto kStatementOut = [] {
    std::array<Field, kStatementIn.size()> all{};
    std::ranges::transform(kStatementIn, all.begin(), [](const Field& field) {
        return field.name == "lines" ? list("lines", "费用明细", kClaimLineOut, claim::kLinesMax)
                                     : field;
    });
    return all;
}();

inline constexpr std::array kRefusedLine{
    whole("line", "明细的序号，从 0 起").must(),
    choice("reason", "原因", kClaimReasons).must(),
    text("words", "说明", 500),
};
inline constexpr std::array kDecisionFields{
    code("setl_id", "结算编号").must(),
    value(Type::money, "claimed", "申请金额").must(),
    value(Type::money, "refused", "剔除的明细").must(),
    value(Type::money, "amount", "基金支付").must(),
    value(Type::money, "differences", "对本年度其他结算的补差；负：扣回").must(),
    value(Type::money, "to_pay", "应付").must(),
    value(Type::flag, "four_eyes", "审核、核定、付款须是三人").must(),
};
/// What codec::append_claim writes.
inline constexpr std::array kClaimFields{
    whole("claim", "报销编号").must(),
    choice("kind", "first 首次、appeal 申诉、correction 更正、difference 补差", kClaimKinds).must(),
    whole("refers_to", "申诉、更正所指的那一笔"),
    choice("channel", "渠道", kClaimChannels).must(),
    choice("phase", "办到哪一步", kClaimPhases).must(),
    value(Type::flag, "is_over", "已办结").must(),
    code("area", "经办的统筹区").must(),
    value(Type::date, "begndate", "就医首日").must(),
    value(Type::date, "enddate", "就医末日").must(),
    value(Type::flag, "is_stay", "住院").must(),
    code("fixmedins_code", "定点医药机构；空：没有写").must(),
    value(Type::money, "claimed", "申请金额").must(),
    texts("papers", "登记为已交的材料").must(),
    list("refused_lines", "剔除的明细", kRefusedLine, claim::kLinesMax).must(),
    texts("reasons", "整笔不予支付的原因").must(),
    object("decision", "核定", kDecisionFields),
    value(Type::money, "ordered", "已下令支付").must(),
    text("bank_reference", "最近一次汇款的银行流水号").must(),
};
inline constexpr std::array kClaimAnswer{object("claim", "这笔报销", kClaimFields).must()};
inline constexpr std::array kOneClaim{code("psn_no", "人员编号").must(),
                                      whole("claim", "报销编号").must()};
inline constexpr std::array kClaimTroubles{Trouble::refused, Trouble::not_found};

[[nodiscard]] app::ClaimContext claim_context(const Call& call);
/// Whether the caller is of those who hand claims in, and not of those who decide them.
[[nodiscard]] bool is_applicant(const Call& call);
/// What was never sent in is the applicant's, withdrawn or not: nobody of the agency sees it, and a
/// window only what was begun at one.
[[nodiscard]] bool is_hidden(const Call& call, const std::vector<claim::Event>& history);
/// The person, who is within the caller's scope, and the claim; for those who decide as
/// allow_claim_desk.
[[nodiscard]] Result<app::ClaimKey> allow_claim(Call& call);
/// A claim as those of the agency have it.
struct DeskClaim {
    app::ClaimKey key;
    claim::Claim now;
};
/// The same for them: the claim's own area has to be within their scope, wherever the person is
/// insured by now. What was never sent in is not there for them. Errors    403; 404: no such claim.
[[nodiscard]] Result<DeskClaim> allow_claim_desk(Call& call);
/// Who acts for a person: themselves, a relative, a window.
[[nodiscard]] app::ClaimActor claim_actor(const Call& call, registry::Pid pid);
/// 404 for a claim that is not there.
[[nodiscard]] tl::unexpected<Error> claim_error(Call& call, const Error& error);

/// A statement of kStatementIn. Errors    bad_region, bad_value, bad_amount: of a line.
[[nodiscard]] Result<claim::Statement> read_statement(const Input& in);
[[nodiscard]] claim::BankAccount read_account(const Input& in);
/// A paper of the list, as the situation asks for it.
inline constexpr std::array kAskedPaper{
    code("kind", "材料种类").must(),    text("name", "名称").must(),
    text("why", "为什么要").must(),     text("clause", "依据", 500).must(),
    code("grade", "依据的等级").must(),
};
void append_asked_paper(codec::JsonWriter& json, const claim::PaperRule& one,
                        explain::Language language);

/// kClaimAnswer.
[[nodiscard]] Done claim_answer(const claim::Claim& claim);
/// Where a step's endpoint and its part differ: who refuses before a check is not who refuses after
/// it. Errors    inconsistent.
[[nodiscard]] Result<void> check_part(const claim::Claim& now, claim::EventKind kind,
                                      claim::Part part);

}  // namespace yidi::rest::internal
