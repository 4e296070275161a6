#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

// 5201
constexpr std::array kVisitQueryFields{
    kPsnNo,
    time("begntime", "开始时间").must(),
    time("endtime", "结束时间"),
    d("med_type", "医疗类别", 6, kMedType).must(),
    c("mdtrt_id", "就诊ID", 30),
};

// A visit that goes on has no end.
constexpr std::array kVisitViewFields{
    kMdtrtId,
    kPsnNo,
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType).must(),
    c("certno", "证件号码", 50).must(),
    c("psn_name", "人员姓名", 50).must(),
    d("gend", "性别", 6, kGend).must(),
    d("naty", "民族", 3, kNaty),
    day("brdy", "出生日期"),
    n("age", "年龄", 4, 1),
    c("coner_name", "联系人姓名", 50),
    c("tel", "联系电话", 50),
    d("insutype", "险种类型", 6, kInsutype).must(),
    d("psn_type", "人员类别", 6, kPsnType).must(),
    d("maf_psn_flag", "医疗救助对象标志", 3, kFlag),
    d("cvlserv_flag", "公务员标志", 3, kFlag).must(),
    d("flxempe_flag", "灵活就业标志", 3, kFlag),
    d("nwb_flag", "新生儿标志", 3, kFlag),
    c("insu_optins", "参保机构医保区划", 6),
    c("emp_name", "单位名称", 200),
    time("begntime", "开始时间").must(),
    time("endtime", "结束时间"),
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType),
    d("med_type", "医疗类别", 6, kMedType).must(),
    d("ars_year_ipt_flag", "跨年度住院标志", 3, kFlag),
    d("pre_pay_flag", "先行支付标志", 3, kFlag),
    c("ipt_otp_no", "住院/门诊号", 30),
    c("medrcdno", "病历号", 30),
    c("atddr_no", "主治医生编码", 30),
    c("chfpdr_name", "主诊医师姓名", 50),
    c("adm_dept_codg", "入院科室编码", 30),
    c("adm_dept_name", "入院科室名称", 100),
    c("adm_bed", "入院床位", 30),
    c("dscg_maindiag_code", "住院主诊断代码", 20),
    c("dscg_maindiag_name", "住院主诊断名称", 300),
    c("dscg_dept_codg", "出院科室编码", 30).also("dscg_dept_code"),
    c("dscg_dept_name", "出院科室名称", 100),
    c("dscg_bed", "出院床位", 30),
    d("dscg_way", "离院方式", 3, kDscgWay),
    c("main_cond_dscr", "主要病情描述", 1000),
    c("dise_codg", "病种编码", 30),
    c("dise_name", "病种名称", 500),
    c("oprn_oprt_code", "手术操作代码", 30),
    c("oprn_oprt_name", "手术操作名称", 500),
    c("otp_diag_info", "门诊诊断信息", 200),
    d("inhosp_stas", "在院状态", 3, kInhospStas),
    day("die_date", "死亡日期"),
    n("ipt_days", "住院天数", 5, 0),
    c("fpsc_no", "计划生育服务证号", 50),
    d("matn_type", "生育类别", 6, kMatnType),
    d("birctrl_type", "计划生育手术类别", 6, kBirctrlType),
    d("latechb_flag", "晚育标志", 3, kFlag),
    n("geso_val", "孕周数", 2, 0),
    n("fetts", "胎次", 3, 0),
    n("fetus_cnt", "胎儿数", 3, 0),
    d("pret_flag", "早产标志", 3, kFlag),
    day("birctrl_matn_date", "计划生育手术或生育日期"),
    d("cop_flag", "伴有并发症标志", 3, kFlag),
    c("opter_id", "经办人ID", 30),
    c("opter_name", "经办人姓名", 50),
    time("opt_time", "经办时间"),
    c("memo", "备注", 500),
};

// 5202
constexpr std::array kDiseQueryFields{
    kMdtrtId,
    kPsnNo,
};

constexpr std::array kDiseViewFields{
    c("diag_info_id", "诊断信息ID", 30).must(),
    kMdtrtId,
    kPsnNo,
    d("inout_diag_type", "出入院诊断类别", 3, kInoutDiagType),
    d("diag_type", "诊断类别", 3, kDiagType).must(),
    d("maindiag_flag", "主诊断标志", 3, kFlag),
    n("diag_srt_no", "诊断排序号", 2, 0).must(),
    c("diag_code", "诊断代码", 20).must(),
    c("diag_name", "诊断名称", 100).must(),
    c("adm_cond", "入院病情", 500),
    c("diag_dept", "诊断科室", 50).must(),
    c("dise_dor_no", "诊断医生编码", 30).must(),
    c("dise_dor_name", "诊断医生姓名", 50).must(),
    time("diag_time", "诊断时间").must(),
    c("opter_id", "经办人ID", 30),
    c("opter_name", "经办人姓名", 50),
    time("opt_time", "经办时间"),
};

