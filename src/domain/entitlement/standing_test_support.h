#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "domain/entitlement/standing.h"
#include "domain/policy/pack_test_support.h"

/// The national rules, and regions that settle a change of scheme each in its way; tests only.
namespace yidi::entitlement::testing {

[[nodiscard]] inline Date day(std::string_view text) {
    return *parse_date(text);
}

[[nodiscard]] inline policy::StatedRule stated(policy::PersonRule rule, std::int64_t value,
                                               std::uint32_t region = policy::kNationalFrame) {
    policy::StatedRule one;
    one.rule = rule;
    one.region = region;
    one.value = value;
    one.valid.from = day("2025-01-01");
    one.document = "国办发〔2024〕38号";
    one.article = "unknown";
    return one;
}

[[nodiscard]] inline policy::PersonRules national_rules() {
    using policy::PersonRule;
    return policy::PersonRules{{
        stated(PersonRule::waiting_fixed_months, 3),
        stated(PersonRule::waiting_further_months, 1),
        stated(PersonRule::waiting_further_from, 2),
        stated(PersonRule::waiting_repair_months, 1),
        stated(PersonRule::waiting_floor_missed, 4),
        stated(PersonRule::waiting_floor_months, 6),
        stated(PersonRule::newborn_days, 90),
        stated(PersonRule::scheme_change, 1, 130200),
        stated(PersonRule::scheme_change, 2, 120000),
        stated(PersonRule::adult_age, 16),
        stated(PersonRule::transfers_a_day, 3),
        stated(PersonRule::transfer_amount, 200'000),
        stated(PersonRule::transfer_opens, 6),
        stated(PersonRule::transfer_closes, 22),
        stated(PersonRule::transfer_returns, 6),
    }};
}

}  // namespace yidi::entitlement::testing
