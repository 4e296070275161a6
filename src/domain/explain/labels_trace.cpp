#include <array>
#include <cstddef>

#include "base/assert.h"
#include "domain/explain/labels.h"

namespace yidi::explain {
namespace {

using adjudication::AssumptionKind;
using adjudication::Op;
using adjudication::RefusedWhy;
using adjudication::Step;

/// One line per enumerator, indexed by it.
template <class Enumeration>
struct Named {
    Enumeration value;
    std::string_view name;
    Words words;
};

template <class Enumeration, std::size_t kSize>
constexpr bool in_order(const std::array<Named<Enumeration>, kSize>& table) {
    for (std::size_t i = 0; i < kSize; ++i) {
        if (static_cast<std::size_t>(table[i].value) != i) return false;
    }
    return true;
}

template <class Enumeration, std::size_t kSize>
const Named<Enumeration>& find(const std::array<Named<Enumeration>, kSize>& table,
                               Enumeration value) {
    const auto index = static_cast<std::size_t>(value);
    YIDI_ASSERT(index < kSize);
    return table[index];
}

constexpr std::array<Named<Step>, adjudication::kStepCount> kSteps{{
    {Step::medfee_sumamt, "medfee_sumamt", {"医疗费总额", "total of the bill"}},
    {Step::line_amount, "line_amount", {"明细金额", "amount"}},
    {Step::line_over, "line_over", {"明细超限价金额", "over the price limit"}},
    {Step::line_within, "line_within", {"明细限价以内金额", "within the price limit"}},
    {Step::line_ownpay, "line_ownpay", {"明细全自费金额", "own expense"}},
    {Step::line_preselfpay, "line_preselfpay", {"明细先行自付金额", "first-pay"}},
    {Step::line_inscope, "line_inscope", {"明细符合政策范围金额", "in-scope cost"}},
    {Step::fulamt_ownpay_amt, "fulamt_ownpay_amt", {"全自费金额", "own expense"}},
    {Step::overlmt_selfpay, "overlmt_selfpay", {"超限价自费金额", "over-limit own pay"}},
    {Step::preselfpay_amt, "preselfpay_amt", {"先行自付金额", "first-pay"}},
    {Step::inscp_scp_amt, "inscp_scp_amt", {"符合政策范围金额", "in-scope cost"}},
    {Step::account_first,
     "account_first",
     {"个人账户先行支付", "personal account, before the pooled fund"}},
    {Step::first_pay_rate, "first_pay_rate", {"异地先行自付比例", "rate of the remote first-pay"}},
    {Step::rloc_preselfpay, "rloc_preselfpay", {"异地先行自付", "remote first-pay"}},
    {Step::base, "base", {"进入统筹计算的费用", "cost that the deductible and the bands see"}},
    {Step::deductible_rate, "deductible_rate", {"起付标准的比例", "rate of the deductible"}},
    {Step::deductible_percent,
     "deductible_percent",
     {"按费用比例计算的起付标准", "share of the bill as deductible"}},
    {Step::deductible_bound, "deductible_bound", {"起付标准的上下限", "bound of the deductible"}},
    {Step::deductible_standard, "deductible_standard", {"起付标准", "standard deductible"}},
    {Step::deductible_fall,
     "deductible_fall",
     {"多次住院降低的起付标准", "what comes off for a further admission"}},
    {Step::deductible_nth,
     "deductible_nth",
     {"按住院次数调整的起付标准", "deductible of this admission of the year"}},
    {Step::deductible_factor,
     "deductible_factor",
     {"按倍数调整的起付标准", "deductible after its factor"}},
    {Step::deductible_again,
     "deductible_again",
     {"住院时间较长、重复计收的起付标准", "deductible paid again in a long stay"}},
    {Step::deductible_merge,
     "deductible_merge",
     {"连续住院合并后的起付标准", "deductible of a continued stay"}},
    {Step::deductible_used, "deductible_used", {"已计起付线", "deductible already counted"}},
    {Step::deductible_limit,
     "deductible_limit",
     {"年度起付线累计上限", "yearly limit of deductibles"}},
    {Step::deductible_left,
     "deductible_left",
     {"尚应计的起付线", "deductible still to be counted"}},
    {Step::act_pay_dedc, "act_pay_dedc", {"实际支付起付线", "deductible charged"}},
    {Step::net, "net", {"起付线以上费用", "cost above the deductible"}},
    {Step::band_start, "band_start", {"分段起点", "where the bands begin"}},
    {Step::band_ratio, "band_ratio", {"政策支付比例", "ratio of the table"}},
    {Step::band_adjusted,
     "band_adjusted",
     {"按人群调整后的支付比例", "ratio after the rule for the person"}},
    {Step::band_remote,
     "band_remote",
     {"按异地调整后的支付比例", "ratio after the rule for care elsewhere"}},
    {Step::band_slice, "band_slice", {"落在本段的费用", "cost in this band"}},
    {Step::band_exact,
     "band_exact",
     {"本段统筹支付（未取整）", "pooled fund, this band, before rounding"}},
    {Step::band_pay, "band_pay", {"本段统筹支付", "pooled fund, this band"}},
    {Step::pool_sum, "pool_sum", {"各段统筹支付合计", "pooled fund, all bands"}},
    {Step::floor_rate, "floor_rate", {"保底支付比例", "rate of the floor"}},
    {Step::floor_pay, "floor_pay", {"保底支付额", "floor of the pooled fund"}},
    {Step::pool_floored, "pool_floored", {"保底后的统筹支付", "pooled fund after the floor"}},
    {Step::cap_standard, "cap_standard", {"支付限额", "limit of the pooled fund"}},
    {Step::cap_used, "cap_used", {"已用限额", "limit used before"}},
    {Step::cap_left, "cap_left", {"剩余支付限额", "what the cap leaves"}},
    {Step::cap_paid_before,
     "cap_paid_before",
     {"达到限额之前各段的支付", "paid by the bands below the one that meets the cap"}},
    {Step::cap_cost, "cap_cost", {"恰好达到限额的费用", "cost at which the cap is met"}},
    {Step::over_cap, "over_cap", {"超过封顶线的费用", "cost beyond the cap"}},
    {Step::hifp_pay, "hifp_pay", {"统筹基金支付", "pooled fund"}},
    {Step::layer_counted, "layer_counted", {"计入的部分费用", "part of the cost counted"}},
    {Step::layer_base, "layer_base", {"计入费用", "cost counted"}},
    {Step::layer_threshold, "layer_threshold", {"起付标准", "threshold"}},
    {Step::layer_over, "layer_over", {"起付标准以上费用", "cost above the threshold"}},
    {Step::layer_ratio, "layer_ratio", {"支付比例", "ratio"}},
    {Step::layer_slice, "layer_slice", {"落在本段的费用", "cost in this band"}},
    {Step::layer_band_pay, "layer_band_pay", {"本段支付", "this band"}},
    {Step::layer_year, "layer_year", {"年度累计费用", "the year's cost so far"}},
    {Step::layer_before,
     "layer_before",
     {"本次之前的年度应付", "due for the year before this bill"}},
    {Step::layer_after, "layer_after", {"计入本次后的年度应付", "due for the year with this bill"}},
    {Step::layer_limit, "layer_limit", {"年度限额", "yearly limit"}},
    {Step::layer_used, "layer_used", {"已用限额", "limit used before"}},
    {Step::layer_left, "layer_left", {"剩余限额", "what the limit leaves"}},
    {Step::layer_pay, "layer_pay", {"支付", "pays"}},
    {Step::fund_pay_sumamt, "fund_pay_sumamt", {"基金支付总额", "fund total"}},
    {Step::psn_part_amt, "psn_part_amt", {"个人负担总额", "personal total"}},
    {Step::acct_covers, "acct_covers", {"账户可支付的金额", "what the accounts may pay"}},
    {Step::acct_pay, "acct_pay", {"个人账户支付", "personal account"}},
    {Step::acct_mulaid_pay, "acct_mulaid_pay", {"家庭共济支付", "family mutual aid"}},
    {Step::psn_cash_pay, "psn_cash_pay", {"现金支付", "cash"}},
    {Step::balc, "balc", {"个人账户余额", "account balance afterwards"}},
}};
static_assert(in_order(kSteps));

constexpr std::size_t kOpCount = 17;
constexpr std::array<std::string_view, kOpCount> kOps{
    "given",   "sum",      "sum_range", "subtract",   "subtract0",  "minimum",
    "maximum", "multiply", "slice",     "over_limit", "add_points", "cut_points",
    "share",   "scale",    "round",     "back",       "times_plus"};
static_assert(static_cast<std::size_t>(Op::times_plus) + 1 == kOpCount);
static_assert(kOps[static_cast<std::size_t>(Op::slice)] == "slice");
static_assert(kOps[static_cast<std::size_t>(Op::scale)] == "scale");

constexpr std::size_t kRefusedWhyCount = 6;
constexpr std::array<Named<RefusedWhy>, kRefusedWhyCount> kRefusedWhys{{
    {RefusedWhy::other_condition,
     "other_condition",
     {"该条适用于其他情形", "it is for other conditions than this case's"}},
    {RefusedWhy::not_needed, "not_needed", {"本次情形不涉及", "nothing in this case calls for it"}},
    {RefusedWhy::below_deductible,
     "below_deductible",
     {"费用未超过起付线", "the cost does not exceed the deductible"}},
    {RefusedWhy::cap_not_met, "cap_not_met", {"未达到限额", "the limit is not reached"}},
    {RefusedWhy::base_is_zero,
     "base_is_zero",
     {"没有可计入的费用", "there is no cost for it to count"}},
    {RefusedWhy::not_for_this_person,
     "not_for_this_person",
     {"参保人不属于适用人群", "it is not for this group of persons"}},
}};
static_assert(in_order(kRefusedWhys));

constexpr std::size_t kAssumptionKindCount = 17;
constexpr std::array<Named<AssumptionKind>, kAssumptionKindCount> kAssumptionKinds{{
    {AssumptionKind::only_total_in_scope,
     "only_total_in_scope",
     {"全部费用视为符合政策范围", "the whole bill counts as in scope"}},
    {AssumptionKind::rest_is_own_expense,
     "rest_is_own_expense",
     {"未说明的费用计为全自费", "what is not told apart counts as own expense"}},
    {AssumptionKind::er_flag_from_med_type,
     "er_flag_from_med_type",
     {"急诊标志按医疗类别推定", "the emergency flag follows from the visit type"}},
    {AssumptionKind::ungraded_is_primary,
     "ungraded_is_primary",
     {"未定级机构按一级处理", "an ungraded institution counts as primary"}},
    {AssumptionKind::year_unused_before,
     "year_unused_before",
     {"本年度此前视为未发生费用", "nothing was used earlier in the year"}},
    {AssumptionKind::pack_default,
     "pack_default",
     {"采用参保地默认值", "a default of the region's pack"}},
    {AssumptionKind::no_filing_for_local_care,
     "no_filing_for_local_care",
     {"本地就医视为没有异地备案", "local care: no filing elsewhere"}},
    {AssumptionKind::filing_place_assumed,
     "filing_place_assumed",
     {"备案地视为包含就医地", "the filing covers the place of care"}},
    {AssumptionKind::no_third_party_promise,
     "no_third_party_promise",
     {"承诺无第三方责任", "a promise that no third party is liable"}},
    {AssumptionKind::insured_attributes_missing,
     "insured_attributes_missing",
     {"缺少参保地目录信息", "attributes of the insured region's catalogue are missing"}},
    {AssumptionKind::national_frame,
     "national_frame",
     {"采用国家规定的幅度", "the national frame's limits"}},
    {AssumptionKind::assumed_start_date,
     "assumed_start_date",
     {"政策起始日期为推定", "the start date of a rule is assumed"}},
    {AssumptionKind::deemed_filed, "deemed_filed", {"视同备案", "deemed filed"}},
    {AssumptionKind::split_open, "split_open", {"仅支付构成未定", "only the split is open"}},
    {AssumptionKind::stay_of_one_day,
     "stay_of_one_day",
     {"住院天数未说明", "length of the stay not stated"}},
    {AssumptionKind::transfer_in_time,
     "transfer_in_time",
     {"视为在转院期限内", "transfer taken to be in time"}},
    {AssumptionKind::hospital_not_visited,
     "hospital_not_visited",
     {"视为本年首次在该机构就医", "hospital taken to be new this year"}},
}};
static_assert(in_order(kAssumptionKinds));
static_assert(static_cast<std::size_t>(AssumptionKind::hospital_not_visited) + 1 ==
              kAssumptionKindCount);

}  // namespace

std::string_view name(Step step) {
    return find(kSteps, step).name;
}
std::string_view name(RefusedWhy why) {
    return find(kRefusedWhys, why).name;
}
std::string_view name(AssumptionKind kind) {
    return find(kAssumptionKinds, kind).name;
}

std::string_view name(Op op) {
    const auto index = static_cast<std::size_t>(op);
    YIDI_ASSERT(index < kOps.size());
    return kOps[index];
}

std::string_view name(Rounding rounding) {
    switch (rounding) {
        case Rounding::half_up: return "half_up";
        case Rounding::half_even: return "half_even";
        case Rounding::down: return "down";
    }
    YIDI_ASSERT(false);
}

Words label(Step step) {
    return find(kSteps, step).words;
}
Words label(RefusedWhy why) {
    return find(kRefusedWhys, why).words;
}
Words label(AssumptionKind kind) {
    return find(kAssumptionKinds, kind).words;
}

Words label(Rounding rounding) {
    switch (rounding) {
        case Rounding::half_up: return {"四舍五入到分", "rounded half up"};
        case Rounding::half_even: return {"四舍六入五成双到分", "rounded half to even"};
        case Rounding::down: return {"舍去不足一分的部分", "rounded down"};
    }
    YIDI_ASSERT(false);
}

}  // namespace yidi::explain
