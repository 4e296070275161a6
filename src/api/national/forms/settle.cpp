#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

constexpr std::array kFeeresFields{
    c("feedetl_sn", "费用明细流水号", 30).must(),
    signed_amount("det_item_fee_sumamt", "明细项目费用总额").must(),
    n("cnt", "数量", 16, 4).or_negative().must(),
    n("pric", "单价", 16, 6).must(),
    n("pric_uplmt_amt", "定价上限金额", 16, 6).must(),
    n("selfpay_prop", "自付比例", 5, 4),
    signed_amount("fulamt_ownpay_amt", "全自费金额"),
    signed_amount("overlmt_amt", "超限价金额"),
    signed_amount("preselfpay_amt", "先行自付金额"),
    signed_amount("inscp_scp_amt", "符合政策范围金额"),
    d("chrgitm_lv", "收费项目等级", 3, kChrgitmLv).must(),
    d("med_chrgitm_type", "医疗收费项目类别", 6, kMedChrgitmType).must(),
    d("bas_medn_flag", "基本药物标志", 3, kFlag),
    d("hi_nego_drug_flag", "医保谈判药品标志", 3, kFlag),
    d("chld_medc_flag", "儿童用药标志", 3, kFlag),
    d("list_sp_item_flag", "目录特项标志", 3, kFlag),
    d("lmt_used_flag", "限制使用标志", 3, kFlag).must(),
    d("drt_reim_flag", "直报标志", 3, kFlag),
    c("memo", "备注", 500),
};

// Before the settlement there is no setl_id and no setl_time.
constexpr std::array kPreSetlinfoFields{
    kMdtrtId,
    c("setl_id", "结算ID", 30),
    kPsnNo,
    c("psn_name", "人员姓名", 50).must(),
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType).must(),
    c("certno", "证件号码", 50).must(),
    d("gend", "性别", 6, kGend),
    d("naty", "民族", 3, kNaty),
    day("brdy", "出生日期"),
    n("age", "年龄", 4, 1),
    d("insutype", "险种类型", 6, kInsutype),
    d("psn_type", "人员类别", 6, kPsnType).must(),
    d("cvlserv_flag", "公务员标志", 3, kFlag).must(),
    time("setl_time", "结算时间"),
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType),
    d("med_type", "医疗类别", 6, kMedType).must(),
    signed_amount("medfee_sumamt", "医疗费总额").must(),
    signed_amount("fulamt_ownpay_amt", "全自费金额").must(),
    signed_amount("overlmt_selfpay", "超限价自费费用").must(),
    signed_amount("preselfpay_amt", "先行自付金额").must(),
    signed_amount("inscp_scp_amt", "符合政策范围金额").must(),
    signed_amount("act_pay_dedc", "实际支付起付线"),
    signed_amount("hifp_pay", "基本医疗保险统筹基金支出").must(),
    n("pool_prop_selfpay", "基本医疗保险统筹基金支付比例", 5, 4).must(),
    signed_amount("cvlserv_pay", "公务员医疗补助资金支出").must(),
    signed_amount("hifes_pay", "企业补充医疗保险基金支出").must(),
    signed_amount("hifmi_pay", "居民大病保险资金支出").must(),
    signed_amount("hifob_pay", "职工大额医疗费用补助基金支出").must(),
    signed_amount("hifdm_pay", "伤残人员医疗保障基金支出").must(),
    signed_amount("maf_pay", "医疗救助基金支出").must(),
    signed_amount("hosp_part_amt", "医院负担金额"),
    signed_amount("oth_pay", "其他支出").must(),
    signed_amount("fund_pay_sumamt", "基金支付总额").must(),
    signed_amount("psn_part_amt", "个人负担总金额").must(),
    signed_amount("acct_pay", "个人账户支出").must(),
    signed_amount("psn_cash_pay", "个人现金支出").must(),
    signed_amount("balc", "余额").must(),
    signed_amount("acct_mulaid_pay", "个人账户共济支付金额").must(),
    c("medins_setl_id", "医药机构结算ID", 30).must(),
    c("clr_optins", "清算经办机构", 6),
    d("clr_way", "清算方式", 6, kClrWay),
    d("clr_type", "清算类别", 6, kClrType).must(),
};

/// A settlement has a number and a time.
constexpr auto kSetlinfoFields = [] {
    auto fields = kPreSetlinfoFields;
    for (Field& field : fields) {
        if (field.name == "setl_id" || field.name == "setl_time") field = field.must();
    }
    return fields;
}();

