#include "sim/faults.h"

#include <algorithm>

namespace yidi::sim {
namespace {

constexpr std::array<std::string_view, kFaultCount> kNames{
    "crash",   "disk_full", "request_lost", "answer_lost",
    "doubled", "delayed",   "clock_jump",   "report_lost"};

}  // namespace

std::string_view name(Fault fault) {
    return kNames[static_cast<std::size_t>(fault)];
}

std::optional<Fault> parse_fault(std::string_view word) {
    const auto* found = std::ranges::find(kNames, word);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<Fault>(found - kNames.begin());
}

}  // namespace yidi::sim
