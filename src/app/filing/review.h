#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/filing/attachments.h"
#include "app/filing/file.h"
#include "domain/explain/language.h"

/// What somebody who decides a filing has to look at: each rule of the region with what it says of
/// this filing and its clause, and which steps the filing takes now.
namespace yidi::app {

enum class Verdict : std::uint8_t {
    met,
    not_met,
    waits,    ///< for the papers that were promised
    unknown,  ///< nobody has stated the rule: a person decides
    told,     ///< to be known; nothing is held against it
};
[[nodiscard]] std::string_view name(Verdict verdict);

struct RuleCheck {
    std::string_view rule;  ///< as in docs/policies/filing-rules.md
    Verdict verdict = Verdict::told;
    std::string text;                 ///< what the rule says and what is so here
    std::vector<std::string> papers;  ///< any one of these does
    std::string clause;               ///< empty: the rule is not known
    std::optional<policy::Grade> grade;
};

struct Review {
    Date day;  ///< of the application: its rules are those that count
    std::vector<RuleCheck> checks;
    std::vector<filing::Caution> cautions;
    std::optional<Error> refusal;    ///< what the rules would refuse today
    std::vector<std::string> takes;  ///< decisions that are possible now
    std::string sent_by;             ///< who sent it in, and so does not approve it
    bool needs_day = false;          ///< approving it needs a last day for the promised papers
};
/// Errors    bad_value: the person has no such filing.
[[nodiscard]] Result<Review> review_of(ports::Session& session, const FilingContext& context,
                                       registry::Pid pid, std::int64_t filing,
                                       explain::Language language);

}  // namespace yidi::app
