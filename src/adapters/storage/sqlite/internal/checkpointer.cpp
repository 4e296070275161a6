#include "adapters/storage/sqlite/internal/checkpointer.h"

#include <system_error>
#include <utility>

namespace yidi::storage {
namespace {

// What the writer may be left with: some milliseconds.
constexpr int kLeftPagesMax = 256;
// A writer as fast as the disk leaves as much each time; more rounds would not help.
constexpr int kRoundsMax = 3;

struct Progress {
    int code = SQLITE_OK;
    int log = 0;
    int carried = 0;
};

Progress checkpoint(Connection& connection) {
    Progress progress;
    progress.code = sqlite3_wal_checkpoint_v2(
        connection.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &progress.log, &progress.carried);
    return progress;
}

}  // namespace

Checkpointer::Checkpointer(Connection connection, int pages_max)
    : connection_{std::move(connection)}, pages_max_{pages_max}, begin_at_{pages_max} {}

Checkpointer::~Checkpointer() {
    close();
}

bool Checkpointer::start() {
    try {
        thread_ = std::thread{[this] { run(); }};
    } catch (const std::system_error&) {
        return false;
    }
    return true;
}

void Checkpointer::note_log(int pages) {
    if (pages < last_pages_) begin_at_ = pages_max_;
    last_pages_ = pages;
    if (pages < begin_at_) return;
    // A long read can keep the log from beginning anew: then there is no use in asking each time.
    begin_at_ = pages + pages_max_;
    const std::lock_guard lock{mutex_};
    is_wanted_ = true;
    wanted_.notify_one();
}

void Checkpointer::finish_if_due(Connection& writer) {
    // Without success it is tried again when the log has grown by as much again.
    if (is_finish_due_.exchange(false)) (void)checkpoint(writer);
}

void Checkpointer::close() {
    {
        const std::lock_guard lock{mutex_};
        is_closed_ = true;
        wanted_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    connection_.reset();
}

void Checkpointer::run() {
    std::unique_lock lock{mutex_};
    while (true) {
        wanted_.wait(lock, [&] { return is_wanted_ || is_closed_; });
        if (is_closed_) return;
        is_wanted_ = false;
        lock.unlock();
        carry_over();
        lock.lock();
    }
}

void Checkpointer::carry_over() {
    for (int round = 0; round < kRoundsMax; ++round) {
        const Progress progress = checkpoint(*connection_);
        if (progress.code != SQLITE_OK) return;
        if (progress.log - progress.carried <= kLeftPagesMax) break;
    }
    ++count_;
    is_finish_due_ = true;
}

}  // namespace yidi::storage
