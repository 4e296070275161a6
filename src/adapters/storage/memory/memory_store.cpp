#include "adapters/storage/memory/memory_store.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

#include "adapters/storage/memory/internal/memory_session.h"
#include "base/assert.h"

namespace yidi::storage {
namespace {

using ports::Done;
using ports::TableSpec;
using ports::Work;

struct Waiting {
    Work work;
    Done done;
};

struct Ended {
    Done done;
    Result<void> result;
};

Error busy(std::string rule) {
    return {.code = ErrorCode::busy,
            .rule = std::move(rule),
            .remedy = "try again later with the same message number"};
}

std::function<bool()> at_step(const MemoryOptions& options, MemoryStep step) {
    if (!options.fails) return {};
    return [fails = options.fails, step] { return fails(step); };
}

}  // namespace

/// The tables twice: as the writer sees them, and as the last commit left them. `mutex_` guards
/// what submit touches; everything else belongs to the thread that runs the steps.
class MemoryStore::Writer : public std::enable_shared_from_this<Writer> {
public:
    Writer(std::span<const TableSpec> tables, MemoryOptions options)
        : options_{std::move(options)},
          written_{tables},
          committed_{tables},
          session_{written_, MemorySession::Access::write, at_step(options_, MemoryStep::write)} {}

    void submit(Work work, Done done);
    Result<void> read(const Work& work);
    void close();
    void crash();

private:
    enum class Step : std::uint8_t { run, commit, tell };

    [[nodiscard]] std::optional<Error> refusal() const;
    /// Runs steps until nothing waits.
    void run_all();
    /// Hands the next step to the scheduler, if there is one to do.
    void schedule_next();
    /// Does one step. False if nothing waits, and the writer is idle from then on.
    bool do_step();
    [[nodiscard]] bool take_batch();
    void run_batch();
    void commit();
    void tell();

    MemoryOptions options_;
    MemoryTables written_;
    MemoryTables committed_;
    std::shared_mutex committed_mutex_;
    MemorySession session_;
    std::vector<Waiting> batch_;
    std::vector<Ended> ended_;
    Step step_ = Step::run;
    // Steps of an earlier life do nothing.
    std::size_t life_ = 0;

    std::mutex mutex_;
    std::condition_variable idle_;
    std::deque<Waiting> waiting_;
    bool is_running_ = false;
    bool is_closed_ = false;
};

std::optional<Error> MemoryStore::Writer::refusal() const {
    if (is_closed_) return busy("the store is closed");
    if (waiting_.size() >= options_.waiting_max) return busy("too much waits already");
    return {};
}

void MemoryStore::Writer::submit(Work work, Done done) {
    {
        std::unique_lock lock{mutex_};
        if (std::optional<Error> error = refusal()) {
            lock.unlock();
            done(fail(std::move(*error)));
            return;
        }
        waiting_.push_back({.work = std::move(work), .done = std::move(done)});
        if (is_running_) return;
        is_running_ = true;
    }
    if (options_.schedule) {
        schedule_next();
    } else {
        run_all();
    }
}

Result<void> MemoryStore::Writer::read(const Work& work) {
    {
        const std::lock_guard lock{mutex_};
        if (is_closed_) return fail(busy("the store is closed"));
    }
    const std::shared_lock lock{committed_mutex_};
    MemorySession session{committed_, MemorySession::Access::read};
    return work(session);
}

void MemoryStore::Writer::close() {
    std::unique_lock lock{mutex_};
    is_closed_ = true;
    if (options_.schedule) {
        lock.unlock();
        ++life_;
        run_all();
    } else {
        idle_.wait(lock, [&] { return !is_running_; });
    }
}

void MemoryStore::Writer::crash() {
    YIDI_ASSERT(options_.schedule != nullptr);
    ++life_;
    session_.roll_back(0);
    session_.start_again();
    batch_.clear();
    ended_.clear();
    step_ = Step::run;
    const std::lock_guard lock{mutex_};
    waiting_.clear();
    is_running_ = false;
    is_closed_ = false;
}

void MemoryStore::Writer::run_all() {
    while (do_step()) {
    }
}

void MemoryStore::Writer::schedule_next() {
    options_.schedule([self = weak_from_this(), life = life_] {
        const std::shared_ptr<Writer> writer = self.lock();
        if (!writer || writer->life_ != life) return;
        if (writer->do_step()) writer->schedule_next();
    });
}

bool MemoryStore::Writer::do_step() {
    switch (step_) {
        case Step::run:
            if (!take_batch()) return false;
            run_batch();
            step_ = Step::commit;
            return true;
        case Step::commit:
            commit();
            step_ = Step::tell;
            return true;
        case Step::tell:
            tell();
            step_ = Step::run;
            return true;
    }
    return false;
}

bool MemoryStore::Writer::take_batch() {
    const std::lock_guard lock{mutex_};
    const std::size_t size = std::min(waiting_.size(), options_.batch_max);
    for (std::size_t i = 0; i < size; ++i) {
        batch_.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    if (size > 0) return true;
    is_running_ = false;
    idle_.notify_all();
    return false;
}

void MemoryStore::Writer::run_batch() {
    for (Waiting& waiting : batch_) {
        const std::size_t savepoint = session_.savepoint();
        Result<void> result = {};
        if (!session_.has_failed()) result = waiting.work(session_);
        if (!result) session_.roll_back(savepoint);
        ended_.push_back({.done = std::move(waiting.done), .result = std::move(result)});
    }
    batch_.clear();
}

void MemoryStore::Writer::commit() {
    const bool fails =
        session_.has_failed() || (options_.fails && options_.fails(MemoryStep::commit));
    if (fails) {
        session_.roll_back(0);
        for (Ended& ended : ended_) ended.result = fail(busy("the commit failed"));
    }
    const std::unique_lock lock{committed_mutex_};
    for (const MemoryChange& change : session_.changes()) {
        committed_.at(change.table).set(change.key, change.after);
    }
    session_.start_again();
}

void MemoryStore::Writer::tell() {
    for (Ended& ended : ended_) ended.done(std::move(ended.result));
    ended_.clear();
}

MemoryStore::MemoryStore(std::span<const TableSpec> tables, MemoryOptions options)
    : writer_{std::make_shared<Writer>(tables, std::move(options))} {}

MemoryStore::~MemoryStore() {
    writer_->close();
}

void MemoryStore::submit(Work work, Done done) {
    writer_->submit(std::move(work), std::move(done));
}

Result<void> MemoryStore::read(const Work& work) {
    return writer_->read(work);
}

void MemoryStore::close() {
    writer_->close();
}

void MemoryStore::crash() {
    writer_->crash();
}

}  // namespace yidi::storage
