#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "ports/store.h"

namespace yidi::storage {

struct SqliteOptions {
    /// Created, for its owner only, where it is missing; its folder must be there.
    std::string file;
    /// Works in one commit. A commit costs one sync of the disk however many works it holds.
    std::size_t batch_max = 64;
    /// Works that may wait for the writer; more are refused as busy.
    std::size_t waiting_max = 4096;
    /// Reads at the same time; more wait for their turn.
    std::size_t readers_max = 4;
    /// Pages (4 KiB) of the log after which it is carried over into the database file.
    int checkpoint_pages = 8000;
    /// False answers without waiting for the disk: a stop of the machine then loses what was
    /// answered. For measuring what syncs cost, and for showing that the crash tests notice.
    bool is_synced = true;
    /// SQLite's name of a file layer; empty: the system's.
    std::string vfs = {};
};

/// What has happened since the store was opened.
struct SqliteFigures {
    std::uint64_t works = 0;
    std::uint64_t commits = 0;
    std::uint64_t failed_commits = 0;
    std::uint64_t checkpoints = 0;
    std::size_t waiting = 0;    ///< now
    std::size_t log_pages = 0;  ///< now
};

/// One SQLite database file. A thread of its own writes: it runs the works that wait one after
/// another, each in a savepoint, commits when none waits or the batch is full, and then tells their
/// ends. Another carries the log over into the database file, and reads have their own connections,
/// so neither holds the writer up.
/// Threads   any.
class SqliteStore final : public ports::Store {
public:
    /// Opens the file and brings its tables to what `tables` says (see internal/schema.h for what
    /// may differ).
    /// Errors    unreadable_file, inconsistent (tables of another version), busy (locked, full).
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(
        std::span<const ports::TableSpec> tables, const SqliteOptions& options);
    ~SqliteStore() override;

    void submit(ports::Work work, ports::Done done) override;
    Result<void> read(const ports::Work& work) override;
    void close() override;

    [[nodiscard]] SqliteFigures figures() const;

private:
    struct Parts;
    explicit SqliteStore(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace yidi::storage
