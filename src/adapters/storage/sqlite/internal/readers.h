#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "adapters/storage/sqlite/internal/connection.h"
#include "adapters/storage/sqlite/internal/sqlite_session.h"

namespace yidi::storage {

/// Connections that only read, opened when they are first needed and then kept.
class Readers {
public:
    Readers(std::span<const ports::TableSpec> tables, ConnectionOptions options, std::size_t most);

    [[nodiscard]] Result<void> read(const ports::Work& work);
    /// Waits for the reads that have begun.
    void close();

private:
    struct Reader {
        Connection connection;
        SqliteSession session;
        Reader(Connection opened, std::span<const ports::TableSpec> tables)
            : connection{std::move(opened)},
              session{connection, tables, SqliteSession::Access::read} {}
    };

    /// Null where a new one may be opened.
    [[nodiscard]] Result<std::unique_ptr<Reader>> take();
    void give_back(std::unique_ptr<Reader> reader);
    [[nodiscard]] static Result<void> read_with(Reader& reader, const ports::Work& work);

    std::span<const ports::TableSpec> tables_;
    ConnectionOptions options_;
    std::size_t most_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<Reader>> idle_;
    std::size_t busy_count_ = 0;
    bool is_closed_ = false;
};

}  // namespace yidi::storage
