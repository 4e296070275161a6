#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace yidi::line {

/// Does things later.
class Timer {
public:
    Timer() = default;
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    virtual ~Timer() = default;
    /// Any thread. What is not due when the timer ends is dropped undone.
    virtual void after(std::int64_t wait_ms, std::function<void()> does) = 0;
};

/// With a thread of its own, on which everything is done.
class ThreadTimer final : public Timer {
public:
    ThreadTimer();
    ThreadTimer(const ThreadTimer&) = delete;
    ThreadTimer& operator=(const ThreadTimer&) = delete;
    /// stop().
    ~ThreadTimer() override;

    void after(std::int64_t wait_ms, std::function<void()> does) override;
    /// Drops what is not due yet; returns when nothing is being done any more.
    void stop();

private:
    using Clock = std::chrono::steady_clock;
    void work();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::multimap<Clock::time_point, std::function<void()>> due_;
    bool is_stopped_ = false;
    std::thread thread_;  // Last: it uses the others.
};

}  // namespace yidi::line
