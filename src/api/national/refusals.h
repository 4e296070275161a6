#pragma once

#include <cstdint>
#include <mutex>

#include "base/instant.h"

namespace yidi::national {

/// How many refusals are kept, so that no sender can fill the disk. Threads: any.
class Refusals {
public:
    static constexpr std::int64_t kMostInAnHour = 20'000;
    [[nodiscard]] bool may_note(Instant now) {
        constexpr std::int64_t kHourMs = 3'600'000;
        const std::lock_guard only{mutex_};
        if (const std::int64_t hour = now.ms() / kHourMs; hour != hour_) {
            hour_ = hour;
            noted_ = 0;
        }
        return ++noted_ <= kMostInAnHour;
    }

private:
    std::mutex mutex_;
    std::int64_t hour_ = 0;
    std::int64_t noted_ = 0;
};

}  // namespace yidi::national
