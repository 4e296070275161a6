#pragma once

#include <cstddef>
#include <latch>
#include <memory>

namespace yidi::contract {

/// A latch to copy into works: it lives as long as any thread that may still be leaving it.
class Countdown {
public:
    explicit Countdown(std::size_t count)
        : latch_{std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(count))} {}

    void count_down() const { latch_->count_down(); }
    void wait() const { latch_->wait(); }

private:
    std::shared_ptr<std::latch> latch_;
};

}  // namespace yidi::contract