constexpr std::array kDetailFields{
    d("fund_pay_type", "基金支付类型", 6, kFundPayType).must(),
    signed_amount("inscp_scp_amt", "符合政策范围金额").must(),
    signed_amount("crt_payb_lmt_amt", "本次可支付限额金额"),
    signed_amount("fund_payamt", "基金支付金额").must(),
    c("fund_pay_type_name", "基金支付类型名称", 200),
    c("setl_proc_info", "结算过程信息", 4000),
};

/// 2101: nothing is registered yet.
constexpr auto kPurchaseTrialInfoFields = [] {
    auto fields = kPreSetlinfoFields;
    for (Field& field : fields) {
        if (field.name == "mdtrt_id") field.is_required = false;
    }
    return fields;
}();

// 2208
constexpr std::array kOutpatientReverseInfoFields{
    kMdtrtId,
    kSetlId,
    c("clr_optins", "清算经办机构", 6),
    time("setl_time", "结算时间").must(),
    signed_amount("medfee_sumamt", "医疗费总额").must(),
    signed_amount("fulamt_ownpay_amt", "全自费金额").must(),
    signed_amount("overlmt_selfpay", "超限价自费费用").must(),
    signed_amount("preselfpay_amt", "先行自付金额").must(),
    signed_amount("inscp_scp_amt", "符合政策范围金额").must(),
    signed_amount("act_pay_dedc", "实际支付起付线"),
    signed_amount("hifp_pay", "基本医疗保险统筹基金支出").must(),
    n("pool_prop_selfpay", "基本医疗保险统筹基金支付比例", 5, 4).must(),
    signed_amount("cvlserv_pay", "公务员医疗补助资金支出").must(),
    signed_amount("hifes_pay", "企业补充医疗保险基金支出").must(),
    signed_amount("hifmi_pay", "居民大病保险资金支出").must(),
    signed_amount("hifob_pay", "职工大额医疗费用补助基金支出").must(),
    signed_amount("maf_pay", "医疗救助基金支出").must(),
    signed_amount("oth_pay", "其他支出").must(),
    signed_amount("fund_pay_sumamt", "基金支付总额").must(),
    signed_amount("psn_part_amt", "个人负担总金额").must(),
    signed_amount("acct_pay", "个人账户支出").must(),
    signed_amount("balc", "余额").must(),
    signed_amount("acct_mulaid_pay", "个人账户共济支付金额").must(),
    signed_amount("hosp_part_amt", "医院负担金额").must(),
    c("medins_setl_id", "医药机构结算ID", 30).must(),
    // Both spellings: two copies of the text have the second.
    signed_amount("psn_cash_pay", "个人现金支出").must(),
    signed_amount("pdn_cash_pay", "个人现金支出").must(),
    signed_amount("hifdm_pay", "伤残人员医疗保障基金支出").must(),
};

// 2305
constexpr std::array kStayReverseInfoFields{
    kMdtrtId,
    kSetlId,
    c("clr_optins", "清算经办机构", 6),
    time("setl_time", "结算时间").must(),
    signed_amount("medfee_sumamt", "医疗费总额").must(),
    signed_amount("fulamt_ownpay_amt", "全自费金额").must(),
    signed_amount("overlmt_selfpay", "超限价自费费用").must(),
    signed_amount("preselfpay_amt", "先行自付金额").must(),
    signed_amount("inscp_scp_amt", "符合政策范围金额").must(),
    signed_amount("act_pay_dedc", "实际支付起付线"),
    signed_amount("hifp_pay", "基本医疗保险统筹基金支出").must(),
    n("pool_prop_selfpay", "基本医疗保险统筹基金支付比例", 5, 4).must(),
    signed_amount("cvlserv_pay", "公务员医疗补助资金支出").must(),
    signed_amount("hifes_pay", "企业补充医疗保险基金支出").must(),
    signed_amount("hifmi_pay", "居民大病保险资金支出").must(),
    signed_amount("hifob_pay", "职工大额医疗费用补助基金支出").must(),
    signed_amount("maf_pay", "医疗救助基金支出").must(),
    signed_amount("oth_pay", "其他支出").must(),
    signed_amount("fund_pay_sumamt", "基金支付总额").must(),
    signed_amount("psn_part_amt", "个人负担总金额"),
    signed_amount("acct_pay", "个人账户支出").must(),
    signed_amount("psn_cash_pay", "个人现金支出").must(),
    signed_amount("hosp_part_amt", "医院负担金额"),
    signed_amount("balc", "余额").must(),
    signed_amount("acct_mulaid_pay", "个人账户共济支付金额").must(),
    c("medins_setl_id", "医药机构结算ID", 30).must(),
    signed_amount("hifdm_pay", "伤残人员医疗保障基金支出"),
};

