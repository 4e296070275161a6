#pragma once

#include <optional>
#include <vector>

#include "app/case_file.h"
#include "app/estimate.h"
#include "base/error.h"
#include "domain/explain/compare.h"
#include "domain/explain/language.h"

namespace yidi::app {

/// One way in which the same bill could have been settled.
struct ComparedColumn {
    explain::Column column = explain::Column::as_given;
    Estimate estimate;
    std::optional<Money> diff;  ///< what the person bears more than in the first column
};

/// Why columns that look alike do, and what a filing means where none is needed; mostly empty.
[[nodiscard]] std::vector<explain::Words> notes_on(const CaseFile& file,
                                                   const policy::Regions& regions);

/// The same case as given, without filing, with each filing in force at the place of care, at home.
/// Errors    invariant_violated (our bug).
[[nodiscard]] Result<std::vector<ComparedColumn>> compare(const policy::Book& packs,
                                                          const CaseFile& file);

}  // namespace yidi::app
