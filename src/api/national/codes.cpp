#include "api/national/codes.h"

#include <algorithm>
#include <array>

#include "domain/registry/charge_type.h"
#include "domain/registry/hospital_level.h"

namespace yidi::national {
namespace {

constexpr std::array kFlagCodes{
    Code{"0", "否"},
    Code{"1", "是"},
};
constexpr std::array kOpterTypeCodes{
    Code{"1", "经办人"},
    Code{"2", "自助终端"},
    Code{"3", "移动终端"},
};
constexpr std::array kInsutypeCodes{
    Code{"310", "职工基本医疗保险"},
    Code{"320", "公务员医疗补助"},
    Code{"330", "大额医疗费用补助"},
    Code{"340", "离休人员医疗保障"},
    Code{"350", "一至六级残疾军人医疗补助"},
    Code{"360", "老红军医疗保障"},
    Code{"370", "企业补充医疗保险"},
    Code{"380", "新型农村合作医疗"},
    Code{"390", "城乡居民基本医疗保险"},
    Code{"391", "城镇居民基本医疗保险"},
    Code{"392", "城乡居民大病医疗保险"},
    Code{"399", "其他特殊人员医疗保障"},
    Code{"410", "长期照护保险"},
    Code{"510", "生育保险"},
    Code{"610", "地方扩展"},
    Code{"39902", "地方扩展"},
    Code{"39916", "地方扩展"},
};
constexpr std::array kPsnTypeCodes{
    Code{"11", "在职"},           Code{"1101", "职工在职"},
    Code{"1102", "公务员在职"},   Code{"1103", "灵活就业人员在职"},
    Code{"12", "退休"},           Code{"1201", "职工退休"},
    Code{"1202", "公务员退休"},   Code{"1203", "灵活就业退休"},
    Code{"13", "离休"},           Code{"1300", "离休"},
    Code{"14", "居民（未成年）"}, Code{"1401", "新生儿"},
    Code{"1402", "学龄前儿童"},   Code{"1403", "中小学生"},
    Code{"1404", "大学生"},       Code{"1405", "未成年（未入学）"},
    Code{"15", "居民（成年）"},   Code{"1501", "居民（成年）"},
    Code{"16", "居民（老年）"},   Code{"1601", "居民（老年）"},
};
constexpr std::array kMedTypeCodes{
    Code{"11", "普通门诊"},   Code{"12", "门诊挂号"},       Code{"13", "急诊"},
    Code{"14", "门诊慢特病"}, Code{"15", "特药"},           Code{"19", "意外伤害门诊"},
    Code{"21", "普通住院"},   Code{"22", "外伤住院"},       Code{"23", "转外诊治住院"},
    Code{"24", "急诊转住院"}, Code{"41", "定点药店购药"},   Code{"51", "生育门诊"},
    Code{"52", "生育住院"},   Code{"53", "计划生育手术费"},
};
constexpr std::array kMdtrtCertTypeCodes{
    Code{"01", "医保电子凭证令牌"}, Code{"02", "居民身份证"}, Code{"03", "社会保障卡"},
    Code{"04", "终端扫码"},         Code{"05", "终端扫脸"},
};
constexpr std::array kPsnCertTypeCodes{
    Code{"01", "居民身份证（户口簿）"},
    Code{"02", "军官证"},
    Code{"03", "武警警官证"},
    Code{"04", "香港通行证"},
    Code{"05", "澳门通行证"},
    Code{"06", "台湾通行证"},
    Code{"07", "外国人永久居留证"},
    Code{"08", "外国护照"},
    Code{"09", "残疾人证"},
    Code{"10", "军烈属证"},
    Code{"11", "外国人就业证"},
    Code{"12", "外国专家证"},
    Code{"13", "外国人常驻记者证"},
    Code{"14", "台港澳就业证"},
    Code{"15", "回国定居专家证"},
    Code{"16", "中国护照"},
    Code{"17", "港澳台居民居住证"},
    Code{"90", "社会保障卡"},
    Code{"91", "保密"},
    Code{"99", "其他"},
};
constexpr std::array kGendCodes{
    Code{"0", "未知"},
    Code{"1", "男"},
    Code{"2", "女"},
    Code{"9", "未说明"},
};
constexpr std::array kNatyCodes{
    Code{"01", "汉族"},
};
constexpr std::array kPsnInsuStasCodes{
    Code{"0", "未参保"}, Code{"1", "正常参保"}, Code{"2", "暂停参保"},
    Code{"3", "无效"},   Code{"4", "终止参保"},
};
constexpr std::array kTrtChkTypeCodes{
    Code{"01", "基金"},
    Code{"99", "其他"},
};
constexpr std::array kDiagTypeCodes{
    Code{"1", "西医"},
    Code{"2", "中医主病"},
    Code{"3", "中医主证"},
};
constexpr std::array kPsnSetlwayCodes{
    Code{"01", "按项目结算"},
    Code{"02", "按定额结算"},
    Code{"0201", "单病种"},
    Code{"0202", "日间手术"},
};
constexpr std::array kHospApprFlagCodes{
    Code{"0", "无须审批"},
    Code{"1", "审批通过"},
    Code{"2", "审批不通过"},
};
constexpr std::array kErFlagCodes{
    Code{"0", "非急诊"},
    Code{"1", "急诊"},
    Code{"2", "术前门诊检查"},
    Code{"3", "择期"},
};
constexpr std::array kDscgWayCodes{
    Code{"1", "医嘱离院"},   Code{"2", "医嘱转院"}, Code{"3", "转社区或乡镇卫生院"},
    Code{"4", "非医嘱离院"}, Code{"5", "死亡"},     Code{"9", "其他"},
};
constexpr std::array kMatnTypeCodes{
    Code{"1", ""},  Code{"2", ""},  Code{"3", ""},  Code{"4", ""}, Code{"5", ""},
    Code{"6", ""},  Code{"7", ""},  Code{"8", ""},  Code{"9", ""}, Code{"10", ""},
    Code{"11", ""}, Code{"12", ""}, Code{"13", ""},
};
constexpr std::array kBirctrlTypeCodes{
    Code{"1", ""}, Code{"2", ""}, Code{"3", ""}, Code{"4", ""},  Code{"5", ""},  Code{"6", ""},
    Code{"7", ""}, Code{"8", ""}, Code{"9", ""}, Code{"10", ""}, Code{"11", ""}, Code{"12", ""},
};
constexpr std::array kChrgitmLvCodes{
    Code{"01", "甲类"},
    Code{"02", "乙类"},
    Code{"03", "丙类（自费）"},
};
constexpr auto kMedChrgitmTypeCodes = [] {
    std::array<Code, registry::kChargeTypes.size()> codes{};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        codes.at(i) = {registry::kChargeTypes.at(i).code, registry::kChargeTypes.at(i).name};
    }
    return codes;
}();
constexpr std::array kListTypeCodes{
    Code{"101", "西药中成药"},   Code{"102", "中药饮片"}, Code{"103", "自制剂"},
    Code{"104", "民族药"},       Code{"105", "其他"},     Code{"106", "中药配方颗粒"},
    Code{"201", "医疗服务项目"}, Code{"301", "医用材料"}, Code{"501", "长期照护"},
};
constexpr std::array kFundPayTypeCodes{
    Code{"310100", "职工基本医疗保险统筹基金"},
    Code{"310200", "职工基本医疗保险个人账户基金"},
    Code{"320100", "公务员医疗补助基金"},
    Code{"330100", "大额医疗费用补助基金"},
    Code{"340100", "离休人员医疗保障基金"},
    Code{"350100", "一至六级残疾军人医疗补助基金"},
    Code{"370100", "企业补充医疗保险基金"},
    Code{"390100", "城乡居民基本医疗保险基金"},
    Code{"390200", "城乡居民大病医疗保险资金"},
    Code{"510100", "生育基金"},
    Code{"610100", "医疗救助基金"},
    Code{"610102", "再救助基金"},
    Code{"610103", "健康扶贫基金"},
    Code{"910100", "其他支付（异地就医平台返回）"},
    Code{"999996", "医院垫付"},
    Code{"999997", "其他基金"},
    Code{"999998", "现金"},
    Code{"999999", "个人支出"},
};
constexpr std::array kClrTypeCodes{
    Code{"11", "门诊"},
    Code{"21", "住院"},
    Code{"41", "药店"},
    Code{"99", "其他"},
};
constexpr std::array kClrWayCodes{
    Code{"1", "按项目"}, Code{"10", "按项目"}, Code{"20", "单病种"}, Code{"30", "按病种分值"},
    Code{"40", "DRG"},   Code{"50", "床日"},   Code{"60", "人头"},   Code{"99", "其他"},
};
constexpr std::array kPayLocCodes{
    Code{"1", "中心"},
    Code{"2", "医药机构"},
    Code{"3", "省内异地"},
    Code{"4", "跨省异地"},
};
constexpr auto kHospLvCodes = [] {
    std::array<Code, registry::kHospitalLevels.size()> codes{};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        codes.at(i) = {registry::kHospitalLevels.at(i).code, registry::kHospitalLevels.at(i).name};
    }
    return codes;
}();
constexpr std::array kFixmedinsTypeCodes{
    Code{"1", "定点医疗机构"},
    Code{"2", "定点零售药店"},
};
constexpr std::array kStmtRsltCodes{
    Code{"000000", "对账相符"},
    Code{"000001", "对账不符"},
};
constexpr std::array kReflTypeCodes{
    Code{"1", "市内转院"},
    Code{"2", "转往省内异地"},
    Code{"3", "转往省外异地"},
};
constexpr std::array kBizAppyTypeCodes{
    Code{"01", "门诊慢特病"},   Code{"02", "意外伤害"}, Code{"03", "就医定点"},
    Code{"04", "家庭病床"},     Code{"05", "家庭医生"}, Code{"06", "转诊转院"},
    Code{"07", "异地急诊住院"}, Code{"08", "异地安置"}, Code{"09", "特检特治"},
    Code{"10", "特药"},         Code{"11", "长期带药"}, Code{"12", "代购药"},
    Code{"13", "生育"},         Code{"14", "个人账户"}, Code{"15", "临时救助"},
    Code{"16", "年度救助"},     Code{"17", "按病种"},   Code{"18", "无凭证就医"},
    Code{"19", "退费"},         Code{"20", "外检外购"}, Code{"21", "长期照护"},
    Code{"99", "其他"},
};
constexpr std::array kDclaSoucCodes{
    Code{"01", "医疗机构"}, Code{"02", "经办中心"}, Code{"03", "网厅"},
    Code{"04", "APP"},      Code{"05", "一体机"},   Code{"99", "其他"},
};
constexpr std::array kInhospStasCodes{
    Code{"0", "出院"},
    Code{"1", "在院"},
};
constexpr std::array kFulamtAdvpayFlagCodes{
    Code{"0", "医院报销"},
    Code{"1", "零星报销"},
};
constexpr std::array kCnfmFlagCodes{
    Code{"1", "本期确认"},
    Code{"0", "本期不参与清分"},
};
constexpr std::array kInoutDiagTypeCodes{
    Code{"1", "入院诊断"},
    Code{"2", "出院诊断"},
};

