#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "domain/policy/pack.h"
#include "domain/policy/vocabulary.h"

/// Rules about persons and their accounts that no bill is computed by: waiting periods, which day's
/// insurance holds for a stay, the limits of the wallet. They stand in data/rules/persons.csv, each
/// with its source (docs/policies/person-rules.md), beside the packs, because packs are frozen for
/// what they pay.
namespace yidi::policy {

enum class PersonRule : std::uint8_t {
    waiting_fixed_months,    ///< after a late or broken enrolment of residents
    waiting_further_months,  ///< more, for each further missed year
    waiting_further_from,    ///< which missed year is the first further one
    waiting_repair_months,   ///< less of the further months, for each year paid back
    waiting_floor_missed,    ///< from so many missed years on …
    waiting_floor_months,    ///< … no fewer months in all, whatever is paid back
    newborn_days,            ///< enrolled within so many days: insured from birth
    scheme_change,           ///< which day's insurance holds for a stay in which it changes
    moved_year,              ///< what a move to another insured region does to the year's counters
    adult_age,               ///< from this age on the own consent is needed
    transfers_a_day,         ///< from one account
    transfer_amount,         ///< fen, at most in one transfer
    transfer_opens,          ///< first hour of the day in which one may be made
    transfer_closes,         ///< hour from which none may be made
    transfer_returns,        ///< hour of the next day at which what is not accepted goes back
};
inline constexpr std::size_t kPersonRuleCount = 15;

[[nodiscard]] std::string_view name(PersonRule rule);
[[nodiscard]] std::optional<PersonRule> parse_person_rule(std::string_view text);

enum class SchemeChange : std::uint8_t { admission, discharge, split };
enum class MovedYear : std::uint8_t { carry_over, restart };

/// What a value of a rule is. A rule with words is one of them, by number.
struct PersonRuleSpec {
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::span<const std::string_view> words = {};
};
[[nodiscard]] const PersonRuleSpec& spec(PersonRule rule);

/// One rule of a region, or of all (kNationalFrame), over one interval.
struct StatedRule {
    PersonRule rule = PersonRule::waiting_fixed_months;
    std::uint32_t region = 0;
    std::optional<std::int64_t> value;  ///< empty: not known, `note` says why
    DateInterval valid;
    std::string document;  ///< number and title
    std::string article;   ///< or "unknown"
    Grade grade = Grade::K;
    std::string note;
};

/// Every rule about persons. Immutable once made.
class PersonRules {
public:
    PersonRules() = default;
    explicit PersonRules(std::vector<StatedRule> rules) : rules_{std::move(rules)} {}

    /// The rule of a pooling area on a day: its own, else its province's, else the one for all.
    /// Null: nothing is said.
    [[nodiscard]] const StatedRule* find(PersonRule rule, std::uint32_t area, Date day) const;
    /// Its value; empty where it is not said, or said not to be known.
    [[nodiscard]] std::optional<std::int64_t> value(PersonRule rule, std::uint32_t area,
                                                    Date day) const;
    [[nodiscard]] const std::vector<StatedRule>& all() const { return rules_; }

private:
    std::vector<StatedRule> rules_;
};

}  // namespace yidi::policy
