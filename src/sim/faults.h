#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// What may go wrong in a simulated history.
namespace yidi::sim {

enum class Fault : std::uint8_t {
    crash,         ///< the machine stops at a write or a commit and starts again
    disk_full,     ///< a write or a commit fails
    request_lost,  ///< a message never arrives
    answer_lost,   ///< it is done, and nobody hears of it
    doubled,       ///< a message arrives a second time, at once or much later
    delayed,       ///< a message arrives after the sender has stopped waiting
    clock_jump,    ///< the payer's clock is set forward or back by minutes
    report_lost,   ///< a filing does not reach the network above, or its answer does not come back
};
inline constexpr std::size_t kFaultCount = 8;
using FaultCounts = std::array<std::int64_t, kFaultCount>;

/// "crash", "disk_full" …
[[nodiscard]] std::string_view name(Fault fault);
/// Empty for an unknown word.
[[nodiscard]] std::optional<Fault> parse_fault(std::string_view word);

/// Which faults a history has, as a mask.
class FaultSet {
public:
    [[nodiscard]] static constexpr FaultSet all() {
        FaultSet set;
        set.mask_ = (1U << kFaultCount) - 1;
        return set;
    }
    constexpr void add(Fault fault) { mask_ |= 1U << static_cast<unsigned>(fault); }
    [[nodiscard]] constexpr bool has(Fault fault) const {
        return (mask_ & (1U << static_cast<unsigned>(fault))) != 0;
    }

private:
    unsigned mask_ = 0;
};

}  // namespace yidi::sim
