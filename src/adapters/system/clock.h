#pragma once

#include "ports/clock.h"

namespace yidi::system {

/// The machine's clock. It may jump when it is set.
class SystemClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override;
};

}  // namespace yidi::system
