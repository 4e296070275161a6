#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adjudication/adjudicate.h"
#include "domain/explain/clause.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

/// Everything beside the numbers that an answer says: assumptions, warnings, refusals, ranges.
namespace yidi::explain {

/// One sentence for each thing taken for granted, in the answer's order.
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

/// For a range: one sentence for each open fact or reading, with what each candidate would give.
[[nodiscard]] std::vector<std::string> because(const adjudication::Answer& answer,
                                               const policy::Book& book, Language language);

/// The one question that narrows a range most; empty where no question of the case helps.
[[nodiscard]] std::string question(const adjudication::Answer& answer, Language language);

/// The question behind one key of the case file; empty for a key that has none.
[[nodiscard]] std::string question_for(std::string_view key, Language language);

/// For a refusal for want of a filing: what each kind of filing would have given, one sentence
/// each.
[[nodiscard]] std::vector<std::string> filing_offers(std::span<const adjudication::WhatIf> filings,
                                                     Language language);

}  // namespace yidi::explain
