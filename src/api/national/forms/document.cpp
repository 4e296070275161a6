#include <array>

#include "api/national/internal/words.h"

/// 4101, 4101A, 4103: the settlement list (医疗保障基金结算清单).
namespace yidi::national::internal {
namespace {

constexpr std::array kWho{
    // Not in the text of 4101: who sends it need not send the certificate.
    c("psn_no", "人员编号", 30),
    kMdtrtId,
    kSetlId,
    c("fixmedins_name", "定点医药机构名称", 200).must(),
    c("fixmedins_code", "定点医药机构编号", 12).must(),
    c("hi_setl_lv", "医保结算等级", 3),
    c("hi_no", "医保编号", 30),
    c("medcasno", "病案号", 40).must(),
    time("dcla_time", "申报时间"),
    c("psn_name", "人员姓名", 50).must(),
    d("gend", "性别", 6, kGend).must(),
    day("brdy", "出生日期").must(),
    n("age", "年龄", 4, 1),
    c("ntly", "国籍", 6).must(),
    n("nwb_age", "不足一周岁年龄", 4, 1),
    d("naty", "民族", 3, kNaty).must(),
    d("patn_cert_type", "患者证件类别", 3, kPsnCertType).must(),
    c("certno", "证件号码", 50).must(),
    c("prfs", "职业", 6).must(),
    c("curr_addr", "现住址", 500),
    c("emp_name", "单位名称", 200),
    c("emp_addr", "单位地址", 500),
    c("emp_tel", "单位电话", 50),
    c("poscode", "邮编", 6),
    c("coner_name", "联系人姓名", 50).must(),
    c("patn_rlts", "与患者关系", 6).must(),
    c("coner_addr", "联系人地址", 500).must(),
    c("coner_tel", "联系人电话", 50).must(),
    d("hi_type", "医保类型", 6, kInsutype).must(),
    c("insuplc", "参保地", 200).must(),
    c("sp_psn_type", "特殊人员类型", 6),
    c("nwb_adm_type", "新生儿入院类型", 6),
    n("nwb_bir_wt", "新生儿出生体重", 6, 2),
    n("nwb_adm_wt", "新生儿入院体重", 6, 2),
};

constexpr std::array kCare{
    c("opsp_diag_caty", "门诊慢特病诊断科别", 6),
    day("opsp_mdtrt_date", "门诊慢特病就诊日期"),
    c("ipt_med_type", "住院医疗类型", 6).must(),
    c("adm_way", "入院途径", 6),
    c("trt_type", "治疗类别", 6),
    time("adm_time", "入院时间"),
    c("adm_caty", "入院科别", 10).must(),
    c("refldept_dept", "转科科别", 200),
    time("dscg_time", "出院时间"),
    c("dscg_caty", "出院科别", 10),
    n("act_ipt_days", "实际住院天数", 4, 0),
    c("otp_wm_dise", "门急诊西医诊断", 200),
    c("wm_dise_code", "西医诊断疾病代码", 30),
    c("otp_tcm_dise", "门急诊中医诊断", 200),
    c("tcm_dise_code", "中医诊断代码", 30),
    n("diag_code_cnt", "诊断代码计数", 3, 0),
    n("oprn_oprt_code_cnt", "手术操作代码计数", 3, 0),
    c("vent_used_dura", "呼吸机使用时长", 20),
    c("pwcry_bfadm_coma_dura", "颅脑损伤患者入院前昏迷时长", 20),
    c("pwcry_afadm_coma_dura", "颅脑损伤患者入院后昏迷时长", 20),
    c("bld_cat", "输血品种", 6),
    n("bld_amt", "输血量", 6, 2),
    c("bld_unt", "输血计量单位", 6),
    n("spga_nurscare_days", "特级护理天数", 4, 0),
    n("lv1_nurscare_days", "一级护理天数", 4, 0),
    n("scd_nurscare_days", "二级护理天数", 4, 0),
    n("lv3_nurscare_days", "三级护理天数", 4, 0),
    d("dscg_way", "离院方式", 3, kDscgWay),
    c("acp_medins_name", "拟接收机构名称", 200),
    c("acp_optins_code", "拟接收机构代码", 30),
    c("days_rinp_flag_31", "出院31天内再住院计划标志", 3),
    c("days_rinp_pup_31", "出院31天内再住院目的", 200),
    c("chfpdr_name", "主诊医师姓名", 50),
    c("chfpdr_code", "主诊医师代码", 30),
};

constexpr std::array kPayment{
    c("bill_code", "票据代码", 50).must(),
    c("bill_no", "票据号码", 30).must(),
    c("biz_sn", "业务流水号", 50).must(),
    day("setl_begn_date", "结算开始日期").must(),
    day("setl_end_date", "结算结束日期").must(),
    amount("psn_selfpay", "个人自付").must(),
    amount("psn_ownpay", "个人自费").must(),
    amount("acct_pay", "个人账户支出").must(),
    amount("psn_cashpay", "个人现金支付").must(),
    c("hi_paymtd", "医保支付方式", 3).must(),
    c("hsorg", "医保机构", 100).must(),
    c("hsorg_opter", "医保机构经办人", 50).must(),
    c("medins_fill_dept", "医疗机构填报部门", 100).must(),
    c("medins_fill_psn", "医疗机构填报人", 50).must(),
};

constexpr std::array kListFields = join(join(kWho, kCare), kPayment);

/// 4101A and an answer have the same fields and ask for none but the numbers.
template <std::size_t N>
constexpr std::array<Field, N> only_numbers(std::array<Field, N> fields) {
    for (Field& field : fields) {
        field.is_required = field.name == kMdtrtId.name || field.name == kSetlId.name;
    }
    return fields;
}
constexpr std::array kShortListFields = only_numbers(kListFields);

constexpr std::array kPayFields{
    d("fund_pay_type", "基金支付类型", 6, kFundPayType).must(),
    amount("fund_payamt", "基金支付金额").must(),
};
constexpr std::array kChronicFields{
    c("diag_name", "诊断名称", 200).must(),
    c("diag_code", "诊断代码", 30).must(),
    c("oprn_oprt_name", "手术操作名称", 200),
    c("oprn_oprt_code", "手术操作代码", 30),
};
constexpr std::array kDiagnosisFields{
    d("diag_type", "诊断类别", 3, kDiagType).must(), c("diag_code", "诊断代码", 30).must(),
    c("diag_name", "诊断名称", 200).must(),          c("adm_cond_type", "入院病情类型", 3),
    d("maindiag_flag", "主诊断标志", 3, kFlag),
};
constexpr std::array kItemFields{
    d("med_chrgitm", "医疗收费项目", 6, kMedChrgitmType).must(),
    amount("amt", "金额").must(),
    amount("claa_sumfee", "甲类费用合计"),
    amount("clab_amt", "乙类金额").must(),
    amount("fulamt_ownpay_amt", "全自费金额").must(),
    amount("oth_amt", "其他金额").must(),
};
constexpr std::array kOperationFields{
    c("oprn_oprt_type", "手术操作类别", 6).must(),
    c("oprn_oprt_name", "手术操作名称", 500).must(),
    c("oprn_oprt_code", "手术操作代码", 30).must(),
    day("oprn_oprt_date", "手术操作日期").must(),
    c("anst_way", "麻醉方式", 6),
    c("oper_dr_name", "术者医师姓名", 50).must(),
    c("oper_dr_code", "术者医师代码", 30).must(),
    c("anst_dr_name", "麻醉医师姓名", 50),
    c("anst_dr_code", "麻醉医师代码", 30),
    time("oprn_oprt_begntime", "手术操作开始时间"),
    time("oprn_oprt_endtime", "手术操作结束时间"),
    time("anst_begntime", "麻醉开始时间"),
    time("anst_endtime", "麻醉结束时间"),
};
constexpr std::array kIntensiveFields{
    c("scs_cutd_ward_type", "重症监护病房类型", 6).must(),
    time("scs_cutd_inpool_time", "重症监护进入时间").must(),
    time("scs_cutd_exit_time", "重症监护退出时间").must(),
    c("scs_cutd_sum_dura", "重症监护合计时长", 20).must(),
};
constexpr std::array kBloodFields{
    c("bld_cat", "输血品种", 6),
    n("bld_amt", "输血量", 6, 2),
    c("bld_unt", "输血计量单位", 6),
};

// 4103
constexpr std::array kListQueryFields{
    kPsnNo,
    kSetlId,
};

constexpr std::array kListIdFields{
    c("setl_list_id", "结算清单流水号", 30).must(),
};

constexpr Table list_of(std::string_view node, std::span<const Field> fields) {
    return {.node = node, .fields = fields, .is_list = true, .is_required = false};
}
constexpr Table kPayTable = list_of("payinfo", kPayFields);
constexpr Table kChronicTable = list_of("opspdiseinfo", kChronicFields);
constexpr Table kItemTable = list_of("iteminfo", kItemFields);
constexpr Table kOperationTable = list_of("oprninfo", kOperationFields);
constexpr Table kIntensiveTable = list_of("icuinfo", kIntensiveFields);
constexpr Table kBloodTable = list_of("bldinfo", kBloodFields);
constexpr Table kDiagnosisTable{.node = "diseinfo", .fields = kDiagnosisFields, .is_list = true};
constexpr Table kShortListTable{.node = "setlinfo", .fields = kShortListFields};

constexpr std::array kInput4101{
    Table{.node = "setlinfo", .fields = kListFields},
    kPayTable,
    kChronicTable,
    kDiagnosisTable,
    kItemTable,
    kOperationTable,
    kIntensiveTable,
    kBloodTable,
};
constexpr std::array kInput4101A{
    kShortListTable, kChronicTable, kDiagnosisTable, kOperationTable, kIntensiveTable, kBloodTable,
};
/// Both places are read.
constexpr std::array kOutput4101{
    Table{.node = "", .fields = kListIdFields},
    Table{.node = "data", .fields = kListIdFields},
};
constexpr std::array kInput4103{
    Table{.node = "data", .fields = kListQueryFields},
};
constexpr std::array kOutput4103{
    Table{.node = "", .fields = kListIdFields},
    kShortListTable,
    kPayTable,
    kChronicTable,
    kDiagnosisTable,
    kItemTable,
    kOperationTable,
    kIntensiveTable,
    kBloodTable,
};

constexpr std::array kDocumentList{
    Form{.infno = "4101",
         .label = "医疗保障基金结算清单信息上传",
         .input = kInput4101,
         .output = kOutput4101},
    Form{.infno = "4101A",
         .label = "医疗保障基金结算清单信息上传（不含费用）",
         .input = kInput4101A,
         .output = kOutput4101},
    Form{.infno = "4103",
         .label = "医疗保障基金结算清单信息查询",
         .input = kInput4103,
         .output = kOutput4103},
};

}  // namespace

const std::span<const Form> kDocumentForms{kDocumentList};

}  // namespace yidi::national::internal
