#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "domain/claim/statement.h"
#include "domain/policy/pack.h"

/// Which papers a claim needs, by its situation. The list is data (data/rules/claim-papers.csv).
namespace yidi::claim {

/// When a paper is asked for.
enum class When : std::uint8_t {
    always,
    inpatient,
    outpatient,     ///< every other care
    emergency,      ///< stated as an emergency
    referral,       ///< sent on by another hospital
    agent,          ///< somebody else hands the claim in
    injury,         ///< an injury (`trum_flag`)
    card_unusable,  ///< the card could not be used
    filed,          ///< a filing for the place is in the register
    dual_channel,   ///< a drug of the dual-channel list
    heirs,          ///< the person has died: the heirs claim
    third_party,    ///< the fund is asked to pay in place of a third party
};
inline constexpr std::size_t kWhenCount = 12;
[[nodiscard]] std::string_view name(When when);
[[nodiscard]] std::optional<When> parse_when(std::string_view text);

/// One line of the list.
struct PaperRule {
    std::string kind;  ///< "receipt": what an attachment of it is called
    std::uint32_t region = 0;
    When when = When::always;
    std::string zh = {};
    std::string en = {};
    std::string why_zh = {};
    std::string why_en = {};
    DateInterval valid = {};
    std::string document = {};
    std::string article = {};
    policy::Grade grade = policy::Grade::K;
};

/// A bit for each When.
using Situation = std::uint16_t;
[[nodiscard]] constexpr Situation bit(When when) {
    return static_cast<Situation>(1U << static_cast<unsigned>(when));
}
/// What the register adds to what is stated.
struct Registered {
    bool is_filed = false;
    bool has_died = false;
};
[[nodiscard]] Situation situation_of(const Statement& statement, const Registered& registered);

/// The lines of the whole list.
class PaperRules {
public:
    PaperRules() = default;
    explicit PaperRules(std::vector<PaperRule> rules) : rules_{std::move(rules)} {}
    [[nodiscard]] const std::vector<PaperRule>& all() const { return rules_; }

private:
    std::vector<PaperRule> rules_;
};

/// Whose list, and of which day.
struct Asking {
    std::uint32_t area = 0;  ///< pooling area of the insured region
    Date day;
};
/// The papers for a situation, each kind once, in the order of the list: those of all regions and
/// those that the area or its province asks for besides. They live as long as the rules.
[[nodiscard]] std::vector<const PaperRule*> papers_for(const PaperRules& rules, Situation situation,
                                                       const Asking& asking);
/// Those of them that are not among what was handed in.
[[nodiscard]] std::vector<const PaperRule*> missing(const std::vector<const PaperRule*>& asked,
                                                    const std::vector<std::string>& handed_in);

}  // namespace yidi::claim
