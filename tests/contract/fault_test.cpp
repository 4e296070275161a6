#include <atomic>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/storage/sqlite/sqlite_store.h"
#include "tests/contract/countdown.h"
#include "tests/contract/crash_disk.h"
#include "tests/contract/crash_vfs.h"
#include "tests/contract/sample_tables.h"
#include "tests/property/random.h"

/// A disk that is full or faulty, and then works again, while the store stays open.
namespace yidi::contract {
namespace {

using property::Random;

class Faults : public testing::Test {
protected:
    std::unique_ptr<storage::SqliteStore> open() {
        auto store = storage::SqliteStore::open(
            tables(), {.file = "store.db", .checkpoint_pages = 16, .vfs = vfs_.name()});
        EXPECT_TRUE(store) << to_string(store.error());
        return store ? *std::move(store) : nullptr;
    }
    [[nodiscard]] CrashDisk& disk() { return disk_; }

private:
    CrashDisk disk_;
    CrashVfs vfs_{disk_};
};

Result<void> insert_total(Session& session, std::int64_t pid) {
    return session.insert(totals(), total(pid, 2025, pid));
}

TEST_F(Faults, OfTheDiskMakeAllWorksOfTheCommitBusyAndLeaveNothing) {
    const auto store = open();
    ASSERT_TRUE(insert(*store, totals(), total(1, 2025, 1)));
    disk().set_faults([] { return Change::full; });

    std::vector<ErrorCode> told;
    const Countdown held{1};
    const Countdown ended{3};
    const auto note = [&told, ended](const Result<void>& end) {
        told.push_back(end ? ErrorCode::internal : end.error().code);
        ended.count_down();
    };
    // The first waits until all three are there, so that they share a commit.
    store->submit(
        [held](Session& session) {
            held.wait();
            return insert_total(session, 2);
        },
        note);
    store->submit([](Session& session) { return insert_total(session, 3); }, note);
    store->submit(
        [](Session& session) -> Result<void> {
            // It sees a row that will have never been: its own error must not be told.
            const Result<void> there = insert_total(session, 2);
            EXPECT_FALSE(there);
            return fail({.code = ErrorCode::not_insured});
        },
        note);
    held.count_down();
    ended.wait();
    EXPECT_EQ(told, (std::vector{ErrorCode::busy, ErrorCode::busy, ErrorCode::busy}));
    EXPECT_EQ(rows(*store, totals()), (std::vector<Row>{total(1, 2025, 1)}));
    EXPECT_EQ(store->figures().failed_commits, 1U);
}

TEST_F(Faults, PassWithTheirCause) {
    const auto store = open();
    disk().set_faults([] { return Change::full; });
    const Result<void> full = insert(*store, totals(), total(1, 2025, 1));
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::busy);
    EXPECT_NE(full.error().detail.find("full"), std::string::npos) << full.error().detail;
    disk().set_faults({});
    EXPECT_TRUE(insert(*store, totals(), total(1, 2025, 1)));
    EXPECT_EQ(rows(*store, totals()).size(), 1U);
}

TEST_F(Faults, AreToldByAWorkThatHidesThemAllTheSame) {
    const auto store = open();
    disk().set_faults([] { return Change::failed; });
    // Large enough to leave the cache before the commit.
    const Result<void> hidden = write(*store, [](Session& session) -> Result<void> {
        for (std::int64_t i = 0; i < 40; ++i) {
            (void)session.insert(seals(),
                                 {text(std::to_string(i)), text(std::string(3'000'000, 'x'))});
        }
        return {};
    });
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().code, ErrorCode::busy);
    disk().set_faults({});
    EXPECT_TRUE(rows(*store, seals()).empty());
}

