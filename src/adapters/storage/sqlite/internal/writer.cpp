#include "adapters/storage/sqlite/internal/writer.h"

#include <system_error>
#include <utility>

namespace yidi::storage {
namespace {

Error busy(std::string rule) {
    return {.code = ErrorCode::busy,
            .where = "store",
            .rule = std::move(rule),
            .remedy = "try again later with the same message number"};
}

/// SQLite calls it after each commit with the pages that the log holds.
int note_pages(void* pages, sqlite3*, const char*, int count) {
    *static_cast<std::atomic<std::size_t>*>(pages) = static_cast<std::size_t>(count);
    return SQLITE_OK;
}

}  // namespace

Writer::Writer(Connection connection, std::span<const ports::TableSpec> tables, WriterLimits limits,
               Checkpointer& checkpointer)
    : limits_{limits}, checkpointer_{checkpointer} {
    opened_.emplace(std::move(connection), tables);
}

Writer::~Writer() {
    close();
}

Result<void> Writer::start() {
    const Connection& connection = opened_->connection;
    Frame& frame = opened_->frame;
    YIDI_TRY(frame.begin, connection.prepare("BEGIN IMMEDIATE"));
    YIDI_TRY(frame.savepoint, connection.prepare("SAVEPOINT work"));
    YIDI_TRY(frame.roll_back_work, connection.prepare("ROLLBACK TO work"));
    YIDI_TRY(frame.release, connection.prepare("RELEASE work"));
    YIDI_TRY(frame.commit, connection.prepare("COMMIT"));
    YIDI_TRY(frame.roll_back, connection.prepare("ROLLBACK"));
    sqlite3_wal_hook(connection.handle(), note_pages, &log_pages_);
    try {
        thread_ = std::thread{[this] { run(); }};
    } catch (const std::system_error&) {
        return fail(busy("a thread for the writer"));
    }
    return {};
}

void Writer::submit(ports::Work work, ports::Done done) {
    Error refusal = busy("the store is closed");
    {
        const std::lock_guard lock{mutex_};
        if (!is_closed_ && waiting_.size() < limits_.waiting_max) {
            waiting_.push_back({.work = std::move(work), .done = std::move(done)});
            ready_.notify_one();
            return;
        }
        if (!is_closed_) refusal.rule = "too much waits already";
    }
    done(fail(std::move(refusal)));
}

void Writer::close() {
    {
        const std::lock_guard lock{mutex_};
        is_closed_ = true;
        ready_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    opened_.reset();
}

std::size_t Writer::waiting() const {
    const std::lock_guard lock{mutex_};
    return waiting_.size();
}

void Writer::run() {
    std::unique_lock lock{mutex_};
    while (true) {
        ready_.wait(lock, [&] { return is_closed_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        lock.unlock();
        checkpointer_.finish_if_due(opened_->connection);
        run_batch();
        lock.lock();
    }
}

void Writer::run_batch() {
    std::vector<Ended> ended;
    const Result<void> committed = run_works(ended);
    if (committed) {
        ++commits_;
        checkpointer_.note_log(static_cast<int>(log_pages_.load()));
    } else {
        ++failed_commits_;
        give_up(ended, committed.error());
    }
    works_ += ended.size();
    for (Ended& end : ended) end.done(std::move(end.result));
}

std::optional<Writer::Waiting> Writer::next() {
    const std::lock_guard lock{mutex_};
    if (waiting_.empty()) return {};
    Waiting first = std::move(waiting_.front());
    waiting_.pop_front();
    return first;
}

Result<void> Writer::run_works(std::vector<Ended>& ended) {
    YIDI_TRY_VOID(step(opened_->frame.begin));
    while (ended.size() < limits_.batch_max) {
        std::optional<Waiting> waiting = next();
        if (!waiting) break;
        Ended& end = ended.emplace_back(Ended{.done = std::move(waiting->done), .result = {}});
        YIDI_TRY_VOID(run_in_savepoint(waiting->work, end.result));
    }
    return step(opened_->frame.commit);
}

Result<void> Writer::run_in_savepoint(const ports::Work& work, Result<void>& result) {
    Frame& frame = opened_->frame;
    SqliteSession& session = opened_->session;
    YIDI_TRY_VOID(step(frame.savepoint));
    result = work(session);
    if (session.fault()) return fail(*session.fault());
    if (!result) YIDI_TRY_VOID(step(frame.roll_back_work));
    return step(frame.release);
}

Result<void> Writer::step(Statement& statement) {
    const int code = statement.run();
    if (code != SQLITE_DONE) return fail(opened_->connection.error(code));
    return {};
}

void Writer::give_up(std::vector<Ended>& ended, const Error& error) {
    // Some faults have ended the transaction already, and a rollback that fails has ended it too.
    if (opened_->connection.is_in_transaction()) (void)step(opened_->frame.roll_back);
    opened_->session.start_again();
    // Where not even the beginning worked, all that waits is told so; else each would wait for as
    // long as this one did.
    if (ended.empty()) {
        while (std::optional<Waiting> waiting = next()) {
            ended.push_back({.done = std::move(waiting->done), .result = {}});
        }
    }
    for (Ended& end : ended) end.result = fail(error);
}

}  // namespace yidi::storage
