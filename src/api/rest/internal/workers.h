#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace yidi::rest::internal {

/// A few threads for what would hold up the server's own, such as comparing a password: so many at
/// once and no more, and a queue with an end.
/// Threads   any.
class Workers {
public:
    struct Size {
        std::uint32_t threads = 0;  ///< 0: each job is run at once by whoever gives it
        std::size_t waiting_max = 128;
    };
    explicit Workers(const Size& size);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    /// Ends the jobs that have begun; those that wait are dropped, and their answers with them.
    ~Workers();

    /// Returns   false if the queue is full; the job is not run.
    [[nodiscard]] bool give(std::function<void()> job);

private:
    void run();

    std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable given_;
    std::deque<std::function<void()>> waiting_;
    bool ends_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace yidi::rest::internal
