#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/rate.h"
#include "domain/policy/vocabulary.h"

/// The numbers of the regulations on clearing and prepayment. They stand in
/// data/rules/clearing.csv, each with its clause and grade (docs/domain/clearing.md); a province
/// may have its own for what is cleared within it.
namespace yidi::clearing {

enum class Rule : std::uint8_t {
    confirm_day,          ///< day of the next month by which institutions' bills are confirmed
    tables_day,           ///< day of the next month on which the national tables are made
    sign_day,             ///< day of the next month by which every party has signed
    to_finance_days,      ///< working days from a notice to its handing over to finance
    pay_days,             ///< working days from there to the payment
    report_days,          ///< working days from there until both sides have reported
    late_months,          ///< months that a bill may be late
    year_end_month,       ///< month of the next year by whose end a year's bills are cleared
    quota_months,         ///< last months of the year that the quota is the mean of
    quota_factor,         ///< times their mean
    quota_month,          ///< month by whose end the yearly quota is told
    quota_finish_month,   ///< month by whose end the difference is paid and received
    yellow_ppm,           ///< use rate of the first warning
    red_ppm,              ///< use rate from which an emergency increase may be asked for
    increase_days,        ///< working days after signing in which it is asked for
    inquiry_fen,          ///< an inquiry needs a stay above this
    inquiry_accept_days,  ///< working days in which the treating side accepts or refuses one
    inquiry_reply_days,   ///< working days in which it replies after that
};
inline constexpr std::size_t kRuleCount = 18;

[[nodiscard]] std::string_view name(Rule rule);
[[nodiscard]] std::optional<Rule> parse_rule(std::string_view text);

/// How the file writes a value: a number, yuan with two decimals, or a ratio such as 0.7.
enum class RuleUnit : std::uint8_t { number, yuan, ratio };
struct RuleSpec {
    RuleUnit unit = RuleUnit::number;
    std::int64_t low = 0;
    std::int64_t high = 0;
};
[[nodiscard]] const RuleSpec& spec(Rule rule);

/// One rule for what is cleared between provinces (region 100000) or within one, over an interval.
struct StatedRule {
    Rule rule = Rule::confirm_day;
    std::uint32_t region = 0;
    std::int64_t value = 0;
    DateInterval valid;
    std::string document;  ///< number and title
    std::string article;   ///< or "unknown"
    policy::Grade grade = policy::Grade::K;
    std::string note;
};

/// What holds for one region on one day.
struct Terms {
    std::int32_t confirm_day = 0;
    std::int32_t tables_day = 0;
    std::int32_t sign_day = 0;
    std::int32_t to_finance_days = 0;
    std::int32_t pay_days = 0;
    std::int32_t report_days = 0;
    std::int32_t late_months = 0;
    std::int32_t year_end_month = 0;
    std::int32_t quota_months = 0;
    std::int32_t quota_factor = 0;
    std::int32_t quota_month = 0;
    std::int32_t quota_finish_month = 0;
    Rate yellow;
    Rate red;
    std::int32_t increase_days = 0;
    Money inquiry_above;
    std::int32_t inquiry_accept_days = 0;
    std::int32_t inquiry_reply_days = 0;
    friend bool operator==(const Terms&, const Terms&) = default;
};

/// Every stated rule. Immutable once made.
class Rules {
public:
    Rules() = default;
    explicit Rules(std::vector<StatedRule> rules) : rules_{std::move(rules)} {}

    /// The region's own on a day, else the nation's; null: nothing is said. Within a province
    /// `region` is its code, between provinces 100000.
    [[nodiscard]] const StatedRule* find(Rule rule, std::uint32_t region, Date day) const;
    /// Errors    rule_unknown: the first rule that nobody has stated for the day; inconsistent:
    /// days
    ///           of a month that are not in order, or a yellow that is not below red.
    [[nodiscard]] Result<Terms> on(std::uint32_t region, Date day) const;
    [[nodiscard]] const std::vector<StatedRule>& all() const { return rules_; }

private:
    std::vector<StatedRule> rules_;
};

/// The region of what is cleared between provinces.
inline constexpr std::uint32_t kNation = 100'000;

}  // namespace yidi::clearing
