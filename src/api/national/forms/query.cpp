#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

// 2601
constexpr std::array kUndoFields{
    kPsnNo,
    c("omsgid", "原发送方报文ID", 30).must(),
    c("oinfno", "原交易编号", 6).must(),
};

// 3201
constexpr std::array kTotalsFields{
    d("insutype", "险种类型", 6, kInsutype).must(),
    d("clr_type", "清算类别", 6, kClrType).must(),
    c("setl_optins", "结算经办机构", 6).must().also("clr_optins"),
    day("stmt_begndate", "对账开始日期").must(),
    day("stmt_enddate", "对账结束日期").must(),
    signed_amount("medfee_sumamt", "医疗费总额").must(),
    signed_amount("fund_pay_sumamt", "基金支付总额").must(),
    signed_amount("acct_pay", "个人账户支付金额").must(),
    n("fixmedins_setl_cnt", "定点医药机构结算笔数", 10, 0).must(),
    d("refd_setl_flag", "退费结算标志", 3, kFlag).also("REFD_SETL_FLAG"),
};

constexpr std::array kStmtinfoFields{
    c("setl_optins", "结算经办机构", 6),
    d("stmt_rslt", "对账结果", 6, kStmtRslt).must(),
    // 200 in the text; both totals and the difference may need more.
    c("stmt_rslt_dscr", "对账结果说明", 500),
};

// 5203
constexpr std::array kSetlQueryFields{
    kPsnNo,
    kSetlId,
    kMdtrtId,
};

constexpr std::array kSetlViewFields{
    kSetlId,
    kMdtrtId,
    kPsnNo,
    c("psn_name", "人员姓名", 50),
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType),
    c("certno", "证件号码", 50),
    d("gend", "性别", 6, kGend),
    d("naty", "民族", 3, kNaty),
    day("brdy", "出生日期"),
    n("age", "年龄", 4, 1),
    d("insutype", "险种类型", 6, kInsutype).must(),
    d("psn_type", "人员类别", 6, kPsnType),
    d("cvlserv_flag", "公务员标志", 3, kFlag),
    d("flxempe_flag", "灵活就业标志", 3, kFlag),
    d("nwb_flag", "新生儿标志", 3, kFlag),
    c("insu_optins", "参保机构医保区划", 6),
    c("emp_name", "单位名称", 200),
    d("pay_loc", "支付地点类别", 3, kPayLoc),
    c("fixmedins_code", "定点医药机构编号", 30).must(),
    c("fixmedins_name", "定点医药机构名称", 200),
    d("hosp_lv", "医院等级", 6, kHospLv),
    c("fixmedins_poolarea", "定点归属机构", 6),
    d("lmtpric_hosp_lv", "限价医院等级", 6, kHospLv),
    d("dedc_hosp_lv", "起付线医院等级", 6, kHospLv),
    day("begndate", "开始日期"),
    day("enddate", "结束日期"),
    time("setl_time", "结算时间").must(),
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType),
    d("med_type", "医疗类别", 6, kMedType).must(),
    d("clr_type", "清算类别", 6, kClrType),
    d("clr_way", "清算方式", 6, kClrWay),
    c("clr_optins", "清算经办机构", 6),
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
    signed_amount("oth_pay", "其他支出").must(),
    signed_amount("fund_pay_sumamt", "基金支付总额").must(),
    signed_amount("psn_pay", "个人支付金额").must(),
    signed_amount("acct_pay", "个人账户支出").must(),
    signed_amount("cash_payamt", "现金支付金额").must(),
    signed_amount("balc", "余额").must(),
    signed_amount("acct_mulaid_pay", "个人账户共济支付金额").must(),
    c("medins_setl_id", "医药机构结算ID", 30).must(),
    d("refd_setl_flag", "退费结算标志", 3, kFlag).must(),
    c("year", "年度", 4),
    c("dise_codg", "病种编码", 30),
    c("dise_name", "病种名称", 500),
    c("invono", "发票号", 20),
    c("opter_id", "经办人ID", 30),
    c("opter_name", "经办人姓名", 50),
    time("opt_time", "经办时间"),
};

// 5204
constexpr std::array kFeeQueryFields{
    kPsnNo,
    c("setl_id", "结算ID", 30),
    kMdtrtId,
};

