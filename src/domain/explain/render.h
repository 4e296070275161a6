#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/explain/clause.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

/// The trace as texts. The table on the terminal, the JSON, the paragraph and the waterfall all
/// come from the one trace; nothing is computed anew.
namespace yidi::explain {

/// A branch that was not taken.
struct RenderedRefusal {
    std::string rule;  ///< as RenderedStep::rule; empty where no row stands for it
    std::string why;   ///< a phrase in the language asked for
    bool operator==(const RenderedRefusal&) const = default;
};

/// One step. `op`, `in`, `rounding` and `out` suffice to carry it out again: amounts are exact yuan
/// ("1500.00", "283.3305", or "950/9" where no decimal is exact), ratios decimals ("0.9"), prices
/// and counts decimals, "s12" the result of an earlier step, "no_end" an open band. `rounding` is
/// to 0.01 yuan; empty where nothing is rounded.
struct RenderedStep {
    std::string id;         ///< "s12", ascending from s0
    std::string_view step;  ///< name on the wire: "act_pay_dedc"
    std::string label;
    std::string_view op;  ///< name on the wire; a sum over a range is told as "sum" with its terms
    std::vector<std::string> in;
    std::string_view rounding;
    std::string out;
    std::string formula;  ///< for people, with numbers: "(80000.00 − 1500.00) × 90% = 70650.00"
    std::string rule;     ///< rule_id(); empty where the case or arithmetic decides
    std::string
        basis;  ///< what decides, for a table: the clause's short text, "the case" or "arithmetic"
    std::vector<RenderedRefusal> refused;
    std::optional<Clause> clause;
};

/// Renders the trace of `answer`, in order. Empty where no trace was asked for.
/// Requires  the book that the answer was computed with.
[[nodiscard]] std::vector<RenderedStep> render(const adjudication::Answer& answer,
                                               const policy::Book& book, Language language);

/// One step as a phrase, its label and its formula: "起付线：1000.00". For those who tell a few
/// steps of many answers. Requires  index < the trace's entries (asserted).
[[nodiscard]] std::string told_step(const adjudication::Answer& answer, std::size_t index,
                                    Language language);

}  // namespace yidi::explain
