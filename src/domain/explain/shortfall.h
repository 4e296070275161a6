#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "domain/adjudication/answer.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

/// Why a bill is not paid for more: the same bill with one thing otherwise, computed by the one
/// calculation, the thing that matters most first.
namespace yidi::explain {

enum class ShortfallKind : std::uint8_t {
    filing,       ///< with another filing, or with one
    level,        ///< in a hospital of a lower level
    place,        ///< at home
    own_expense,  ///< what no catalogue covers
    over_limit,   ///< what lies above price limits
    first_pay,    ///< the share of class B that is paid first
    cap,          ///< a limit of the pooled fund is met
    used,         ///< what this year has used of the limits before
    deductible,   ///< the deductible of this bill
};
[[nodiscard]] std::string_view name(ShortfallKind kind);

struct Shortfall {
    ShortfallKind kind = ShortfallKind::filing;
    /// The key of the case, and the value with which the bill was computed again: "filing" and
    /// "referral"; empty where no answer to a question can change it.
    std::string key = {};
    std::string value = {};
    Money gain;               ///< what the funds would pay more; of a range the worse ends
    std::optional<Money> of;  ///< the part of the bill that it is about, where it is one
    std::string text;         ///< what would be otherwise
    std::string hint;         ///< what can be done, or why nothing can
    std::string clause = {};  ///< the rule behind it, where one row says so
    std::string step = {};    ///< its step in the trace of the answer
};

/// The gains above 0, the highest first; of equal ones in the order of the kinds. None where no
/// rule is known. Requires  `answer` to be the answer to `facts`, with its trace.
/// Errors    invariant_violated: our bug.
[[nodiscard]] Result<std::vector<Shortfall>> shortfalls(const policy::Book& book,
                                                        const adjudication::Case& facts,
                                                        const adjudication::Answer& answer,
                                                        Language language);

}  // namespace yidi::explain
