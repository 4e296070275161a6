#include "api/rest/internal/workers.h"

#include <utility>

namespace yidi::rest::internal {

Workers::Workers(const Size& size) : waiting_max_{size.waiting_max} {
    for (std::uint32_t i = 0; i < size.threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() {
    {
        const std::scoped_lock lock{mutex_};
        ends_ = true;
        waiting_.clear();
    }
    given_.notify_all();
    for (std::thread& one : threads_) one.join();
}

bool Workers::give(std::function<void()> job) {
    if (threads_.empty()) {
        job();
        return true;
    }
    {
        const std::scoped_lock lock{mutex_};
        if (ends_ || waiting_.size() >= waiting_max_) return false;
        waiting_.push_back(std::move(job));
    }
    given_.notify_one();
    return true;
}

void Workers::run() {
    while (true) {
        std::function<void()> job;
        {
            std::unique_lock lock{mutex_};
            given_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
            if (ends_) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        job();
    }
}

}  // namespace yidi::rest::internal