// 2103
constexpr std::array kPurchaseReverseInfoFields{
    kMdtrtId,
    kSetlId,
    c("clr_optins", "清算经办机构", 6),
    signed_amount("medfee_sumamt", "医疗费总额").must(),
    time("setl_time", "结算时间").must(),
    signed_amount("fulamt_ownpay_amt", "全自费金额").must(),
    signed_amount("overlmt_selfpay", "超限价自费费用").must(),
    signed_amount("preselfpay_amt", "先行自付金额").must(),
    signed_amount("inscp_scp_amt", "符合政策范围金额").must(),
    signed_amount("act_pay_dedc", "实际支付起付线"),
    signed_amount("hifp_pay", "基本医疗保险统筹基金支出").must(),
    n("pool_prop_selfpay", "基本医疗保险统筹基金支付比例", 5, 4).must(),
    signed_amount("cvlserv_pay", "公务员医疗补助资金支出").must(),
    signed_amount("hifes_pay", "企业补充医疗保险基金支出").must(),
    signed_amount("hifmi_pay", "居民大病保险资金支出").must(),
    signed_amount("hifob_pay", "职工大额医疗费用补助基金支出").must(),
    signed_amount("hifdm_pay", "伤残人员医疗保障基金支出").must(),
    signed_amount("maf_pay", "医疗救助基金支出").must(),
    signed_amount("oth_pay", "其他支出").must(),
    signed_amount("fund_pay_sumamt", "基金支付总额").must(),
    signed_amount("psn_pay", "个人支付金额").must(),
    signed_amount("acct_pay", "个人账户支出").must(),
    signed_amount("cash_payamt", "现金支付金额").must(),
    signed_amount("balc", "余额").must(),
    signed_amount("acct_mulaid_pay", "个人账户共济支付金额").must(),
    c("medins_setl_id", "医药机构结算ID", 30).must(),
};

constexpr Table kSetldetail{.node = "setldetail", .fields = kDetailFields, .is_list = true};
constexpr std::array kPreSettleNodes{
    Table{.node = "setlinfo", .fields = kPreSetlinfoFields},
    kSetldetail,
};
constexpr std::array kSettleNodes{
    Table{.node = "setlinfo", .fields = kSetlinfoFields},
    kSetldetail,
};
constexpr std::array kOutpatientReverseNodes{
    Table{.node = "setlinfo", .fields = kOutpatientReverseInfoFields},
    kSetldetail,
};
constexpr std::array kStayReverseNodes{
    Table{.node = "setlinfo", .fields = kStayReverseInfoFields},
    kSetldetail,
};
constexpr Table kDetlcutinfo{.node = "detlcutinfo", .fields = kFeeresFields, .is_list = true};
constexpr std::array kPurchaseTrialNodes{
    Table{.node = "setlinfo", .fields = kPurchaseTrialInfoFields},
    kSetldetail,
    kDetlcutinfo,
};
constexpr std::array kPurchaseNodes{
    Table{.node = "setlinfo", .fields = kSetlinfoFields},
    kSetldetail,
    kDetlcutinfo,
};
constexpr std::array kPurchaseReverseNodes{
    Table{.node = "setlinfo", .fields = kPurchaseReverseInfoFields},
    kSetldetail,
};
constexpr std::array kFeeNodes{
    Table{.node = "result", .fields = kFeeresFields, .is_list = true},
};

}  // namespace

const std::span<const Table> kPreSettleOutput{kPreSettleNodes};
const std::span<const Table> kSettleOutput{kSettleNodes};
const std::span<const Table> kOutpatientReverseOutput{kOutpatientReverseNodes};
const std::span<const Table> kInpatientReverseOutput{kStayReverseNodes};
const std::span<const Table> kPurchaseTrialOutput{kPurchaseTrialNodes};
const std::span<const Table> kPurchaseOutput{kPurchaseNodes};
const std::span<const Table> kPurchaseReverseOutput{kPurchaseReverseNodes};
const std::span<const Table> kFeeOutput{kFeeNodes};
const std::span<const Field> kSetldetailFields{kDetailFields};

}  // namespace yidi::national::internal
