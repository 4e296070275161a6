#include "adapters/system/ids.h"

#include <algorithm>

#include "base/assert.h"

namespace yidi::system {
namespace {

// 2020-01-01T00:00:00Z.
constexpr std::int64_t kStartMs = 1'577'836'800'000;
constexpr std::int64_t kStepsEachMs = 128;
constexpr std::int64_t kReservedSteps = 10'000 * kStepsEachMs;
constexpr std::int64_t kIdEnd = std::int64_t{1} << 53U;

}  // namespace

TimeOrderedIds::TimeOrderedIds(const Parts& parts, std::int64_t last)
    : clock_{parts.clock},
      mark_{parts.mark},
      node_{std::int64_t{parts.node}},
      last_{last},
      reserved_{last} {}

Result<std::unique_ptr<TimeOrderedIds>> TimeOrderedIds::start(const Parts& parts) {
    YIDI_ASSERT(parts.node < kNodes);
    YIDI_TRY(const std::int64_t mark, parts.mark.load());
    return std::unique_ptr<TimeOrderedIds>{new TimeOrderedIds{parts, mark}};
}

std::int64_t TimeOrderedIds::next() {
    const std::lock_guard lock{mutex_};
    const std::int64_t by_clock = (clock_.now().ms() - kStartMs) * kStepsEachMs;
    last_ = std::max(by_clock, last_ + 1);
    if (last_ >= reserved_) {
        reserved_ = last_ + kReservedSteps;
        // A mark that cannot be kept is no reason to stop; the header says why.
        static_cast<void>(mark_.raise(reserved_));
    }
    const std::int64_t id = last_ * kNodes + node_;
    YIDI_ASSERT(id < kIdEnd);
    return id;
}

}  // namespace yidi::system
