#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/case_file.h"
#include "app/estimate.h"
#include "base/error.h"
#include "domain/explain/compare.h"
#include "domain/explain/language.h"
#include "domain/explain/side_by_side.h"

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

/// One of several cases that are held side by side.
struct Side {
    Estimate estimate;
    std::vector<explain::Bar> bars;
    std::optional<Money> diff;  ///< what the person bears more than in the base
    /// It counts to another benefit year than the first, where nothing has been used yet: what the
    /// case says of the year (`cum`, `ipt_cnt`) was left out.
    bool is_new_year = false;
};
struct SideBySide {
    std::size_t base = 0;  ///< the first that has amounts: the others are held against it
    std::vector<Side> sides;
    std::vector<explain::SideRow> rows;
};

/// The cases as they are given, beside one another. What they say of the benefit year is meant of
/// the year that the first counts to.
/// Requires  at least one (asserted). Errors    invariant_violated (our bug).
[[nodiscard]] Result<SideBySide> side_by_side(const policy::Book& packs,
                                              std::span<const CaseFile> files,
                                              explain::Language language);

}  // namespace yidi::app
