#include "adapters/system/clock.h"

#include <chrono>

namespace yidi::system {

Instant SystemClock::now() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Instant::from_ms(
        std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
}

}  // namespace yidi::system
