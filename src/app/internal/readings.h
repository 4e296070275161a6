#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/case_file.h"
#include "app/estimate.h"
#include "base/error.h"
#include "domain/explain/language.h"

/// The single answers that a range stands for.
namespace yidi::app::internal {

/// One of them: what the case would give if what it leaves open were so.
struct Reading {
    adjudication::Answer answer;  ///< computed, or rejected with the whole bill personal
    std::string when;             ///< "tertiary hospital (01), no filing"
};

/// Owns the books that its answers point into.
struct Readings {
    std::vector<Reading> all;
    bool complete = true;     ///< no other answer is possible
    bool between = false;     ///< what lies between two of them is possible, too
    bool split_open = false;  ///< one of them leaves open who pays which part
    std::vector<std::unique_ptr<const policy::Book>> books;
};

/// Answers the case again for each way to settle what its range leaves open: facts are stated, rows
/// with several readings are given one. What cannot be settled so (a deductible that falls in an
/// unknown way, more than some hundred ways) is left out, and the result is not complete.
/// Requires  `estimate` to be the answer to `file`, a range; `packs` outlives the result.
/// Errors    those of estimate().
[[nodiscard]] Result<Readings> readings_of(const policy::Book& packs, const CaseFile& file,
                                           const Estimate& estimate, explain::Language language);

}  // namespace yidi::app::internal
