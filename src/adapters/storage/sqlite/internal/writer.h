#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "adapters/storage/sqlite/internal/checkpointer.h"
#include "adapters/storage/sqlite/internal/connection.h"
#include "adapters/storage/sqlite/internal/sqlite_session.h"
#include "ports/store.h"

namespace yidi::storage {

struct WriterLimits {
    std::size_t batch_max = 0;
    std::size_t waiting_max = 0;
};

/// The thread that writes, and what waits for it.
class Writer {
public:
    /// The checkpointer outlives the writer's close.
    Writer(Connection connection, std::span<const ports::TableSpec> tables, WriterLimits limits,
           Checkpointer& checkpointer);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    /// Prepares its statements and starts the thread.
    [[nodiscard]] Result<void> start();
    void submit(ports::Work work, ports::Done done);
    /// Ends what waits, then lets go of the database file.
    void close();

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::uint64_t works() const { return works_; }
    [[nodiscard]] std::uint64_t commits() const { return commits_; }
    [[nodiscard]] std::uint64_t failed_commits() const { return failed_commits_; }
    [[nodiscard]] std::size_t log_pages() const { return log_pages_; }

private:
    struct Waiting {
        ports::Work work;
        ports::Done done;
    };
    struct Ended {
        ports::Done done;
        Result<void> result;
    };
    /// Statements around works.
    struct Frame {
        Statement begin;
        Statement savepoint;
        Statement roll_back_work;
        Statement release;
        Statement commit;
        Statement roll_back;
    };
    /// All that must end before the connection does stands below it.
    struct Opened {
        Connection connection;
        SqliteSession session;
        Frame frame;
        Opened(Connection given, std::span<const ports::TableSpec> tables)
            : connection{std::move(given)},
              session{connection, tables, SqliteSession::Access::write} {}
    };

    void run();
    void run_batch();
    [[nodiscard]] std::optional<Waiting> next();
    [[nodiscard]] Result<void> run_works(std::vector<Ended>& ended);
    [[nodiscard]] Result<void> run_in_savepoint(const ports::Work& work, Result<void>& result);
    [[nodiscard]] Result<void> step(Statement& statement);
    void give_up(std::vector<Ended>& ended, const Error& error);

    std::optional<Opened> opened_;
    WriterLimits limits_;
    Checkpointer& checkpointer_;

    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Waiting> waiting_;
    bool is_closed_ = false;
    std::atomic<std::uint64_t> works_ = 0;
    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<std::uint64_t> failed_commits_ = 0;
    std::atomic<std::size_t> log_pages_ = 0;
    std::thread thread_;
};

}  // namespace yidi::storage
