#pragma once

#include <csignal>

namespace yidi::main {

/// SIGINT and SIGTERM, held back from this thread and from every thread that is started while it
/// lives, and waited for. A thread that does not hold them back would be ended by them, and the
/// process with it, so no thread may start without.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, &before_);
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    ~StopSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    void wait() const {
        int signal = 0;
        while (sigwait(&set_, &signal) != 0) {
        }
    }

private:
    sigset_t set_{};
    sigset_t before_{};
};

}  // namespace yidi::main
