#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

// 2401, 2403: for care elsewhere, in the node itself or in exp_content.
constexpr std::array kRemoteFields{
    d("trum_flag", "外伤标志", 3, kFlag).or_in_exp(),
    d("rel_ttp_flag", "涉及第三方标志", 3, kFlag).or_in_exp(),
    d("mdtrt_grp_type", "就诊人群类型", 6, kUnpublished).or_in_exp(),
    d("ipt_type", "住院类型", 3, kUnpublished).or_in_exp(),
    d("otp_er_refl_flag", "门诊急诊转诊标志", 3, kUnpublished).or_in_exp(),
    d("er_flag", "急诊标志", 3, kErFlag).or_in_exp(),
    d("need_ipt_flag", "门诊转住院标志", 3, kUnpublished).or_in_exp(),
    c("insuplc_admdvs", "参保地医保区划", 6).also("insuplc_admvs"),
    c("mdtrtarea_admvs", "就医地医保区划", 6).also("mdtrtarea_admdvs"),
};

// 2401, 2403
constexpr std::array kStayDetailFields{
    c("medrcdno", "病历号", 30),
    c("atddr_no", "主治医生编码", 30).must(),
    c("chfpdr_name", "主诊医师姓名", 50).must(),
    c("adm_diag_dscr", "入院诊断描述", 200).must(),
    c("adm_dept_codg", "入院科室编码", 30).must(),
    c("adm_dept_name", "入院科室名称", 100).must(),
    c("adm_bed", "入院床位", 30).must(),
    c("dscg_maindiag_code", "住院主诊断代码", 20).must(),
    c("dscg_maindiag_name", "住院主诊断名称", 300).must(),
    c("main_cond_dscr", "主要病情描述", 1000),
    c("dise_codg", "病种编码", 30),
    c("dise_name", "病种名称", 500),
    c("oprn_oprt_code", "手术操作代码", 30),
    c("oprn_oprt_name", "手术操作名称", 500),
    c("fpsc_no", "计划生育服务证号", 50),
    d("matn_type", "生育类别", 6, kMatnType),
    d("birctrl_type", "计划生育手术类别", 6, kBirctrlType),
    d("latechb_flag", "晚育标志", 3, kFlag),
    n("geso_val", "孕周数", 2, 0),
    n("fetts", "胎次", 3, 0),
    n("fetus_cnt", "胎儿数", 3, 0),
    d("pret_flag", "早产标志", 3, kFlag),
    day("birctrl_matn_date", "计划生育手术或生育日期"),
    d("dise_type_code", "病种类型", 6, kUnpublished),
};

// 2401
constexpr std::array kAdmissionOwnFields{
    kPsnNo,
    d("insutype", "险种类型", 6, kInsutype).must(),
    c("coner_name", "联系人姓名", 50),
    c("tel", "联系电话", 50),
    time("begntime", "开始时间").must(),
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50).must(),
    d("med_type", "医疗类别", 6, kMedType).must(),
    c("ipt_no", "住院号", 30).must().also("ipt_otp_no"),
    kExpContent,
};

constexpr std::array kAdmissionFields =
    join(kAdmissionOwnFields, join(kStayDetailFields, kRemoteFields));

// 2402
constexpr std::array kDischargeFields{
    kMdtrtId,
    kPsnNo,
    d("insutype", "险种类型", 6, kInsutype).must(),
    time("endtime", "结束时间").must(),
    c("dise_codg", "病种编码", 30),
    c("dise_name", "病种名称", 500),
    c("oprn_oprt_code", "手术操作代码", 30),
    c("oprn_oprt_name", "手术操作名称", 500),
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
    c("dscg_dept_codg", "出院科室编码", 30).must().also("dscg_dept_code"),
    c("dscg_dept_name", "出院科室名称", 100).must(),
    c("dscg_bed", "出院床位", 30),
    d("dscg_way", "离院方式", 3, kDscgWay).must(),
    day("die_date", "死亡日期"),
};

// 2403
constexpr std::array kAdmissionChangeOwnFields{
    kMdtrtId,
    kPsnNo,
    c("coner_name", "联系人姓名", 50),
    c("tel", "联系电话", 50),
    time("begntime", "开始时间").must(),
    time("endtime", "结束时间"),
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    d("med_type", "医疗类别", 6, kMedType).must(),
    c("ipt_otp_no", "住院/门诊号", 30).must().also("ipt_no"),
    kExpContent,
};

constexpr std::array kAdmissionChangeFields =
    join(kAdmissionChangeOwnFields, join(kStayDetailFields, kRemoteFields));

// 2401, 2402, 2403: diagnoses.
constexpr std::array kStayDiseFields{
    kPsnNo,
    d("diag_type", "诊断类别", 3, kDiagType).must(),
    d("maindiag_flag", "主诊断标志", 3, kFlag).must(),
    n("diag_srt_no", "诊断排序号", 2, 0).must(),
    c("diag_code", "诊断代码", 20).must(),
    c("diag_name", "诊断名称", 100).must(),
    c("adm_cond", "入院病情", 500),
    c("diag_dept", "诊断科室", 50).must(),
    c("dise_dor_no", "诊断医生编码", 30).must(),
    c("dise_dor_name", "诊断医生姓名", 50).must(),
    time("diag_time", "诊断时间").must(),
    c("mdtrt_id", "就诊ID", 30),
};

// 2404, 2405
constexpr std::array kStayUndoFields{
    kMdtrtId,
    kPsnNo,
    kExpContent,
};

constexpr std::array kStayOutFields{
    kMdtrtId,
};

constexpr std::array kInput2401{
    Table{.node = "mdtrtinfo", .fields = kAdmissionFields},
    Table{.node = "diseinfo", .fields = kStayDiseFields, .is_list = true, .is_required = false},
};
constexpr std::array kOutput2401{
    Table{.node = "result", .fields = kStayOutFields},
};
constexpr std::array kInput2402{
    Table{.node = "dscginfo", .fields = kDischargeFields},
    Table{.node = "diseinfo", .fields = kStayDiseFields, .is_list = true, .is_required = false},
};
constexpr std::array kInput2403{
    Table{.node = "adminfo", .fields = kAdmissionChangeFields, .other = "mdtrtinfo"},
    Table{.node = "diseinfo", .fields = kStayDiseFields, .is_list = true, .is_required = false},
};
constexpr std::array kInput2404{
    Table{.node = "data", .fields = kStayUndoFields},
};

const std::array kStayList{
    Form{.infno = "2401", .label = "入院办理", .input = kInput2401, .output = kOutput2401},
    Form{.infno = "2402", .label = "出院办理", .input = kInput2402, .output = {}},
    Form{.infno = "2403", .label = "入院信息变更", .input = kInput2403, .output = {}},
    Form{.infno = "2404", .label = "入院撤销", .input = kInput2404, .output = {}},
    Form{.infno = "2405", .label = "出院撤销", .input = kInput2404, .output = {}},
};

}  // namespace

const std::span<const Form> kStayForms{kStayList};

}  // namespace yidi::national::internal
