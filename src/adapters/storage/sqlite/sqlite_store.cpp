#include "adapters/storage/sqlite/sqlite_store.h"

#include <filesystem>
#include <fstream>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include "adapters/storage/sqlite/internal/checkpointer.h"
#include "adapters/storage/sqlite/internal/connection.h"
#include "adapters/storage/sqlite/internal/readers.h"
#include "adapters/storage/sqlite/internal/schema.h"
#include "adapters/storage/sqlite/internal/writer.h"

namespace yidi::storage {
namespace {

using ports::TableSpec;

constexpr int kWriterCacheKib = 64 * 1024;
constexpr int kReaderCacheKib = 8 * 1024;
// After a burst the log's file shrinks to this again.
constexpr int kLogBytesMax = 64 * 1024 * 1024;

ConnectionOptions connection_options(const SqliteOptions& options) {
    return {.file = options.file, .vfs = options.vfs, .is_synced = options.is_synced};
}

/// Before SQLite makes it, because the log and the index beside it take its permissions over.
void create_for_owner_only(const std::string& file) {
    std::error_code code;
    if (std::filesystem::exists(file, code) || code) return;
    // Where this fails, opening says why.
    if (!std::ofstream{file}) return;
    using std::filesystem::perms;
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write, code);
}

Result<Connection> open_for_writing(std::span<const TableSpec> tables,
                                    const SqliteOptions& options) {
    ConnectionOptions writer = connection_options(options);
    writer.may_create = true;
    writer.cache_kib = kWriterCacheKib;
    YIDI_TRY(Connection connection, Connection::open(writer));
    YIDI_TRY(const std::string mode, connection.ask("PRAGMA journal_mode=WAL"));
    if (mode != "wal") {
        return fail({.code = ErrorCode::unreadable_file,
                     .where = "store",
                     .rule = "a file layer with shared memory",
                     .remedy = "keep the store on a local disk"});
    }
    YIDI_TRY_VOID(connection.run("PRAGMA journal_size_limit=" + std::to_string(kLogBytesMax)));
    YIDI_TRY_VOID(migrate(connection, tables));
    return connection;
}

}  // namespace

struct SqliteStore::Parts {
    std::vector<TableSpec> tables;
    Readers readers;
    Checkpointer checkpointer;
    Writer writer;
    std::mutex closing;

    Parts(std::vector<TableSpec> specs, const SqliteOptions& options, Connection writing,
          Connection carrying)
        : tables{std::move(specs)},
          readers{tables,
                  {.file = options.file,
                   .vfs = options.vfs,
                   .may_write = false,
                   .is_synced = options.is_synced,
                   .cache_kib = kReaderCacheKib},
                  options.readers_max},
          checkpointer{std::move(carrying), options.checkpoint_pages},
          writer{std::move(writing),
                 tables,
                 {.batch_max = options.batch_max, .waiting_max = options.waiting_max},
                 checkpointer} {}
};

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(std::span<const TableSpec> tables,
                                                       const SqliteOptions& options) {
    if (options.vfs.empty()) create_for_owner_only(options.file);
    YIDI_TRY(Connection writing, open_for_writing(tables, options));
    YIDI_TRY(Connection carrying, Connection::open(connection_options(options)));
    auto parts = std::make_unique<Parts>(std::vector<TableSpec>{tables.begin(), tables.end()},
                                         options, std::move(writing), std::move(carrying));
    std::unique_ptr<SqliteStore> store{new SqliteStore{std::move(parts)}};
    YIDI_TRY_VOID(store->parts_->writer.start());
    if (!store->parts_->checkpointer.start()) {
        return fail(
            {.code = ErrorCode::busy, .where = "store", .rule = "a thread for checkpoints"});
    }
    return store;
}

SqliteStore::SqliteStore(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}

SqliteStore::~SqliteStore() {
    close();
}

void SqliteStore::submit(ports::Work work, ports::Done done) {
    parts_->writer.submit(std::move(work), std::move(done));
}

Result<void> SqliteStore::read(const ports::Work& work) {
    return parts_->readers.read(work);
}

void SqliteStore::close() {
    const std::lock_guard only{parts_->closing};
    // The writer's connection is the last: SQLite then carries the whole log over and removes it.
    parts_->readers.close();
    parts_->checkpointer.close();
    parts_->writer.close();
}

SqliteFigures SqliteStore::figures() const {
    const Writer& writer = parts_->writer;
    return {.works = writer.works(),
            .commits = writer.commits(),
            .failed_commits = writer.failed_commits(),
            .checkpoints = parts_->checkpointer.count(),
            .waiting = writer.waiting(),
            .log_pages = writer.log_pages()};
}

}  // namespace yidi::storage