// 5205
constexpr std::array kDrugQueryFields{
    kPsnNo,
    time("begntime", "开始时间").must(),
    time("endtime", "结束时间"),
};

constexpr std::array kDrugViewFields{
    kMdtrtId,
    kSetlId,
    c("feedetl_sn", "费用明细流水号", 30).must(),
    c("rx_drord_no", "处方/医嘱号", 30),
    c("fixmedins_code", "定点医药机构编号", 30).must(),
    c("fixmedins_name", "定点医药机构名称", 200),
    d("med_type", "医疗类别", 6, kMedType).must(),
    c("dise_codg", "病种编码", 30),
    time("fee_ocur_time", "费用发生时间").must(),
    n("cnt", "数量", 16, 4).or_negative().must(),
    c("sin_dos_dscr", "单次剂量描述", 200),
    c("used_frqu_dscr", "使用频次描述", 200),
    n("prd_days", "周期天数", 4, 2),
    c("medc_way_dscr", "用药途径描述", 200),
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
    d("hosp_appr_flag", "医院审批标志", 3, kHospApprFlag),
    d("tcmdrug_used_way", "中药使用方式", 6, kUnpublished),
    c("memo", "备注", 500),
    c("opter_id", "经办人ID", 30),
    c("opter_name", "经办人姓名", 50),
    time("opt_time", "经办时间"),
};

// 5303: by the person's number, or by a certificate as 1101 takes it.
constexpr std::array kStayQueryFields{
    c("psn_no", "人员编号", 30),
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType),
    c("mdtrt_cert_no", "就诊凭证编号", 50),
    c("card_sn", "卡识别码", 50),
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType),
    c("certno", "证件号码", 50),
    c("psn_name", "人员姓名", 50),
    time("begntime", "开始时间"),
    time("endtime", "结束时间"),
};

constexpr std::array kStayViewFields{
    kMdtrtId,
    kPsnNo,
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType).must(),
    c("certno", "证件号码", 50).must(),
    c("psn_name", "人员姓名", 50).must(),
    d("gend", "性别", 6, kGend).must(),
    day("brdy", "出生日期"),
    n("age", "年龄", 4, 1),
    d("insutype", "险种类型", 6, kInsutype).must(),
    day("begndate", "开始日期").must(),
    d("med_type", "医疗类别", 6, kMedType).must(),
    c("ipt_otp_no", "住院/门诊号", 30),
    d("out_flag", "异地标志", 3, kFlag).must(),
};

constexpr std::array kInput5201{
    Table{.node = "data", .fields = kVisitQueryFields},
};
constexpr std::array kOutput5201{
    Table{.node = "mdtrtinfo", .fields = kVisitViewFields, .is_list = true},
};
constexpr std::array kInput5202{
    Table{.node = "data", .fields = kDiseQueryFields},
};
constexpr std::array kOutput5202{
    Table{.node = "diseinfo", .fields = kDiseViewFields, .is_list = true},
};
constexpr std::array kInput5205{
    Table{.node = "data", .fields = kDrugQueryFields},
};
constexpr std::array kOutput5205{
    Table{.node = "feedetail", .fields = kDrugViewFields, .is_list = true},
};
constexpr std::array kInput5303{
    Table{.node = "data", .fields = kStayQueryFields},
};
constexpr std::array kOutput5303{
    Table{.node = "data", .fields = kStayViewFields, .is_list = true},
};

const std::array kVisitQueryList{
    Form{.infno = "5201", .label = "就诊信息查询", .input = kInput5201, .output = kOutput5201},
    Form{.infno = "5202", .label = "诊断信息查询", .input = kInput5202, .output = kOutput5202},
    Form{.infno = "5205",
         .label = "人员慢特病用药记录查询",
         .input = kInput5205,
         .output = kOutput5205},
    Form{.infno = "5303", .label = "在院信息查询", .input = kInput5303, .output = kOutput5303},
};

}  // namespace

const std::span<const Form> kVisitQueryForms{kVisitQueryList};

}  // namespace yidi::national::internal
