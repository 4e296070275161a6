#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

// 2201
constexpr std::array kRegisterFields{
    kPsnNo,
    d("insutype", "险种类型", 6, kInsutype).must(),
    time("begntime", "开始时间").must(),
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50).must(),
    c("ipt_otp_no", "住院/门诊号", 30).must(),
    c("atddr_no", "医师编码", 30).must(),
    c("dr_name", "医师姓名", 50).must(),
    c("dept_code", "科室编码", 30).must(),
    c("dept_name", "科室名称", 100).must(),
    d("caty", "科别", 6, kUnpublished).must(),
};

constexpr std::array kRegisterOutFields{
    kMdtrtId,
    kPsnNo,
    c("ipt_otp_no", "住院/门诊号", 30).must(),
};

// 2202
constexpr std::array kRegisterUndoFields{
    kPsnNo,
    kMdtrtId,
    c("ipt_otp_no", "住院/门诊号", 30).must(),
};

// 2203
constexpr std::array kVisitFields{
    kMdtrtId,
    kPsnNo,
    d("med_type", "医疗类别", 6, kMedType).must(),
    time("begntime", "开始时间").must(),
    c("main_cond_dscr", "主要病情描述", 1000),
    c("dise_codg", "病种编码", 30),
    c("dise_name", "病种名称", 500),
    d("birctrl_type", "计划生育手术类别", 6, kBirctrlType),
    day("birctrl_matn_date", "计划生育手术或生育日期"),
};

// 2203A
constexpr std::array kVisitAFields =
    join(kVisitFields, std::array{
                           d("matn_type", "生育类别", 6, kMatnType),
                           n("geso_val", "孕周数", 2, 0),
                       });

// 2203, 2203A: diagnoses.
constexpr std::array kOutpatientDiseFields{
    d("diag_type", "诊断类别", 3, kDiagType).must(), n("diag_srt_no", "诊断排序号", 2, 0).must(),
    c("diag_code", "诊断代码", 20).must(),           c("diag_name", "诊断名称", 100).must(),
    c("diag_dept", "诊断科室", 50).must(),           c("dise_dor_no", "诊断医生编码", 30).must(),
    c("dise_dor_name", "诊断医生姓名", 50).must(),   time("diag_time", "诊断时间").must(),
    d("vali_flag", "有效标志", 3, kFlag).must(),
};

constexpr std::array kOutpatientDiseAFields =
    join(kOutpatientDiseFields, std::array{
                                    d("maindiag_flag", "主诊断标志", 3, kFlag).must(),
                                });

// 2204
constexpr std::array kOutpatientFeeFields{
    c("feedetl_sn", "费用明细流水号", 30).must(),
    kMdtrtId,
    kPsnNo,
    c("chrg_bchno", "收费批次号", 30).must(),
    c("dise_codg", "病种编码", 30),
    c("rxno", "处方号", 30),
    d("rx_circ_flag", "外购处方标志", 3, kFlag).must(),
    time("fee_ocur_time", "费用发生时间").must(),
    c("med_list_codg", "医疗目录编码", 50).must(),
    c("medins_list_codg", "医药机构目录编码", 150).must(),
    amount("det_item_fee_sumamt", "明细项目费用总额").must(),
    n("cnt", "数量", 16, 4).must(),
    n("pric", "单价", 16, 6).must(),
    c("sin_dos_dscr", "单次剂量描述", 200),
    c("used_frqu_dscr", "使用频次描述", 200),
    n("prd_days", "周期天数", 4, 2),
    c("medc_way_dscr", "用药途径描述", 200),
    c("bilg_dept_codg", "开单科室编码", 30).must(),
    c("bilg_dept_name", "开单科室名称", 100).must(),
    c("bilg_dr_codg", "开单医生编码", 30).must(),
    c("bilg_dr_name", "开单医师姓名", 50).must(),
    c("acord_dept_codg", "受单科室编码", 30),
    c("acord_dept_name", "受单科室名称", 100),
    c("orders_dr_code", "受单医生编码", 30),
    c("orders_dr_name", "受单医生姓名", 50),
    // Required by the text, but clients send "" where nothing has to be approved.
    d("hosp_appr_flag", "医院审批标志", 3, kHospApprFlag),
    d("tcmdrug_used_way", "中药使用方式", 6, kUnpublished),
    d("etip_flag", "外检标志", 3, kFlag),
    c("etip_hosp_code", "外检医院编码", 30),
    d("dscg_tkdrug_flag", "出院带药标志", 3, kFlag),
    d("matn_fee_flag", "生育费用标志", 6, kFlag),
    d("er_flag", "急诊标志", 3, kErFlag).or_in_exp(),
    kExpContent,
};

