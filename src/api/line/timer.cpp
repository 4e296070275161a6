#include "api/line/timer.h"

#include <utility>

namespace yidi::line {

ThreadTimer::ThreadTimer() : thread_{[this] { work(); }} {}

ThreadTimer::~ThreadTimer() {
    stop();
}

void ThreadTimer::after(std::int64_t wait_ms, std::function<void()> does) {
    {
        const std::lock_guard only{mutex_};
        if (is_stopped_) return;
        due_.emplace(Clock::now() + std::chrono::milliseconds{wait_ms}, std::move(does));
    }
    changed_.notify_one();
}

void ThreadTimer::stop() {
    std::multimap<Clock::time_point, std::function<void()>> dropped;
    {
        const std::lock_guard only{mutex_};
        is_stopped_ = true;
        dropped.swap(due_);
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void ThreadTimer::work() {
    std::unique_lock lock{mutex_};
    while (!is_stopped_) {
        if (due_.empty()) {
            changed_.wait(lock);
        } else if (due_.begin()->first > Clock::now()) {
            // Copied: the entry may be gone while the lock is.
            const Clock::time_point next = due_.begin()->first;
            changed_.wait_until(lock, next);
        } else {
            const auto first = due_.extract(due_.begin());
            lock.unlock();
            first.mapped()();
            lock.lock();
        }
    }
}

}  // namespace yidi::line
