#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// What happens to filings in a simulated history.
namespace yidi::sim {

enum class Situation : std::uint8_t {
    late,           ///< settled by a filing that was made after the day of admission
    ended_in_stay,  ///< settled by a filing that held on admission and not at the discharge
    expired,        ///< it ended by itself, and the person was told
    lapsed,         ///< the promised papers did not come
    promise_kept,
    cancelled,
    superseded,         ///< changed: another took its place
    extended,           ///< by request or by itself
    refused_by_person,  ///< an automatic one
    refused,            ///< a trial or a settlement, for want of a filing
};
inline constexpr std::size_t kSituationCount = 10;
using SituationCounts = std::array<std::int64_t, kSituationCount>;

/// "late", "ended_in_stay" …
[[nodiscard]] std::string_view name(Situation situation);

}  // namespace yidi::sim
