#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/guidance/why.h"

/// What the person's filings come to for one visit.
namespace yidi::guidance::internal {

struct FilingFinding {
    Cause cause = Cause::not_filed;
    const filing::Filing* filing = nullptr;
    std::optional<Date> day;
    std::optional<std::int32_t> days;
    std::string rule;  ///< clause of the insured region's rule
};

/// Of the filings that count the best, as settlement takes it; else the one that came nearest, with
/// what it lacks. Requires  facts.filings (asserted).
[[nodiscard]] FilingFinding finding_of(const ChainFacts& facts, const policy::Book& book);

/// For care at home: the long-term filing elsewhere that keeps it from being covered, as a promise
/// or because the region covers one place at a time; `cause` is local_care where there is none.
[[nodiscard]] FilingFinding closing_home(const ChainFacts& facts, const policy::Book& book);

/// Whether the cause means that a filing counts.
[[nodiscard]] bool counts(Cause cause);

}  // namespace yidi::guidance::internal