/// So many are told in a message; a dictionary with more is told by its first ones.
constexpr std::size_t kListedMax = 8;

constexpr bool is_code_character(char character) {
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z') || character == '.' || character == '-' ||
           character == '_';
}

}  // namespace

const Dictionary kFlag{.name = "flag", .codes = kFlagCodes};
const Dictionary kOpterType{.name = "opter_type", .codes = kOpterTypeCodes};
const Dictionary kInsutype{.name = "insutype", .codes = kInsutypeCodes};
const Dictionary kPsnType{.name = "psn_type", .codes = kPsnTypeCodes, .is_open = true};
const Dictionary kMedType{.name = "med_type", .codes = kMedTypeCodes, .is_open = true};
const Dictionary kMdtrtCertType{.name = "mdtrt_cert_type", .codes = kMdtrtCertTypeCodes};
const Dictionary kPsnCertType{.name = "psn_cert_type", .codes = kPsnCertTypeCodes};
const Dictionary kGend{.name = "gend", .codes = kGendCodes};
const Dictionary kNaty{.name = "naty", .codes = kNatyCodes, .is_open = true};
const Dictionary kPsnInsuStas{.name = "psn_insu_stas", .codes = kPsnInsuStasCodes};
const Dictionary kTrtChkType{.name = "trt_chk_type", .codes = kTrtChkTypeCodes};
const Dictionary kDiagType{.name = "diag_type", .codes = kDiagTypeCodes};
const Dictionary kPsnSetlway{.name = "psn_setlway", .codes = kPsnSetlwayCodes, .is_open = true};
const Dictionary kHospApprFlag{.name = "hosp_appr_flag", .codes = kHospApprFlagCodes};
const Dictionary kErFlag{.name = "er_flag", .codes = kErFlagCodes};
const Dictionary kDscgWay{.name = "dscg_way", .codes = kDscgWayCodes};
const Dictionary kMatnType{.name = "matn_type", .codes = kMatnTypeCodes, .is_open = true};
const Dictionary kBirctrlType{.name = "birctrl_type", .codes = kBirctrlTypeCodes, .is_open = true};
const Dictionary kChrgitmLv{.name = "chrgitm_lv", .codes = kChrgitmLvCodes};
const Dictionary kMedChrgitmType{.name = "med_chrgitm_type", .codes = kMedChrgitmTypeCodes};
const Dictionary kListType{.name = "list_type", .codes = kListTypeCodes};
const Dictionary kFundPayType{.name = "fund_pay_type", .codes = kFundPayTypeCodes, .is_open = true};
const Dictionary kClrType{.name = "clr_type", .codes = kClrTypeCodes, .is_open = true};
const Dictionary kClrWay{.name = "clr_way", .codes = kClrWayCodes, .is_open = true};
const Dictionary kPayLoc{.name = "pay_loc", .codes = kPayLocCodes};
const Dictionary kHospLv{.name = "hosp_lv", .codes = kHospLvCodes};
const Dictionary kFixmedinsType{.name = "fixmedins_type", .codes = kFixmedinsTypeCodes};
const Dictionary kStmtRslt{.name = "stmt_rslt", .codes = kStmtRsltCodes};
const Dictionary kReflType{.name = "refl_type", .codes = kReflTypeCodes, .is_open = true};
const Dictionary kBizAppyType{.name = "biz_appy_type", .codes = kBizAppyTypeCodes, .is_open = true};
const Dictionary kDclaSouc{.name = "dcla_souc", .codes = kDclaSoucCodes};
const Dictionary kInhospStas{.name = "inhosp_stas", .codes = kInhospStasCodes};
const Dictionary kInoutDiagType{.name = "inout_diag_type", .codes = kInoutDiagTypeCodes};
const Dictionary kFulamtAdvpayFlag{.name = "fulamt_advpay_flag", .codes = kFulamtAdvpayFlagCodes};
const Dictionary kCnfmFlag{.name = "cnfm_flag", .codes = kCnfmFlagCodes};
const Dictionary kUnpublished{.name = "", .codes = {}, .is_open = true};

