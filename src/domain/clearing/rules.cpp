#include "domain/clearing/rules.h"

#include <algorithm>
#include <array>

namespace yidi::clearing {
namespace {

constexpr std::int64_t kDayMax = 28;
constexpr std::int64_t kWorkingDaysMax = 120;
constexpr std::int64_t kMonthMax = 12;
constexpr std::int64_t kFactorMax = 24;
constexpr std::int64_t kRatioMax = 10'000'000;  // A warning above ten times the prepayment.

struct Named {
    std::string_view name;
    RuleSpec spec;
};

/// In the order of Rule.
constexpr std::array<Named, kRuleCount> kRules{{
    {"confirm_day", {.low = 1, .high = kDayMax}},
    {"tables_day", {.low = 1, .high = kDayMax}},
    {"sign_day", {.low = 1, .high = kDayMax}},
    {"to_finance_days", {.low = 1, .high = kWorkingDaysMax}},
    {"pay_days", {.low = 1, .high = kWorkingDaysMax}},
    {"report_days", {.low = 1, .high = kWorkingDaysMax}},
    {"late_months", {.low = 0, .high = kMonthMax}},
    {"year_end_month", {.low = 1, .high = kMonthMax}},
    {"quota_months", {.low = 1, .high = kMonthMax}},
    {"quota_factor", {.low = 1, .high = kFactorMax}},
    {"quota_month", {.low = 1, .high = kMonthMax}},
    {"quota_finish_month", {.low = 1, .high = kMonthMax}},
    {"yellow", {.unit = RuleUnit::ratio, .low = 1, .high = kRatioMax}},
    {"red", {.unit = RuleUnit::ratio, .low = 1, .high = kRatioMax}},
    {"increase_days", {.low = 1, .high = kWorkingDaysMax}},
    {"inquiry_above", {.unit = RuleUnit::yuan, .low = 0, .high = kInputFenMax}},
    {"inquiry_accept_days", {.low = 1, .high = kWorkingDaysMax}},
    {"inquiry_reply_days", {.low = 1, .high = kWorkingDaysMax}},
}};

Result<void> check(const Terms& terms) {
    const bool is_ordered = terms.confirm_day < terms.tables_day &&
                            terms.tables_day <= terms.sign_day &&
                            terms.quota_month <= terms.quota_finish_month;
    if (is_ordered && terms.yellow < terms.red) return {};
    return fail(Error{.code = ErrorCode::inconsistent,
                      .where = "clearing rules",
                      .rule = "confirm_day before tables_day, not after sign_day; quota_month not "
                              "after quota_finish_month; yellow below red",
                      .remedy = "mend the lines of this region and day",
                      .detail = "the rules contradict each other"});
}

}  // namespace

std::string_view name(Rule rule) {
    return kRules[static_cast<std::size_t>(rule)].name;
}

std::optional<Rule> parse_rule(std::string_view text) {
    const auto* found = std::ranges::find(kRules, text, &Named::name);
    if (found == kRules.end()) return std::nullopt;
    return static_cast<Rule>(found - kRules.begin());
}

const RuleSpec& spec(Rule rule) {
    return kRules[static_cast<std::size_t>(rule)].spec;
}

const StatedRule* Rules::find(Rule rule, std::uint32_t region, Date day) const {
    const StatedRule* found = nullptr;
    for (const StatedRule& one : rules_) {
        if (one.rule != rule || !one.valid.contains(day)) continue;
        if (one.region == region) return &one;
        if (one.region == kNation) found = &one;
    }
    return found;
}

Result<Terms> Rules::on(std::uint32_t region, Date day) const {
    std::array<std::int64_t, kRuleCount> values{};
    for (std::size_t i = 0; i < kRuleCount; ++i) {
        const StatedRule* found = find(static_cast<Rule>(i), region, day);
        if (found == nullptr) {
            return fail(Error{.code = ErrorCode::rule_unknown,
                              .where = std::string{kRules[i].name},
                              .rule = "a line in data/rules/clearing.csv for this region and day",
                              .remedy = "state the rule with its source",
                              .detail = "nobody has stated it for " + std::to_string(region) +
                                        " on " + to_string(day)});
        }
        values[i] = found->value;
    }
    const auto small = [&](Rule rule) {
        return static_cast<std::int32_t>(values[static_cast<std::size_t>(rule)]);
    };
    const auto large = [&](Rule rule) { return values[static_cast<std::size_t>(rule)]; };
    const Terms terms{
        .confirm_day = small(Rule::confirm_day),
        .tables_day = small(Rule::tables_day),
        .sign_day = small(Rule::sign_day),
        .to_finance_days = small(Rule::to_finance_days),
        .pay_days = small(Rule::pay_days),
        .report_days = small(Rule::report_days),
        .late_months = small(Rule::late_months),
        .year_end_month = small(Rule::year_end_month),
        .quota_months = small(Rule::quota_months),
        .quota_factor = small(Rule::quota_factor),
        .quota_month = small(Rule::quota_month),
        .quota_finish_month = small(Rule::quota_finish_month),
        .yellow = Rate::from_ppm(large(Rule::yellow_ppm)),
        .red = Rate::from_ppm(large(Rule::red_ppm)),
        .increase_days = small(Rule::increase_days),
        .inquiry_above = Money::from_fen(large(Rule::inquiry_fen)),
        .inquiry_accept_days = small(Rule::inquiry_accept_days),
        .inquiry_reply_days = small(Rule::inquiry_reply_days),
    };
    YIDI_TRY_VOID(check(terms));
    return terms;
}

}  // namespace yidi::clearing
