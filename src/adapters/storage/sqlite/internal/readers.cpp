#include "adapters/storage/sqlite/internal/readers.h"

#include <utility>

namespace yidi::storage {

Readers::Readers(std::span<const ports::TableSpec> tables, ConnectionOptions options,
                 std::size_t most)
    : tables_{tables}, options_{std::move(options)}, most_{most} {}

Result<void> Readers::read(const ports::Work& work) {
    YIDI_TRY(std::unique_ptr<Reader> reader, take());
    Result<void> result = {};
    if (!reader) {
        Result<Connection> opened = Connection::open(options_);
        if (opened) {
            reader = std::make_unique<Reader>(*std::move(opened), tables_);
        } else {
            result = fail(std::move(opened).error());
        }
    }
    if (reader) result = read_with(*reader, work);
    give_back(std::move(reader));
    return result;
}

Result<void> Readers::read_with(Reader& reader, const ports::Work& work) {
    YIDI_TRY_VOID(reader.connection.run("BEGIN"));
    Result<void> result = work(reader.session);
    if (reader.session.fault()) result = fail(*reader.session.fault());
    reader.session.start_again();
    // Nothing was written; this only lets go of the state that was read.
    const Result<void> ended = reader.connection.run("ROLLBACK");
    return result && !ended ? ended : result;
}

Result<std::unique_ptr<Readers::Reader>> Readers::take() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return is_closed_ || busy_count_ < most_; });
    if (is_closed_) return fail({.code = ErrorCode::busy, .rule = "the store is closed"});
    ++busy_count_;
    if (idle_.empty()) return std::unique_ptr<Reader>{};
    std::unique_ptr<Reader> reader = std::move(idle_.back());
    idle_.pop_back();
    return reader;
}

void Readers::give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock{mutex_};
    --busy_count_;
    // One that is still in a transaction could show an old state for ever.
    if (reader && !reader->connection.is_in_transaction()) idle_.push_back(std::move(reader));
    changed_.notify_all();
}

void Readers::close() {
    std::unique_lock lock{mutex_};
    is_closed_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return busy_count_ == 0; });
    idle_.clear();
}

}  // namespace yidi::storage
