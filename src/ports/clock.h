#pragma once

#include "base/instant.h"

namespace yidi::ports {

/// What time it is. Use cases are given an instant by their caller; only what starts them asks.
/// Threads   any.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace yidi::ports
