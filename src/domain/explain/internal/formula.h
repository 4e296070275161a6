#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "domain/adjudication/trace.h"
#include "domain/explain/language.h"

/// One entry of a trace in numbers: exact ones to carry it out again, and a formula for people.
namespace yidi::explain::internal {

using Entries = std::span<const adjudication::Entry>;

/// "s12".
[[nodiscard]] std::string step_id(std::size_t index);

/// The indices that a `sum_range` adds up.
[[nodiscard]] std::vector<std::size_t> range_terms(Entries entries, std::size_t index);

/// The exact text of an operand; see RenderedStep::in.
[[nodiscard]] std::string exact_text(const adjudication::Operand& operand);
/// The exact text of a result.
[[nodiscard]] std::string exact_out(const adjudication::Entry& entry);
/// A result for people: whole fen, percentages.
[[nodiscard]] std::string shown_out(const adjudication::Entry& entry);

/// "(80000.00 − 1500.00) × 90% = 70650.00". A product whose first factor is a difference shows the
/// difference.
[[nodiscard]] std::string formula(Entries entries, std::size_t index, Language language);

}  // namespace yidi::explain::internal
