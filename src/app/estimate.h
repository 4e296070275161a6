#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/case_file.h"
#include "app/note.h"
#include "base/error.h"
#include "domain/adjudication/adjudicate.h"
#include "domain/policy/policy.h"

namespace yidi::app {

/// The answer to a case file, with what stands beside it. May be reused for one case after another.
struct Estimate {
    adjudication::Answer answer;
    /// What each kind of filing would give; filled in where the case is refused for want of one.
    std::vector<adjudication::WhatIf> filings;
    std::vector<Note> notes;
    /// With stated terms: what the region's own pack gives, where there is one.
    std::optional<adjudication::Answer> pack_result;
    /// The book of the stated terms; owns what `answer` points to.
    std::unique_ptr<const policy::Book> terms_book;

    /// The book that `answer` was computed with, `packs` being the one given to estimate().
    [[nodiscard]] const policy::Book& book(const policy::Book& packs) const {
        return terms_book ? *terms_book : packs;
    }
};

/// Answers a case file: by its stated terms if it has any, else by the packs.
/// Errors    invariant_violated (our bug).
/// Threads   pure; any number of threads may share `packs`, which must outlive `out`.
[[nodiscard]] Result<void> estimate(const policy::Book& packs, const CaseFile& file,
                                    const adjudication::Options& options, Estimate& out);

}  // namespace yidi::app
