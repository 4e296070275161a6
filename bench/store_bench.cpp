#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <latch>
#include <memory>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

#include "adapters/storage/sqlite/sqlite_store.h"

/// Durable settlements per second, by how many share a commit. Each writes as the payer does: four
/// rows that stay, two that are replaced, one that goes; for a person drawn from all, so that each
/// row falls into another page, in a store that has grown already.
namespace yidi {
namespace {

namespace fs = std::filesystem;
using ports::Column;
using ports::ColumnType;
using ports::Row;
using ports::Session;
using ports::TableKind;
using ports::TableSpec;

constexpr std::int64_t kPersons = 200'000;
constexpr std::int64_t kSettledBefore = 100'000;
constexpr std::int64_t kFilledAtOnce = 64;

constexpr std::array<Column, 3> kTwoKeys{
    {{.name = "first"}, {.name = "second"}, {.name = "rest", .type = ColumnType::bytes}}};
constexpr std::array<Column, 2> kOneKey{{{.name = "first"}, {.name = "amount"}}};

constexpr std::array<TableSpec, 7> kTables{
    {{.name = "message", .key_size = 2, .columns = kTwoKeys, .is_log = true},
     {.name = "settlement", .key_size = 2, .columns = kTwoKeys},
     {.name = "journal", .key_size = 2, .columns = kTwoKeys},
     {.name = "cum_event", .key_size = 2, .columns = kTwoKeys},
     {.name = "cum", .kind = TableKind::current, .key_size = 2, .columns = kTwoKeys},
     {.name = "account", .kind = TableKind::current, .key_size = 1, .columns = kOneKey},
     {.name = "hold", .kind = TableKind::current, .key_size = 2, .columns = kTwoKeys}}};

/// Bytes of the last column, near to what a settlement of five lines has.
struct Sizes {
    std::size_t answer = 900;
    std::size_t settlement = 500;
    std::size_t journal = 200;
    std::size_t event = 80;
};

Row row(std::int64_t first, std::int64_t second, std::size_t size) {
    return {first, second, std::string(size, 'x')};
}

Result<void> settle(Session& session, std::int64_t id) {
    const Sizes sizes;
    // A multiplicative step visits the persons in an order without pattern.
    const std::int64_t person = id * 2'654'435'761 % kPersons;
    const std::int64_t hospital = id % 100;
    const std::array<ports::Value, 2> hold{person, id};
    YIDI_TRY_VOID(session.insert(kTables[0], row(hospital, id, sizes.answer)));
    YIDI_TRY_VOID(session.insert(kTables[1], row(person, id, sizes.settlement)));
    YIDI_TRY_VOID(session.insert(kTables[2], row(person, id, sizes.journal)));
    YIDI_TRY_VOID(session.insert(kTables[3], row(person, id, sizes.event)));
    YIDI_TRY_VOID(session.put(kTables[4], row(person, 2026, sizes.event)));
    YIDI_TRY_VOID(session.put(kTables[5], {person, id}));
    return session.erase(kTables[6], hold);
}

class GrownStore {
public:
    GrownStore() {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        auto opened = storage::SqliteStore::open(kTables, {.file = folder_ / "store.db"});
        if (!opened) {
            std::cerr << to_string(opened.error()) << '\n';
            std::exit(1);
        }
        store_ = *std::move(opened);
        while (next_ < kSettledBefore) settle_together(kFilledAtOnce);
    }
    GrownStore(const GrownStore&) = delete;
    GrownStore& operator=(const GrownStore&) = delete;
    ~GrownStore() {
        store_.reset();
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    /// Submits so many and waits until all of them are on disk.
    void settle_together(std::int64_t count) {
        // Shared, because the writer may still be leaving it when this thread goes on.
        const auto ended = std::make_shared<std::latch>(count);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t id = next_++;
            store_->submit([id](Session& session) { return settle(session, id); },
                           [ended](const Result<void>& end) {
                               if (!end) {
                                   std::cerr << to_string(end.error()) << '\n';
                                   std::exit(1);
                               }
                               ended->count_down();
                           });
        }
        ended->wait();
    }

private:
    fs::path folder_ = fs::temp_directory_path() / "yidi_store_bench";
    std::unique_ptr<storage::SqliteStore> store_;
    std::int64_t next_ = 1;
};

void settle_durably(benchmark::State& state) {
    static GrownStore store;
    for (auto _ : state) store.settle_together(state.range(0));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(settle_durably)->Arg(1)->Arg(16)->Arg(64)->UseRealTime()->MeasureProcessCPUTime();

}  // namespace
}  // namespace yidi