TEST(Damage, IsToldAsSuchAndLeavesTheRestOfTheStoreInUse) {
    constexpr std::size_t kPageBytes = 4096;
    Image image;
    {
        CrashDisk disk;
        const CrashVfs vfs{disk};
        const auto store =
            storage::SqliteStore::open(tables(), {.file = "store.db", .vfs = vfs.name()});
        ASSERT_TRUE(store);
        for (int i = 100; i < 200; ++i) {
            const std::string name = "needle " + std::to_string(i);
            ASSERT_TRUE(insert(**store, seals(), {text(name), text(std::string(500, 'x'))}));
        }
        (*store)->close();
        image = disk.image();
    }
    std::string& content = image.at("store.db");
    const std::size_t found = content.rfind("needle 150");
    ASSERT_NE(found, std::string::npos);
    content.replace(found / kPageBytes * kPageBytes, 8, 8, '\xFF');  // The page's own header.

    CrashDisk disk{image};
    const CrashVfs vfs{disk};
    const auto store =
        storage::SqliteStore::open(tables(), {.file = "store.db", .vfs = vfs.name()});
    ASSERT_TRUE(store);
    const Result<void> damaged = write(**store, [](Session& session) -> Result<void> {
        YIDI_TRY_VOID(insert_total(session, 1));
        const std::vector<Value> key{text("needle 150")};
        YIDI_TRY(const std::optional<Row> row, session.get(seals(), key));
        ADD_FAILURE() << "a damaged row was read";
        return {};
    });
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::internal);
    EXPECT_TRUE(rows(**store, totals()).empty());
    EXPECT_TRUE(insert(**store, totals(), total(1, 2025, 1)));
}

/// Two works in each commit, one of which takes back what it wrote; a few changes of the disk fail.
std::set<std::int64_t> work_on_a_bad_disk(storage::SqliteStore& store, CrashDisk& disk,
                                          std::uint64_t seed) {
    Random random{seed};
    const int chance = static_cast<int>(random.between(1, 10));
    disk.set_faults([&random, chance] {
        if (!random.percent(chance)) return Change::done;
        return random.percent(50) ? Change::full : Change::failed;
    });
    std::set<std::int64_t> done;
    for (std::int64_t pid = 1; pid <= 40; ++pid) {
        const Countdown ended{2};
        store.submit(
            [pid](Session& session) -> Result<void> {
                YIDI_TRY_VOID(insert_total(session, pid));
                const std::string answer(static_cast<std::size_t>(pid) * 200, 'x');
                return session.put(seals(), {text("last"), text(answer)});
            },
            [&done, ended, pid](const Result<void>& end) {
                if (end) done.insert(pid);
                ended.count_down();
            });
        store.submit(
            [pid](Session& session) -> Result<void> {
                YIDI_TRY_VOID(insert_total(session, -pid));
                return fail({.code = ErrorCode::not_insured});
            },
            [ended](const Result<void>& end) {
                EXPECT_FALSE(end);
                ended.count_down();
            });
        ended.wait();
    }
    disk.set_faults({});
    return done;
}

std::set<std::int64_t> held(Store& store) {
    std::set<std::int64_t> found;
    for (const Row& row : rows(store, totals())) found.insert(std::get<std::int64_t>(row[0]));
    return found;
}

class ManyFaults : public testing::TestWithParam<std::uint64_t> {};

TEST_P(ManyFaults, LeaveExactlyWhatWasAnsweredAsDone) {
    for (std::uint64_t i = 0; i < 10; ++i) {
        CrashDisk disk;
        const CrashVfs vfs{disk};
        const storage::SqliteOptions options{
            .file = "store.db", .checkpoint_pages = 16, .vfs = vfs.name()};
        auto store = storage::SqliteStore::open(tables(), options);
        ASSERT_TRUE(store);
        const std::set<std::int64_t> done = work_on_a_bad_disk(**store, disk, GetParam() * 10 + i);
        EXPECT_EQ(held(**store), done);
        EXPECT_TRUE(insert(**store, totals(), total(100, 2025, 1)));
        store->reset();
        store = storage::SqliteStore::open(tables(), options);
        ASSERT_TRUE(store);
        std::set<std::int64_t> expected = done;
        expected.insert(100);
        EXPECT_EQ(held(**store), expected);
    }
}
INSTANTIATE_TEST_SUITE_P(Seed, ManyFaults, testing::Range<std::uint64_t>(1, 6));

}  // namespace
}  // namespace yidi::contract