std::span<const Dictionary* const> dictionaries() {
    static constexpr std::array kAll{
        &kFlag,
        &kOpterType,
        &kInsutype,
        &kPsnType,
        &kMedType,
        &kMdtrtCertType,
        &kPsnCertType,
        &kGend,
        &kNaty,
        &kPsnInsuStas,
        &kTrtChkType,
        &kDiagType,
        &kPsnSetlway,
        &kHospApprFlag,
        &kErFlag,
        &kDscgWay,
        &kMatnType,
        &kBirctrlType,
        &kChrgitmLv,
        &kMedChrgitmType,
        &kListType,
        &kFundPayType,
        &kClrType,
        &kClrWay,
        &kPayLoc,
        &kHospLv,
        &kStmtRslt,
        &kFixmedinsType,
        &kFulamtAdvpayFlag,
        &kCnfmFlag,
    };
    return kAll;
}

bool allows(const Dictionary& dictionary, std::string_view value) {
    const auto is_it = [&](const Code& code) { return code.value == value; };
    return dictionary.is_open ? std::ranges::all_of(value, is_code_character)
                              : std::ranges::any_of(dictionary.codes, is_it);
}

std::string_view label_of(const Dictionary& dictionary, std::string_view value) {
    const auto code = std::ranges::find(dictionary.codes, value, &Code::value);
    return code == dictionary.codes.end() ? std::string_view{} : code->label;
}

std::string listed(const Dictionary& dictionary) {
    std::string text;
    for (const Code& code : dictionary.codes.first(std::min(kListedMax, dictionary.codes.size()))) {
        if (!text.empty()) text += "、";
        text += code.value;
        if (!code.label.empty()) text.append(" ").append(code.label);
    }
    if (dictionary.codes.size() > kListedMax) text += "等";
    return text;
}

}  // namespace yidi::national