// 2205
constexpr std::array kOutpatientFeeUndoFields{
    kMdtrtId,
    c("chrg_bchno", "收费批次号", 30).must(),
    kPsnNo,
};

// 2206
constexpr std::array kOutpatientPreSettleFields{
    kPsnNo,
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50).must(),
    d("med_type", "医疗类别", 6, kMedType).must(),
    amount("medfee_sumamt", "医疗费总额").must(),
    d("psn_setlway", "个人结算方式", 6, kPsnSetlway).must(),
    kMdtrtId,
    c("chrg_bchno", "收费批次号", 30).must(),
    d("acct_used_flag", "个人账户使用标志", 1, kFlag).must(),
    d("insutype", "险种类型", 6, kInsutype).must(),
};

// 2207
constexpr std::array kOutpatientSettleFields{
    kPsnNo,
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50).must(),
    d("med_type", "医疗类别", 6, kMedType).must(),
    amount("medfee_sumamt", "医疗费总额").must(),
    d("psn_setlway", "个人结算方式", 6, kPsnSetlway).must(),
    kMdtrtId,
    c("chrg_bchno", "收费批次号", 30).must(),
    d("insutype", "险种类型", 6, kInsutype).must(),
    d("acct_used_flag", "个人账户使用标志", 1, kFlag).must(),
    c("invono", "发票号", 20),
    amount("fulamt_ownpay_amt", "全自费金额"),
    amount("overlmt_selfpay", "超限价金额"),
    amount("preselfpay_amt", "先行自付金额"),
    amount("inscp_scp_amt", "符合政策范围金额"),
};

// 2208
constexpr std::array kOutpatientReverseFields{
    kSetlId,
    kMdtrtId,
    kPsnNo,
};

constexpr std::array kInput2201{
    Table{.node = "data", .fields = kRegisterFields},
};
constexpr std::array kOutput2201{
    Table{.node = "data", .fields = kRegisterOutFields},
};
constexpr std::array kInput2202{
    Table{.node = "data", .fields = kRegisterUndoFields},
};
constexpr std::array kInput2203{
    Table{.node = "mdtrtinfo", .fields = kVisitFields},
    Table{
        .node = "diseinfo", .fields = kOutpatientDiseFields, .is_list = true, .is_required = false},
};
constexpr std::array kInput2203A{
    Table{.node = "mdtrtinfo", .fields = kVisitAFields},
    Table{.node = "diseinfo",
          .fields = kOutpatientDiseAFields,
          .is_list = true,
          .is_required = false},
};
constexpr std::array kInput2204{
    Table{.node = "feedetail", .fields = kOutpatientFeeFields, .is_list = true},
};
constexpr std::array kOutpatientNodes7{
    Table{.node = "data", .fields = kOutpatientFeeUndoFields},
};
constexpr std::array kInput2206{
    Table{.node = "data", .fields = kOutpatientPreSettleFields},
};
constexpr std::array kInput2207{
    Table{.node = "data", .fields = kOutpatientSettleFields},
};
constexpr std::array kInput2208{
    Table{.node = "data", .fields = kOutpatientReverseFields},
};

const std::array kOutpatientList{
    Form{.infno = "2201", .label = "门诊挂号", .input = kInput2201, .output = kOutput2201},
    Form{.infno = "2202", .label = "门诊挂号撤销", .input = kInput2202, .output = {}},
    Form{.infno = "2203", .label = "门诊就诊信息上传", .input = kInput2203, .output = {}},
    Form{.infno = "2203A", .label = "门诊就诊信息上传", .input = kInput2203A, .output = {}},
    Form{.infno = "2204",
         .label = "门诊费用明细信息上传",
         .input = kInput2204,
         .output = kFeeOutput},
    Form{
        .infno = "2205", .label = "门诊费用明细信息撤销", .input = kOutpatientNodes7, .output = {}},
    Form{.infno = "2206", .label = "门诊预结算", .input = kInput2206, .output = kPreSettleOutput},
    Form{.infno = "2207", .label = "门诊结算", .input = kInput2207, .output = kSettleOutput},
    Form{.infno = "2206A", .label = "门诊预结算", .input = kInput2206, .output = kPreSettleOutput},
    Form{.infno = "2207A", .label = "门诊结算", .input = kInput2207, .output = kSettleOutput},
    Form{.infno = "2208",
         .label = "门诊结算撤销",
         .input = kInput2208,
         .output = kOutpatientReverseOutput},
};

}  // namespace

const std::span<const Form> kOutpatientForms{kOutpatientList};

}  // namespace yidi::national::internal
