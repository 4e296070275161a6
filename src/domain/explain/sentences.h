#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adjudication/answer.h"
#include "domain/explain/clause.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

/// What an answer says beside its numbers: assumptions, warnings, refusals. What is open is told by
/// ranges.h.
namespace yidi::explain {

/// A sentence, and the key of the case that would say it instead; empty where none does.
struct Assumed {
    std::string text;
    std::string_view key;
};
/// One for each thing taken for granted, in the answer's order.
[[nodiscard]] std::vector<Assumed> assumed(const adjudication::Outcome& outcome,
                                           const policy::Book& book, Language language);
/// The sentences alone.
[[nodiscard]] std::vector<std::string> assumptions(const adjudication::Outcome& outcome,
                                                   const policy::Book& book, Language language);

/// What weakens the answer: rules used that no official text confirms, rules without a known
/// article. Needs the trace; without one there is nothing to say.
[[nodiscard]] std::vector<std::string> warnings(const adjudication::Answer& answer,
                                                const policy::Book& book, Language language);

/// Why there is no amount, and what to do about it.
struct RefusalText {
    std::string_view code;  ///< "not_filed"
    std::string sentence;
    std::string remedy;
    std::string rule;  ///< rule_id(); empty where no row says so
    std::optional<Clause> clause;
};

/// Of a rejected or unknown outcome.
[[nodiscard]] RefusalText refusal(const adjudication::Outcome& outcome, const policy::Book& book,
                                  Language language);

}  // namespace yidi::explain
