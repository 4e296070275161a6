#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

// 2101, 2102
constexpr std::array kDruginfoFields{
    kPsnNo,
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50),
    time("begntime", "开始时间").must(),
    amount("medfee_sumamt", "医疗费总额").must(),
    c("invono", "发票号", 20),
    d("insutype", "险种类型", 6, kInsutype).must(),
    c("dise_codg", "病种编码", 30),
    c("dise_name", "病种名称", 500),
    d("acct_used_flag", "个人账户使用标志", 3, kFlag).must(),
    d("med_type", "医疗类别", 6, kMedType).must(),
    kExpContent,
};

constexpr std::array kDrugdetailFields{
    c("feedetl_sn", "费用明细流水号", 30).must(),
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
    c("bilg_dr_codg", "开单医生编码", 30),
    c("bilg_dr_name", "开单医师姓名", 50),
    d("tcmdrug_used_way", "中药使用方式", 6, kUnpublished),
};

// 2103
constexpr std::array kPurchaseReverseFields{
    kPsnNo,
    kSetlId,
    kMdtrtId,
};

constexpr std::array kInput2102{
    Table{.node = "druginfo", .fields = kDruginfoFields},
    Table{.node = "drugdetail", .fields = kDrugdetailFields, .is_list = true},
};
constexpr std::array kInput2103{
    Table{.node = "data", .fields = kPurchaseReverseFields},
};

const std::array kPharmacyList{
    Form{.infno = "2101",
         .label = "药店预结算",
         .input = kInput2102,
         .output = kPurchaseTrialOutput},
    Form{.infno = "2102", .label = "药店结算", .input = kInput2102, .output = kPurchaseOutput},
    Form{.infno = "2103",
         .label = "药店结算撤销",
         .input = kInput2103,
         .output = kPurchaseReverseOutput},
};

}  // namespace

const std::span<const Form> kPharmacyForms{kPharmacyList};

}  // namespace yidi::national::internal
