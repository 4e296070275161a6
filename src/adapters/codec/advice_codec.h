#pragma once

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/error.h"
#include "domain/explain/language.h"
#include "domain/guidance/advise.h"
#include "domain/policy/regions.h"

/// Answers in, advice out: docs/using/advise.md.
namespace yidi::codec {

/// Reads an object of answers. "?" and a key that is left out mean that it is not known. `today`
/// holds where the answers name no day of their own.
/// Errors    1xxx with the place, as of a case file.
[[nodiscard]] Result<guidance::Answers> decode_answers(std::string_view json,
                                                       const policy::Regions& regions, Date today);

/// Appends the advice: {"action", "filing", "headline", "say", "papers", "deadlines", "worth",
/// "columns", "warnings", "ask"}. A statement is {"text", "clause", "grade"}. Same advice, same
/// bytes.
void append_advice(const guidance::Advice& advice, const policy::Book& book,
                   explain::Language language, std::string& out);

/// Appends the interview: [{"key", "form", "text", "why", "options": [{"value", "text"}]}].
void append_questions(explain::Language language, std::string& out);

}  // namespace yidi::codec
