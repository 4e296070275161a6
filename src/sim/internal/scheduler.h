#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace yidi::sim {

/// Virtual time: what is to happen, in the order of its time, one after another on one thread. Of
/// two at the same millisecond the one that was asked for first comes first.
class Scheduler {
public:
    void after(std::int64_t delay_ms, std::function<void()> event) {
        if (has_stopped_) return;
        events_.emplace(std::pair{now_ms_ + delay_ms, ++asked_}, std::move(event));
    }
    /// False if nothing is left.
    bool run_next() {
        if (events_.empty()) return false;
        auto next = events_.extract(events_.begin());
        now_ms_ = next.key().first;
        ++steps_;
        next.mapped()();
        return true;
    }
    /// Drops what is left, and what it asks for as it goes.
    void stop() {
        has_stopped_ = true;
        events_.clear();
    }
    /// Milliseconds since the history began.
    [[nodiscard]] std::int64_t now_ms() const { return now_ms_; }
    [[nodiscard]] std::int64_t steps() const { return steps_; }

private:
    std::map<std::pair<std::int64_t, std::int64_t>, std::function<void()>> events_;
    std::int64_t now_ms_ = 0;
    std::int64_t asked_ = 0;
    std::int64_t steps_ = 0;
    bool has_stopped_ = false;
};

}  // namespace yidi::sim
