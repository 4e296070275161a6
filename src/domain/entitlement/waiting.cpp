#include "domain/entitlement/waiting.h"

#include <algorithm>

namespace yidi::entitlement {
namespace {

using policy::PersonRule;

std::int64_t months_in_all(const WaitingRule& rule, const Missed& missed) {
    const std::int64_t further =
        std::max<std::int64_t>(0, missed.years - rule.further_from + 1) * rule.further_months;
    const std::int64_t repaired = std::min(further, missed.repaid * rule.repair_months);
    const std::int64_t months = rule.fixed_months + further - repaired;
    return missed.years >= rule.floor_missed ? std::max(months, rule.floor_months) : months;
}

}  // namespace

std::optional<WaitingRule> waiting_rule(const policy::PersonRules& rules, std::uint32_t area,
                                        Date day) {
    const auto value = [&](PersonRule rule) { return rules.value(rule, area, day); };
    const auto fixed = value(PersonRule::waiting_fixed_months);
    const auto further = value(PersonRule::waiting_further_months);
    const auto from = value(PersonRule::waiting_further_from);
    const auto repair = value(PersonRule::waiting_repair_months);
    const auto floor_missed = value(PersonRule::waiting_floor_missed);
    const auto floor_months = value(PersonRule::waiting_floor_months);
    if (!fixed || !further || !from || !repair || !floor_missed || !floor_months) {
        return {};
    }
    return WaitingRule{.fixed_months = *fixed,
                       .further_months = *further,
                       .further_from = *from,
                       .repair_months = *repair,
                       .floor_missed = *floor_missed,
                       .floor_months = *floor_months};
}

Waiting waiting_of(const WaitingRule& rule, const Missed& missed, Date enrolled) {
    Waiting waiting;
    waiting.fixed_months = rule.fixed_months;
    const std::int64_t unrepaired = months_in_all(rule, {.years = missed.years, .repaid = 0});
    waiting.further_months = unrepaired - rule.fixed_months;
    waiting.months = months_in_all(rule, missed);
    waiting.repaired_months = unrepaired - waiting.months;
    waiting.repairable_months =
        waiting.months - months_in_all(rule, {.years = missed.years, .repaid = missed.years});
    waiting.until =
        enrolled.plus_months_clamp_to_month_end(static_cast<std::int32_t>(waiting.months))
            .previous_day();
    return waiting;
}

}  // namespace yidi::entitlement
