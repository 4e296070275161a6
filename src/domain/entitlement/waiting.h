#pragma once

#include <cstdint>
#include <optional>

#include "base/date.h"
#include "domain/policy/person_rules.h"

/// The waiting period (待遇等待期) of residents who enrolled late or after a break.
namespace yidi::entitlement {

/// What the register states. Nothing here is concluded from gaps between insurances: years insured
/// elsewhere do not stand in this register.
struct Missed {
    std::int64_t years = 0;   ///< full years missed; 0: enrolled late only
    std::int64_t repaid = 0;  ///< of them paid back
};

/// Months, none negative.
struct WaitingRule {
    std::int64_t fixed_months = 0;
    std::int64_t further_months = 0;  ///< for each further missed year …
    std::int64_t further_from = 1;    ///< … of which this is the first
    std::int64_t repair_months = 0;   ///< less, for each year paid back
    std::int64_t floor_missed = 0;    ///< from so many years on at least …
    std::int64_t floor_months = 0;    ///< … so many months in all
};

struct Waiting {
    std::int64_t fixed_months = 0;
    std::int64_t further_months = 0;
    std::int64_t repaired_months = 0;    ///< taken off the further months
    std::int64_t months = 0;             ///< in all
    std::int64_t repairable_months = 0;  ///< what paying the other years back would still take off
    Date until;                          ///< last day without benefit
    bool operator==(const Waiting&) const = default;
};

/// The rule of an area on a day; empty where one of its values is not known, or none is said.
[[nodiscard]] std::optional<WaitingRule> waiting_rule(const policy::PersonRules& rules,
                                                      std::uint32_t area, Date day);

/// Months from the day of the enrolment on: the fixed ones, and the further ones less what was paid
/// back; from a number of missed years on no fewer than the floor. A further missed year never
/// shortens it, a year paid back never lengthens it.
/// Source    国办发〔2024〕38号
[[nodiscard]] Waiting waiting_of(const WaitingRule& rule, const Missed& missed, Date enrolled);

}  // namespace yidi::entitlement
