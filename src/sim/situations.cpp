#include "sim/situations.h"

namespace yidi::sim {
namespace {

constexpr std::array<std::string_view, kSituationCount> kNames{
    "late",       "ended_in_stay", "expired",           "lapsed", "promise_kept", "cancelled",
    "superseded", "extended",      "refused_by_person", "refused"};

}  // namespace

std::string_view name(Situation situation) {
    return kNames[static_cast<std::size_t>(situation)];
}

}  // namespace yidi::sim
