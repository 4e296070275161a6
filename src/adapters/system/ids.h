#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "adapters/system/id_mark.h"
#include "base/error.h"
#include "ports/clock.h"
#include "ports/ids.h"

namespace yidi::system {

/// Ids of 53 bits: milliseconds since 2020 (41 bits, until 2089), a counter (7), the node (5).
///
/// Why none is given twice:
/// - Within a process an id is the greater of the clock's and the one after the last, under a lock.
///   A clock that stands or jumps back, and a burst beyond 128 in a millisecond, only make ids run
///   ahead of the clock.
/// - Over restarts: an id is given only below a mark that was made durable before, and a process
///   starts above the mark that it finds. A mark reserves ten seconds, so it costs one small write
///   in ten seconds and ids may lead the clock by as much after a restart.
/// - Between nodes the last five bits differ.
/// If the mark cannot be written (a full disk), ids go on and the mark is tried again with each
/// reservation: then only a clock set back across a restart could repeat one. A disk that takes no
/// mark takes no settlement either, so this is not a reason to stop answering.
class TimeOrderedIds final : public ports::Ids {
public:
    static constexpr std::uint32_t kNodes = 32;

    struct Parts {
        const ports::Clock& clock;
        IdMark& mark;
        std::uint32_t node = 0;  ///< below kNodes (asserted); every running process has its own
    };

    /// Errors    those of IdMark::load.
    [[nodiscard]] static Result<std::unique_ptr<TimeOrderedIds>> start(const Parts& parts);

    [[nodiscard]] std::int64_t next() override;

private:
    TimeOrderedIds(const Parts& parts, std::int64_t last);

    const ports::Clock& clock_;
    IdMark& mark_;
    const std::int64_t node_;
    std::mutex mutex_;
    std::int64_t last_;      ///< the step of the last id given; a step is an id without its node
    std::int64_t reserved_;  ///< steps below it may be given
};

}  // namespace yidi::system
