#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adjudication/adjudicate.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

/// Sentences about what is open: ranges, the question that narrows them, what a filing would give.
namespace yidi::explain {

/// For a range: one sentence for each open fact or reading, with what each candidate would give.
[[nodiscard]] std::vector<std::string> because(const adjudication::Answer& answer,
                                               const policy::Book& book, Language language);

/// One candidate of an open matter, for use inside a sentence: "tertiary hospital (01)",
/// "province-owned hospital: yes". Requires  reading < open.readings.size() (asserted).
[[nodiscard]] std::string candidate(const adjudication::Because& open, std::size_t reading,
                                    Language language);

/// The one question that narrows a range most; empty where no question of the case helps.
[[nodiscard]] std::string question(const adjudication::Answer& answer, Language language);

/// The question behind one key of the case file; empty for a key that has none.
[[nodiscard]] std::string question_for(std::string_view key, Language language);

/// For a refusal for want of a filing: what each kind of filing would have given, one sentence
/// each.
[[nodiscard]] std::vector<std::string> filing_offers(std::span<const adjudication::WhatIf> filings,
                                                     Language language);

}  // namespace yidi::explain
