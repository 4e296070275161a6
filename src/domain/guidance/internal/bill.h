#pragma once

#include <optional>
#include <vector>

#include "domain/guidance/advise.h"

/// The money side of an advice: the stated bill through the one calculation.
namespace yidi::guidance::internal {

/// The kinds of filing that a reason allows, the one that fits best first; without a reason those
/// that anybody may make.
[[nodiscard]] std::vector<policy::FilingKind> kinds_for(const std::optional<Reason>& reason);

/// Whether the insured region takes a kind for this care, as far as it is known.
[[nodiscard]] bool is_open(const policy::KindView& rules, policy::Business business);

/// The columns of an advice, and which is advised.
struct Columns {
    std::vector<Column> all;
    std::size_t chosen = 0;
};
[[nodiscard]] Result<Columns> columns_of(const Answers& answers, const policy::Book& book);

/// What of the answers would narrow the advised column most.
[[nodiscard]] Result<std::optional<NextQuestion>> question_for(const Answers& answers,
                                                               const Columns& columns,
                                                               const policy::Book& book);

}  // namespace yidi::guidance::internal
