#include <array>
#include <cstddef>

#include "base/assert.h"
#include "domain/explain/labels.h"
#include "domain/policy/parameter.h"

namespace yidi::explain {
namespace {

using policy::Parameter;

struct ParameterWords {
    Parameter parameter;
    Words words;
};

constexpr std::array<ParameterWords, policy::kParameterCount> kParameters{{
    {Parameter::policy_date, {"适用政策的日期", "date that chooses the rules"}},
    {Parameter::benefit_year_start, {"医保年度起始日", "first day of the benefit year"}},
    {Parameter::year_crossing, {"跨年度住院", "stay across two benefit years"}},
    {Parameter::catalogue_direct, {"直接结算目录", "catalogue in direct settlement"}},
    {Parameter::catalogue_manual, {"手工报销目录", "catalogue in a manual claim"}},
    {Parameter::top_level, {"最高等级医院的认定", "which hospitals are of the top level"}},
    {Parameter::level_map, {"就医地医院等级的对应", "home level of a hospital elsewhere"}},
    {Parameter::gate, {"不予支付的情形", "cases that are not covered"}},
    {Parameter::unfiled_direct, {"未备案直接结算", "direct settlement without a filing"}},
    {Parameter::unrecognised, {"未经慢特病认定", "chronic care without recognition"}},
    {Parameter::first_pay, {"异地先行自付比例", "remote first-pay"}},
    {Parameter::first_pay_order, {"先行自付与起付线的先后", "order of first-pay and deductible"}},
    {Parameter::deductible_way, {"起付线计算方式", "how deductibles are counted"}},
    {Parameter::deductible, {"起付标准", "deductible"}},
    {Parameter::deductible_nth, {"多次住院的起付标准", "deductible of further admissions"}},
    {Parameter::deductible_factor, {"起付标准的倍数", "factor of the deductible"}},
    {Parameter::deductible_limit, {"年度起付线累计上限", "yearly limit of deductibles"}},
    {Parameter::deductible_again_days,
     {"长期住院重复计收起付线", "deductible again in a long stay"}},
    {Parameter::merge_interim, {"中途结算后的起付线", "deductible after an interim settlement"}},
    {Parameter::merge_transfer_up, {"向上转院的起付线", "deductible after a transfer upwards"}},
    {Parameter::merge_transfer_same,
     {"同级转院的起付线", "deductible after a transfer within the level"}},
    {Parameter::merge_transfer_down, {"向下转院的起付线", "deductible after a transfer downwards"}},
    {Parameter::merge_within_days,
     {"转院合并的期限", "days within which a transfer counts as one stay"}},
    {Parameter::ratio, {"支付比例", "payment ratio"}},
    {Parameter::band_basis, {"分段是否包含起付线", "whether the bands include the deductible"}},
    {Parameter::band_count, {"分段按次或按年", "bands by stay or by year"}},
    {Parameter::ratio_adjust, {"按人群调整支付比例", "ratio rule for the person"}},
    {Parameter::remote_ratio, {"异地就医支付比例", "ratio rule for care elsewhere"}},
    {Parameter::rounding_place, {"取整的位置", "where amounts are rounded"}},
    {Parameter::rounding_mode, {"取整的方式", "how amounts are rounded"}},
    {Parameter::floor, {"保底支付比例", "floor of the pooled fund"}},
    {Parameter::floor_base, {"保底的基数", "base of the floor"}},
    {Parameter::cap, {"年度最高支付限额", "yearly cap"}},
    {Parameter::cap_basis, {"限额的口径", "what the cap limits"}},
    {Parameter::cap_counts, {"限额是否合并计算", "whether caps are joint"}},
    {Parameter::year_counter, {"年度累计并入哪类业务", "whose yearly counters are used"}},
    {Parameter::cap_visit, {"单次限额", "limit of one visit"}},
    {Parameter::cap_month, {"月限额", "monthly limit"}},
    {Parameter::cap_quarter, {"季度限额", "quarterly limit"}},
    {Parameter::disease_limit, {"病种年度限额", "yearly limit of the disease"}},
    {Parameter::account_covers, {"个人账户支付范围", "what the account may pay"}},
    {Parameter::account_first, {"账户先行支付", "account before the pooled fund"}},
    {Parameter::account_remote, {"账户异地使用", "account away from home"}},
    {Parameter::undo_rule, {"撤销结算的规则", "rule for undoing a settlement"}},
    {Parameter::layer_threshold, {"起付标准", "threshold"}},
    {Parameter::layer_threshold_factor, {"起付标准的倍数", "factor of the threshold"}},
    {Parameter::layer_ratio, {"支付比例", "ratio"}},
    {Parameter::layer_adjust, {"按人群调整支付比例", "ratio rule for the person"}},
    {Parameter::layer_limit, {"年度限额", "yearly limit"}},
    {Parameter::layer_limit_includes, {"合并计入限额的支付", "what else counts towards the limit"}},
}};

constexpr bool parameters_in_order() {
    for (std::size_t i = 0; i < kParameters.size(); ++i) {
        if (static_cast<std::size_t>(kParameters[i].parameter) != i) return false;
    }
    return true;
}
static_assert(parameters_in_order());

struct WordLabel {
    std::string_view word;
    Words words;
};

/// Words that packs write as values, and the attributes and identities that the field uses.
constexpr std::array kWords{
    WordLabel{"admission", {"入院日期", "the admission date"}},
    WordLabel{"discharge", {"出院日期", "the discharge date"}},
    WordLabel{"settlement", {"结算日期", "the settlement date"}},
    WordLabel{"by_discharge", {"计入出院年度", "counted in the year of discharge"}},
    WordLabel{"by_admission", {"计入入院年度", "counted in the year of admission"}},
    WordLabel{"settle_at_year_end", {"年末先行中途结算", "settled at the year's end first"}},
    WordLabel{"treating", {"就医地", "the place of care"}},
    WordLabel{"insured", {"参保地", "the insured region"}},
    WordLabel{"hosp_lv_01", {"三级特等医院", "hospital level 01"}},
    WordLabel{"province_owned", {"省属医院", "a province-owned hospital"}},
    WordLabel{"primary_care", {"基层医疗机构", "a primary care institution"}},
    WordLabel{"open", {"可以", "open"}},
    WordLabel{"reject", {"不予支付", "not covered"}},
    WordLabel{"pay", {"可以直接结算", "may settle directly"}},
    WordLabel{"ordinary_outpatient", {"按普通门诊", "as ordinary outpatient care"}},
    WordLabel{"before_deductible", {"先自付、后扣起付线", "first-pay before the deductible"}},
    WordLabel{"after_deductible", {"先扣起付线、后自付", "first-pay after the deductible"}},
    WordLabel{"none", {"无", "none"}},
    WordLabel{"per_stay", {"按次", "per stay"}},
    WordLabel{"per_year", {"按年度", "per year"}},
    WordLabel{"per_hospital_year", {"按年度按医院", "per hospital and year"}},
    WordLabel{"per_quarter", {"按季度", "per quarter"}},
    WordLabel{"per_month", {"按月", "per month"}},
    WordLabel{"yearly_top_up", {"年度一次、升级补差", "once a year, topped up at a higher level"}},
    WordLabel{"yearly_sum_limit", {"按次收取、年度累计封顶", "per stay, up to a yearly sum"}},
    WordLabel{"new", {"重新计收起付线", "a new deductible"}},
    WordLabel{"difference", {"补足差额", "the difference only"}},
    WordLabel{"net", {"起付线以上", "above the deductible"}},
    WordLabel{"gross", {"含起付线", "with the deductible inside"}},
    WordLabel{"per_band", {"分段取整", "each band"}},
    WordLabel{"on_sum", {"合计取整", "the sum once"}},
    WordLabel{"half_up", {"四舍五入", "half up"}},
    WordLabel{"half_even", {"四舍六入五成双", "half to even"}},
    WordLabel{"down", {"舍去", "down"}},
    WordLabel{"in_scope", {"符合政策范围金额", "the in-scope cost"}},
    WordLabel{"fund_paid", {"按基金支付额", "money paid by the fund"}},
    WordLabel{"own", {"单独计算", "apart"}},
    WordLabel{"joint", {"合并计算", "jointly"}},
    WordLabel{"inpatient", {"并入住院", "with inpatient care"}},
    WordLabel{"outpatient", {"并入普通门诊", "with outpatient care"}},
    WordLabel{"chronic", {"并入门诊慢特病", "with chronic care"}},
    WordLabel{"pharmacy", {"并入药店购药", "with pharmacies"}},
    WordLabel{"dual_channel", {"并入双通道", "with dual-channel drugs"}},
    WordLabel{"maternity", {"并入生育", "with maternity"}},
    WordLabel{"in_scope_self", {"政策范围内个人负担", "the in-scope part borne by the person"}},
    WordLabel{"first_pay", {"异地先行自付", "remote first-pay"}},
    WordLabel{"preselfpay", {"先行自付", "first-pay"}},
    WordLabel{"overlmt", {"超限价自费", "over-limit own pay"}},
    WordLabel{"ownpay", {"全自费", "own expense"}},
    WordLabel{"allowed", {"可以使用", "allowed"}},
    WordLabel{"refused", {"不可使用", "refused"}},
    WordLabel{"block", {"须先撤销后续结算", "later settlements first"}},
    WordLabel{"recompute", {"重算后续结算", "later settlements computed again"}},
    WordLabel{"pool", {"统筹基金", "the pooled fund"}},
    WordLabel{"outpatient_pool", {"门诊统筹基金", "the outpatient pooled fund"}},
    WordLabel{"extreme_poverty", {"特困人员", "extreme poverty"}},
    WordLabel{"low_income", {"低保对象", "low income"}},
    WordLabel{"low_income_margin", {"低保边缘家庭成员", "low-income margin"}},
    WordLabel{"poverty_relapse", {"返贫致贫人口", "relapsed into poverty"}},
    WordLabel{"civil_servant", {"公务员", "civil servant"}},
    WordLabel{"student", {"学生", "student"}},
    WordLabel{"dual_channel", {"双通道机构", "a dual-channel institution"}},
    WordLabel{"non_designated", {"非定点机构", "an institution without agreement"}},
    WordLabel{"other", {"其他", "other"}},
    WordLabel{"stated terms of the case", {"案例给出的条件", "stated terms of the case"}},
};

/// The layers with accumulators of their own; the pack's name for a layer is Chinese.
constexpr std::array kLayers{
    WordLabel{"large", {"大额医疗费用补助", "large-cost supplement"}},
    WordLabel{"serious", {"大病保险", "critical illness insurance"}},
    WordLabel{"civil", {"公务员医疗补助", "civil servant supplement"}},
    WordLabel{"enterprise", {"企业补充医疗保险", "enterprise supplement"}},
    WordLabel{"aid", {"医疗救助", "medical assistance"}},
    WordLabel{"tilt", {"倾斜救助", "extra assistance"}},
    WordLabel{"disabled", {"伤残人员医疗保障基金", "disabled soldiers' fund"}},
    WordLabel{"other", {"其他基金", "other fund"}},
};

}  // namespace

Words label(Parameter parameter) {
    const auto index = static_cast<std::size_t>(parameter);
    YIDI_ASSERT(index < kParameters.size());
    return kParameters[index].words;
}

Words label_of_word(std::string_view word) {
    for (const WordLabel& entry : kWords) {
        if (entry.word == word) return entry.words;
    }
    return {word, word};
}

std::string layer_name(const policy::Layer& layer, Language language) {
    if (language == Language::zh && !layer.name.empty()) return layer.name;
    for (const WordLabel& entry : kLayers) {
        if (entry.word == layer.id) return std::string{entry.words.in(language)};
    }
    return layer.name.empty() ? layer.id : layer.name;
}

std::string payer_name(const adjudication::Outcome& outcome, const adjudication::Setldetail& detail,
                       Language language) {
    switch (detail.layer) {
        case -1: return std::string{label(policy::FundField::hifp_pay).in(language)};
        case -2: return std::string{label(adjudication::Step::acct_pay).in(language)};
        case -3: return std::string{label(adjudication::Step::acct_mulaid_pay).in(language)};
        case -4: return std::string{Words{"医院负担", "borne by the hospital"}.in(language)};
        default: break;
    }
    YIDI_ASSERT(detail.layer >= 0);
    YIDI_ASSERT(outcome.scheme != nullptr && outcome.scheme->scheme != nullptr);
    const auto index = static_cast<std::size_t>(int{detail.layer});
    YIDI_ASSERT(index < outcome.scheme->scheme->layers.size());
    return layer_name(outcome.scheme->scheme->layers[index], language);
}

}  // namespace yidi::explain
