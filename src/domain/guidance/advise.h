#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "domain/adjudication/answer.h"
#include "domain/filing/assess.h"
#include "domain/guidance/questions.h"
#include "domain/policy/filing_rules.h"
#include "domain/policy/policy.h"

/// Which filing to make, what it needs, by when, and what it is worth: from seven answers, by the
/// rules of the insured region and the one calculation. Where no rule is known there is no number.
namespace yidi::guidance {

/// What to do first of all.
enum class Action : std::uint8_t {
    file,
    nothing,         ///< none is needed: care at home, a corridor, the province
    flag_emergency,  ///< the hospital uploads the flag: that counts as filed
    claim,           ///< all is paid: a manual claim at home
};
inline constexpr std::size_t kActionCount = 4;
[[nodiscard]] std::string_view name(Action action);

/// The same bill under one filing, or none.
struct Column {
    std::optional<policy::FilingKind> kind;  ///< empty: none
    bool manual = false;                     ///< paid by oneself, then claimed at home
    bool fits = true;     ///< whether the answers allow it; else it takes what `kind` asks for
    bool closed = false;  ///< the insured region does not take it, or not for this kind of care
    /// Empty where the answers do not even say what would be computed.
    std::optional<adjudication::Answer> answer;

    [[nodiscard]] bool has_amounts() const {
        return answer && (answer->status == adjudication::Status::computed ||
                          answer->status == adjudication::Status::range);
    }
};
/// What the person bears, and what the funds pay; both ends. Requires  amounts (asserted).
[[nodiscard]] std::array<Money, 2> borne_in(const adjudication::Answer& answer);
[[nodiscard]] std::array<Money, 2> paid_in(const adjudication::Answer& answer);

/// The question that narrows the answer most.
struct NextQuestion {
    std::string key;             ///< of questions(), or of a case file
    std::string name;            ///< the attribute or identity that is asked for
    std::optional<Money> worth;  ///< how far its answers lie apart; empty: without it no number
};

struct Advice {
    Answers answers;
    Action action = Action::file;
    /// The filing to make; with `claim` and `flag_emergency` what the care counts as.
    policy::FilingKind kind = policy::FilingKind::other_temporary;
    bool kind_is_sure = false;  ///< the reason was answered
    /// The insured region's rules for it, else the frame's; empty: none at all are known.
    std::optional<policy::KindView> rules;
    Date first;
    std::optional<Date> last;                ///< by the region's rule, where it is known and ends
    std::optional<filing::NoFiling> exempt;  ///< why none is needed
    std::optional<Error> refused;            ///< the insured region does not take it so

    std::vector<Column> columns;  ///< none first, then the kinds; empty where nothing is computed
    std::size_t chosen = 0;       ///< the column of what is advised
    /// What the funds pay more than without a filing, both ends; empty where it is not known. Where
    /// a manual claim without a filing is not known either, against paying all at the window.
    std::optional<std::array<Money, 2>> worth;
    bool against_window = false;
    std::optional<NextQuestion> ask;  ///< empty: no answer of the person narrows it
};

/// Requires  answers whose regions are in the book's list. Errors    invariant_violated: our bug.
[[nodiscard]] Result<Advice> advise(const Answers& answers, const policy::Book& book);

}  // namespace yidi::guidance
