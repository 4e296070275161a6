#include <array>

#include "api/national/internal/words.h"

namespace yidi::national::internal {
namespace {

// Lengths are those that real clients send where the text has less: numbers of six characters,
// versions such as "V1.2.02".
constexpr std::array kEnvelopeFields{
    c("infno", "交易编号", 6).must(),
    c("msgid", "发送方报文ID", 30).must(),
    c("mdtrtarea_admvs", "就医地医保区划", 6).must().also("mdtrtarea_admdvs"),
    c("insuplc_admdvs", "参保地医保区划", 6).also("insuplc_admvs"),
    c("recer_sys_code", "接收方系统代码", 30).must(),
    c("dev_no", "设备编号", 100),
    c("dev_safe_info", "设备安全信息", 2000),
    c("cainfo", "数字签名信息", 1024),
    c("signtype", "签名类型", 10),
    c("infver", "接口版本号", 10).must(),
    d("opter_type", "经办人类别", 3, kOpterType).must(),
    c("opter", "经办人", 30).must(),
    c("opter_name", "经办人姓名", 50).must(),
    time("inf_time", "交易时间").must(),
    c("fixmedins_code", "定点医药机构编号", 30).must(),
    c("fixmedins_name", "定点医药机构名称", 200).must(),
    c("sign_no", "交易签到流水号", 30),
};

// 9001
constexpr std::array kSignInFields{
    c("opter_no", "操作员编号", 20).must(),
    // Encrypted addresses occur, which are longer than the 20 of the text.
    c("mac", "签到 MAC 地址", 100).must(),
    c("ip", "签到 IP 地址", 50).must(),
};

constexpr std::array kSignInOutFields{
    time("sign_time", "签到时间").must(),
    c("sign_no", "签到编号", 30).must(),
};

// 9002
constexpr std::array kSignOutFields{
    c("sign_no", "签到编号", 30).must(),
    c("opter_no", "操作员编号", 20).must(),
};

constexpr std::array kSignOutOutFields{
    time("sign_time", "签退时间").must(),
};

// 1101
constexpr std::array kPersonFields{
    d("mdtrt_cert_type", "就诊凭证类型", 3, kMdtrtCertType).must(),
    c("mdtrt_cert_no", "就诊凭证编号", 50).must(),
    c("card_sn", "卡识别码", 50),
    time("begntime", "开始时间"),
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType),
    c("certno", "证件号码", 50),
    c("psn_name", "人员姓名", 50),
};

constexpr std::array kBaseinfoFields{
    kPsnNo,
    d("psn_cert_type", "人员证件类型", 6, kPsnCertType).must(),
    c("certno", "证件号码", 50).must(),
    c("psn_name", "人员姓名", 50).must(),
    d("gend", "性别", 6, kGend).must(),
    d("naty", "民族", 3, kNaty),
    day("brdy", "出生日期"),
    n("age", "年龄", 4, 1).must(),
};

constexpr std::array kInsuinfoFields{
    signed_amount("balc", "余额").must(),
    d("insutype", "险种类型", 6, kInsutype).must(),
    d("psn_type", "人员类别", 6, kPsnType).must(),
    d("psn_insu_stas", "人员参保状态", 6, kPsnInsuStas).must(),
    day("psn_insu_date", "个人参保日期"),
    day("paus_insu_date", "暂停参保日期"),
    d("cvlserv_flag", "公务员标志", 3, kFlag).must(),
    c("insuplc_admdvs", "参保地医保区划", 6).must().also("insuplc_admvs"),
    c("emp_name", "单位名称", 200),
};

constexpr std::array kIdetinfoFields{
    d("psn_idet_type", "人员身份类别", 3, kUnpublished).must(),
    d("psn_type_lv", "人员类别等级", 3, kUnpublished),
    c("memo", "备注", 500),
    time("begntime", "开始时间").must(),
    time("endtime", "结束时间"),
};

// 2001
constexpr std::array kEntitlementFields{
    kPsnNo,
    d("insutype", "险种类型", 6, kInsutype).must(),
    c("fixmedins_code", "定点医药机构编号", 30).must(),
    d("med_type", "医疗类别", 6, kMedType).must(),
    time("begntime", "开始时间").must(),
    time("endtime", "结束时间"),
    c("dise_codg", "病种编码", 30),
    c("dise_name", "病种名称", 500),
    c("oprn_oprt_code", "手术操作代码", 30),
    c("oprn_oprt_name", "手术操作名称", 200),
    d("matn_type", "生育类别", 6, kMatnType),
    d("birctrl_type", "计划生育手术类别", 6, kBirctrlType),
};

constexpr std::array kTrtinfoFields{
    kPsnNo,
    d("trt_chk_type", "待遇检查类型", 3, kTrtChkType).must(),
    d("fund_pay_type", "基金支付类型", 6, kFundPayType).must(),
    d("trt_enjymnt_flag", "待遇享受标志", 3, kFlag).must(),
    day("begndate", "开始日期"),
    day("enddate", "结束日期"),
    c("trt_chk_rslt", "待遇检查结果", 1000),
};

constexpr std::array kInput9001{
    Table{.node = "signIn", .fields = kSignInFields, .other = "data"},
};
constexpr std::array kOutput9001{
    Table{.node = "signinoutb", .fields = kSignInOutFields},
};
constexpr std::array kInput9002{
    Table{.node = "signOut", .fields = kSignOutFields, .other = "data"},
};
constexpr std::array kOutput9002{
    Table{.node = "signoutoutb", .fields = kSignOutOutFields},
};
constexpr std::array kInput1101{
    Table{.node = "data", .fields = kPersonFields},
};
constexpr std::array kOutput1101{
    Table{.node = "baseinfo", .fields = kBaseinfoFields},
    Table{.node = "insuinfo", .fields = kInsuinfoFields, .is_list = true},
    Table{.node = "idetinfo", .fields = kIdetinfoFields, .is_list = true, .is_required = false},
};
constexpr std::array kInput2001{
    Table{.node = "data", .fields = kEntitlementFields},
};
constexpr std::array kOutput2001{
    Table{.node = "trtinfo", .fields = kTrtinfoFields, .is_list = true},
};

const std::array kSessionList{
    Form{.infno = "9001", .label = "签到", .input = kInput9001, .output = kOutput9001},
    Form{.infno = "9002", .label = "签退", .input = kInput9002, .output = kOutput9002},
    Form{.infno = "1101", .label = "人员信息获取", .input = kInput1101, .output = kOutput1101},
    Form{.infno = "2001", .label = "人员待遇享受检查", .input = kInput2001, .output = kOutput2001},
};

}  // namespace

const std::span<const Form> kSessionForms{kSessionList};
const Table kEnvelopeTable{.node = "", .fields = kEnvelopeFields};

}  // namespace yidi::national::internal
