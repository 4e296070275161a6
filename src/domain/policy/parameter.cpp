#include "domain/policy/parameter.h"

#include <array>

#include "base/assert.h"

namespace yidi::policy {

namespace {

using P = Parameter;
using T = ValueType;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 3> kPolicyDate{"admission", "discharge", "settlement"};
constexpr std::array<std::string_view, 3> kYearCrossing{"by_discharge", "by_admission",
                                                        "settle_at_year_end"};
constexpr std::array<std::string_view, 2> kCatalogue{"treating", "insured"};
constexpr std::array<std::string_view, 3> kTopLevel{"none", "hosp_lv_01", "province_owned"};
constexpr std::array<std::string_view, 2> kGate{"open", "reject"};
constexpr std::array<std::string_view, 2> kUnfiledDirect{"reject", "pay"};
constexpr std::array<std::string_view, 2> kUnrecognised{"reject", "ordinary_outpatient"};
constexpr std::array<std::string_view, 2> kFirstPayOrder{"before_deductible", "after_deductible"};
constexpr std::array<std::string_view, 8> kDeductibleWay{
    "none",        "per_stay",  "per_year",      "per_hospital_year",
    "per_quarter", "per_month", "yearly_top_up", "yearly_sum_limit"};
constexpr std::array<std::string_view, 3> kMerge{"new", "none", "difference"};
constexpr std::array<std::string_view, 2> kBandBasis{"net", "gross"};
constexpr std::array<std::string_view, 2> kBandCount{"per_stay", "per_year"};
constexpr std::array<std::string_view, 2> kRoundingPlace{"per_band", "on_sum"};
constexpr std::array<std::string_view, 3> kRoundingMode{"half_up", "half_even", "down"};
constexpr std::array<std::string_view, 2> kFloorBase{"net", "in_scope"};
constexpr std::array<std::string_view, 2> kCapBasis{"fund_paid", "in_scope"};
constexpr std::array<std::string_view, 2> kCapCounts{"own", "joint"};
constexpr std::array<std::string_view, 7> kYearCounter{
    "own", "inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"};
constexpr std::array<std::string_view, 5> kAccountCovers{"in_scope_self", "first_pay", "preselfpay",
                                                         "overlmt", "ownpay"};
constexpr std::array<std::string_view, 2> kAccountRemote{"allowed", "refused"};
constexpr std::array<std::string_view, 2> kUndoRule{"block", "recompute"};

constexpr bool kFixed = false;  // one value for all days, no conditions
constexpr bool kFree = true;

constexpr std::array<ParameterSpec, kParameterCount> kSpecs{{
    {P::policy_date, "policy_date", T::word, "discharge", "V1", kFixed, false, kPolicyDate,
     "Which date of the case chooses the rows.", "按哪个日期选用政策"},
    {P::benefit_year_start,
     "benefit_year_start",
     T::day_of_year,
     "01-01",
     "",
     kFixed,
     false,
     {},
     "First day of the benefit year.",
     "医保年度起始日"},
    {P::year_crossing, "year_crossing", T::word, "by_discharge", "", kFixed, false, kYearCrossing,
     "How a stay across two benefit years is counted.", "跨年度住院的归属"},
    {P::catalogue_direct, "catalogue_direct", T::word, "treating", "V2", kFree, false, kCatalogue,
     "Whose catalogue is used in direct settlement.", "直接结算执行哪一方目录"},
    {P::catalogue_manual, "catalogue_manual", T::word, "insured", "V2", kFree, false, kCatalogue,
     "Whose catalogue is used in a manual claim.", "手工报销执行哪一方目录"},
    {P::top_level, "top_level", T::word, "none", "", kFixed, false, kTopLevel,
     "Which tertiary hospitals are of the top level.", "哪些三级医院按最高一档"},
    {P::level_map,
     "level_map",
     T::level,
     "same",
     "V4",
     kFree,
     false,
     {},
     "The home level that stands for the treating hospital's level.",
     "就医地医院等级对应参保地等级"},
    {P::gate, "gate", T::word, "open", "", kFree, false, kGate, "Refuses whole groups.",
     "不予支付的情形"},
    {P::unfiled_direct, "unfiled_direct", T::word, "reject", "", kFree, false, kUnfiledDirect,
     "Whether an unfiled remote bill may settle directly.", "未备案能否直接结算"},
    {P::unrecognised, "unrecognised", T::word, "reject", "", kFree, false, kUnrecognised,
     "Chronic care without recognition.", "未经慢特病认定的处理"},
    {P::first_pay,
     "first_pay",
     T::rate_or_none,
     "none",
     "V3",
     kFree,
     false,
     {},
     "Share of the in-scope cost that the patient pays first.",
     "异地先行自付比例"},
    {P::first_pay_order, "first_pay_order", T::word, "before_deductible", "V3", kFree, false,
     kFirstPayOrder, "Whether the first-pay comes before or after the deductible.",
     "先行自付与起付线的先后"},
    {P::deductible_way, "deductible_way", T::word, "", "V5", kFree, false, kDeductibleWay,
     "How deductibles are counted.", "起付线计算方式"},
    {P::deductible,
     "deductible",
     T::deductible,
     "",
     "V5",
     kFree,
     false,
     {},
     "The deductible's standard.",
     "起付标准"},
    {P::deductible_nth,
     "deductible_nth",
     T::nth_rule,
     "none",
     "V5",
     kFree,
     false,
     {},
     "How the deductible changes from the second admission on.",
     "第二次及以后住院的起付线"},
    {P::deductible_factor,
     "deductible_factor",
     T::decimal,
     "1",
     "V5",
     kFree,
     false,
     {},
     "Multiplies the deductible.",
     "起付线倍数"},
    {P::deductible_limit,
     "deductible_limit",
     T::limit,
     "none",
     "V5",
     kFree,
     false,
     {},
     "The year's deductibles stop there.",
     "年度起付线累计上限"},
    {P::deductible_again_days,
     "deductible_again_days",
     T::count,
     "none",
     "V5",
     kFree,
     false,
     {},
     "A longer stay pays the deductible again for every so many days begun.",
     "住院超过天数再付起付线"},
    {P::merge_interim, "merge_interim", T::word, "new", "V6", kFree, false, kMerge,
     "The deductible after an interim settlement.", "中途结算后的起付线"},
    {P::merge_transfer_up, "merge_transfer_up", T::word, "new", "V6", kFree, false, kMerge,
     "The deductible after a transfer to a higher level.", "向上转院后的起付线"},
    {P::merge_transfer_same, "merge_transfer_same", T::word, "new", "V6", kFree, false, kMerge,
     "The deductible after a transfer within the level.", "同级转院后的起付线"},
    {P::merge_transfer_down, "merge_transfer_down", T::word, "new", "V6", kFree, false, kMerge,
     "The deductible after a transfer to a lower level.", "向下转院后的起付线"},
    {P::merge_within_days,
     "merge_within_days",
     T::count,
     "none",
     "V6",
     kFree,
     false,
     {},
     "Days after the first discharge within which a transfer counts as one stay.",
     "转院合并的天数"},
    {P::ratio,
     "ratio",
     T::ratio,
     "",
     "V7",
     kFree,
     false,
     {},
     "What the pooled fund pays.",
     "统筹基金支付比例"},
    {P::band_basis, "band_basis", T::word, "net", "V7", kFree, false, kBandBasis,
     "Whether the deductible lies inside the first bands.", "分段是否含起付线"},
    {P::band_count, "band_count", T::word, "per_stay", "V7", kFree, false, kBandCount,
     "Whether bands start at zero or where the year stands.", "分段按次或按年累计"},
    {P::ratio_adjust,
     "ratio_adjust",
     T::adjust,
     "none",
     "V8",
     kFree,
     false,
     {},
     "Points added for a group, or its personal share multiplied.",
     "退休等人群的比例调整"},
    {P::remote_ratio,
     "remote_ratio",
     T::remote_ratio,
     "frame",
     "V9",
     kFree,
     false,
     {},
     "Points taken off the ratio, or the ratio multiplied, for care elsewhere.",
     "异地就医的比例调整"},
    {P::rounding_place, "rounding_place", T::word, "per_band", "V10", kFree, false, kRoundingPlace,
     "Round each band, or the sum once.", "分段取整或合计取整"},
    {P::rounding_mode, "rounding_mode", T::word, "half_up", "V10", kFree, false, kRoundingMode,
     "How the pooled fund's amounts are rounded.", "取整方式"},
    {P::floor,
     "floor",
     T::rate_or_none,
     "none",
     "V11",
     kFree,
     false,
     {},
     "The pooled fund pays at least this share.",
     "保底比例"},
    {P::floor_base, "floor_base", T::word, "net", "V11", kFree, false, kFloorBase,
     "Of the cost above the deductible, or of all in-scope cost.", "保底基数"},
    {P::cap,
     "cap",
     T::limit,
     "",
     "V12",
     kFree,
     false,
     {},
     "The year's limit of the pooled fund.",
     "年度最高支付限额"},
    {P::cap_basis, "cap_basis", T::word, "fund_paid", "V12", kFree, false, kCapBasis,
     "Whether the limit is on money paid or on cost counted.", "限额按支付额或按费用"},
    {P::cap_counts, "cap_counts", T::word, "own", "V12", kFree, false, kCapCounts,
     "Whether the limit counts what all businesses have been paid.", "限额是否与其他业务合并计算"},
    {P::year_counter, "year_counter", T::word, "own", "V12", kFixed, false, kYearCounter,
     "Whose counters of the year the scheme reads and moves.", "年度累计并入哪类业务"},
    {P::cap_visit,
     "cap_visit",
     T::limit,
     "none",
     "",
     kFree,
     false,
     {},
     "Limit of one visit.",
     "单次限额"},
    {P::cap_month,
     "cap_month",
     T::limit,
     "none",
     "",
     kFree,
     false,
     {},
     "Limit of one month.",
     "月限额"},
    {P::cap_quarter,
     "cap_quarter",
     T::limit,
     "none",
     "",
     kFree,
     false,
     {},
     "Limit of one quarter.",
     "季度限额"},
    {P::disease_limit,
     "disease_limit",
     T::limit,
     "none",
     "",
     kFree,
     false,
     {},
     "The year's limit for the disease.",
     "病种年度限额"},
    {P::account_covers, "account_covers", T::account_set, "in_scope_self, first_pay", "", kFree,
     false, kAccountCovers, "What the personal account may pay.", "个人账户支付范围"},
    {P::account_first,
     "account_first",
     T::flag,
     "false",
     "V16",
     kFree,
     false,
     {},
     "The account pays before the pooled step.",
     "账户先行支付"},
    {P::account_remote, "account_remote", T::word, "allowed", "", kFree, false, kAccountRemote,
     "The account away from home.", "账户异地使用"},
    {P::undo_rule, "undo_rule", T::word, "block", "V17", kFixed, false, kUndoRule,
     "Undoing a settlement that has later ones.", "有后续结算时的撤销"},
    {P::layer_threshold,
     "threshold",
     T::amount,
     "0",
     "",
     kFree,
     true,
     {},
     "What the layer leaves to the person.",
     "本层起付"},
    {P::layer_threshold_factor,
     "threshold_factor",
     T::decimal,
     "1",
     "",
     kFree,
     true,
     {},
     "Multiplies the layer's threshold.",
     "本层起付倍数"},
    {P::layer_ratio,
     "ratio",
     T::layer_ratio,
     "",
     "V14",
     kFree,
     true,
     {},
     "What the layer pays.",
     "本层支付比例"},
    {P::layer_adjust,
     "adjust",
     T::adjust,
     "none",
     "",
     kFree,
     true,
     {},
     "Points added for a group, or its personal share multiplied.",
     "本层比例调整"},
    {P::layer_limit,
     "limit",
     T::limit,
     "none",
     "",
     kFree,
     true,
     {},
     "The layer's yearly limit.",
     "本层年度限额"},
    {P::layer_limit_includes,
     "limit_includes",
     T::limit_set,
     "",
     "",
     kFree,
     true,
     {},
     "What else counts towards the layer's limit.",
     "合并计入本层限额的支付"},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kSpecs.size(); ++i) {
        if (static_cast<std::size_t>(kSpecs[i].parameter) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "kSpecs is indexed by Parameter");
static_assert(kSpecs[kSchemeParameterCount].of_layer &&
              !kSpecs[kSchemeParameterCount - 1].of_layer);

}  // namespace

std::span<const ParameterSpec> specs() {
    return kSpecs;
}

const ParameterSpec& spec(Parameter parameter) {
    return kSpecs[static_cast<std::size_t>(parameter)];
}

std::optional<Parameter> parse_parameter(std::string_view name, bool of_layer) {
    for (const ParameterSpec& entry : kSpecs) {
        if (entry.of_layer == of_layer && entry.name == name) {
            return entry.parameter;
        }
    }
    return std::nullopt;
}

bool must_be_given(Parameter parameter) {
    return parameter == P::deductible_way || parameter == P::deductible || parameter == P::ratio ||
           parameter == P::cap || parameter == P::layer_ratio;
}

}  // namespace yidi::policy