constexpr std::array kFeeViewFields{
    kMdtrtId,
    c("setl_id", "结算ID", 30),
    c("feedetl_sn", "费用明细流水号", 30).must(),
    c("rx_drord_no", "处方/医嘱号", 30),
    d("med_type", "医疗类别", 6, kMedType),
    time("fee_ocur_time", "费用发生时间").must(),
    n("cnt", "数量", 16, 4).or_negative().must(),
    n("pric", "单价", 16, 6).must(),
    c("sin_dos_dscr", "单次剂量描述", 200),
    c("used_frqu_dscr", "使用频次描述", 200),
    n("prd_days", "周期天数", 4, 2),
    c("medc_way_dscr", "用药途径描述", 200),
    signed_amount("det_item_fee_sumamt", "明细项目费用总额").must(),
    n("pric_uplmt_amt", "定价上限金额", 16, 6),
    n("selfpay_prop", "自付比例", 5, 4),
    signed_amount("fulamt_ownpay_amt", "全自费金额"),
    signed_amount("overlmt_amt", "超限价金额"),
    signed_amount("preselfpay_amt", "先行自付金额"),
    signed_amount("inscp_scp_amt", "符合政策范围金额"),
    d("chrgitm_lv", "收费项目等级", 3, kChrgitmLv),
    c("hilist_code", "医保目录编码", 30),
    c("hilist_name", "医保目录名称", 200),
    d("list_type", "目录类别", 30, kListType),
    c("med_list_codg", "医疗目录编码", 50).must(),
    c("medins_list_codg", "医药机构目录编码", 150),
    c("medins_list_name", "医药机构目录名称", 100),
    d("med_chrgitm_type", "医疗收费项目类别", 6, kMedChrgitmType),
    c("prodname", "商品名", 100),
    c("spec", "规格", 200),
    c("dosform_name", "剂型名称", 200),
    c("bilg_dept_codg", "开单科室编码", 30),
    c("bilg_dept_name", "开单科室名称", 100),
    c("bilg_dr_codg", "开单医生编码", 30),
    c("bilg_dr_name", "开单医师姓名", 50),
    c("acord_dept_codg", "受单科室编码", 30),
    c("acord_dept_name", "受单科室名称", 100),
    c("orders_dr_code", "受单医生编码", 30),
    c("orders_dr_name", "受单医生姓名", 50),
    d("lmt_used_flag", "限制使用标志", 3, kFlag),
    d("hosp_prep_flag", "医院制剂标志", 3, kFlag),
    d("hosp_appr_flag", "医院审批标志", 3, kHospApprFlag),
    d("tcmdrug_used_way", "中药使用方式", 6, kUnpublished),
    d("prodplac_type", "生产地类别", 6, kUnpublished),
    d("bas_medn_flag", "基本药物标志", 3, kFlag),
    d("hi_nego_drug_flag", "医保谈判药品标志", 3, kFlag),
    d("chld_medc_flag", "儿童用药标志", 3, kFlag),
    d("etip_flag", "外检标志", 3, kFlag),
    c("etip_hosp_code", "外检医院编码", 30),
    d("dscg_tkdrug_flag", "出院带药标志", 3, kFlag),
    d("list_sp_item_flag", "目录特项标志", 3, kFlag),
    d("matn_fee_flag", "生育费用标志", 6, kFlag),
    d("drt_reim_flag", "直报标志", 3, kFlag),
    c("memo", "备注", 500),
    c("opter_id", "经办人ID", 30),
    c("opter_name", "经办人姓名", 50),
    time("opt_time", "经办时间"),
    // Beyond the text: what else 2204 and 2301 said of the line.
    c("dise_codg", "病种编码", 30),
    d("rx_circ_flag", "外购处方标志", 3, kFlag),
    kExpContent,
    c("init_feedetl_sn", "原费用流水号", 30),
    c("chrg_bchno", "收费批次号", 30),
};

// 5206
constexpr std::array kCumQueryFields{
    kPsnNo,
    c("cum_ym", "累计年月", 6),
};

constexpr std::array kCuminfoFields{
    d("insutype", "险种类型", 6, kInsutype).must(),
    c("year", "年度", 4).must(),
    c("cum_ym", "累计年月", 6),
    c("cum_type_code", "累计类别代码", 30).must(),
    signed_amount("cum", "累计值").must(),
};

constexpr std::array kInput2601{
    Table{.node = "data", .fields = kUndoFields},
};
constexpr std::array kInput3201{
    Table{.node = "data", .fields = kTotalsFields},
};
constexpr std::array kOutput3201{
    Table{.node = "stmtinfo", .fields = kStmtinfoFields},
};
constexpr std::array kInput5203{
    Table{.node = "data", .fields = kSetlQueryFields},
};
const std::array kOutput5203{
    Table{.node = "setlinfo", .fields = kSetlViewFields},
    Table{.node = "setldetail", .fields = kSetldetailFields, .is_list = true},
};
constexpr std::array kInput5204{
    Table{.node = "data", .fields = kFeeQueryFields},
};
constexpr std::array kOutput5204{
    Table{.node = "", .fields = kFeeViewFields, .is_list = true},
};
constexpr std::array kInput5206{
    Table{.node = "data", .fields = kCumQueryFields},
};
constexpr std::array kOutput5206{
    Table{.node = "cuminfo", .fields = kCuminfoFields, .is_list = true},
};

const std::array kQueryList{
    Form{.infno = "2601", .label = "冲正交易", .input = kInput2601, .output = {}},
    Form{.infno = "3201",
         .label = "医药机构费用结算对总账",
         .input = kInput3201,
         .output = kOutput3201},
    Form{.infno = "5203", .label = "结算信息查询", .input = kInput5203, .output = kOutput5203},
    Form{.infno = "5204", .label = "费用明细查询", .input = kInput5204, .output = kOutput5204},
    Form{.infno = "5206", .label = "人员累计信息查询", .input = kInput5206, .output = kOutput5206},
};

}  // namespace

const std::span<const Form> kQueryForms{kQueryList};

}  // namespace yidi::national::internal
