#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "domain/adjudication/adjudicate.h"
#include "domain/explain/language.h"
#include "domain/policy/policy.h"

namespace yidi::explain {

/// The answer in one line: "The funds pay 70,650.00 yuan; 29,350.00 yuan are yours."
[[nodiscard]] std::string headline(const adjudication::Answer& answer, Language language);

/// Of what the answer is: worked out beforehand, or of a settlement that was made with it.
enum class Told : std::uint8_t { estimate, settlement };

/// The whole settlement as one paragraph without line breaks: total, what is not covered,
/// first-pay, deductible and why it is that much, bands with their ratios and where these come
/// from, cap, layers, what is left, account, cash; with the documents. A range says what is missing
/// and asks the one question; unknown and rejected say what would be needed and what to do.
/// `filings` is what each kind of filing would give (what_if_filed), for refusals; may be empty.
/// An answer without a trace is told by its totals alone. Only an estimate says that it is one.
[[nodiscard]] std::string paragraph(const adjudication::Answer& answer, const policy::Book& book,
                                    Language language,
                                    std::span<const adjudication::WhatIf> filings = {},
                                    Told told = Told::estimate);

}  // namespace yidi::explain
