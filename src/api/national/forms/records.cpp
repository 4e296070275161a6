#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

constexpr Field kSerial = c("trt_dcla_detl_sn", "待遇申报明细流水号", 30).must();

// 2501
constexpr std::array kReferralFields{
    kPsnNo,
    d("insutype", "险种类型", 6, kInsutype),
    c("tel", "联系电话", 50),
    c("addr", "联系地址", 200),
    c("insu_optins", "参保机构医保区划", 6),
    c("diag_code", "诊断代码", 20).must(),
    c("diag_name", "诊断名称", 100).must(),
    c("dise_cond_dscr", "疾病病情描述", 2000),
    c("reflin_medins_no", "转往定点医药机构编号", 12).must(),
    c("reflin_medins_name", "转往医院名称", 200).must(),
    c("mdtrtarea_admdvs", "就医地行政区划", 6).must().also("mdtrtarea_admvs"),
    d("hosp_agre_refl_flag", "医院同意转院标志", 3, kFlag),
    d("refl_type", "转院类型", 30, kReflType).must(),
    day("refl_date", "转院日期").must(),
    c("refl_rea", "转院原因", 100).must(),
    c("refl_opnn", "转院意见", 200).must(),
    day("begndate", "开始日期"),
    day("enddate", "结束日期"),
    d("refl_used_flag", "转诊使用标志", 3, kUnpublished),
    kExpContent,
};

// 2501A
constexpr std::array kReferralAFields =
    join(std::array{c("refl_old_mdtrt_id", "转院前就诊ID", 30).must()}, kReferralFields);

// 2503
constexpr std::array kChronicFields{
    kPsnNo,
    d("insutype", "险种类型", 6, kInsutype).must(),
    c("opsp_dise_code", "门慢门特病种目录代码", 30).must(),
    c("opsp_dise_name", "门慢门特病种名称", 300).must(),
    c("tel", "联系电话", 50),
    c("addr", "联系地址", 200),
    c("insu_optins", "参保机构医保区划", 6).must(),
    c("ide_fixmedins_no", "鉴定定点医药机构编号", 30).must(),
    c("ide_fixmedins_name", "鉴定定点医药机构名称", 200).must(),
    day("hosp_ide_date", "医院鉴定日期").must(),
    c("diag_dr_codg", "诊断医师编码", 30).must(),
    c("diag_dr_name", "诊断医师姓名", 50).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    kExpContent,
};

// 2505
constexpr std::array kChoiceFields{
    kPsnNo,
    c("tel", "联系电话", 50),
    c("addr", "联系地址", 200),
    d("biz_appy_type", "业务申请类型", 3, kBizAppyType).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    c("agnter_name", "代办人姓名", 50),
    d("agnter_cert_type", "代办人证件类型", 6, kPsnCertType),
    c("agnter_certno", "代办人证件号码", 50),
    c("agnter_tel", "代办人联系方式", 30),
    c("agnter_addr", "代办人联系地址", 200),
    d("agnter_rlts", "代办人关系", 3, kUnpublished),
    c("fix_srt_no", "定点排序号", 3).must(),
    c("fixmedins_code", "定点医药机构编号", 12).must(),
    c("fixmedins_name", "定点医药机构名称", 200).must(),
    c("memo", "备注", 500),
    kExpContent,
};

// 2502; the reason is required of 2504 and 2506 only.
constexpr std::array kReferralUndoFields{
    kSerial,
    kPsnNo,
    c("memo", "备注", 500),
};
constexpr std::array kRecordUndoFields{
    kSerial,
    kPsnNo,
    c("memo", "备注", 500).must(),
};

constexpr std::array kRecordOutFields{
    kSerial,
};

// 5301
constexpr std::array kChronicQueryFields{
    kPsnNo,
};

constexpr std::array kChronicViewFields{
    c("opsp_dise_code", "门慢门特病种目录代码", 30).must(),
    c("opsp_dise_name", "门慢门特病种名称", 300).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
};

// 5302
constexpr std::array kChoiceQueryFields{
    kPsnNo,
    d("biz_appy_type", "业务申请类型", 3, kBizAppyType).must(),
};

constexpr std::array kChoiceViewFields{
    kPsnNo,
    d("insutype", "险种类型", 6, kInsutype),
    c("fix_srt_no", "定点排序号", 3).must(),
    c("fixmedins_code", "定点医药机构编号", 12).must(),
    c("fixmedins_name", "定点医药机构名称", 200).must(),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    c("memo", "备注", 500),
};

