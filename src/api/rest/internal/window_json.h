#pragma once

#include <array>

#include "api/rest/internal/place.h"
#include "app/window/one_visit.h"

/// Visits and settlements as lists and details show them.
namespace yidi::rest::internal {

inline constexpr std::array<std::string_view, 7> kStages{
    "registered", "in_hospital", "to_settle", "pre_settled", "discharged", "settled", "cancelled"};

inline constexpr std::array kVisit{
    code("mdtrt_id", "就诊ID").must(),
    code("psn_no", "人员编号").must(),
    text("psn_name", "姓名").must(),
    code("insuplc_admdvs", "参保地").must(),
    text("region", "参保地名称").must(),
    code("insutype", "险种").must(),
    value(Type::flag, "is_stay", "住院").must(),
    choice("stage", "办到哪一步", kStages).must(),
    text("med_type", "医疗类别；空：还没有说").must(),
    text("ipt_otp_no", "住院或门诊号；药店购药为空").must(),
    text("dise_codg", "病种编码").must(),
    value(Type::time, "begntime", "开始").must(),
    value(Type::time, "endtime", "出院"),
    whole("days", "住院天数"),
    whole("lines", "明细行数").must(),
    whole("open_lines", "没有结算的行数").must(),
    value(Type::money, "open_sumamt", "没有结算的金额").must(),
    value(Type::time, "held_until", "预结算占用额度到何时"),
};
inline constexpr std::array<std::string_view, 3> kKinds{"settled", "reversed", "recomputed"};
inline constexpr std::array kSettlement{
    code("setl_id", "结算编号").must(),
    choice("kind", "结算、撤销，或后来的更正", kKinds).must(),
    code("undoes", "所撤销或更正的结算"),
    value(Type::flag, "stands", "结算有效，没有撤销").must(),
    value(Type::flag, "is_interim", "中途结算").must(),
    code("mdtrt_id", "就诊ID").must(),
    text("chrg_bchno", "收费批次号；住院为空").must(),
    code("psn_no", "人员编号").must(),
    text("psn_name", "姓名").must(),
    code("insuplc_admdvs", "参保地").must(),
    text("region", "参保地名称").must(),
    code("insutype", "险种").must(),
    text("med_type", "医疗类别").must(),
    value(Type::time, "setl_time", "时间").must(),
    code("msgid", "报文编号").must(),
    value(Type::money, "medfee_sumamt", "费用总额").must(),
    value(Type::money, "fund_pay_sumamt", "基金支付").must(),
    value(Type::money, "acct_pay", "个人账户").must(),
    value(Type::money, "psn_cash_pay", "个人现金").must(),
};

/// Objects of these members.
void write_visit(codec::JsonWriter& json, const policy::Regions& regions, const app::VisitNow& now);
void write_settlement(codec::JsonWriter& json, const policy::Regions& regions,
                      const app::SettlementNow& now);

}  // namespace yidi::rest::internal
