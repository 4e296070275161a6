#include "domain/explain/internal/trace_reader.h"

namespace yidi::explain::internal {

using adjudication::Operand;
using adjudication::Step;

std::optional<std::size_t> TraceReader::last(Step step, std::int8_t layer) const {
    for (std::size_t i = entries_.size(); i > 0; --i) {
        if (entries_[i - 1].step == step && entries_[i - 1].layer == layer) return i - 1;
    }
    return std::nullopt;
}

std::vector<std::size_t> TraceReader::all(Step step, std::int8_t layer) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (entries_[i].step == step && entries_[i].layer == layer) found.push_back(i);
    }
    return found;
}

std::optional<std::size_t> TraceReader::source(const Operand& operand) const {
    if (operand.kind != Operand::Kind::step || operand.a < 0) return std::nullopt;
    const auto index = static_cast<std::size_t>(operand.a);
    if (index >= entries_.size()) return std::nullopt;
    return index;
}

}  // namespace yidi::explain::internal
