#include "tests/contract/crash_life.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <sqlite3.h>

#include "adapters/storage/sqlite/sqlite_store.h"
#include "tests/contract/countdown.h"
#include "tests/contract/crash_vfs.h"
#include "tests/contract/sample_tables.h"
#include "tests/property/random.h"

namespace yidi::contract {
namespace {

using property::Random;

constexpr std::int64_t kPersons = 5;
constexpr int kBatches = 12;
constexpr std::size_t kAnswerBytesMax = 3000;
// Small, so that the log is carried over and begun anew several times in a life.
constexpr int kCheckpointPages = 24;

std::int64_t person_of(std::int64_t work) {
    return work % kPersons;
}

/// Such works write as the others do, and then think better of it.
bool is_refused(std::int64_t work) {
    return work % 7 == 0;
}

std::string answer_of(std::int64_t work) {
    Random random{static_cast<std::uint64_t>(work)};
    std::string answer(random.below(kAnswerBytesMax), static_cast<char>('a' + work % 26));
    return answer;
}

/// A settlement in small: a message, an append, and a total that is read and written.
Result<void> settle(Session& session, std::int64_t work) {
    const std::int64_t person = person_of(work);
    const std::vector<Value> key{number(person), number(2025)};
    YIDI_TRY(const std::optional<Row> before, session.get(totals(), key));
    const std::int64_t amount = before ? std::get<std::int64_t>(before->at(2)) : 0;
    YIDI_TRY_VOID(session.put(totals(), total(person, 2025, amount + work)));
    YIDI_TRY_VOID(session.insert(visits(), row({.pid = person, .seq = work, .amount = work})));
    YIDI_TRY_VOID(session.insert(
        messages(), {text("sender"), text(std::to_string(work)), text(answer_of(work))}));
    return is_refused(work) ? Result<void>{fail({.code = ErrorCode::not_insured})} : Result<void>{};
}

storage::SqliteOptions options_on(const CrashVfs& vfs, bool is_synced) {
    return {.file = "store.db",
            .batch_max = 4,
            .checkpoint_pages = kCheckpointPages,
            .is_synced = is_synced,
            .vfs = vfs.name()};
}

/// Submits some works at once and waits for their ends.
void run_batch(Store& store, std::size_t size, Book& book) {
    const Countdown ended{size};
    for (std::size_t i = 0; i < size; ++i) {
        const std::int64_t work = book.next();
        if (!is_refused(work)) book.note_submitted(work);
        store.submit([work](Session& session) { return settle(session, work); },
                     [&book, ended, work](const Result<void>& end) {
                         if (end) book.note_answered(work);
                         ended.count_down();
                     });
    }
    ended.wait();
}

/// The works that the store holds whole, and a line for each that it holds in part.
struct Holdings {
    std::set<std::int64_t> works;
    std::vector<std::string> faults;
};

Holdings holdings_of(Store& store) {
    Holdings holdings;
    std::map<std::int64_t, std::int64_t> sums;
    for (const Row& visit : rows(store, visits())) {
        const std::int64_t work = std::get<std::int64_t>(visit[1]);
        holdings.works.insert(work);
        sums[std::get<std::int64_t>(visit[0])] += work;
        if (get(store, messages(), {text("sender"), text(std::to_string(work))}) !=
            Row{text("sender"), text(std::to_string(work)), text(answer_of(work))}) {
            holdings.faults.push_back("work " + std::to_string(work) + " is there in part");
        }
    }
    if (rows(store, messages()).size() != holdings.works.size()) {
        holdings.faults.emplace_back("messages without their work");
    }
    std::vector<Row> expected;
    expected.reserve(sums.size());
    for (const auto& [person, sum] : sums) expected.push_back(total(person, 2025, sum));
    if (rows(store, totals()) != expected) {
        holdings.faults.emplace_back("totals that are no sums of their works");
    }
    if (seqs(store, {}, "by_amount").size() != holdings.works.size()) {
        holdings.faults.emplace_back("an index that differs from its table");
    }
    return holdings;
}

/// What SQLite itself finds.
std::string integrity(const CrashVfs& vfs) {
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2("store.db", &opened, SQLITE_OPEN_READWRITE, vfs.name().c_str());
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection{opened, sqlite3_close};
    std::string found = code == SQLITE_OK ? "" : sqlite3_errstr(code);
    const auto note = [](void* to, int, char** values, char**) {
        *static_cast<std::string*>(to) += values[0];
        return 0;
    };
    sqlite3_exec(opened, "PRAGMA integrity_check", note, &found, nullptr);
    return found;
}

}  // namespace

void Book::note_submitted(std::int64_t work) {
    const std::lock_guard lock{mutex_};
    submitted_.push_back(work);
}

void Book::note_answered(std::int64_t work) {
    const std::lock_guard lock{mutex_};
    if (!is_sealed_) answered_.insert(work);
}

void Book::seal() {
    const std::lock_guard lock{mutex_};
    is_sealed_ = true;
}

std::vector<std::string> Book::compare(const std::set<std::int64_t>& held) const {
    const std::lock_guard lock{mutex_};
    std::vector<std::string> faults;
    for (const std::int64_t work : answered_) {
        if (!held.contains(work)) {
            faults.push_back("work " + std::to_string(work) + " was answered and is lost");
        }
    }
    // One writer in order: what is there of this life is its beginning, without a gap.
    const auto gap = std::find_if(submitted_.begin(), submitted_.end(),
                                  [&](std::int64_t work) { return !held.contains(work); });
    if (std::any_of(gap, submitted_.end(), [&](auto work) { return held.contains(work); })) {
        faults.push_back("work " + std::to_string(*gap) + " is missing, but a later one is there");
    }
    for (const std::int64_t work : held) {
        if (is_refused(work)) faults.push_back("work " + std::to_string(work) + " was refused");
    }
    return faults;
}

void Book::settle(const std::set<std::int64_t>& held) {
    const std::lock_guard lock{mutex_};
    answered_ = held;
    submitted_.clear();
    is_sealed_ = false;
}

bool live(CrashDisk& disk, const LifeOptions& options, Book& book) {
    const CrashVfs vfs{disk};
    Random random{options.seed};
    disk.crash_at(options.crash_at, options.seed, [&book] { book.seal(); });
    auto store = storage::SqliteStore::open(tables(), options_on(vfs, options.is_synced));
    for (int i = 0; store && i < kBatches && !disk.has_crashed(); ++i) {
        run_batch(**store, 1 + random.below(6), book);
    }
    if (store) (*store)->close();
    return disk.has_crashed();
}

std::vector<std::string> inspect(CrashDisk& disk, Book& book) {
    const CrashVfs vfs{disk};
    Holdings holdings;
    {
        const auto store = storage::SqliteStore::open(tables(), options_on(vfs, true));
        if (!store) return {"the store does not open: " + to_string(store.error())};
        holdings = holdings_of(**store);
    }
    std::vector<std::string> faults = book.compare(holdings.works);
    faults.insert(faults.end(), holdings.faults.begin(), holdings.faults.end());
    if (const std::string found = integrity(vfs); found != "ok") faults.push_back(found);
    book.settle(holdings.works);
    return faults;
}

}  // namespace yidi::contract
