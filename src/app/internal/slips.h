#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case_file.h"
#include "base/money.h"
#include "domain/adjudication/trace.h"
#include "domain/explain/language.h"

/// The ways in which people get a settlement wrong.
namespace yidi::app::internal {

/// The case with one thing done wrong, told by half a sentence ("if the deductible is not taken
/// off").
struct Slip {
    std::string what;
    adjudication::Step step =
        adjudication::Step::base;  ///< where the right way and the wrong one part
    CaseFile file;
};

/// Every slip that this case allows. For stated terms: a term left out, doubled, or applied to
/// another base, bands counted otherwise. Without terms: another person, level, place or filing
/// than the case states.
[[nodiscard]] std::vector<Slip> slips(const CaseFile& file, explain::Language language);

/// How two amounts differ in writing: swapped digits, one wrong digit, a shifted point; empty where
/// it is none of these.
[[nodiscard]] std::string digit_slip(Money right, Money stated, explain::Language language);

}  // namespace yidi::app::internal
