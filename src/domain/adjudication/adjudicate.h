#pragma once

#include "base/error.h"
#include "domain/adjudication/answer.h"
#include "domain/adjudication/case.h"
#include "domain/policy/policy.h"

namespace yidi::adjudication {

/// Revision of the calculation. A change that alters any result is a new revision
/// (docs/adr/0005-engine-revisions.md).
inline constexpr int kEngineRevision = 1;

struct Options {
    bool trace = false;
};

/// Adjudicates one case by the packs in `book`: docs/domain/calculation.md, steps 0 to 14, with
/// open facts forked. Requires  a case that passed the decoder (amounts >= 0 and <= kInputFenMax,
/// parts <= total, dates in order). Returns   an answer whose identities have been checked;
/// rejected and unknown are answers, not errors. Errors    invariant_violated (5001): our bug.
/// Threads   pure; any number of threads may share a book.
[[nodiscard]] Result<Answer> adjudicate(const policy::Book& book, const Case& input,
                                        const Options& options = {});

/// The same into an answer whose storage is reused: what `batch` and servers call.
[[nodiscard]] Result<void> adjudicate_into(const policy::Book& book, const Case& input,
                                           const Options& options, Answer& answer);

/// What each of the six kinds of filing, in force at the place of care, would give; for refusals
/// and `compare`.
struct WhatIf {
    policy::FilingKind kind;
    Answer answer;
};
[[nodiscard]] Result<std::vector<WhatIf>> what_if_filed(const policy::Book& book,
                                                        const Case& input);

}  // namespace yidi::adjudication
