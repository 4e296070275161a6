#include "domain/policy/person_rules.h"

#include <algorithm>
#include <array>

#include "domain/policy/regions.h"

namespace yidi::policy {
namespace {

constexpr std::array<std::string_view, 3> kSchemeChanges{"admission", "discharge", "split"};
constexpr std::array<std::string_view, 2> kMovedYears{"carry_over", "restart"};

constexpr std::int64_t kMonthsMax = 120;
constexpr std::int64_t kYearsMax = 99;
constexpr std::int64_t kDaysMax = 3'660;
constexpr std::int64_t kTimesMax = 999;
constexpr std::int64_t kFenMax = 1'000'000'000;
constexpr std::int64_t kHourMax = 24;
constexpr std::int64_t kHourLast = 23;

struct Named {
    std::string_view name;
    PersonRuleSpec spec;
};

/// In the order of PersonRule.
constexpr std::array<Named, kPersonRuleCount> kRules{{
    {"waiting_fixed_months", {.low = 0, .high = kMonthsMax}},
    {"waiting_further_months", {.low = 0, .high = kMonthsMax}},
    {"waiting_further_from", {.low = 1, .high = kYearsMax}},
    {"waiting_repair_months", {.low = 0, .high = kMonthsMax}},
    {"waiting_floor_missed", {.low = 0, .high = kYearsMax}},
    {"waiting_floor_months", {.low = 0, .high = kMonthsMax}},
    {"newborn_days", {.low = 0, .high = kDaysMax}},
    {"scheme_change", {.low = 0, .high = 2, .words = kSchemeChanges}},
    {"moved_year", {.low = 0, .high = 1, .words = kMovedYears}},
    {"adult_age", {.low = 0, .high = kYearsMax}},
    {"transfers_a_day", {.low = 0, .high = kTimesMax}},
    {"transfer_amount", {.low = 0, .high = kFenMax}},
    {"transfer_opens", {.low = 0, .high = kHourLast}},
    {"transfer_closes", {.low = 0, .high = kHourMax}},
    {"transfer_returns", {.low = 0, .high = kHourLast}},
}};

/// How near a rule's region is to an area; 0: it says nothing there.
int nearness(std::uint32_t region, std::uint32_t area) {
    if (region == area) {
        return 3;
    }
    if (region == kNationalFrame) {
        return 1;
    }
    return covers(region, area) ? 2 : 0;
}

}  // namespace

std::string_view name(PersonRule rule) {
    return kRules[static_cast<std::size_t>(rule)].name;
}

std::optional<PersonRule> parse_person_rule(std::string_view text) {
    const auto* found = std::ranges::find(kRules, text, &Named::name);
    return found == kRules.end() ? std::nullopt
                                 : std::optional{static_cast<PersonRule>(found - kRules.begin())};
}

const PersonRuleSpec& spec(PersonRule rule) {
    return kRules[static_cast<std::size_t>(rule)].spec;
}

const StatedRule* PersonRules::find(PersonRule rule, std::uint32_t area, Date day) const {
    const StatedRule* best = nullptr;
    int best_nearness = 0;
    for (const StatedRule& one : rules_) {
        const int near = nearness(one.region, area);
        if (one.rule == rule && near > best_nearness && one.valid.contains(day)) {
            best = &one;
            best_nearness = near;
        }
    }
    return best;
}

std::optional<std::int64_t> PersonRules::value(PersonRule rule, std::uint32_t area,
                                               Date day) const {
    const StatedRule* found = find(rule, area, day);
    return found == nullptr ? std::nullopt : found->value;
}

}  // namespace yidi::policy
