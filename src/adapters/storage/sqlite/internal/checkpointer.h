#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "adapters/storage/sqlite/internal/connection.h"

namespace yidi::storage {

/// Carries SQLite's log over into the database file. A thread with its own connection does nearly
/// all of it beside the writer. It can never catch up with a writer that does not pause, so the
/// writer does the few pages that are left itself, between two batches; the log then begins anew.
class Checkpointer {
public:
    /// `pages_max`: length of the log after which to begin.
    Checkpointer(Connection connection, int pages_max);
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;
    ~Checkpointer();

    /// Starts the thread. False if the system has none left.
    [[nodiscard]] bool start();
    /// Called by the writer after each commit with the length of the log.
    void note_log(int pages);
    /// Called by the writer between batches, with its own connection.
    void finish_if_due(Connection& writer);
    void close();

    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    void run();
    void carry_over();

    std::optional<Connection> connection_;
    int pages_max_;
    // Of the writer only.
    int last_pages_ = 0;
    int begin_at_;

    std::mutex mutex_;
    std::condition_variable wanted_;
    bool is_wanted_ = false;
    bool is_closed_ = false;
    std::atomic<bool> is_finish_due_ = false;
    std::atomic<std::uint64_t> count_ = 0;
    std::thread thread_;
};

}  // namespace yidi::storage
