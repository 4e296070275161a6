#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

// 2301
constexpr std::array kStayFeeFields{
    c("feedetl_sn", "费用明细流水号", 30).must(),
    c("init_feedetl_sn", "原费用流水号", 30),
    kMdtrtId,
    c("drord_no", "医嘱号", 30),
    kPsnNo,
    d("med_type", "医疗类别", 6, kMedType).must(),
    time("fee_ocur_time", "费用发生时间").must(),
    c("med_list_codg", "医疗目录编码", 50).must(),
    c("medins_list_codg", "医药机构目录编码", 150).must(),
    signed_amount("det_item_fee_sumamt", "明细项目费用总额").must(),
    n("cnt", "数量", 16, 4).or_negative().must(),
    n("pric", "单价", 16, 6).must(),
    c("bilg_dept_codg", "开单科室编码", 30).must(),
    c("bilg_dept_name", "开单科室名称", 100).must(),
    c("bilg_dr_codg", "开单医生编码", 30).must(),
    c("bilg_dr_name", "开单医师姓名", 50).must(),
    c("acord_dept_codg", "受单科室编码", 30),
    c("acord_dept_name", "受单科室名称", 100),
    c("orders_dr_code", "受单医生编码", 30),
    c("orders_dr_name", "受单医生姓名", 50),
    d("hosp_appr_flag", "医院审批标志", 3, kHospApprFlag),
    d("tcmdrug_used_way", "中药使用方式", 6, kUnpublished),
    d("etip_flag", "外检标志", 3, kFlag),
    c("etip_hosp_code", "外检医院编码", 30),
    d("dscg_tkdrug_flag", "出院带药标志", 3, kFlag),
    d("matn_fee_flag", "生育费用标志", 6, kFlag),
    c("memo", "备注", 500),
    kExpContent,
};

// 2302
constexpr std::array kStayFeeUndoFields{
    c("feedetl_sn", "费用明细流水号", 30).must(),
    kMdtrtId,
    kPsnNo,
    kExpContent,
};

// 2303
constexpr std::array kStayPreSettleFields{
    kPsnNo,
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50).must(),
    amount("medfee_sumamt", "医疗费总额").must(),
    d("psn_setlway", "个人结算方式", 6, kPsnSetlway).must(),
    kMdtrtId,
    d("acct_used_flag", "个人账户使用标志", 1, kFlag),
    d("insutype", "险种类型", 6, kInsutype).must(),
    c("invono", "发票号", 20),
    d("mid_setl_flag", "中途结算标志", 3, kFlag).must(),
    amount("fulamt_ownpay_amt", "全自费金额"),
    amount("overlmt_selfpay", "超限价金额"),
    amount("preselfpay_amt", "先行自付金额"),
    amount("inscp_scp_amt", "符合政策范围金额"),
    day("dscgTime", "出院时间").also("dscg_time"),
};

// 2304
constexpr std::array kStaySettleFields{
    kPsnNo,
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50).must(),
    amount("medfee_sumamt", "医疗费总额").must(),
    d("psn_setlway", "个人结算方式", 6, kPsnSetlway).must(),
    kMdtrtId,
    d("insutype", "险种类型", 6, kInsutype).must(),
    d("acct_used_flag", "个人账户使用标志", 1, kFlag).must(),
    c("invono", "发票号", 20),
    d("mid_setl_flag", "中途结算标志", 3, kFlag).must(),
    amount("fulamt_ownpay_amt", "全自费金额"),
    amount("overlmt_selfpay", "超限价金额"),
    amount("preselfpay_amt", "先行自付金额"),
    amount("inscp_scp_amt", "符合政策范围金额"),
    day("dscgTime", "出院时间").also("dscg_time"),
    kExpContent,
};

// 2305
constexpr std::array kStayReverseFields{
    kMdtrtId,
    kSetlId,
    kPsnNo,
    kExpContent,
};

constexpr std::array kInput2301{
    Table{.node = "feedetail", .fields = kStayFeeFields, .is_list = true},
};
constexpr std::array kInput2302{
    Table{.node = "data", .fields = kStayFeeUndoFields, .is_list = true},
};
constexpr std::array kInput2303{
    Table{.node = "data", .fields = kStayPreSettleFields},
};
constexpr std::array kInput2304{
    Table{.node = "data", .fields = kStaySettleFields},
};
constexpr std::array kInput2305{
    Table{.node = "data", .fields = kStayReverseFields},
};

const std::array kInpatientList{
    Form{.infno = "2301", .label = "住院费用明细上传", .input = kInput2301, .output = kFeeOutput},
    Form{.infno = "2302", .label = "住院费用明细撤销", .input = kInput2302, .output = {}},
    Form{.infno = "2303", .label = "住院预结算", .input = kInput2303, .output = kPreSettleOutput},
    Form{.infno = "2304", .label = "住院结算", .input = kInput2304, .output = kSettleOutput},
    Form{.infno = "2305",
         .label = "住院结算撤销",
         .input = kInput2305,
         .output = kInpatientReverseOutput},
};

}  // namespace

const std::span<const Form> kInpatientForms{kInpatientList};

}  // namespace yidi::national::internal
