#pragma once

#include <cstdint>

#include "ports/clock.h"

namespace yidi::system {

/// The machine's clock. It may jump when it is set.
class SystemClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// The machine's clock, moved: demonstrations play on a day of their own, and it goes on there.
class ShiftedClock final : public ports::Clock {
public:
    explicit ShiftedClock(std::int64_t ahead_ms) : ahead_ms_{ahead_ms} {}
    [[nodiscard]] Instant now() const override { return clock_.now().plus_ms(ahead_ms_); }

private:
    SystemClock clock_;
    std::int64_t ahead_ms_;
};

}  // namespace yidi::system
