#include "adapters/storage/sqlite/sqlite_files.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

#include <sqlite3.h>

#include "adapters/storage/sqlite/internal/connection.h"

namespace yidi::storage {
namespace {

namespace fs = std::filesystem;

constexpr int kAllPages = -1;

struct Finish {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Error unreadable(const std::string& file, std::string rule, std::string remedy) {
    return {.code = ErrorCode::unreadable_file,
            .where = file,
            .rule = std::move(rule),
            .remedy = std::move(remedy)};
}

Result<Connection> open_existing(const std::string& file) {
    std::error_code code;
    // An empty file is an empty database to SQLite, and none of ours.
    if (!fs::is_regular_file(file, code) || fs::file_size(file, code) == 0 || code) {
        return fail(unreadable(file, "a store", "name a file that this program has written"));
    }
    return Connection::open({.file = file, .may_write = false});
}

Result<void> copy_pages(Connection& source, const std::string& target) {
    YIDI_TRY(const Connection copy, Connection::open({.file = target}));
    const std::unique_ptr<sqlite3_backup, Finish> backup{
        sqlite3_backup_init(copy.handle(), "main", source.handle(), "main")};
    if (!backup) return fail(copy.error(sqlite3_extended_errcode(copy.handle())));
    // In one step, which is one read: with several, each commit in between would begin it afresh.
    const int code = sqlite3_backup_step(backup.get(), kAllPages);
    if (code != SQLITE_DONE) return fail(sqlite_error(code, nullptr));
    return {};
}

Result<void> create_new(const std::string& file) {
    std::error_code code;
    if (fs::exists(file, code) || code) {
        return fail(unreadable(file, "a file that is not there yet", "name another file"));
    }
    if (!std::ofstream{file}) {
        return fail(
            unreadable(file, "a file in a folder that may be written", "name another file"));
    }
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, code);
    return {};
}

}  // namespace

Result<void> copy_store(const std::string& source, const std::string& target) {
    YIDI_TRY(Connection from, open_existing(source));
    YIDI_TRY_VOID(create_new(target));
    Result<void> done = copy_pages(from, target);
    if (done) done = check_store(target);
    if (!done) {
        std::error_code ignored;
        fs::remove(target, ignored);
    }
    return done;
}

Result<void> check_store(const std::string& file) {
    YIDI_TRY(const Connection connection, open_existing(file));
    YIDI_TRY(const std::string found, connection.ask("PRAGMA integrity_check(1)"));
    if (found == "ok") return {};
    return fail({.code = ErrorCode::internal,
                 .where = file,
                 .rule = "a database without damage",
                 .remedy = "restore the last backup",
                 .detail = found});
}

}  // namespace yidi::storage