// 5304
constexpr std::array kReferralQueryFields{
    kPsnNo,
    time("begntime", "开始时间").must(),
    time("endtime", "结束时间"),
};

constexpr std::array kReferralViewFields{
    d("insutype", "险种类型", 6, kInsutype),
    d("dcla_souc", "申报来源", 3, kDclaSouc),
    kPsnNo,
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType),
    c("certno", "证件号码", 50),
    c("psn_name", "人员姓名", 50),
    d("gend", "性别", 6, kGend),
    day("brdy", "出生日期"),
    c("tel", "联系电话", 50),
    c("addr", "联系地址", 200),
    c("insu_optins", "参保机构医保区划", 6),
    c("emp_name", "单位名称", 200),
    c("diag_code", "诊断代码", 20).must(),
    c("diag_name", "诊断名称", 100).must(),
    c("dise_cond_dscr", "疾病病情描述", 2000),
    c("reflin_medins_no", "转往定点医药机构编号", 12).must(),
    c("reflin_medins_name", "转往医院名称", 200).must(),
    d("out_flag", "异地标志", 3, kFlag).must(),
    day("refl_date", "转院日期").must(),
    c("refl_rea", "转院原因", 100),
    day("begndate", "开始日期").must(),
    day("enddate", "结束日期"),
    c("mdtrtarea_admdvs", "就医地行政区划", 6).also("mdtrtarea_admvs"),
    d("refl_type", "转院类型", 30, kReflType),
    kSerial,
};

constexpr std::array kInput2501{
    Table{.node = "refmedin", .fields = kReferralFields},
};
constexpr std::array kInput2501A{
    Table{.node = "refmedin", .fields = kReferralAFields},
};
constexpr std::array kInput2502{
    Table{.node = "data", .fields = kReferralUndoFields},
};
constexpr std::array kInput2503{
    Table{.node = "data", .fields = kChronicFields},
};
constexpr std::array kInput2504{
    Table{.node = "data", .fields = kRecordUndoFields},
};
constexpr std::array kInput2505{
    Table{.node = "data", .fields = kChoiceFields},
};
constexpr std::array kRecordOutput{
    Table{.node = "result", .fields = kRecordOutFields},
};
constexpr std::array kInput5301{
    Table{.node = "data", .fields = kChronicQueryFields},
};
constexpr std::array kOutput5301{
    // As the interface spells it; its rows are no fees.
    Table{.node = "feedetail", .fields = kChronicViewFields, .is_list = true},
};
constexpr std::array kInput5302{
    Table{.node = "data", .fields = kChoiceQueryFields},
};
constexpr std::array kOutput5302{
    Table{.node = "psnfixmedin", .fields = kChoiceViewFields, .is_list = true},
};
constexpr std::array kInput5304{
    Table{.node = "data", .fields = kReferralQueryFields},
};
constexpr std::array kOutput5304{
    Table{.node = "refmedin", .fields = kReferralViewFields, .is_list = true},
};

const std::array kRecordList{
    Form{.infno = "2501", .label = "转院备案", .input = kInput2501, .output = kRecordOutput},
    Form{.infno = "2501A", .label = "转院备案", .input = kInput2501A, .output = kRecordOutput},
    Form{.infno = "2502", .label = "转院备案撤销", .input = kInput2502, .output = kRecordOutput},
    Form{.infno = "2503", .label = "人员慢特病备案", .input = kInput2503, .output = kRecordOutput},
    Form{.infno = "2504",
         .label = "人员慢特病备案撤销",
         .input = kInput2504,
         .output = kRecordOutput},
    Form{.infno = "2505", .label = "人员定点备案", .input = kInput2505, .output = kRecordOutput},
    Form{
        .infno = "2506", .label = "人员定点备案撤销", .input = kInput2504, .output = kRecordOutput},
    Form{
        .infno = "5301", .label = "人员慢特病备案查询", .input = kInput5301, .output = kOutput5301},
    Form{.infno = "5302", .label = "人员定点信息查询", .input = kInput5302, .output = kOutput5302},
    Form{.infno = "5304", .label = "转院信息查询", .input = kInput5304, .output = kOutput5304},
};

}  // namespace

const std::span<const Form> kRecordForms{kRecordList};

}  // namespace yidi::national::internal
