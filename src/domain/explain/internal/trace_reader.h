#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "domain/adjudication/trace.h"
#include "domain/explain/internal/formula.h"

namespace yidi::explain::internal {

/// Finds entries of a trace by what they mean.
class TraceReader {
public:
    explicit TraceReader(const adjudication::Trace& trace) : entries_{trace.entries()} {}

    [[nodiscard]] bool is_empty() const { return entries_.empty(); }
    [[nodiscard]] Entries entries() const { return entries_; }
    [[nodiscard]] const adjudication::Entry& at(std::size_t index) const { return entries_[index]; }

    /// The last entry of a step, which holds its final value.
    [[nodiscard]] std::optional<std::size_t> last(adjudication::Step step,
                                                  std::int8_t layer = -1) const;
    /// All of them in order.
    [[nodiscard]] std::vector<std::size_t> all(adjudication::Step step,
                                               std::int8_t layer = -1) const;
    /// The entry that an operand refers to.
    [[nodiscard]] std::optional<std::size_t> source(const adjudication::Operand& operand) const;

private:
    Entries entries_;
};

}  // namespace yidi::explain::internal
